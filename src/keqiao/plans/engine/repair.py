"""What would have to change: the smallest change of one figure by which its target would hold."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from keqiao.plans.engine.commitments import Commitment, Measure, Scope
from keqiao.plans.engine.results import Result
from keqiao.plans.engine.targets import Demand, Interval


class Step(StrEnum):
    """The kinds of change."""

    NOTHING = "nothing"  # it holds already
    CLARIFY = "clarify"  # so many rows whose answer isn't known decide
    EXCHANGE = "exchange"  # so many of those counted have to be others
    MORE = "more"  # so much is missing
    LESS = "less"  # so much is too much
    REPORT = "report"  # nothing has been recorded yet
    UNREACHABLE = "unreachable"  # no part of so many lies within what is demanded


@dataclass(frozen=True)
class Repair:
    """One change: its kind and its size, in the figure's unit (of shares: how many of the counted).

    Of a rhythm, the size is what the latest complete period lacked; the coming ones can do better.
    ``beyond``: to reach the end isn't enough, any more than the size would do.
    """

    step: Step
    size: Fraction = Fraction(0)
    beyond: bool = False


def repair(made: Commitment, result: Result) -> Repair:
    """The smallest change that would meet the target; to clarify what is unknown comes first where that could do.

    After another change too some of the unknown may have to be clarified.
    """
    if result.holds:
        return Repair(Step.NOTHING)
    if result.value is None:
        return Repair(Step.REPORT)
    if result.holds is None and result.unknown:
        return Repair(Step.CLARIFY, Fraction(result.unknown))
    if made.rhythm is not None and made.rhythm.per and made.scope is not Scope.EACH:
        latest = result.by_period[-1][1].value or Fraction(0)
        return Repair(Step.MORE, made.rhythm.at_least - latest)
    interval = _interval(made, result)
    if interval is None:
        return Repair(Step.REPORT)
    if _counts_parts(made, result):
        return _exchange(interval, result)
    return _shift(interval, result.value, whole=made.measure in (Measure.COUNT, Measure.STREAK))


def _interval(made: Commitment, result: Result) -> Interval | None:
    if made.scope is Scope.EACH:
        return Interval(low=Fraction(1))
    if result.band:
        band = made.target.bands.get(result.band)
        return band.interval if band is not None else None
    return made.target.against(result.baseline)


def demanded(made: Commitment, result: Result) -> Interval | None:
    """The values that surely meet the target, whatever the baseline was; None where that can't be told."""
    least, most = result.before
    match made.target.demand:
        case Demand.RISING:
            return None if most is None else Interval(low=most, low_open=True)
        case Demand.FALLING:
            return None if least is None else Interval(high=least, high_open=True)
        case _:
            return _interval(made, result)


def _counts_parts(made: Commitment, result: Result) -> bool:
    """Whether the value is a number of parts out of a whole that stays as it is."""
    return made.scope is Scope.EACH or made.measure in (Measure.SHARE, Measure.COVERAGE)


def _exchange(interval: Interval, result: Result) -> Repair:
    """How many of the counted have to say yes instead of no (or no instead of yes) for the share to lie inside."""
    total, yes = result.denominator or Fraction(0), Fraction(result.yes or 0)
    needed, allowed = _least_inside(interval, total), _most_inside(interval, total)
    if needed > allowed:
        return Repair(Step.UNREACHABLE, total)
    return Repair(Step.EXCHANGE, needed - yes) if needed > yes else Repair(Step.LESS, yes - allowed)


def _least_inside(interval: Interval, total: Fraction) -> Fraction:
    if interval.low is None:
        return Fraction(0)
    least = Fraction(math.ceil(interval.low * total))
    return least + 1 if interval.low_open and least == interval.low * total else least


def _most_inside(interval: Interval, total: Fraction) -> Fraction:
    if interval.high is None:
        return total
    most = Fraction(math.floor(interval.high * total))
    return most - 1 if interval.high_open and most == interval.high * total else most


def _shift(interval: Interval, value: Fraction, *, whole: bool) -> Repair:
    """How far the value is from the nearest end; ``whole``: counted things come in whole numbers."""
    one = Fraction(1)
    if interval.low is not None and value <= interval.low:
        if whole:
            return Repair(Step.MORE, _least_inside(interval, one) - value)
        return Repair(Step.MORE, interval.low - value, beyond=interval.low_open)
    assert interval.high is not None, "what isn't too little is too much"
    if whole:
        return Repair(Step.LESS, value - _most_inside(interval, one))
    return Repair(Step.LESS, value - interval.high, beyond=interval.high_open)
