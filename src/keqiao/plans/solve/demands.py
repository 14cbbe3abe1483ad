"""What is demanded of a body, as lines: sums of whole numbers over its seats that must reach a bound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from keqiao.plans.engine.commitments import Commitment, Measure
from keqiao.plans.engine.constraint import of_verdicts
from keqiao.plans.engine.logic import NO, OUT, UNKNOWN, YES, Row, verdict
from keqiao.plans.engine.rules import Rule
from keqiao.plans.engine.targets import Interval

STATES = (YES, NO, UNKNOWN, OUT)


@dataclass(frozen=True)
class Line:
    """What each seat adds by its verdict; the sum must reach ``bound``."""

    weights: Mapping[int, int]
    bound: int


@dataclass(frozen=True)
class Demand:
    """A share or a count that must lie in an interval; ``key`` is what it is called by."""

    key: str
    measure: Measure
    interval: Interval
    where: Rule | None
    that: Rule | None

    @classmethod
    def of(cls, made: Commitment, interval: Interval) -> Demand:
        """What a commitment demands, where its value has to lie in this interval."""
        return cls(made.key, made.measure, interval, made.where, made.that)

    @property
    def rules(self) -> list[Rule]:
        """Its rules."""
        return [rule for rule in (self.where, self.that) if rule is not None]

    def verdict(self, row: Row, as_of: int) -> int:
        """Whether the row is counted, and how."""
        return verdict(self.where, self.that, row, as_of)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its ends, each as a line; of a share moreover that somebody is counted, for without it has no value."""
        found = [
            Line(dict(zip(STATES, one.coefficients, strict=True)), one.bound + one.strict)
            for one in of_verdicts(self.measure, STATES, self.interval)
        ]
        if self.measure is Measure.SHARE:
            found.append(Line({YES: 1, NO: 1, UNKNOWN: 1, OUT: 0}, 1))
        return tuple(found)

    def holds(self, said: Iterable[int]) -> bool:
        """Whether it holds where the seats say this, with the unknown against it."""
        listed = list(said)
        return all(sum(line.weights[one] for one in listed) >= line.bound for line in self.lines)
