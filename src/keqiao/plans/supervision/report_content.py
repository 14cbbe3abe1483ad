"""What a progress report (改革任务进展报告) says, as plain data: words and numbers, no records.

Word, PDF, the office's own template and the page are all set from this.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from keqiao.look.formats import spelled


@dataclass(frozen=True)
class StateCount:
    """How many are in a state; ``mark`` is its shape."""

    code: str
    mark: str
    word: str
    count: int


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: its label, how many in each state, the same in words, and as a row of numbers."""

    label: str
    counts: Sequence[StateCount]
    words: str
    numbers: Sequence[str]


@dataclass(frozen=True)
class Piece:
    """A part of a bar on the page: where it begins and how long it is, in percent of the longest bar."""

    code: str
    x: str
    width: str


@dataclass(frozen=True)
class Chart:
    """A chart and the table that says the same. ``headings``: of label, bar and the number of each state."""

    title: str
    headings: Sequence[str]
    bars: Sequence[Bar]

    @property
    def drawn(self) -> list[tuple[Bar, list[Piece]]]:
        """Each bar with its pieces, all on one scale."""
        longest = max((sum(one.count for one in bar.counts) for bar in self.bars), default=0) or 1
        return [(bar, _pieces(bar, longest)) for bar in self.bars]


def _pieces(bar: Bar, longest: int) -> list[Piece]:
    found, so_far = [], 0
    for one in bar.counts:
        found.append(Piece(one.code, f"{so_far * 100 / longest:.2f}%", f"{one.count * 100 / longest:.2f}%"))
        so_far += one.count
    return found


@dataclass(frozen=True)
class FigureLine:
    """A figure: all its parts in words, and the sentence that says them."""

    title: str
    value: str
    target: str
    state: str
    mark: str
    change: str
    due: str
    proof: str
    day: str
    clause: str
    sentence: str


@dataclass(frozen=True)
class TaskLine:
    """A task of the ledger. ``records``: what its figure says; progress, problem and next: as last approved."""

    number: int
    title: str
    clause: str
    lead: str
    partners: str
    responsible: str
    due: str
    state: str
    records: str
    progress: str
    problem: str
    next: str


@dataclass(frozen=True)
class Part:
    """A top-level part of a plan: its figures and what was written about its tasks."""

    title: str
    summary: str
    states: Sequence[StateCount]
    figures: Sequence[FigureLine]
    notes: Sequence[str]


@dataclass(frozen=True)
class PlanSection:
    """The parts of one plan."""

    title: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class LeadRow:
    """A unit that leads tasks, and how many: all, done, overdue."""

    unit: str
    all: int
    done: int
    late: int


@dataclass(frozen=True)
class ReportContent:
    """The whole report. ``total``: how many figures; ``waiting``: steps that nobody has approved yet."""

    title: str
    unit: str
    day: str
    date: dt.date
    total: int
    states: Sequence[StateCount]
    overall: Sequence[str]
    charts: Sequence[Chart]
    leads: Sequence[LeadRow]
    plans: Sequence[PlanSection]
    problems: Sequence[str]
    next: Sequence[str]
    tasks: Sequence[TaskLine]
    waiting: int

    @property
    def parts(self) -> list[Part]:
        """The parts of all plans, in order."""
        return [part for plan in self.plans for part in plan.parts]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report on."""
        return not self.total and not self.tasks

    def plain(self) -> dict[str, Any]:
        """Dictionaries, lists, texts and numbers: what templates and the typesetter are given."""
        told = asdict(self) | {"date": self.date.isoformat()}
        parts = [asdict(part) | {"number": spelled(number)} for number, part in enumerate(self.parts, start=1)]
        return told | {"parts": parts}
