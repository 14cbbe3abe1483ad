"""Chances reached by committees through column generation, or a cut that shows that no committees reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor

import numpy as np

from .highs import INF, Committees, load, new_solver, run
from .outer import Cut

NEAR = 1e-9  # what is missing in all, counted in people, for chances to count as reached
BEYOND = 1e-6  # so far, in people, a target has to be beyond a cut
NODES = 500  # at most for one integer program; what it hasn't proven by then is still a bound
EFFORT = 200_000  # steps of the simplex method for one draw: less than a minute
SCALES = (10_000, 10_000_000)  # whole numbers that prices are turned into


class Spent(Exception):
    """The rounds that were allowed are used up."""


@dataclass
class Budget:
    """How many more integer programs may be asked, and how much effort all may have cost.

    Rounds and steps of the simplex method and not seconds, so that every machine answers the same.
    """

    rounds: int
    effort: int = EFFORT

    def spend(self, model: Committees) -> None:
        """One more. Raises Spent."""
        if self.rounds <= 0 or model.effort > self.effort:
            raise Spent
        self.rounds -= 1


@dataclass
class Known:
    """Committees that were found so far."""

    committees: list[list[int]] = field(default_factory=list)
    seen: set[tuple[int, ...]] = field(default_factory=set)

    def add(self, committee: Sequence[int]) -> bool:
        """Take a committee up; whether it is new."""
        key = tuple(committee)
        if key in self.seen:
            return False
        self.seen.add(key)
        self.committees.append(list(committee))
        return True


class Master:
    """The linear program over known committees: as little as possible is missing of what each kind should get."""

    def __init__(self, target: Sequence[float], known: Known) -> None:
        self.size = len(target)
        self.known = known
        self._solver = new_solver()
        rows = [(([one], [1.0]), value, INF) for one, value in enumerate(target)]
        load(self._solver, ([1.0] * self.size, [0.0] * self.size, [INF] * self.size), [*rows, (([], []), 1.0, 1.0)])
        self._loaded = 0

    def solve(self) -> tuple[float, list[float], float, list[float]]:
        """What is missing, the price of each kind, that of a committee, and the committees' weights."""
        for committee in self.known.committees[self._loaded :]:
            terms = [(one, float(count)) for one, count in enumerate(committee) if count] + [(self.size, 1.0)]
            index = np.array([one for one, _count in terms], dtype=np.int32)
            self._solver.addCol(0.0, 0.0, INF, len(terms), index, np.array([value for _one, value in terms]))
        self._loaded = len(self.known.committees)
        if not run(self._solver):
            raise Spent
        answer = self._solver.getSolution()
        prices = [min(max(price, 0.0), 1.0) for price in answer.row_dual[: self.size]]
        missing = self._solver.getInfo().objective_function_value
        return missing, prices, answer.row_dual[self.size], list(answer.col_value[self.size :])


def reach(model: Committees, target: Sequence[float], known: Known, budget: Budget) -> list[float] | Cut:
    """Weights of the known committees, which grow, that give each kind its target; or a cut that the target breaks."""
    master = Master(target, known)
    if not known.committees:
        known.add(_some(model, budget, [0.0] * len(target)))
    while True:
        missing, prices, _price, weights = master.solve()
        if missing <= NEAR:
            return weights
        budget.spend(model)
        committee, most = model.dearest(np.array(prices), nodes=NODES)
        assert committee is not None  # there was one before
        if sum(price * value for price, value in zip(prices, target, strict=True)) - most > BEYOND:
            cut = _cut(model, target, prices, budget)
            if cut is not None:
                return cut
        if not known.add(committee):
            if missing <= BEYOND * 10:
                return weights
            raise Spent


def _some(model: Committees, budget: Budget, prices: Sequence[float]) -> list[int]:
    budget.spend(model)
    committee, _most = model.dearest(np.array(prices), nodes=NODES)
    assert committee is not None  # whoever asks for chances knows that there are committees
    return committee


def _cut(model: Committees, target: Sequence[float], prices: Sequence[float], budget: Budget) -> Cut | None:
    """The cut in whole numbers, for which the integer program can tell the end exactly."""
    for scale in SCALES:
        weights = [round(price * scale) for price in prices]
        budget.spend(model)
        _committee, most = model.dearest(np.array(weights, dtype=np.double), gap=0.5, nodes=NODES)
        end = floor(most + 1e-3)
        if sum(weight * value for weight, value in zip(weights, target, strict=True)) > end + BEYOND * scale:
            return Cut({one: weight for one, weight in enumerate(weights) if weight}, end)
    return None


def highest(sizes: Sequence[int], known: Known, target: Sequence[float]) -> list[float]:
    """Weights of the known committees with the highest lowest chance, and then as near to the target as they come."""
    count, size = len(known.committees), len(sizes)
    level, short = count, count + 1  # the lowest chance, and what each kind lacks of its target
    solver = new_solver()
    by_kind: list[list[tuple[int, float]]] = [[] for _one in sizes]
    for number, committee in enumerate(known.committees):
        for one, chosen in enumerate(committee):
            if chosen:
                by_kind[one].append((number, float(chosen)))
    rows = [((list(range(count)), [1.0] * count), 1.0, 1.0)]
    for one, terms in enumerate(by_kind):
        numbers, values = [n for n, _value in terms], [value for _n, value in terms]
        rows.append((([*numbers, level], [*values, -float(sizes[one])]), 0.0, INF))
        rows.append((([*numbers, short + one], [*values, 1.0]), target[one], INF))
    columns = [0.0] * count + [-1.0] + [0.0] * size
    load(solver, (columns, [0.0] * (count + 1 + size), [INF] * (count + 1 + size)), rows)
    if not run(solver):
        raise Spent
    solver.changeColBounds(level, solver.getSolution().col_value[level] - 1e-9, INF)
    solver.changeColCost(level, 0.0)
    for one in range(size):
        solver.changeColCost(short + one, 1.0)
    run(solver)
    return list(solver.getSolution().col_value[:count])
