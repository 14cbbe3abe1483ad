"""The fairest chances if a committee could have parts of people: what no real draw can surpass.

The chances are raised together, the lowest as far as possible; who can't be raised further stays, and the others
go on. Then the linear program's answer, which is inexact, is turned into fractions that are exact. Cuts, learnt
from the integer program, bring the linear program as close to the real committees as is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

import highspy

from keqiao.plans.solve.program import UndecidedError

from .highs import INF, Terms, load, new_solver, run
from .kinds import Kinds

TIGHT = 1e-6  # nearer to its end than so, a rule is taken for one that holds the chances down
HAIR = 1e-7
PRICE = 1e-7  # a kind with a higher price can't be raised


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
    floats = _leximin(kinds, cuts)
    return None if floats is None else Chances(floats, _exactly(kinds, cuts, floats))


def _leximin(kinds: Kinds, cuts: Sequence[Cut]) -> list[float] | None:
    size, sizes = len(kinds.rows), kinds.sizes
    solver = new_solver()
    rows: list[tuple[Terms, float, float]] = []
    rows += [((rule.kinds, [1.0] * len(rule.kinds)), rule.low, rule.high) for rule in kinds.every]
    rows += [((list(cut.weights), [float(w) for w in cut.weights.values()]), -INF, cut.most) for cut in cuts]
    first = len(rows)
    rows += [(([one, size], [1.0, -float(sizes[one])]), 0.0, INF) for one in range(size)]
    load(solver, ([0.0] * size + [1.0], [*kinds.low, 0.0], [*sizes, INF]), rows)
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    chances = [-1.0] * size
    while -1.0 in chances:
        if not run(solver) and not (max(chances) >= 0 and _loosened(solver, kinds, chances)):
            if max(chances) < 0:
                return None
            raise UndecidedError("the linear program lost its solution")
        answer = solver.getSolution()
        level, prices = answer.col_value[size], answer.row_dual[first : first + size]
        left = [one for one in range(size) if chances[one] < 0]
        stay = [one for one in left if abs(prices[one]) * sizes[one] > PRICE] or left
        for one in stay:
            chances[one] = min(max(level, 0.0), 1.0)
            solver.changeRowBounds(first + one, -INF, INF)
            solver.changeColBounds(one, max(0.0, level * sizes[one] - 1e-10), sizes[one])
    return chances


def _loosened(solver: highspy.Highs, kinds: Kinds, chances: Sequence[float]) -> bool:
    """Whether there is a solution when levels that are settled may be missed by a hair: they were rounded."""
    for one, chance in enumerate(chances):
        if chance >= 0:
            solver.changeColBounds(one, max(0.0, chance * kinds.sizes[one] - HAIR), kinds.sizes[one])
    return run(solver)


def _exactly(kinds: Kinds, cuts: Sequence[Cut], floats: Sequence[float]) -> list[Fraction] | None:
    """The same as fractions: what the rules that hold the levels down say of them, solved and checked exactly."""
    levels: list[float] = []
    for value in sorted(floats):
        if not levels or value - levels[-1] > TIGHT:
            levels.append(value)
    place = [min(range(len(levels)), key=lambda n: abs(levels[n] - value)) for value in floats]
    limits = [(dict.fromkeys(rule.kinds, 1), rule.low, rule.high) for rule in kinds.every]
    bounds: list[tuple[dict[int, int], float, float]] = [*limits, *((cut.weights, -inf, cut.most) for cut in cuts)]
    equations = []
    for weights, low, high in bounds:
        total = sum(weight * kinds.sizes[one] * floats[one] for one, weight in weights.items())
        for end in {low, high}:
            if abs(total - end) < TIGHT:
                row = [0] * len(levels)
                for one, weight in weights.items():
                    row[place[one]] += weight * kinds.sizes[one]
                equations.append([*map(Fraction, row), Fraction(int(end))])
    for number, level in enumerate(levels):
        for end in (0, 1):
            if abs(level - end) < TIGHT:
                unit = [Fraction(int(other == number)) for other in range(len(levels))]
                equations.append([*unit, Fraction(end)])
    found = solved(equations, len(levels))
    if found is None:
        return None
    exact = [found[one] for one in place]
    return exact if _fits(kinds, bounds, exact) else None


def _fits(kinds: Kinds, bounds: Sequence[tuple[dict[int, int], float, float]], exact: Sequence[Fraction]) -> bool:
    if not all(0 <= chance <= 1 for chance in exact):
        return False
    counts = [chance * size for chance, size in zip(exact, kinds.sizes, strict=True)]
    if not all(low <= count for low, count in zip(kinds.low, counts, strict=True)):
        return False
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
