"""Reads the rows of a declared table page by page: plain values, and what is wrong by its cell.

Nothing is held but the page at hand, and no object is made for a row: lists of values go on as they are, so that a
list of a hundred thousand is read in seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.cells import cell_text
from keqiao.exchange.spreadsheets.columns import header_text
from keqiao.exchange.spreadsheets.problems import Problem, Severity, Unreadable
from keqiao.exchange.spreadsheets.tables import Layout, TableColumn
from keqiao.exchange.spreadsheets.workbook import Row, Sheet, Value
from keqiao.kernel.standards.refusal import Refused
from keqiao.look.said import in_words

PAGE = 2000  # rows of a page
MOST_ROWS = 200_000  # of a sheet
REMEMBERED = 50_000  # readings of one column

_TOTAL = re.compile(r"(?:合|总|小|共)\s*计.*|总人数.*|共\s*\d+\s*[人名家个].*")
_FOOTNOTE = re.compile(
    r"(?:注|备注|说明|附注|附件|(?:填表|制表|填报|审核|经办)(?:人|单位|日期|时间)?|联系人|联系电话)\s*[:：(（].*"
)


class Report(Protocol):
    """Says that something is wrong with the row at hand, in the cell of a column (its name)."""

    def __call__(self, name: str, code: str, message: str, severity: Severity = Severity.ERROR, /) -> None:
        """``code`` is for programs, ``message`` for people."""


# From a row's number and values, in the order of the columns, what is kept of it.
Shape = Callable[[int, list[Any], Report], list[Any]]


@dataclass(slots=True)
class Page:
    """Some rows of a sheet as ``Shape`` gave them, and the problems found in them."""

    rows: list[list[Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faulty: set[int] = field(default_factory=set)  # numbers of rows with an error

    def clean(self) -> list[list[Any]]:
        """The rows without an error."""
        if not self.faulty:
            return self.rows
        return [row for row, number in zip(self.rows, self.numbers, strict=True) if number not in self.faulty]


@dataclass(frozen=True, slots=True)
class _Bad:
    """A cell that can't be read."""

    code: str
    message: str


