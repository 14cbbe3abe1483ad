"""From counters to values: what a commitment's figure is at one place, exactly, with the values still possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from keqiao.plans.engine import days
from keqiao.plans.engine.amounts import FEN
from keqiao.plans.engine.commitments import Cited, Commitment, Measure, Over
from keqiao.plans.engine.counts import Counts, Table, added
from keqiao.plans.engine.periods import Period
from keqiao.plans.engine.questions import BASELINE, MAIN, OVER
from keqiao.plans.engine.rules import Answer
from keqiao.plans.engine.targets import Demand, Interval, Target

Tables = Mapping[str, Table]  # the counters of a commitment by part
WHOLE = Interval(low=Fraction(1))  # what a count of units that each meet a demand has to reach


@dataclass(frozen=True)
class Result:
    """A figure's value and what stands behind it.

    ``least`` and ``most``: the values possible with all unknowns against and for it; None: no end.
    ``holds``: whether the target is met, None when what is known doesn't tell. ``goal``: the number to reach.
    ``silent``: units below that have something to report and didn't; it counts as unknown. ``before``: the least and
    the most that the baseline may have been.
    """

    yes: int | None = None
    unknown: int = 0
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    value: Fraction | None = None
    least: Fraction | None = None
    most: Fraction | None = None
    baseline: Fraction | None = None
    holds: Answer = None
    goal: Fraction | None = None
    waits_for_person: bool = False
    period: Period | None = None
    by_period: tuple[tuple[Period, Result], ...] = ()
    band: str = ""
    silent: int = 0
    before: tuple[Fraction | None, Fraction | None] = (None, None)


def measure(made: Commitment, tables: Tables, leaves: Sequence[int], day: int, periods: Sequence[Period]) -> Result:
    """The figure over these organisations' rows. ``periods``: the complete ones since the adoption, oldest first."""
    if not made.period_kind:
        return _judged(made, _at(made, tables, leaves, 0, day), _baseline(made, tables, leaves, day))
    by_period = tuple((period, _in_period(made, tables, leaves, period, day)) for period in periods)
    if made.rhythm is not None:
        return _rhythm(by_period)
    if not by_period:
        return Result(goal=made.target.goal)
    period, latest = by_period[-1]
    return replace(latest, period=period, by_period=by_period)


def of_units(results: Iterable[Result]) -> Result:
    """How many units meet the demand by themselves: a share that is to be whole."""
    answers = [result.holds for result in results]
    yes, no = answers.count(True), answers.count(False)
    found = _share(Counts(yes, no, len(answers) - yes - no))
    return replace(found, goal=Fraction(1), holds=_test(WHOLE, found))


def _in_period(made: Commitment, tables: Tables, leaves: Sequence[int], period: Period, day: int) -> Result:
    found = _at(made, tables, leaves, period.key, day)
    if made.rhythm is not None:
        enough = Interval(low=Fraction(made.rhythm.at_least))
        return replace(found, holds=enough.covers(found.least, found.most))
    if made.baseline is None or made.baseline.value is not None:
        return _judged(made, found, _baseline(made, tables, leaves, day))
    step = made.baseline.years * (1 if made.period_kind == "year" else 10)
    return _judged(made, found, _at(made, tables, leaves, period.key - step, day))


def _rhythm(by_period: tuple[tuple[Period, Result], ...]) -> Result:
    """Periods with enough rows among all complete ones; whether it holds, the latest tells."""
    answers = [result.holds for _, result in by_period]
    yes, no = answers.count(True), answers.count(False)
    found = replace(_share(Counts(yes, no, len(answers) - yes - no)), goal=Fraction(1), by_period=by_period)
    if not by_period:
        return found
    return replace(found, period=by_period[-1][0], holds=answers[-1])


def _baseline(made: Commitment, tables: Tables, leaves: Sequence[int], day: int) -> Result:
    if made.baseline is None:
        return Result()
    if made.baseline.value is not None:
        printed = made.baseline.value.number
        return Result(value=printed, least=printed, most=printed)
    before = {part.removeprefix(BASELINE): table for part, table in tables.items() if part.startswith(BASELINE)}
    return _at(made, before, leaves, 0, days.shift_months(day, -12 * made.baseline.years))


def _at(made: Commitment, tables: Tables, leaves: Sequence[int], period: int, day: int) -> Result:
    """The value at one period (0: none), not yet held against the target."""
    latest = made.rhythm is not None and made.rhythm.gap_months > 0
    counts = _gather(tables.get(MAIN, {}), leaves, period, latest=latest)
    by_period = isinstance(made.over, Over) and made.over.at_period_start
    over = _gather(tables.get(OVER, {}), leaves, period if by_period else 0)
    return replace(_VALUES[made.measure](made, counts, over, day), band=counts.band)


