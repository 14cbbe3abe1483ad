"""Why nothing can be chosen, beside trying everything: the conflict is irreducible, the relaxation the smallest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings

from keqiao.plans.solve.panels.conflict import Clash, conflict, eased_pool, least_relaxation, possible
from keqiao.plans.solve.panels.pool import Demand, PerUnit, Pool

from .pools import committees, pools

PEOPLE = [{"性别": "女", "单位": "甲"}] * 2 + [{"性别": "男", "单位": "甲"}] * 3


def pool(*demands: tuple[str, int, int], seats: int = 3, per_unit: PerUnit | None = None) -> Pool:
    return Pool(PEOPLE, [Demand((("性别", value),), low, high) for value, low, high in demands], seats, per_unit)


def only(given: Pool, kept: Sequence[Clash]) -> Pool:
    """The pool with nothing but what the conflict names."""
    demands = [given.demands[one.demand] for one in kept if one.demand is not None]
    return replace(given, demands=demands, per_unit=given.per_unit if any(one.demand is None for one in kept) else None)


def cost(given: Pool, rows: tuple[int, ...]) -> int:
    """By how much, all people counted together, these rows miss what is demanded."""
    missed = 0
    for demand in given.demands:
        held = sum(demand.takes(given.people[row]) for row in rows)
        missed += max(demand.low - held, 0) + max(held - demand.high, 0)
    if given.per_unit is not None:
        units = [given.people[row][given.per_unit.column] for row in rows]
        missed += max([0, *(units.count(unit) - given.per_unit.most for unit in set(units) - {""})])
    return missed


@settings(max_examples=150, deadline=None)
@given(pools())
def test_possible_is_what_trying_everything_finds(given: Pool) -> None:
    assert possible(given) == bool(committees(given))


@settings(max_examples=150, deadline=None)
@given(pools())
def test_the_conflict_is_irreducible(given: Pool) -> None:
    clashes = conflict(given)
    if not clashes:
        assert committees(given)
        return
    assert not committees(only(given, clashes))
    for place in range(len(clashes)):
        assert committees(only(given, [*clashes[:place], *clashes[place + 1 :]]))


@settings(max_examples=150, deadline=None)
@given(pools())
def test_the_relaxation_is_the_smallest(given: Pool) -> None:
    eased = least_relaxation(given)
    changed = 0
    for one in eased:
        demand = None if one.demand is None else given.demands[one.demand]
        low, high = (0, given.per_unit.most if given.per_unit else 0) if demand is None else (demand.low, demand.high)
        changed += (low - one.low) + (one.high - high)
    every = committees(Pool(given.people, [], given.seats, None, given.fixed, given.barred))
    assert changed == min(cost(given, rows) for rows in every)
    assert committees(eased_pool(given, eased))


def test_only_the_ends_that_matter_are_named() -> None:
    found = conflict(pool(("女", 2, 3), ("男", 2, 3)))
    assert found == [Clash(0, low=True, high=False), Clash(1, low=True, high=False)]


def test_a_quota_that_nobody_can_fill_stands_alone() -> None:
    given = pool(("女", 3, 3), ("男", 0, 3))
    assert conflict(given) == [Clash(0, low=True, high=False)]
    assert [(one.demand, one.low, one.high) for one in least_relaxation(given)] == [(0, 2, 3)]


def test_the_limit_for_each_unit_is_named_and_let_go() -> None:
    given = pool(("女", 0, 3), per_unit=PerUnit("单位", 2))
    assert conflict(given) == [Clash(None, low=False, high=True)]
    (eased,) = least_relaxation(given)
    assert (eased.demand, eased.high) == (None, 3)
    assert possible(eased_pool(given, [eased]))


def test_a_combination_is_named_like_a_quota() -> None:
    people = [{"性别": "女", "来源": "高校"}, {"性别": "男", "来源": "企业"}]
    both = Demand((("性别", "女"), ("来源", "企业")), 1, 1)
    given = Pool(people, [Demand((("性别", "女"),), 1, 1), both], 1)
    assert conflict(given) == [Clash(1, low=True, high=False)]
    assert (both.category, both.feature) == ("性别 & 来源", "女 & 企业")


def test_what_fits_together_has_no_conflict_and_needs_no_relaxation() -> None:
    given = pool(("女", 1, 2), ("男", 1, 2))
    assert conflict(given) == []
    assert least_relaxation(given) == []


def test_in_a_large_pool_just_what_clashes_is_named() -> None:
    people = [{"甲": str(number % 3), "乙": str(number % 7), "丙": str(number % 5)} for number in range(1200)]
    demands = [Demand((("甲", str(one)),), 40, 60) for one in range(3)]
    demands += [Demand((("乙", str(one)),), 22, 40) for one in range(7)]  # seven times 22 are more than 150
    given = Pool(people, demands, 150)
    assert [one.demand for one in conflict(given)] == list(range(3, 10))
    assert sum((22 - one.low) + (one.high - 40) for one in least_relaxation(given)) == 4
