"""Scans: all questions that share fact, day, grain and periods are answered by one statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import Any, Protocol

from keqiao.kernel.facts.schema import Fact, Sql
from keqiao.plans.engine import days
from keqiao.plans.engine.counts import Counts, Place, Table
from keqiao.plans.engine.database import Database, Keeper
from keqiao.plans.engine.logic import OUT, YES
from keqiao.plans.engine.questions import Question
from keqiao.plans.engine.rules import Rule
from keqiao.plans.engine.sql import change_days, quoted
from keqiao.plans.engine.statements import ORGANISATION, PART, PERIOD, counters_of, counting, listing, parts_of

TOGETHER = 120  # questions in one statement; SQLite takes no more than 2000 columns
MOST_LEAVES = 500  # organisations named in a statement; of more, all are counted and the rest passed over

Answers = Mapping[Question, Table]


@dataclass(frozen=True)
class Said:
    """One counted thing: record ``id``, the ``unit`` it stands for, and what it says (YES, NO or UNKNOWN).

    ``lacks``: which of a coverage's demands (from 0) it doesn't surely meet, where there are several.
    """

    id: int
    unit: int | str
    organisation: int
    verdict: int
    lacks: tuple[int, ...] = ()


class Source(Protocol):
    """Where the counters of questions come from: counted now, or kept from before."""

    def answers(self, questions: Iterable[Question]) -> Answers:
        """The counters of each question by organisation and period."""


class Scanner:
    """Counts in a database. ``leaves``: only these organisations' rows; None: everybody's."""

    def __init__(self, database: Database, facts: Mapping[str, Fact], leaves: Iterable[int] | None = None) -> None:
        """Bind the database and the facts that are read."""
        self.database, self.facts = database, facts
        self.leaves = None if leaves is None else frozenset(leaves)
        self.statements = 0

    def answers(self, questions: Iterable[Question]) -> Answers:
        """The counters of each question; an organisation of which nothing counts has none.

        Plans often ask the same: what is alike but for the commitment it is asked for is counted once.
        """
        alike = {one: replace(one, commitment="", part="") for one in questions}
        found: dict[Question, Table] = {}
        scans = scans_of(alike.values())
        with self._kept(scans) as facts:
            for asked in scans:
                found |= self._scan(asked, facts)
        return {one: found[plain] for one, plain in alike.items()}

    def changes(self, fact: str, day: int, rules: Iterable[Rule]) -> dict[int, int]:
        """By organisation, the first day after ``day`` on which time alone could change what rules say of the fact."""
        found: dict[int, int] = {}
        for statement in self._change_statements(fact, day, rules):
            for organisation, *numbers in self._rows(statement):
                coming = [days.on_or_after(int(number)) for number in numbers if number is not None]
                if coming and (self.leaves is None or organisation in self.leaves):
                    found[organisation] = min([found.get(organisation, coming[0]), *coming])
        return found

    def listed(self, question: Question, leaves: Sequence[int], period: int = 0) -> list[Said]:
        """Everything counted for a question at these organisations (in one of its periods), what says no first."""
        single = [replace(question, withs=(one,)) for one in question.withs]
        asked = [question, *single] if len(single) > 1 else [question]
        found = []
        for record, unit, organisation, when, verdict, *parts in self._rows(listing(self.facts, asked, leaves)):
            if verdict != OUT and when == (0 if question.tag else period):
                lacks = tuple(n for n, part in enumerate(parts) if part != YES)
                found.append(Said(int(record), unit, organisation, verdict, lacks))
        return sorted(found, key=lambda one: (one.verdict, one.id))

    @contextmanager
    def _kept(self, scans: Sequence[Sequence[Question]]) -> Iterator[Mapping[str, Fact]]:
        """The facts; where the database can keep rows, those that several scans read for everybody are built once."""
        if self.leaves is not None or not isinstance(self.database, Keeper):
            yield self.facts
            return
        read = Counter((name, asked[0].day) for asked in scans for name in {n for one in asked for n in one.facts})
        tables = {at: self.database.keep(*self.facts[at[0]].sql(at[1])) for at, times in read.items() if times > 1}
        try:
            yield {name: _from_tables(fact, tables) for name, fact in self.facts.items()}
        finally:
            for table in tables.values():
                self.database.drop(table)

    def _scan(self, asked: Sequence[Question], facts: Mapping[str, Fact]) -> dict[Question, Table]:
        named = sorted(self.leaves) if self.leaves is not None and len(self.leaves) <= MOST_LEAVES else None
        parts = parts_of(asked)
        rows: list[list[tuple[Any, ...]]] = [[] for _ in parts]
        for row in self._rows(counting(facts, parts, named, by_columns=isinstance(self.database, Keeper))):
            if self.leaves is None or row[ORGANISATION] in self.leaves:
                rows[row[PART]].append(row)
        tag = asked[0].tag
        places = [[(row[ORGANISATION], tag or row[PERIOD]) for row in of_part] for of_part in rows]
        return {one: _table(one, columns, places[n], rows[n]) for n, one, columns in counters_of(parts)}

    def _change_statements(self, fact: str, day: int, rules: Iterable[Rule]) -> Iterable[Sql]:
        expressions = list(dict.fromkeys(text for rule in rules for text in change_days(rule, day)))
        text, params = self.facts[fact].sql(day)
        for start in range(0, len(expressions), TOGETHER):
            columns = ", ".join(f"MIN({one})" for one in expressions[start : start + TOGETHER])
            organisation = quoted("organisation")
            yield f"WITH f AS ({text}) SELECT {organisation}, {columns} FROM f GROUP BY {organisation}", params
        changes = self.facts[fact].changes
        if changes is not None:
            yield changes(day)

    def _rows(self, statement: Sql) -> Iterable[tuple[Any, ...]]:
        self.statements += 1
        return self.database.rows(*statement)


def _from_tables(fact: Fact, tables: Mapping[tuple[str, int], str]) -> Fact:
    def sql(day: int) -> Sql:
        table = tables.get((fact.name, day))
        return (f"SELECT * FROM {table}", ()) if table else fact.sql(day)

    return replace(fact, sql=sql)


def scans_of(questions: Iterable[Question]) -> list[list[Question]]:
    """The questions grouped into scans, each at most ``TOGETHER`` long."""
    groups: dict[tuple[object, ...], list[Question]] = {}
    for one in dict.fromkeys(questions):
        streak = (one.streak.by, one.streak.order) if one.streak else None
        groups.setdefault((one.fact, one.day, one.grain, one.periods, streak, one.tag), []).append(one)
    return [asked[n : n + TOGETHER] for asked in groups.values() for n in range(0, len(asked), TOGETHER)]


def _table(one: Question, columns: tuple[int, ...], places: Sequence[Place], rows: Sequence[tuple[Any, ...]]) -> Table:
    """A question's counters, which stand in these columns; where nothing counts there is nothing to keep."""

    @cache  # few different ones stand in many places
    def counts(said: tuple[Any, ...]) -> Counts | None:
        yes, no, unknown, *more = said
        amount = int(more[0] or 0) if one.add else 0
        band = more[-1] or "" if one.band else ""
        return Counts(int(yes), int(no), int(unknown), amount, band) if yes or no or unknown else None

    counted = map(counts, map(itemgetter(*columns), rows))
    return {place: kept for place, kept in zip(places, counted, strict=True) if kept is not None}
