"""Why nothing can be chosen: quotas that can't hold together, none of which is idle, and the least that would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .highs import INF, Committees, Terms, load, new_solver, run
from .kinds import kinds_of
from .pool import Demand, PerUnit, Pool


@dataclass(frozen=True)
class Clash:
    """One of those that can't hold together: a demand, by its number, or the limit for each unit (None).

    ``low`` and ``high`` say which of its ends matter.
    """

    demand: int | None
    low: bool = True
    high: bool = True


@dataclass(frozen=True)
class Eased:
    """A demand, by its number, or the limit for each unit (None), with the ends it would have to have."""

    demand: int | None
    low: int
    high: int


def possible(pool: Pool) -> bool:
    """Whether anything can be chosen."""
    return Committees(kinds_of(pool)).any() is not None


def conflict(pool: Pool) -> list[Clash]:
    """Demands that can't hold together; without any one of them the others can. Empty when all of them can."""
    if possible(pool):
        return []
    kept: list[int | None] = [*range(len(pool.demands)), *([] if pool.per_unit is None else [None])]
    for one in reversed(list(kept)):
        fewer = [other for other in kept if other != one]
        if not possible(_only(pool, fewer)):
            kept = fewer
    return _ends(_only(pool, kept), kept)


def _only(pool: Pool, kept: Sequence[int | None]) -> Pool:
    demands = [pool.demands[one] for one in kept if one is not None]
    return replace(pool, demands=demands, per_unit=pool.per_unit if None in kept else None)


def _ends(pool: Pool, kept: Sequence[int | None]) -> list[Clash]:
    """Which ends of the demands matter; the others are let go one after the other."""
    found = []
    demands = list(pool.demands)
    for place, number in enumerate(kept):
        if number is None:
            found.append(Clash(None, low=False))
            continue
        low, high = demands[place].low > 0, demands[place].high < pool.seats
        for attempt in (replace(demands[place], low=0), replace(demands[place], high=len(pool.people))):
            tried = [*demands[:place], attempt, *demands[place + 1 :]]
            if not possible(replace(pool, demands=tried)):
                low, high = low and attempt.low == demands[place].low, high and attempt.high == demands[place].high
                demands = tried
        found.append(Clash(number, low, high))
    return found


def least_relaxation(pool: Pool) -> list[Eased]:
    """The change of ends that is smallest, all people counted together, with which something can be chosen."""
    kinds = kinds_of(pool)
    size, ruled = len(kinds.rows), [rule for rule in kinds.rules if rule.demand is not None]
    costs, high = [0.0] * size + [1.0] * (2 * len(ruled) + 1), [float(one) for one in kinds.sizes]
    rows: list[tuple[Terms, float, float]] = [_row(kinds.every[0].kinds, [], kinds.seats, kinds.seats)]
    for number, rule in enumerate(ruled):
        less, more = size + 2 * number, size + 2 * number + 1
        high += [rule.low, kinds.seats]
        rows.append(_row(rule.kinds, [(less, 1.0)], rule.low, INF))
        rows.append(_row(rule.kinds, [(more, -1.0)], -INF, rule.high))
    each = len(costs) - 1
    high.append(kinds.seats)
    rows += [_row(rule.kinds, [(each, -1.0)], -INF, rule.high) for rule in kinds.rules if rule.demand is None]
    solver = new_solver(mip_abs_gap=0.9, mip_rel_gap=0.0)
    load(solver, (costs, [*kinds.low, *[0.0] * (len(costs) - size)], high), rows, whole=True)
    run(solver)
    values = [round(value) for value in solver.getSolution().col_value]
    eased = [
        Eased(rule.demand, rule.low - values[size + 2 * number], rule.high + values[size + 2 * number + 1])
        for number, rule in enumerate(ruled)
        if values[size + 2 * number] or values[size + 2 * number + 1]
    ]
    if values[each] and pool.per_unit is not None:
        eased.append(Eased(None, 0, pool.per_unit.most + values[each]))
    return eased


def _row(
    kinds: Sequence[int], more: Sequence[tuple[int, float]], low: float, high: float
) -> tuple[Terms, float, float]:
    numbers = [*kinds, *(number for number, _value in more)]
    return (numbers, [*[1.0] * len(kinds), *(value for _number, value in more)]), low, high


def eased_pool(pool: Pool, eased: Sequence[Eased]) -> Pool:
    """The pool with the ends that were let go."""
    demands: list[Demand] = list(pool.demands)
    per_unit = pool.per_unit
    for one in eased:
        if one.demand is not None:
            demands[one.demand] = replace(demands[one.demand], low=one.low, high=one.high)
        elif per_unit is not None:
            per_unit = PerUnit(per_unit.column, one.high)
    return replace(pool, demands=demands, per_unit=per_unit)
