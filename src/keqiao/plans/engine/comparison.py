"""Which of two commitments on one topic demands more, where that can be said at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from keqiao.plans.engine.commitments import Commitment, Measure, Over
from keqiao.plans.engine.rules import And, In, Named, Not, Or, Rule
from keqiao.plans.engine.targets import Demand, Interval, Target


class Comparison(StrEnum):
    """How a commitment stands beside another."""

    STRICTER = "stricter"
    EQUAL = "equal"
    WEAKER = "weaker"
    NOT_COMPARABLE = "not_comparable"


def compare(one: Commitment, other: Commitment) -> Comparison:
    """How the first stands beside the second: stricter when every value that satisfies it satisfies the other too.

    Both have to count the same things in the same way, classes and words of the plan included. An attested
    commitment rests on a document, so two of them never compare.
    """
    if Measure.ATTESTED in (one.measure, other.measure) or _counted(one) != _counted(other):
        return Comparison.NOT_COMPARABLE
    if one.rhythm is not None and other.rhythm is not None and not one.rhythm.gap_months:
        return _more(one.rhythm.at_least, other.rhythm.at_least)
    return _targets(one, other)


def compare_with_any(one: Commitment, others: Iterable[Commitment]) -> Comparison:
    """The comparison with the first of several that allows one."""
    found = (compare(one, other) for other in others)
    return next((said for said in found if said is not Comparison.NOT_COMPARABLE), Comparison.NOT_COMPARABLE)


def expanded(rule: Rule | None) -> Rule | None:
    """The rule with a plan's own words written out, brackets that change nothing taken away, and parts in one order."""
    match rule:
        case Named(rule=inner):
            return expanded(inner)
        case And(parts):
            return And(_flat(parts, And))
        case Or(parts):
            return Or(_flat(parts, Or))
        case Not(part):
            inside = expanded(part)
            assert inside is not None
            return Not(inside)
        case In(column, values):
            return In(column, tuple(sorted(values, key=repr)))
        case _:
            return rule


def _flat(parts: Iterable[Rule], kind: type[And] | type[Or]) -> tuple[Rule, ...]:
    found: list[Rule] = []
    for part in parts:
        inner = expanded(part)
        assert inner is not None
        found.extend(inner.parts if isinstance(inner, kind) else [inner])
    return tuple(sorted(found, key=repr))


def _counted(made: Commitment) -> tuple[Any, ...]:
    """What is counted and how, apart from how much of it is demanded. Equal for two that compare."""
    rhythm = (made.rhythm.per, bool(made.rhythm.gap_months)) if made.rhythm is not None else None
    over = replace(made.over, where=expanded(made.over.where)) if isinstance(made.over, Over) else made.over
    return (
        *(made.measure, made.fact, made.unit, made.scope, made.units, made.sum, made.distinct, made.indicator),
        *(expanded(made.where), expanded(made.that), over, rhythm, made.streak, made.each),
        frozenset(replace(one, where=expanded(one.where)) for one in made.withs),
    )


def _targets(one: Commitment, other: Commitment) -> Comparison:
    first, second = one.target, other.target
    if Demand.BANDED in (first.demand, second.demand):
        return _bands(first, second)
    if {Demand.RISING, Demand.FALLING} & {first.demand, second.demand}:
        same = first.demand is second.demand and one.baseline == other.baseline
        return Comparison.EQUAL if same else Comparison.NOT_COMPARABLE
    return _intervals(first.interval, second.interval)


def _bands(first: Target, second: Target) -> Comparison:
    """Banded demands compare when they have the same bands and none is stricter where another is weaker."""
    if (first.by, first.bands.keys()) != (second.by, second.bands.keys()):
        return Comparison.NOT_COMPARABLE
    found = {_intervals(band.interval, second.bands[code].interval) for code, band in first.bands.items()}
    found.discard(Comparison.EQUAL)
    if not found:
        return Comparison.EQUAL
    return found.pop() if len(found) == 1 else Comparison.NOT_COMPARABLE


def _intervals(one: Interval, other: Interval) -> Comparison:
    if one == other:
        return Comparison.EQUAL
    if _inside(one, other):
        return Comparison.STRICTER
    return Comparison.WEAKER if _inside(other, one) else Comparison.NOT_COMPARABLE


def _inside(one: Interval, other: Interval) -> bool:
    """Whether all values of the first are values of the second."""
    return _tighter(one.low, one.low_open, other.low, other.low_open, 1) and _tighter(
        one.high, one.high_open, other.high, other.high_open, -1
    )


def _tighter(end: Fraction | None, is_open: bool, limit: Fraction | None, limit_open: bool, sign: int) -> bool:
    """Whether an end reaches no further than the other's; ``sign``: 1 for lower ends, -1 for upper ones."""
    if limit is None:
        return True
    if end is None:
        return False
    return end * sign > limit * sign or (end == limit and (is_open or not limit_open))


def _more(one: int, other: int) -> Comparison:
    if one == other:
        return Comparison.EQUAL
    return Comparison.STRICTER if one > other else Comparison.WEAKER