class TableReader:
    """Reads one sheet by its layout."""

    def __init__(self, sheet: Sheet, layout: Layout, columns: Sequence[TableColumn], shape: Shape) -> None:
        self._sheet, self._layout, self._shape = sheet, layout, shape
        self._columns = {column.name: column for column in columns}
        self._size = len(columns)
        self._required = [
            (place, column.name, str(column.label)) for place, column in enumerate(columns) if column.required
        ]
        self._plan: list[tuple[int, int, TableColumn, dict[Value, Any] | None]] = [
            (place, layout.columns[column.name], column, None if column.unique else {})
            for place, column in enumerate(columns)
            if column.name in layout.columns
        ]
        self._down = _merged_down(sheet, layout, [index for _p, index, column, _m in self._plan if not column.unique])
        self._down_columns = sorted({index for _first, index in self._down})
        self._held: dict[int, tuple[Value, int]] = {}
        self._page = Page()
        self._number = 0

    def pages(self, size: int = PAGE) -> Iterator[Page]:
        """All rows below the header that hold something. Raises ``Unreadable`` when there are too many, or none."""
        count = 0
        for number, cells in enumerate(self._sheet.rows, start=1):
            if number <= self._layout.last_row or not self._kept(number, cells):
                continue
            count += 1
            if count > MOST_ROWS:
                said = _("工作表“%(sheet)s”超过%(most)s行，请拆成几个文件分别导入")
                raise Unreadable("table.large", said % {"sheet": self._sheet.name, "most": MOST_ROWS})
            self._take(number, self._fill(number, cells) if self._down else cells)
            if len(self._page.rows) >= size:
                page, self._page = self._page, Page()
                yield page
        if self._page.rows:
            yield self._page
        if not count:
            said = _("工作表“%(sheet)s”的表头下面没有内容，请填好后再导入") % {"sheet": self._sheet.name}
            raise Unreadable("table.nothing", said)

    def report(self, name: str, code: str, message: str, severity: Severity = Severity.ERROR, /) -> None:
        """Something is wrong with the row at hand, in the cell of a column."""
        cell = f"{self._layout.letter(name)}{self._number}"
        self._page.problems.append(Problem(code, severity, self._sheet.name, self._number, cell, message))
        if severity is Severity.ERROR:
            self._page.faulty.add(self._number)

    def _take(self, number: int, cells: Row) -> None:
        self._number = number
        values: list[Any] = [None] * self._size
        width, odd = len(cells), self._sheet.odd
        for place, index, column, memo in self._plan:
            cell = cells[index] if index < width else None
            if odd and self._odd(column):
                continue
            if cell is None:
                continue
            if memo is not None and cell.__class__ is not bool:  # True and 1 are one key
                value = memo.get(cell, memo)
                if value is memo:
                    value = _read(column, cell)
                    if len(memo) < REMEMBERED:
                        memo[cell] = value
            else:
                value = _read(column, cell)
            if value.__class__ is _Bad:
                self.report(column.name, value.code, value.message, column.severity)
            else:
                values[place] = value
        for place, name, label in self._required:
            if values[place] in (None, "") and not self._told(name):
                self.report(name, "cell.empty", _("没有填写%(what)s，请补填") % {"what": label})
        self._page.rows.append(self._shape(number, values, self.report))
        self._page.numbers.append(number)

    def _told(self, name: str) -> bool:
        """Whether the cell was found faulty already."""
        cell = f"{self._layout.letter(name)}{self._number}"
        return any(problem.cell == cell for problem in reversed(self._page.problems[-self._size :]))

    def _odd(self, column: TableColumn) -> bool:
        shown = self._sheet.odd.get(f"{self._layout.letter(column.name)}{self._number}")
        if shown is None:
            return False
        message = _("单元格的公式还没有算出结果，请用WPS或Excel打开文件、保存一次再导入")
        if shown:
            message = _("单元格是错误值%(shown)s，请改正公式或直接填写内容") % {"shown": shown}
        self.report(column.name, "cell.error" if shown else "cell.formula", message)
        return True

    def _kept(self, number: int, cells: Row) -> bool:
        """Whether a row holds an entry: not blank, no total, no footnote, no header again."""
        filled = 0
        for cell in cells:
            if cell is not None:
                filled += 1
                if filled > 3:
                    break
        if not filled:
            return False
        if filled <= 3:
            first = next(cell_text(cell) for cell in cells if cell is not None)
            return not (_TOTAL.fullmatch(first) or _FOOTNOTE.fullmatch(first))
        return not self._is_header(cells) and not self._is_total(cells)

    def _is_header(self, cells: Row) -> bool:
        _place, index, _column, _memo = self._plan[0]
        cell = cells[index] if index < len(cells) else None
        header = self._layout.headers.get(index, "")
        if not isinstance(cell, str) or cell[:1] != header[:1]:
            return False
        return cell == header or header_text(cell) == header_text(header)

    def _is_total(self, cells: Row) -> bool:
        first = next(cell for cell in cells if cell is not None)
        return isinstance(first, str) and "计" in first[:4] and bool(_TOTAL.fullmatch(first))

    def _fill(self, number: int, cells: Row) -> Row:
        """With the values of cells that are merged downwards."""
        filled = list(cells)
        for index in self._down_columns:
            held, last = self._held.get(index, (None, 0))
            here = filled[index] if index < len(filled) else None
            if here is None and number <= last:
                filled += [None] * (index + 1 - len(filled))
                filled[index] = held
            elif (number, index) in self._down:
                self._held[index] = (here, self._down[number, index])
        return filled


def _read(column: TableColumn, cell: Value) -> Any:
    try:
        value = column.read(cell)
    except Refused as refused:
        return _Bad(refused.code, in_words(refused.said))
    if column.longest and value.__class__ is str and len(value) > column.longest:
        told = {"length": len(value), "longest": column.longest}
        return _Bad("text.long", _("内容有%(length)s个字，最多%(longest)s个字，请精简") % told)
    return value


def _merged_down(sheet: Sheet, layout: Layout, indexes: Sequence[int]) -> dict[tuple[int, int], int]:
    """By first row (from 1) and column the last row of ranges that hold one value for several rows."""
    return {
        (first + 1, left): last + 1
        for (first, left), (last, right) in sheet.merges
        if last > first >= layout.last_row and left == right and left in indexes
    }
