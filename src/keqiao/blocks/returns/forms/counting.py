"""Counting what a form asks: one question for each line, asked together, so that lines cost no queries of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Kind
from keqiao.kernel.organisations.tree import today
from keqiao.plans.engine.counts import Counts, Table, added
from keqiao.plans.engine.days import YEAR
from keqiao.plans.engine.periods import Period, period_of
from keqiao.plans.engine.questions import MAIN, Grain, Question
from keqiao.plans.engine.rules import Column, Comparison, Literal, Operator, Rule, both
from keqiao.plans.engine.scans import Said, Scanner
from keqiao.plans.world import Installation

from .form import Counted, Form, Line, Reach, When

LAST_DAY = 1231
ANY = "any"  # the part of a question for all rows there are, whatever a line says of them


@dataclass(frozen=True)
class Year:
    """A year of a form, and the day on which it is looked at: its last, or today while it runs."""

    year: int

    @property
    def day(self) -> int:
        """The day as ``yyyymmdd``."""
        return min(self.year * YEAR + LAST_DAY, today())

    @property
    def runs(self) -> bool:
        """Whether it hasn't ended yet."""
        return self.year * YEAR + LAST_DAY > today()

    @property
    def period(self) -> Period:
        """The year as the engine knows it."""
        return period_of("year", self.year * YEAR + 101)


@dataclass(frozen=True)
class Found:
    """What was counted for a line, and how many rows of that sort there are at all."""

    counts: Counts
    rows: int


class Counting:
    """One organisation's counters for a form and year."""

    def __init__(self, form: Form, organisation: int, year: Year, world: Installation) -> None:
        """Bind form, organisation and year; nothing is asked yet."""
        self.form, self.organisation, self.year, self.world = form, organisation, year, world

    @cached_property
    def leaves(self) -> Mapping[Reach, Sequence[int]]:
        """Whose rows count: the organisation alone, or with all below it that no other association answers for."""
        tree = self.world.tree(self.year.day)
        owner = tree.owners.get(self.organisation)
        led = [node.id for node in tree.subtree(self.organisation) if tree.owners[node.id] == owner]
        return {Reach.OWN: [self.organisation], Reach.LED: led or [self.organisation]}

    @cached_property
    def found(self) -> Mapping[str, Found]:
        """By line what was counted."""
        asked = {line.id: (line, counted) for line in self.form.lines() if (counted := line.counted) is not None}
        questions = {name: self.question(line.id, counted) for name, (line, counted) in asked.items()}
        anything = {name: _anything(one, asked[name][1].among) for name, one in questions.items()}
        answers = self.scanner(self.every_leaf(one.reach for _line, one in asked.values())).answers(
            [*questions.values(), *anything.values()]
        )
        return {
            name: Found(self.gathered(answers[questions[name]], one), self.gathered(answers[anything[name]], one).total)
            for name, (_line, one) in asked.items()
        }

    def listed(self, line: Line) -> Sequence[Said]:
        """Everything that was counted for a line, record by record."""
        assert line.counted is not None, f"{line.id} counts nothing"
        leaves = self.leaves[line.counted.reach]
        return self.scanner(leaves).listed(self.question(line.id, line.counted), leaves, self.place(line.counted))

    def question(self, name: str, counted: Counted) -> Question:
        """A line as the engine asks it."""
        within = counted.when is When.WITHIN
        return Question(
            commitment=name,
            part=MAIN,
            grain=Grain.ROWS,
            fact=counted.fact,
            day=self.year.day,
            where=both(counted.where, self.in_year(counted.dated) if counted.dated else None),
            needed=counted.column,
            add=counted.column,
            distinct=counted.distinct,
            periods=(self.year.period,) if within else (),
        )

    def in_year(self, column: str) -> Rule | None:
        """That a date lies in the year."""
        date, period = Column(column, Kind.DATE), self.year.period
        since = Comparison(date, Operator.GE, Literal(period.start, Kind.DATE))
        return both(since, Comparison(date, Operator.LT, Literal(period.end, Kind.DATE)))

    def place(self, counted: Counted) -> int:
        """The period in which the counters stand."""
        return self.year.period.key if counted.when is When.WITHIN else 0

    def gathered(self, table: Table, counted: Counted) -> Counts:
        """The counters of all whose rows count for it."""
        places = ((leaf, self.place(counted)) for leaf in self.leaves[counted.reach])
        return added((table[place] for place in places if place in table), latest=False)

    def every_leaf(self, reaches: Iterable[Reach]) -> Sequence[int]:
        """Everybody whose rows some line counts."""
        return sorted({leaf for reach in set(reaches) for leaf in self.leaves[reach]})

    def scanner(self, leaves: Iterable[int]) -> Scanner:
        """Counts these organisations' rows in the installation's database."""
        return Scanner(self.world.database, schema.all_facts(), leaves)


def _anything(question: Question, among: Rule | None) -> Question:
    return replace(question, part=ANY, where=among, needed="", add="", distinct="")
