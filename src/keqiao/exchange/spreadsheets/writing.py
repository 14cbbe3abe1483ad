"""Writes .xlsx row by row, with nothing in it that a program would take for a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # how texts begin that programs may compute

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
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

    def add(self, values: Iterable[Any], *, bold: bool = False, notes: Notes | None = None) -> None:
        """Write the next row; ``notes`` colour cells and stand beside them as comments."""
        said = notes or {}
        self._sheet.append([self._cell(value, bold, said.get(index)) for index, value in enumerate(values)])

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
