"""The fairest draw: of all lotteries over committees the one whose lowest chance is highest, then the next lowest.

Linear program, exact fractions, committees peeled off them: that is nearly always all, and it is exact. Where real
committees can't reach what the linear program promises, column generation finds the cuts that say so, and the
chances are worked out again, until they are reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from keqiao.plans.solve.program import UndecidedError

from .highs import Committees
from .kinds import Kinds
from .outer import Chances, Cut, fairest, solved
from .peel import peel
from .reach import Budget, Known, Spent, highest, reach

ROUNDS = 600  # integer programs for one draw
PARTS = 10**12  # parts of the whole where weights aren't known as fractions
SMALL = 60  # so many committees at most have their weights worked out as fractions


class NoCommitteeError(Exception):
    """No committee meets all rules."""


@dataclass(frozen=True)
class Lottery:
    """Committees as counts of kinds with whole weights. ``bound``: what no lowest chance exceeds.

    ``proven``: these are the leximin chances; ``exact``: to the last digit and not only to nine.
    """

    committees: list[list[int]]
    weights: list[int]
    bound: Fraction
    proven: bool
    exact: bool

    @property
    def total(self) -> int:
        """All weights together."""
        return sum(self.weights)

    def chances(self, kinds: Kinds) -> list[Fraction]:
        """The chance of each person of each kind."""
        sums = [0] * len(kinds.rows)
        for committee, weight in zip(self.committees, self.weights, strict=True):
            for one, count in enumerate(committee):
                sums[one] += weight * count
        return [Fraction(chosen, size * self.total) for chosen, size in zip(sums, kinds.sizes, strict=True)]


def leximin(kinds: Kinds, rounds: int = ROUNDS) -> Lottery:
    """The fairest lottery. Raises NoCommitteeError; UndecidedError when not even one committee was found in time."""
    model = Committees(kinds)
    first = fairest(kinds)
    some = None if first is None else model.any()
    if first is None or some is None:
        raise NoCommitteeError
    known = Known()
    known.add(some)
    if first.exact is not None:
        peeled = peel(model, first.exact)
        if not peeled.left:
            return _lottery(peeled.committees, peeled.weights, min(first.exact), proven=True, exact=True)
        for committee in peeled.committees:
            known.add(committee)
    return _reached(kinds, model, known, first, Budget(rounds))


def _reached(kinds: Kinds, model: Committees, known: Known, chances: Chances, budget: Budget) -> Lottery:
    """The draw by column generation and cuts."""
    cuts: list[Cut] = []
    while True:
        target = [chance * size for chance, size in zip(chances.floats, kinds.sizes, strict=True)]
        try:
            found = reach(model, target, known, budget)
            if isinstance(found, list):
                return _weighted(kinds, known, found, chances)
            cuts.append(found)
            chances = fairest(kinds, cuts) or chances
        except (Spent, UndecidedError):
            weights = _whole(highest(kinds.sizes, known, target))
            bound = min(chances.exact) if chances.exact else Fraction(min(chances.floats)).limit_denominator(PARTS)
            return _lottery(known.committees, weights, bound, proven=False, exact=False)


def _weighted(kinds: Kinds, known: Known, weights: Sequence[float], chances: Chances) -> Lottery:
    """Committees that reach the chances, with weights as fractions where they can be worked out."""
    used = [number for number, weight in enumerate(weights) if weight > 1e-11]
    committees = [known.committees[number] for number in used]
    if chances.exact is not None and len(used) <= SMALL:
        counts = [chance * size for chance, size in zip(chances.exact, kinds.sizes, strict=True)]
        equations = [
            [*(Fraction(committee[one]) for committee in committees), count] for one, count in enumerate(counts)
        ]
        found = solved([[Fraction(1)] * (len(used) + 1), *equations], len(used))
        if found is not None and min(found) >= 0:
            parts = lcm(*(weight.denominator for weight in found))
            return _lottery(committees, [int(weight * parts) for weight in found], min(chances.exact), True, True)
    bound = min(chances.exact) if chances.exact else Fraction(min(chances.floats)).limit_denominator(PARTS)
    return _lottery(committees, _whole([weights[number] for number in used]), bound, proven=True, exact=False)


def _whole(weights: Sequence[float]) -> list[int]:
    return [round(max(weight, 0.0) * PARTS) for weight in weights]


def _lottery(
    committees: Sequence[list[int]], weights: Sequence[int], bound: Fraction, proven: bool, exact: bool
) -> Lottery:
    """A lottery of the committees that have any weight, in the order of their counts."""
    kept = sorted((committee, weight) for committee, weight in zip(committees, weights, strict=True) if weight)
    merged: dict[tuple[int, ...], int] = {}
    for committee, weight in kept:
        merged[tuple(committee)] = merged.get(tuple(committee), 0) + weight
    common = gcd(*merged.values())
    return Lottery(
        [list(one) for one in merged], [weight // common for weight in merged.values()], bound, proven, exact
    )
