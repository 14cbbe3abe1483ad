"""The clauses of a text as a tree: what begins each, how deep it lies, where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from keqiao.look.formats import spelled
from keqiao.plans.reading.amounts import number
from keqiao.plans.reading.view import Paragraph

PREFACE, NOTICE = "序言", "通知"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STYLES = (
    ("part", re.compile(r"第(.+)部分")),
    ("volume", re.compile(r"第(.+)编")),
    ("chapter", re.compile(r"第(.+)章")),
    ("section", re.compile(r"第(.+)节")),
    ("article", re.compile(r"第(.+)条")),
    ("chinese", re.compile(r"([一二三四五六七八九十]+)[、．.]")),
    ("bracketed", re.compile(r"（([一二三四五六七八九十]+)）")),
    ("arabic", re.compile(r"(\d+)[.．、]")),
    ("arabic_bracketed", re.compile(r"（(\d+)）")),
    ("circled", re.compile(r"([①-⑳])")),
    ("dash", re.compile(r"([—―–-]{1,2})")),
)
_TOP = ("part", "volume", "chapter", "chinese")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_DISTRIBUTED = ("（此件", "此件", "（发至", "（印发至")
_LONGEST_TITLE = 40


@dataclass
class Clause:
    """A clause: its number in the tree (``二.1``), its title, and the half-open span of it with all below it.

    ``own``: its own paragraphs, those of clauses below it not among them.
    """

    number: str
    title: str
    style: str
    start: int
    end: int
    own: list[Paragraph] = field(default_factory=list)


def outline(text: str, found: Sequence[Paragraph]) -> list[Clause]:
    """The clauses of a text in order; what stands before the first is the notice and the preface."""
    reader = _Reader()
    for paragraph in found:
        reader.take(paragraph)
    reader.close_all(len(text.rstrip()))
    first = reader.clauses[:1]
    split = _notice_and_preface(first[0]) if first and first[0].style == "preface" else first
    return [*split, *reader.clauses[1:]]


def _notice_and_preface(clause: Clause) -> list[Clause]:
    """A notice ends with its date or its distribution; what follows that is the document's own preface."""
    ends = [at for at, one in enumerate(clause.own) if _DATE.fullmatch(one.text) or one.text.startswith(_DISTRIBUTED)]
    if not ends or ends[-1] + 1 == len(clause.own):
        return [clause]
    rest = clause.own[ends[-1] + 1 :]
    turn, _end = rest[0].span(0, 1)
    notice = Clause(NOTICE, "", "preface", clause.start, turn, clause.own[: ends[-1] + 1])
    return [notice, Clause(PREFACE, "", "preface", turn, clause.end, rest)]


class _Reader:
    """Goes through the paragraphs and keeps the clauses that are open, the outermost first."""

    def __init__(self) -> None:
        self.clauses: list[Clause] = []
        self._open: list[Clause] = []
        self._counts: list[int] = []  # dashes have no number of their own: they are counted
        self._seen: dict[str, int] = {}
        self._last = 0  # the number of the clause that was closed last at the level at hand

    def take(self, paragraph: Paragraph) -> None:
        """Let a paragraph begin a clause or go on with the one that is open."""
        style, value = _style_of(paragraph.mark)
        if not style:
            self._go_on(paragraph)
            return
        start, _end = paragraph.span(0, 1)
        if style == "arabic" and self._follows_top(value):
            style = self._open[0].style
        self._close_for(style, start)
        self._begin(style, value, paragraph)

    def _follows_top(self, value: int) -> bool:
        """Whether 3、 goes on where 二、 stood: the next number at the top, and none of its own style is open."""
        top = self._open[0] if self._open else None
        if top is None or top.style not in _TOP or any(one.style == "arabic" for one in self._open):
            return False
        return value > 1 and value == self._counts[0] + 1

    def close_all(self, end: int) -> None:
        """Nothing follows."""
        for clause in self._open:
            clause.end = end
        self._open, self._counts = [], []

    def _go_on(self, paragraph: Paragraph) -> None:
        if not self._open:
            self._preface(paragraph)
        self._open[-1].own.append(paragraph)

    def _preface(self, paragraph: Paragraph) -> None:
        start, _end = paragraph.span(0, 1)
        self._enter(Clause(PREFACE, "", "preface", start, start), 0)

    def _close_for(self, style: str, start: int) -> None:
        """Close what can't hold a clause of this style: the same style and all within it."""
        depth = next((at for at, one in enumerate(self._open) if one.style == style), len(self._open))
        if style in _TOP and not any(one.style == style for one in self._open):
            depth = next((at for at, one in enumerate(self._open) if one.style not in _TOP), len(self._open))
        if self._open and self._open[0].style == "preface":
            depth = 0
        for one in self._open[depth:]:
            one.end = start
        self._last = self._counts[depth] if depth < len(self._counts) else 0
        del self._open[depth:], self._counts[depth:]

    def _begin(self, style: str, value: int, paragraph: Paragraph) -> None:
        count = self._last + 1 if style == "dash" else value
        above = self._open[-1].number if self._open else ""
        number = self._once(_joined(above, _numeral(count, style, top=not above)))
        start, end = paragraph.span(0, len(paragraph.text))
        made = Clause(number, _title(paragraph), style, start, end)
        made.own.append(paragraph)
        self._enter(made, count)

    def _enter(self, made: Clause, count: int) -> None:
        self.clauses.append(made)
        self._open.append(made)
        self._counts.append(count)

    def _once(self, number: str) -> str:
        """A section that stands a second time is told apart from the first."""
        self._seen[number] = self._seen.get(number, 0) + 1
        return number if self._seen[number] == 1 else f"{number}〔{self._seen[number]}〕"


def _style_of(mark: str) -> tuple[str, int]:
    for style, pattern in _STYLES:
        if mark and (found := pattern.fullmatch(mark)):
            return style, _value(found[1])
    return "", 0


def _value(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if written in _CIRCLED:
        return _CIRCLED.index(written) + 1
    try:
        return int(number(written))
    except ValueError:  # a dash, or characters in a row that make no number
        return 0


def _numeral(value: int, style: str, *, top: bool) -> str:
    """The outermost clauses in Chinese numerals, dashes and circles as circles, the rest as digits."""
    if style in ("dash", "circled"):
        return _CIRCLED[value - 1] if 1 <= value <= len(_CIRCLED) else str(value)
    if not top or style == "arabic":
        return str(value)
    return spelled(value)


def _joined(above: str, number: str) -> str:
    return f"{above}.{number}" if above else number


def _title(paragraph: Paragraph) -> str:
    """What the clause is called: up to its first full stop, or up to a colon when it is short."""
    said = paragraph.text[len(paragraph.mark) :].strip()
    first = re.split(r"[。：]", said, maxsplit=1)[0]
    return first if len(first) <= _LONGEST_TITLE else ""
