"""The solver's reader: a demand on a list as linear inequalities with whole coefficients, one for each candidate.

Candidate ``i`` is chosen when ``x_i`` is 1. A share of at least p/q says Σ (q·[that_i] − p·[counted_i])·x_i ≥ 0;
where something isn't known the candidate counts against the demand, as in a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from keqiao.plans.engine.commitments import Commitment, Measure
from keqiao.plans.engine.logic import NO, OUT, UNKNOWN, YES, Row, verdict
from keqiao.plans.engine.targets import Interval


@dataclass(frozen=True)
class Inequality:
    """Σ ``coefficients[i]``·x_i ≥ ``bound`` (with ``strict``: > ``bound``), all whole numbers."""

    coefficients: tuple[int, ...]
    bound: int
    strict: bool = False

    def holds(self, chosen: Sequence[int]) -> bool:
        """Whether it holds when the candidates of these numbers are chosen."""
        total = sum(self.coefficients[i] for i in chosen)
        return total > self.bound if self.strict else total >= self.bound


LINEAR = (Measure.SHARE, Measure.COUNT)


def inequalities(made: Commitment, candidates: Sequence[Row], as_of: int) -> list[Inequality]:
    """What a choice among the candidates has to satisfy to meet a share or a count.

    Where nobody who counts is chosen a share has no value; there "at least" and "at most" hold.
    Raises ValueError for other measures, for different values and for targets without an interval of their own.
    """
    interval = made.target.interval
    if made.measure not in LINEAR or made.distinct or (interval.low is None and interval.high is None):
        raise ValueError(f"{made.key}: the measure {made.measure} isn't linear in the people chosen")
    said = [verdict(made.where, made.that, row, as_of, made.sum) for row in candidates]
    return of_verdicts(made.measure, said, interval)


def of_verdicts(measure: Measure, said: Sequence[int], interval: Interval) -> list[Inequality]:
    """The inequalities of a share or a count with such an interval, where each candidate's verdict is known."""
    below, above = _from_below(measure, said, interval), _from_above(measure, said, interval)
    return [one for one in (below, above) if one is not None]


def _from_below(measure: Measure, said: Sequence[int], interval: Interval) -> Inequality | None:
    if interval.low is None:
        return None
    values = {YES: 1, NO: 0, UNKNOWN: 0}
    return _inequality(measure, said, values, interval.low, strict=interval.low_open)


def _from_above(measure: Measure, said: Sequence[int], interval: Interval) -> Inequality | None:
    if interval.high is None:
        return None
    values = {YES: 1, NO: 0, UNKNOWN: 1}
    found = _inequality(measure, said, values, interval.high, strict=interval.high_open)
    return Inequality(tuple(-one for one in found.coefficients), -found.bound, found.strict)


def _inequality(
    measure: Measure, said: Sequence[int], values: dict[int, int], end: Fraction, *, strict: bool
) -> Inequality:
    """Σ value·x − end·counted ≥ 0 for a share, Σ value·x ≥ end for a count, multiplied until all is whole."""
    p, q = end.numerator, end.denominator
    if measure is Measure.COUNT:
        return Inequality(tuple(q * values.get(one, 0) for one in said), p, strict)
    return Inequality(tuple(0 if one == OUT else q * values[one] - p for one in said), 0, strict)
