"""Counting the slow and plain way, row by row in Python: what every engine's statements are held to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from keqiao.kernel.facts.schema import Fact
from keqiao.plans.engine.counts import Counts, Place
from keqiao.plans.engine.logic import NO, OUT, UNKNOWN, YES, answer, verdict
from keqiao.plans.engine.questions import Grain, Question

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]


def count(question: Question, facts: Mapping[str, Fact], rows: Rows) -> dict[Place, Counts]:
    """The counters of a question by organisation and period; where nothing counts, no entry."""
    found = {}
    for period in question.periods or [None]:
        inside = [row for row in rows[question.fact] if question.grain is Grain.UNITS or within(row, period)]
        for organisation in {row["organisation"] for row in inside}:
            own = [row for row in inside if row["organisation"] == organisation]
            place = organisation, question.tag or (period.key if period else 0)
            counts = COUNT[question.grain](question, own, facts, rows, period)
            found |= {place: counts} if counts.total else {}
    return found


def within(row: Row, period: Any) -> bool:
    """Whether the row falls into the period, by its date or else its year."""
    if period is None:
        return True
    return period.start <= row["date"] < period.end if "date" in row else row["year"] == period.year


def count_rows(question: Question, own: Sequence[Row], facts: Any, rows: Rows, period: Any) -> Counts:
    said = [(verdict(question.where, question.that, row, question.day, question.needed), row) for row in own]
    if question.latest:
        return Counts(latest(said, YES, question.latest), 0, latest(said, UNKNOWN, question.latest))
    if question.distinct:
        sure, perhaps = different(said, question.distinct)
        return Counts(sure, 0, perhaps, 0, band(said, question.band))
    amount = sum(row[question.add] or 0 for one, row in said if one == YES) if question.add else 0
    return tallied([one for one, _ in said], amount, band(said, question.band))


def latest(said: Sequence[tuple[int, Row]], wanted: int, column: str) -> int:
    return max((row[column] for one, row in said if one == wanted), default=0)


def different(said: Sequence[tuple[int, Row]], column: str) -> tuple[int, int]:
    """How many values are sure, and how many more may come: other values, and rows whose value isn't known."""
    sure = {row[column] for one, row in said if one == YES} - {None}
    perhaps = {row[column] for one, row in said if one == UNKNOWN} - {None} - sure
    nameless = sum(1 for one, row in said if one in (YES, UNKNOWN) and row[column] is None)
    return len(sure), len(perhaps) + nameless


def band(said: Sequence[tuple[int, Row]], column: str) -> str:
    codes = {row[column] for one, row in said if one != OUT} if column else set()
    only = codes.pop() if len(codes) == 1 else None
    return only or ""


def tallied(said: Sequence[int], amount: int = 0, code: str = "") -> Counts:
    return Counts(said.count(YES), said.count(NO), said.count(UNKNOWN), amount, code)


def count_units(question: Question, own: Sequence[Row], facts: Mapping[str, Fact], rows: Rows, period: Any) -> Counts:
    unit = facts[question.fact].unit or "organisation"
    said = []
    for row in own:
        counted = True if question.where is None else answer(question.where, row, question.day)
        held = [reached(one, row[unit], question.day, rows, period) for one in question.withs]
        said.append((unit_says(counted, held), row))
    return tallied([one for one, _ in said], 0, band(said, question.band))


def reached(demand: Any, unit: Any, day: int, rows: Rows, period: Any) -> bool | None:
    """Whether the unit has enough rows of the other fact; None when unknown ones decide."""
    own = [row for row in rows[demand.fact] if row[demand.by] is not None and row[demand.by] == unit]
    said = [(verdict(demand.where, None, row, day, demand.distinct), row) for row in own if within(row, period)]
    if demand.distinct:
        sure, perhaps = different(said, demand.distinct)
    else:
        sure, perhaps = (sum(1 for one, _ in said if one == wanted) for wanted in (YES, UNKNOWN))
    return True if sure >= demand.at_least else None if sure + perhaps >= demand.at_least else False


def unit_says(counted: bool | None, held: Sequence[bool | None]) -> int:
    if counted is False:
        return OUT
    if counted is None or (None in held and False not in held):
        return UNKNOWN
    return NO if False in held else YES


def count_runs(question: Question, own: Sequence[Row], facts: Any, rows: Rows, period: Any) -> Counts:
    streak = question.streak
    assert streak is not None
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in own:
        groups.setdefault(tuple(row[name] for name in streak.by), []).append(row)
    return tallied([run(question, group, streak) for group in groups.values()])


def run(question: Question, group: Sequence[Row], streak: Any) -> int:
    """Walks back from the latest row; of rows of one day, one that breaks the run is met first."""
    said = [(row[streak.order], verdict(question.where, question.that, row, question.day)) for row in group]
    counted = [(day, one) for day, one in said if one != OUT]
    if not counted:
        return OUT
    sure = length(counted, (NO, UNKNOWN))
    perhaps = length(counted, (NO,))
    return YES if sure >= streak.length else UNKNOWN if perhaps >= streak.length else NO


def length(said: Sequence[tuple[int, int]], breaking: Sequence[int]) -> int:
    found = 0
    for _, one in sorted(said, key=lambda pair: (pair[0], pair[1] in breaking), reverse=True):
        if one in breaking:
            return found
        found += 1
    return found


COUNT: dict[Grain, Callable[..., Counts]] = {
    Grain.ROWS: count_rows,
    Grain.UNITS: count_units,
    Grain.RUNS: count_runs,
}
