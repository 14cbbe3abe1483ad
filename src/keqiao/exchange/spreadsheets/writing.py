"""Writes .xlsx row by row, with nothing in it that a program would take for a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # how texts begin that programs may compute

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_MIDDLE = Alignment(wrap_text=True, vertical="center")
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
A4, ROOM = 9, 21  # the code of the paper, and the height of a row on it in points
_WRONG = PatternFill("solid", fgColor="F8D7DA")
_DOUBTFUL = PatternFill("solid", fgColor="FFF3CD")
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])

Notes = Mapping[int, tuple[str, bool]]  # by column from 0 what is said of a cell, and whether it is an error


class Table:
    """A workbook of one sheet that is written once, from top to bottom."""

    def __init__(self, title: str, widths: Sequence[int] = ()) -> None:
        """``widths``: of the columns, in characters."""
        self._book = Workbook(write_only=True)
        self._sheet: Any = self._book.create_sheet(title[:31] or "Sheet1")
        for index, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(index)].width = width

    def keep_above(self, rows: int) -> None:
        """So many rows stay in sight; to be called before the first row."""
        self._sheet.freeze_panes = f"A{rows + 1}"

    def on_paper(self, heads: int) -> None:
        """Print across the page, all columns on it, the first so many rows on each; before the first row."""
        sheet = self._sheet
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"1:{heads}"
        sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = ROOM, True

    def add(
        self, values: Iterable[Any], *, bold: bool = False, boxed: bool = False, notes: Notes | None = None
    ) -> None:
        """Write the next row; ``boxed``: with lines around; ``notes`` colour cells and stand beside as comments."""
        said = notes or {}
        cells = [self._cell(value, bold, said.get(index)) for index, value in enumerate(values)]
        for cell in cells if boxed else ():
            cell.border, cell.alignment = _BOX, _MIDDLE
        self._sheet.append(cells)

    def save(self, stream: IO[bytes]) -> None:
        """Write the file."""
        self._book.save(stream)

    def _cell(self, value: Any, bold: bool, note: tuple[str, bool] | None) -> Any:
        cell = WriteOnlyCell(self._sheet, value=plain(value))
        if isinstance(cell.value, str):
            cell.data_type = "s"
            if cell.value.startswith(FORMULA):
                cell.quotePrefix = True  # as if typed with ' before it: stays text when somebody edits it
        if bold:
            cell.font, cell.alignment = _BOLD, _WRAPPED
        if note is not None:
            text, wrong = note
            cell.fill = _WRONG if wrong else _DOUBTFUL
            cell.comment = Comment(text, "科桥", width=320, height=40 + 18 * (1 + len(text) // 18))
        return cell


def plain(value: Any) -> Any:
    """As a cell takes it: moments without their zone, texts without control characters, other things as text."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if value is None or isinstance(value, bool | int | float | dt.date | dt.time):
        return value
    return str(value).translate(_ILLEGAL)[:32_000]
