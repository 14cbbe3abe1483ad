"""The fairest chances if a committee could have parts of people: what no real draw can surpass.

The chances are raised together, the lowest as far as possible; who can't be raised further stays, and the others
go on. How far is told by the prices of the rules: whatever fractions they are rounded to, they prove a bound, and
so the levels are exact although the linear program isn't. Cuts, learnt from the integer program, bring the linear
program as close to the real committees as is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import highspy

from .highs import INF, Terms, load, new_solver, run
from .kinds import Kinds

HAIR = 1e-7  # by which an exact level may differ from that of the linear program
PRICE = 1e-7  # a kind with a higher price can't be raised
PARTS = (100, 10_000, 1_000_000)  # denominators of prices, beside the highest of them

Bound = tuple[dict[int, int], float, float]  # a sum over kinds and its two ends


@dataclass(frozen=True)
class Cut:
    """A sum over kinds that no committee exceeds."""

    weights: dict[int, int]
    most: int


@dataclass(frozen=True)
class Chances:
    """For each kind the chance of each of its people; ``exact`` as fractions, where they could be found."""

    floats: list[float]
    exact: list[Fraction] | None


def fairest(kinds: Kinds, cuts: Sequence[Cut] = ()) -> Chances | None:
    """The leximin of the linear program; None when it has no solution at all."""
    bounds: list[Bound] = [(dict.fromkeys(rule.kinds, 1), rule.low, rule.high) for rule in kinds.every]
    bounds += [(cut.weights, -INF, cut.most) for cut in cuts]
    raised = _Raised(kinds, bounds)
    while raised.left:
        if not raised.step():
            return None
    exact = raised.exact and _fits(kinds, bounds, raised.chances)
    return Chances([float(one) for one in raised.chances], raised.chances if exact else None)


class _Raised:
    """Chances on their way up: those that are settled, as fractions, and the linear program of the others."""

    def __init__(self, kinds: Kinds, bounds: Sequence[Bound]) -> None:
        self.kinds, self.bounds, self.exact = kinds, bounds, True
        self.chances = [Fraction(0)] * len(kinds.rows)
        self.left = set(range(len(kinds.rows)))
        size, sizes = len(kinds.rows), kinds.sizes
        rows: list[tuple[Terms, float, float]] = [
            ((list(weights), [float(one) for one in weights.values()]), low, high) for weights, low, high in bounds
        ]
        rows += [(([one, size], [1.0, -float(sizes[one])]), 0.0, INF) for one in range(size)]
        self._solver = new_solver()
        load(self._solver, ([0.0] * size + [1.0], [*kinds.low, 0.0], [*sizes, INF]), rows)
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._settle({one for one, low in enumerate(kinds.low) if low}, Fraction(1))

    def step(self) -> bool:
        """Raise all that are left as far as possible, and settle those who hold them down; False: no solution."""
        if not run(self._solver) and not self._loosened():
            return False
        answer = self._solver.getSolution()
        level, count = min(max(answer.col_value[len(self.chances)], 0.0), 1.0), len(self.bounds)
        if level > 1 - HAIR:
            self._settle(self.left, Fraction(1))
            return True
        prices = answer.row_dual
        highest = max(map(abs, prices[:count]), default=0.0)
        for parts in PARTS:
            rounded = {
                number: Fraction(price / highest).limit_denominator(parts)
                for number, price in enumerate(prices[:count])
                if abs(price) > PRICE * highest
            }
            bound, stay, full = self._proved(rounded)
            if stay and abs(bound - level) < HAIR:
                self._settle(full, Fraction(1))
                self._settle(stay, bound)
                return True
        self.exact = False
        priced = {one for one in self.left if abs(prices[count + one]) * self.kinds.sizes[one] > PRICE}
        self._settle(priced or self.left, Fraction(level))
        return True

    def _proved(self, prices: dict[int, Fraction]) -> tuple[Fraction, set[int], set[int]]:
        """What no common level exceeds by these prices, who can't be above it, and who has to be there for certain.

        The rules' ends at their prices are worth no less than the people are: whoever is worth something counts
        with the level, whoever is worth less than nothing with no more than everybody there is.
        """
        worth: dict[int, Fraction] = {}
        rest = Fraction(0)
        for number, price in prices.items():
            weights, low, high = self.bounds[number]
            rest += price * int(high if price > 0 else low)
            for one, weight in weights.items():
                worth[one] = worth.get(one, Fraction(0)) + price * weight
        for one, each in worth.items():
            if one not in self.left:
                rest -= each * self.chances[one] * self.kinds.sizes[one]
        stay = {one for one in self.left if worth.get(one, 0) > 0}
        full = {one for one in self.left if worth.get(one, 0) < 0}
        rest -= sum(worth[one] * self.kinds.sizes[one] for one in full)
        people = sum(worth[one] * self.kinds.sizes[one] for one in stay)
        return (rest / people if people else Fraction(0)), stay, full

    def _loosened(self) -> bool:
        """Whether there is a solution when what is settled may be missed by a hair: floats are rounded."""
        if self.exact and not any(0 < one < 1 for one in self.chances):
            return False
        self.exact = False
        for one in set(range(len(self.chances))) - self.left:
            count = float(self.chances[one] * self.kinds.sizes[one])
            self._solver.changeColBounds(one, max(0.0, count - HAIR), count + HAIR)
        return run(self._solver)

    def _settle(self, some: set[int], chance: Fraction) -> None:
        first = len(self.bounds)
        for one in some:
            self.chances[one] = chance
            count = float(chance * self.kinds.sizes[one])
            self._solver.changeRowBounds(first + one, -INF, INF)
            self._solver.changeColBounds(one, count, count)
        self.left = self.left - some


def _fits(kinds: Kinds, bounds: Sequence[Bound], exact: Sequence[Fraction]) -> bool:
    if not all(0 <= chance <= 1 for chance in exact):
        return False
    counts = [chance * size for chance, size in zip(exact, kinds.sizes, strict=True)]
    totals = [
        (sum(weight * counts[one] for one, weight in weights.items()), low, high) for weights, low, high in bounds
    ]
    return all(low <= total <= high for total, low, high in totals)


def solved(equations: Sequence[Sequence[Fraction]], unknowns: int) -> list[Fraction] | None:
    """The only solution of linear equations, each with its right side last; None when there is none or are many."""
    rows = [list(row) for row in equations]
    for column in range(unknowns):
        pivot = next((n for n in range(column, len(rows)) if rows[n][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        first = rows[column]
        scale = first[column]
        rows[column] = first = [value / scale for value in first]
        for number, row in enumerate(rows):
            factor = row[column]
            if number != column and factor:
                rows[number] = [value - factor * other for value, other in zip(row, first, strict=True)]
    if any(row[unknowns] for row in rows[unknowns:]):
        return None
    return [rows[number][unknowns] for number in range(unknowns)]
