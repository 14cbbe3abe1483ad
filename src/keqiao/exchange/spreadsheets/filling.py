"""Fills cells of somebody else's workbook and leaves the rest as it is: styles, widths, formulas, other sheets."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from keqiao.exchange.spreadsheets.problems import Unreadable
from keqiao.exchange.spreadsheets.workbook import open_sheets
from keqiao.exchange.spreadsheets.writing import FORMULA, plain

MOST_CELLS = 200_000  # of a form that people fill; more is a data set
LARGEST = 20 * 1024 * 1024  # bytes of all sheets unpacked
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})["']""")
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\Z")


@dataclass(frozen=True)
class Place:
    """A cell: its sheet, and row and column from 1."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        """表一!C5."""
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Area:
    """What stands in a cell, and how far it reaches if it is merged with others."""

    place: Place
    text: str
    last_row: int
    last_column: int


class Book:
    """An .xlsx workbook in memory. Raises ``Unreadable`` for anything that isn't one, or is too large to be a form."""

    def __init__(self, content: bytes) -> None:
        """Open it; what is hostile is refused before it is unpacked."""
        _look_through(content)
        try:
            self._book: Any = load_workbook(BytesIO(content))
        except Exception as error:  # the library raises whatever a damaged part makes it stumble over
            said = _("文件已损坏，读不出内容，请用WPS或Excel打开，另存为“Excel工作簿（.xlsx）”后再上传")
            raise Unreadable("file.broken", said) from error
        self._merged = {
            name: {
                (row, column): (area.min_row, area.min_col, area.max_row, area.max_col)
                for area in self._book[name].merged_cells.ranges
                for row in range(area.min_row, area.max_row + 1)
                for column in range(area.min_col, area.max_col + 1)
            }
            for name in self.sheets
        }

    @property
    def sheets(self) -> list[str]:
        """The names of its visible sheets."""
        return [sheet.title for sheet in self._book.worksheets if sheet.sheet_state == "visible"]

    def place(self, written: str) -> Place | None:
        """The cell that is written 表一!C5 (C5 where there is one sheet); of merged cells the first. None: no such."""
        sheet, _mark, cell = written.strip().rpartition("!")
        found = _PLACE.match(cell)
        names = self.sheets
        sheet = sheet.strip("'") or (names[0] if len(names) == 1 else "")
        if found is None or sheet not in names:
            return None
        row, column = int(found.group(2)), column_index_from_string(found.group(1).upper())
        first_row, first_column, _last_row, _last_column = self.reach(sheet, row, column)
        return Place(sheet, first_row, first_column)

    def reach(self, sheet: str, row: int, column: int) -> tuple[int, int, int, int]:
        """First row and column, last row and column of the cell that a place belongs to."""
        return self._merged[sheet].get((row, column), (row, column, row, column))

    def filled(self, sheet: str) -> Iterator[Area]:
        """Every cell in which something stands, from the top, each row from the left."""
        # Only cells that there are: going through rows would make one for every place up to the furthest.
        for (row, column), cell in sorted(self._book[sheet]._cells.items()):
            if isinstance(cell, Cell) and cell.value is not None and str(cell.value).strip():
                _row, _column, last_row, last_column = self.reach(sheet, row, column)
                yield Area(Place(sheet, row, column), str(cell.value), last_row, last_column)

    def text(self, place: Place) -> str:
        """What stands in a cell; of a formula its text."""
        value = self._cell(place).value
        return "" if value is None else str(value)

    def is_formula(self, place: Place) -> bool:
        """Whether the workbook computes the cell itself."""
        return bool(self._cell(place).data_type == "f")

    def width(self, sheet: str) -> int:
        """How many columns are in use."""
        return int(self._book[sheet].max_column)

    def height(self, sheet: str) -> int:
        """How many rows are in use."""
        return int(self._book[sheet].max_row)

    def write(self, place: Place, value: int | float | str) -> None:
        """Put a value into a cell; texts stay texts, whatever they begin with."""
        cell = self._cell(place)
        cell.value = plain(value)
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(FORMULA)

    def content(self) -> bytes:
        """The workbook as a file."""
        stream = BytesIO()
        self._book.save(stream)
        return stream.getvalue()

    def _cell(self, place: Place) -> Any:
        found = self._book[place.sheet].cell(place.row, place.column)
        assert not isinstance(found, MergedCell), f"{place} lies inside a merged cell"
        return found


def _look_through(content: bytes) -> None:
    """The same caution as with lists; and no more cells, single or merged, than a form has, for all are laid out."""
    if not content.startswith(b"PK"):
        raise Unreadable("file.format", _("这不是Excel工作簿（.xlsx），请用WPS或Excel另存为xlsx后再上传"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        path.write_bytes(content)
        for _sheet in open_sheets(path):
            pass
        with zipfile.ZipFile(path) as archive:
            sheets = [one for one in archive.infolist() if one.filename.lower().startswith("xl/worksheets/")]
            if (
                sum(one.file_size for one in sheets) > LARGEST
                or sum(_cells(archive, one) for one in sheets) > MOST_CELLS
            ):
                said = _("工作簿的内容太多，不像是一张报表。请删除报表以外的内容后再上传")
                raise Unreadable("file.large", said)


def _cells(archive: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> int:
    """How many cells a sheet has, counting each that is merged; those that only bear a format too."""
    text = archive.read(sheet)
    return len(_CELL.findall(text)) + sum(_area(found.decode()) for found in _MERGE.findall(text))


def _area(written: str) -> int:
    """How many cells lie in A1:C5."""
    (first, first_row), (last, last_row) = (coordinate_from_string(one) for one in written.split(":"))
    width = column_index_from_string(last) - column_index_from_string(first) + 1
    return width * (last_row - first_row + 1)
