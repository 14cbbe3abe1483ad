"""The outside side's own workbook: which cell seems to take which line, what goes in, and the workbook filled."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.filling import Area, Book, Place
from keqiao.exchange.spreadsheets.problems import Unreadable
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.refusals import sentence

from .answers import Answer, Answers
from .form import Form, Line

NEAR = 8  # columns to the right of a label in which its cell may stand
_NOISE = re.compile(r"[\s:：,，、。.．*＊★()（）\[\]【】—_-]+")
_LEAD = re.compile(r"^(其中|\d+|[一二三四五六七八九十]+)(?=[^\d])")
_PAST = re.compile("上年|上一年|去年|上期")


@dataclass(frozen=True)
class Filling:
    """What goes into one cell. ``problem``: why nothing does."""

    line: Line
    cell: str
    value: str
    before: str = ""
    problem: str = ""


def open_book(content: bytes) -> Book:
    """The workbook. Raises VerbError when it can't be read."""
    try:
        return Book(content)
    except Unreadable as error:
        raise VerbError(sentence(str(error))) from None


def proposed(form: Form, book: Book) -> dict[str, str]:
    """By line the cell that seems to take it: right of its label, or of its number, or else below."""
    found: dict[str, str] = {}
    taken: set[Place] = set()
    for sheet in book.sheets:
        grid = _Grid(book, sheet, form)
        for line in form.lines():
            place = grid.place_of(line) if line.id not in found else None
            if place is not None and place not in taken:
                found[line.id] = str(place)
                taken.add(place)
    return found


def fillings(found: Answers, cells: Mapping[str, str], book: Book) -> list[Filling]:
    """What each line would put into its cell, in the form's order; lines without a cell are not among them."""
    listed = ((line, cells[line.id]) for line in found.form.lines() if line.id in cells)
    return [_filling(found.by_line[line.id], cell, book) for line, cell in listed]


def filled(found: Answers, cells: Mapping[str, str], book: Book) -> bytes:
    """The workbook with the answers in their cells, and nothing else touched."""
    for one in fillings(found, cells, book):
        place = book.place(one.cell)
        if place is not None and not one.problem:
            book.write(place, _as_value(found.by_line[one.line.id]))
    return book.content()


def unmapped(form: Form, cells: Mapping[str, str]) -> list[Line]:
    """Lines that no cell takes."""
    return [line for line in form.lines() if line.id not in cells]


def _filling(answer: Answer, cell: str, book: Book) -> Filling:
    place = book.place(cell)
    if place is None:
        return Filling(answer.line, cell, "", problem=_("工作簿里没有这个单元格"))
    before = book.text(place)
    if book.is_formula(place):
        return Filling(answer.line, cell, "", before, _("单元格里是公式，由工作簿自己计算，不填"))
    if not answer.text:
        return Filling(answer.line, cell, "", before, _("这一行还没有数据，单元格保持原样"))
    return Filling(answer.line, cell, answer.text, before)


def _as_value(answer: Answer) -> int | float | str:
    """Numbers as numbers, so that the workbook's own formulas go on computing."""
    if answer.number is None:
        return answer.text
    number = Fraction(answer.text)
    return number.numerator if number.denominator == 1 else float(number)


class _Grid:
    """One sheet: where which words stand."""

    def __init__(self, book: Book, sheet: str, form: Form) -> None:
        self.book, self.sheet = book, sheet
        self.words: dict[str, list[Area]] = defaultdict(list)
        self.areas: dict[tuple[int, int], Area] = {}
        for area in book.filled(sheet):
            for key in {_plain(area.text), _bare(area.text)}:
                self.words[key].append(area)
            self.areas[area.place.row, area.place.column] = area
        lines = list(form.lines())
        self.names = {word for line in lines for word in _names(line)} | {_plain(line.number) for line in lines}
        self.numbers = {line.id: self._only(_plain(line.number)) for line in lines}

    def place_of(self, line: Line) -> Place | None:
        """The cell that takes a line here; None when its label and number don't tell."""
        labels = _different(area for name in _names(line) for area in self.words.get(name, ()))
        if len(labels) > 1:
            rows = {area.place.row for area in self.words.get(_plain(line.number), ())}
            labels = [area for area in labels if area.place.row in rows] or labels[:1]
        number = self.numbers[line.id]
        area = labels[0] if labels else number
        return None if area is None else self._beside(area, line)

    def _beside(self, area: Area, line: Line) -> Place | None:
        """The first free cell to the right that is under no heading of a year before; where nothing is, the one below.

        None where the workbook computes the line itself.
        """
        row = list(self._row(area))
        numbered = [n for n, (_place, held) in enumerate(row) if held and _plain(held.text) == _plain(line.number)]
        for place, held in row[numbered[0] + 1 :] if numbered else row:
            if held is None and not _PAST.search(self._heading(place)):
                return place
            if held is not None and (self.book.is_formula(place) or _plain(held.text) in self.names):
                return None if self.book.is_formula(place) or numbered else self._below(area)
        return None if numbered else self._below(area)

    def _row(self, area: Area) -> Iterator[tuple[Place, Area | None]]:
        """The cells to the right of one, with what stands in them."""
        column = area.last_column + 1
        last = max(min(area.last_column + NEAR, self.book.width(self.sheet)), column)
        while column <= last:
            first_row, first_column, _row, last_column = self.book.reach(self.sheet, area.place.row, column)
            yield Place(self.sheet, first_row, first_column), self.areas.get((first_row, first_column))
            column = last_column + 1

    def _only(self, word: str) -> Area | None:
        """The one cell in which a number stands alone."""
        found = self.words.get(word, ())
        return found[0] if len(found) == 1 and len(word) > 1 else None

    def _below(self, area: Area) -> Place | None:
        """The cell under a heading, where it is free."""
        row, column, _last_row, _last = self.book.reach(self.sheet, area.last_row + 1, area.place.column)
        return Place(self.sheet, row, column) if (row, column) not in self.areas else None

    def _heading(self, place: Place) -> str:
        """The nearest text above a cell."""
        for row in range(place.row - 1, 0, -1):
            first_row, first_column, _last_row, _last = self.book.reach(self.sheet, row, place.column)
            held = self.areas.get((first_row, first_column))
            if held is not None:
                return held.text
        return ""


def _different(areas: Iterable[Area]) -> list[Area]:
    return list(dict.fromkeys(areas))


def _names(line: Line) -> Sequence[str]:
    """How a line may be called in somebody's sheet."""
    return list(dict.fromkeys((_plain(line.label.zh), _bare(line.label.zh))))


def _plain(text: str) -> str:
    """The word without spaces, punctuation and what is said in brackets at its end."""
    whole = unicodedata.normalize("NFKC", text).strip()
    return _NOISE.sub("", whole).casefold()


def _bare(text: str) -> str:
    """The same without 其中, a number before it, and what stands in brackets after it."""
    whole = re.sub(r"[（(][^（）()]*[）)]\s*$", "", text.strip())
    without = _LEAD.sub("", _plain(whole))
    return without or _plain(text)