def _gather(table: Table, leaves: Sequence[int], period: int, *, latest: bool = False) -> Counts:
    found = (table.get((leaf, period)) for leaf in leaves)
    return added((one for one in found if one is not None), latest=latest)


def _judged(made: Commitment, found: Result, before: Result) -> Result:
    """Held against the target, of its own band where it has bands, and against all that the baseline may have been."""
    target = made.target
    if target.demand is Demand.BANDED:
        return replace(_judged_in_band(target, found), baseline=before.value)
    ends = (before.least, before.most)
    answers = {_against(target, end, found) for end in ends}
    holds = answers.pop() if len(answers) == 1 else None
    return replace(found, baseline=before.value, before=ends, goal=target.goal, holds=holds)


def _against(target: Target, baseline: Fraction | None, found: Result) -> Answer:
    interval = target.against(baseline)
    return None if interval is None else _test(interval, found)


def _judged_in_band(target: Target, found: Result) -> Result:
    band = target.bands.get(found.band)
    if band is not None:
        return replace(found, goal=band.goal, holds=_test(band.interval, found))
    answers = {_test(one.interval, found) for one in target.bands.values()}
    return replace(found, holds=answers.pop() if len(answers) == 1 else None)


def _test(interval: Interval, found: Result) -> Answer:
    return None if found.value is None else interval.covers(found.least, found.most)


def _share(counts: Counts) -> Result:
    total = counts.total
    value = Fraction(counts.yes, total) if total else None
    most = Fraction(counts.yes + counts.unknown, total) if total else None
    return Result(
        counts.yes, counts.unknown, Fraction(counts.yes), Fraction(total), value=value, least=value, most=most
    )


def _number(counts: Counts) -> Result:
    yes = Fraction(counts.yes)
    return Result(
        counts.yes, counts.unknown, yes, Fraction(counts.total), value=yes, least=yes, most=yes + counts.unknown
    )


def _sum(made: Commitment, counts: Counts) -> Result:
    """With rows of unknown size the sum has no upper end, and of money, which can be taken back, no end at all."""
    value = Fraction(counts.amount, FEN if made.unit == "yuan" else 1)
    sure = not counts.unknown
    least = value if sure or made.unit != "yuan" else None
    numerator, denominator = Fraction(counts.yes), Fraction(counts.total)
    most = value if sure else None
    return Result(counts.yes, counts.unknown, numerator, denominator, value=value, least=least, most=most)


def _ratio(made: Commitment, counts: Counts, over: Counts) -> Result:
    numerator = Fraction(counts.amount, FEN if made.unit == "yuan" else 1)
    denominator = made.over.number if isinstance(made.over, Cited) else Fraction(over.amount)
    unknown = counts.unknown + over.unknown
    if denominator == 0:
        return Result(unknown=unknown, numerator=numerator, denominator=denominator)
    value = numerator / denominator
    end = None if unknown else value
    return Result(None, unknown, numerator, denominator, value=value, least=end, most=end)


def _gap(counts: Counts, day: int) -> Result:
    """Months since the latest row; a later row that perhaps counts makes fewer months possible."""
    if not counts.yes:
        return Result(unknown=1 if counts.unknown else 0)
    value = Fraction(days.months_between(counts.yes, day))
    perhaps = counts.unknown > counts.yes
    least = Fraction(days.months_between(counts.unknown, day)) if perhaps else value
    return Result(None, int(perhaps), value=value, least=least, most=value)


def _reported(counts: Counts, over: Counts) -> Result:
    """The approved number; where there is only one that nobody has approved yet, it waits for a second person."""
    if not counts.yes or not over.amount:
        return Result(waits_for_person=not counts.yes and counts.no > 0)
    value = Fraction(counts.amount, over.amount)
    return Result(value=value, least=value, most=value)


def _attested(counts: Counts) -> Result:
    """An approved attestation is a one; one that is only submitted waits for a second person."""
    if counts.yes:
        one = Fraction(1)
        return Result(1, 0, one, one, value=one, least=one, most=one)
    return Result(0, int(counts.no > 0), waits_for_person=counts.no > 0)


Value = Callable[[Commitment, Counts, Counts, int], Result]
_VALUES: dict[Measure, Value] = {
    Measure.SHARE: lambda made, counts, over, day: _share(counts),
    Measure.COVERAGE: lambda made, counts, over, day: _share(counts),
    Measure.COUNT: lambda made, counts, over, day: _number(counts),
    Measure.STREAK: lambda made, counts, over, day: _number(counts),
    Measure.SUM: lambda made, counts, over, day: _sum(made, counts),
    Measure.RATIO: lambda made, counts, over, day: _ratio(made, counts, over),
    Measure.RHYTHM: lambda made, counts, over, day: _number(counts) if made.period_kind else _gap(counts, day),
    Measure.RETURNED: lambda made, counts, over, day: _reported(counts, over),
    Measure.ATTESTED: lambda made, counts, over, day: _attested(counts),
}
