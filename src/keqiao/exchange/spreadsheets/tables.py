"""Tables as they are declared: which columns a kind of list has, by what words people head them, how cells are read.

A layout says where in a sheet the header stands and which of its columns hold what. It is found by the words,
by what a unit chose for the same header before, or told by a person.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.cells import cell_text
from keqiao.exchange.spreadsheets.columns import header_text, spread
from keqiao.exchange.spreadsheets.problems import Severity, Unreadable, column_letter
from keqiao.exchange.spreadsheets.workbook import Merge, Row, Value
from keqiao.look.formats import enumerated

TOP = 48  # rows held back to look for the header
MOST_COLUMNS = 300
REPORT = "导入检查结果"  # heads the column of our own report, which is passed over when it comes back

_SEARCH = 40  # rows from the top in which a header may begin
_TALL = 3  # rows that a header may have


@dataclass(frozen=True)
class TableColumn:
    """A column of a kind of list.

    ``words``: what it is headed, without blanks, brackets and marks; ``pattern``: headers told by a rule instead.
    ``read``: the plain value of a cell that isn't empty; raises ``standards.refusal.Refused``. ``unique``: values
    hardly repeat, so that readings aren't remembered. ``mild``: what can't be read is left out with a warning.
    """

    name: str
    label: str | Promise
    words: tuple[str, ...]
    read: Callable[[Value], Any] = cell_text
    required: bool = False
    pattern: str = ""
    longest: int = 0
    unique: bool = False
    mild: bool = False

    @property
    def severity(self) -> Severity:
        """How bad a cell is that can't be read."""
        return Severity.WARNING if self.mild else Severity.ERROR


@dataclass(frozen=True)
class Layout:
    """Where the header stands (rows from 1, first and last), its texts by column from 0, and what holds what."""

    sheet: str
    first_row: int
    last_row: int
    headers: Mapping[int, str]
    columns: Mapping[str, int] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """The same for the same headers in the same order, whatever the file and the sheet are called."""
        told = "\n".join(header_text(text) for _index, text in sorted(self.headers.items()))
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def chosen(self, choices: Mapping[int, str]) -> Layout:
        """With other meanings for some columns: by index a column's name, or "" for one that isn't used."""
        columns = {name: index for name, index in self.columns.items() if index not in choices}
        for index, name in choices.items():
            if name:
                columns.pop(name, None)
                columns[name] = index
        return replace(self, columns=columns)

    def meaning(self, index: int) -> str:
        """The name of what a column holds, or ""."""
        return next((name for name, place in self.columns.items() if place == index), "")

    def letter(self, name: str) -> str:
        """The letters of the column that holds something; of the first one when none does."""
        return column_letter(self.columns.get(name, min(self.columns.values(), default=0)))


def find_layout(
    sheet: str,
    top: Sequence[Row],
    merges: Sequence[Merge],
    columns: Sequence[TableColumn],
    known: Mapping[str, str] | None = None,
) -> Layout | None:
    """The best header in the first rows of a sheet; None when nothing there could be one.

    ``known``: by the text of a header (as ``header_text`` leaves it) the name of a column, or "" for none.
    """
    rows = spread(top, merges)
    widest = max((len(row) for row in rows), default=0)
    if widest > MOST_COLUMNS and any(cell is not None for row in rows for cell in row[MOST_COLUMNS:]):
        said = _("工作表“%(sheet)s”有%(columns)s列，最多能读%(most)s列，请删除名单以外的列，保存后再导入")
        raise Unreadable("sheet.wide", said % {"sheet": sheet, "columns": widest, "most": MOST_COLUMNS})
    words = _Words(columns, known or {})
    starts = range(min(len(rows), _SEARCH))
    spans = ((first, last) for first in starts for last in range(first, min(first + _TALL, len(rows))))
    found = max((_layout(sheet, rows, span, words) for span in spans), key=_fitness, default=None)
    if found is not None and len(found.columns) >= min(2, len(columns)):
        return found
    return _guessed(sheet, rows, words)


def missing(layout: Layout, columns: Sequence[TableColumn]) -> list[str]:
    """Labels of the required columns that the layout doesn't have."""
    return [str(column.label) for column in columns if column.required and column.name not in layout.columns]


def refuse_missing(layout: Layout, columns: Sequence[TableColumn]) -> None:
    """Raises ``Unreadable`` when a required column is missing."""
    lacking = missing(layout, columns)
    if lacking:
        said = _("工作表“%(sheet)s”的表头（第%(row)s行）里没有“%(columns)s”。请指明它在哪一列，或在表头中补上列名")
        told = {"sheet": layout.sheet, "row": layout.last_row, "columns": enumerated(lacking)}
        raise Unreadable("table.columns", said % told)


class _Words:
    """What headers mean."""

    def __init__(self, columns: Sequence[TableColumn], known: Mapping[str, str]) -> None:
        names = {column.name for column in columns}
        self._by_word = {word: column.name for column in columns for word in column.words}
        self._by_word |= {word: name for word, name in known.items() if name in names or not name}
        self._by_word[REPORT] = ""
        self._patterns = [(re.compile(column.pattern), column.name) for column in columns if column.pattern]

    def meaning(self, cells: Sequence[Value]) -> str:
        """By the whole, then by the lowest cell that says something."""
        texts = [text for text in dict.fromkeys(header_text(cell) for cell in cells) if text]
        for text in ("".join(texts), *reversed(texts)):
            if text in self._by_word:
                return self._by_word[text]
        joined = "".join(texts)
        return next((name for pattern, name in self._patterns if pattern.search(joined)), "")


def _layout(sheet: str, rows: list[Row], span: tuple[int, int], words: _Words) -> Layout:
    first, last = span
    headers: dict[int, str] = {}
    columns: dict[str, int] = {}
    for index in range(max(len(row) for row in rows[first : last + 1])):
        cells = [row[index] if index < len(row) else None for row in rows[first : last + 1]]
        written = "".join(dict.fromkeys(cell_text(cell) for cell in cells if cell is not None))
        if not written:
            continue
        headers[index] = written[:60]
        name = words.meaning(cells)
        if name and name not in columns:
            columns[name] = index
    return Layout(sheet, first + 1, last + 1, headers, columns)


def _fitness(layout: Layout) -> tuple[int, int, int]:
    """More columns recognised first, then fewer rows, then nearer to the top."""
    return len(layout.columns), layout.first_row - layout.last_row, -layout.first_row


def _guessed(sheet: str, rows: list[Row], words: _Words) -> Layout | None:
    """The first row with the most texts: a person says then what its columns hold."""
    texts = [len({cell for cell in row if isinstance(cell, str)}) for row in rows[:_SEARCH]]  # a title is one text
    most = max(texts, default=0)
    if most < 2:
        return None
    place = texts.index(most)
    return _layout(sheet, rows, (place, place), words)


def samples(layout: Layout, rows: Iterator[Row], wanted: int = 3) -> dict[int, list[str]]:
    """The first values below the header, by column: what a person looks at to say what it holds."""
    found: dict[int, list[str]] = {index: [] for index in layout.headers}
    for number, row in enumerate(rows, start=1):
        if number <= layout.last_row:
            continue
        for index, shown in found.items():
            text = cell_text(row[index]) if index < len(row) else ""
            if text and len(shown) < wanted:
                shown.append(text[:40])
        if number > layout.last_row + 20:
            break
    return found
