"""What has to be counted for a commitment: one question for each of its parts, on a day, by a grain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from keqiao.kernel.facts.schema import Kind
from keqiao.plans.engine import days
from keqiao.plans.engine.commitments import Cited, Commitment, Measure, Over, Streak, With
from keqiao.plans.engine.periods import Period, complete_periods
from keqiao.plans.engine.rules import Column, Comparison, Literal, Operator, Rule, substitute
from keqiao.plans.engine.targets import Demand

MAIN, OVER, BASELINE = "main", "over", "baseline."


class Grain(StrEnum):
    """What is counted for each organisation: rows of a fact, units that others reach, or runs."""

    ROWS = "rows"
    UNITS = "units"
    RUNS = "runs"


@dataclass(frozen=True)
class Question:
    """One thing to be counted for every organisation.

    ``needed``: a column without which a counted row says nothing. ``add``: the column summed over rows
    that say yes. ``latest``: the column whose latest day is wanted instead of numbers. ``tag``: the
    period to which the answer belongs although the fact is asked without periods.
    """

    commitment: str
    part: str
    grain: Grain
    fact: str
    day: int
    where: Rule | None = None
    that: Rule | None = None
    needed: str = ""
    add: str = ""
    distinct: str = ""
    latest: str = ""
    band: str = ""
    withs: tuple[With, ...] = ()
    streak: Streak | None = None
    periods: tuple[Period, ...] = ()
    tag: int = 0

    @property
    def facts(self) -> set[str]:
        """Every fact it reads."""
        return {self.fact, *(one.fact for one in self.withs)}


def questions_of(made: Commitment, day: int, adopted: int) -> list[Question]:
    """Everything to be counted for a commitment as of a day."""
    periods = measured_periods(made, day, adopted)
    asked = list(_parts(made, day, periods))
    if made.baseline is None or made.baseline.value is not None or periods:
        return asked
    if made.baseline.term:
        return asked + [_earlier_term(question) for question in asked]
    earlier = days.shift_months(day, -12 * made.baseline.years)
    return asked + [replace(one, part=BASELINE + one.part) for one in _parts(made, earlier, ())]


def measured_periods(made: Commitment, day: int, adopted: int) -> tuple[Period, ...]:
    """The complete periods that are counted; those before the adoption serve as baseline only."""
    if not made.period_kind:
        return ()
    since = days.shift_months(adopted, -12 * made.baseline.years) if made.baseline else adopted
    return tuple(complete_periods(made.period_kind, since, day))


def _parts(made: Commitment, day: int, periods: tuple[Period, ...]) -> Iterator[Question]:
    main = Question(
        commitment=made.key,
        part=MAIN,
        grain=Grain.ROWS,
        fact=made.fact,
        day=day,
        where=made.where,
        that=made.that,
        needed=made.sum,
        add=made.sum,
        distinct=made.distinct,
        band=made.target.by if made.target.demand is Demand.BANDED else "",
        periods=periods,
    )
    match made.measure:
        case Measure.COVERAGE:
            yield replace(main, grain=Grain.UNITS, withs=made.withs)
        case Measure.STREAK:
            yield replace(main, grain=Grain.RUNS, streak=made.streak)
        case Measure.RHYTHM if not periods and made.rhythm and made.rhythm.gap_months:
            yield replace(main, latest="date")
        case Measure.RATIO:
            yield main
            yield from _denominator(made, day, periods)
        case Measure.RETURNED:
            returned = replace(main, where=_equals("indicator", made.indicator), that=_equals("state", "approved"))
            yield replace(returned, needed="value", add="value")
            yield replace(returned, part=OVER, needed="per", add="per")
        case Measure.ATTESTED:
            yield replace(main, where=_equals("topic", made.topic), that=_equals("state", "approved"))
        case _:
            yield main


def _denominator(made: Commitment, day: int, periods: tuple[Period, ...]) -> Iterator[Question]:
    if made.over is None or isinstance(made.over, Cited):
        return
    over: Over = made.over
    asked = Question(made.key, OVER, Grain.ROWS, over.fact, day, over.where, needed=over.sum, add=over.sum)
    if periods and over.at_period_start:
        yield from (replace(asked, day=period.start, tag=period.key) for period in periods)
    else:
        yield asked


def _equals(column: str, code: str) -> Rule:
    return Comparison(Column(column, Kind.CODE), Operator.EQ, Literal(code, Kind.CODE))


def _earlier_term(question: Question) -> Question:
    """The same question about the term before."""

    def swapped(rule: Rule | None) -> Rule | None:
        return None if rule is None else substitute(rule, "term", "current", "previous")

    return replace(question, part=BASELINE + question.part, where=swapped(question.where), that=swapped(question.that))
