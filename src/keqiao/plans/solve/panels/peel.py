"""Exact chances taken apart into committees: one committee after the other, each as long as it can be.

What is left stays within all rules after every step, so that nothing is ever rounded. Where a rest has no committee
any more, the caller has to go another way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

import numpy as np

from .highs import Committees

MOST = 5_000  # steps; a pool of 1,200 needs about 60
EFFORT = 60_000  # steps of the simplex method; tight pools need about 40,000, others 2,000


@dataclass
class Peeled:
    """Committees and their weights, and what is left: of each kind ``rest``, of all weight ``left``."""

    total: int
    left: int
    rest: list[int]
    committees: list[list[int]] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)

    def scale(self, factor: int) -> None:
        """The same in smaller parts."""
        self.total, self.left = self.total * factor, self.left * factor
        self.rest = [one * factor for one in self.rest]
        self.weights = [one * factor for one in self.weights]

    def take(self, committee: list[int], weight: int) -> None:
        """Take a committee off what is left."""
        self.committees.append(committee)
        self.weights.append(weight)
        self.left -= weight
        self.rest = [one - weight * count for one, count in zip(self.rest, committee, strict=True)]


def peel(model: Committees, chances: Sequence[Fraction]) -> Peeled:
    """Take chances apart; of ``left`` is more than nought, a rest could not be."""
    counts = [chance * size for chance, size in zip(chances, model.kinds.sizes, strict=True)]
    total = lcm(*(count.denominator for count in counts))
    state = Peeled(total, total, [int(count * total) for count in counts])
    while state.left and len(state.committees) < MOST and model.effort < EFFORT:
        sums = [sum(state.rest[one] for one in rule.kinds) for rule in model.kinds.every]
        committee = _near(model, state, sums)
        if committee is None:
            break
        step = _longest(model, state, sums, committee)
        if step.denominator > 1:
            state.scale(step.denominator)
        state.take(committee, step.numerator)
    return state


def _near(model: Committees, state: Peeled, sums: Sequence[int]) -> list[int] | None:
    """A committee near what is left: each kind rounded, and each rule's sum too where that is possible."""
    low = [one // state.left for one in state.rest]
    high = [-(-one // state.left) for one in state.rest]
    part = np.array([(one % state.left) / state.left for one in state.rest])
    clipped = np.clip(part, 1e-4, 1 - 1e-4)
    # What is rounded up though it is small, or down though it is large, ends the step early: that costs most.
    prices = np.where(part > 0, 1 / (1 - clipped) - 1 / clipped, 0.0)
    close, wide = [], []
    for rule, total in zip(model.kinds.every, sums, strict=True):
        least = rule.high if total == rule.high * state.left else rule.low
        most = rule.low if total == rule.low * state.left else rule.high
        wide.append((least, most))
        close.append((max(least, total // state.left), min(most, -(-total // state.left))))
    found = model.rounded(low, high, close, prices)
    return found if found is not None else model.rounded(low, high, wide, prices)


def _longest(model: Committees, state: Peeled, sums: Sequence[int], committee: Sequence[int]) -> Fraction:
    """For how much weight a committee can be taken so that what is left keeps all rules."""
    step = Fraction(state.left)
    for rest, count, least, size in zip(state.rest, committee, model.kinds.low, model.kinds.sizes, strict=True):
        step = _shorter(step, rest - least * state.left, count - least)
        step = _shorter(step, size * state.left - rest, size - count)
    for rule, total in zip(model.kinds.every, sums, strict=True):
        chosen = sum(committee[one] for one in rule.kinds)
        step = _shorter(step, total - rule.low * state.left, chosen - rule.low)
        step = _shorter(step, rule.high * state.left - total, rule.high - chosen)
    return step


def _shorter(step: Fraction, room: int, pace: int) -> Fraction:
    """The step, or a shorter one when room is used up at that pace before."""
    return Fraction(room, pace) if pace > 0 and room * step.denominator < step.numerator * pace else step
