"""Small pools at random, and everything that can be chosen from them, one committee after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import strategies as st

from keqiao.plans.solve.panels.pool import Demand, PerUnit, Pool

VALUES = {"性别": ("男", "女"), "来源": ("企业", "高校", "院所")}


@st.composite
def pools(draw: st.DrawFn, most: int = 7) -> Pool:
    """A pool of which everything can be tried: quotas on values and on a combination, units, fixed and barred."""
    size = draw(st.integers(2, most))
    people = [
        {category: draw(st.sampled_from(values)) for category, values in VALUES.items()}
        | {"单位": draw(st.sampled_from(["", "甲", "乙"]))}
        for _number in range(size)
    ]
    seats = draw(st.integers(1, min(4, size)))
    wheres = [((category, value),) for category, values in VALUES.items() for value in values]
    wheres.append((("性别", "女"), ("来源", "企业")))
    chosen = draw(st.lists(st.sampled_from(wheres), unique=True, max_size=6))
    ends = st.tuples(st.integers(0, 2), st.integers(0, 3)).map(lambda one: (one[0], one[0] + one[1]))
    demands = [Demand(where, *draw(ends)) for where in chosen]
    per_unit = draw(st.none() | st.integers(1, 2).map(lambda one: PerUnit("单位", one)))
    pool = Pool(people, demands, seats, per_unit)
    fixed = draw(st.sampled_from([frozenset(), frozenset(), frozenset({0})]))
    barred = frozenset({size - 1}) if seats < size - 1 and draw(st.booleans()) else frozenset()
    return replace(pool, fixed=fixed, barred=barred)


def committees(pool: Pool) -> list[tuple[int, ...]]:
    """Every committee of a pool that meets everything."""
    return list(_committees(pool))


def _committees(pool: Pool) -> Iterator[tuple[int, ...]]:
    for rows in combinations(pool.eligible, pool.seats):
        if fits(pool, rows):
            yield rows


def fits(pool: Pool, rows: tuple[int, ...]) -> bool:
    """Whether these rows meet everything that is demanded."""
    if not pool.fixed <= set(rows):
        return False
    for demand in pool.demands:
        if not demand.low <= sum(demand.takes(pool.people[row]) for row in rows) <= demand.high:
            return False
    if pool.per_unit is None:
        return True
    units = [pool.people[row][pool.per_unit.column] for row in rows]
    return all(units.count(unit) <= pool.per_unit.most for unit in set(units) - {""})


def chances(rows: int, lottery: list[tuple[Fraction, tuple[int, ...]]]) -> list[Fraction]:
    """Each row's chance in a lottery."""
    found = [Fraction(0)] * rows
    for chance, members in lottery:
        for row in members:
            found[row] += chance
    return found
