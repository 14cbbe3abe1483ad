"""Who is alike to every demand stands in one kind."""

from __future__ import annotations

from dataclasses import replace

from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.pool import Demand, PerUnit, Pool

PEOPLE = [
    {"性别": "女", "单位": "甲"},
    {"性别": "女", "单位": "甲"},
    {"性别": "男", "单位": "甲"},
    {"性别": "男", "单位": "乙"},
    {"性别": "男", "单位": ""},
]
POOL = Pool(PEOPLE, [Demand((("性别", "女"),), 1, 1)], 2)


def test_other_columns_do_not_tell_people_apart() -> None:
    assert kinds_of(POOL).rows == [(0, 1), (2, 3, 4)]


def test_units_tell_apart_only_where_their_limit_can_bind() -> None:
    kinds = kinds_of(replace(POOL, per_unit=PerUnit("单位", 1)))
    assert kinds.rows == [(0, 1), (2,), (3, 4)]
    assert [(rule.unit, rule.high) for rule in kinds.rules if rule.demand is None] == [("甲", 1)]
    assert kinds_of(replace(POOL, per_unit=PerUnit("单位", 3))).rows == kinds_of(POOL).rows


def test_a_demand_that_cannot_fail_makes_no_kinds() -> None:
    idle = [Demand((("性别", "女"),), 0, 2)]
    assert kinds_of(replace(POOL, demands=idle)).rows == [(0, 1, 2, 3, 4)]
    assert len(kinds_of(replace(POOL, demands=idle), idle=True).rules) == 1


def test_fixed_members_are_a_kind_that_is_always_there() -> None:
    kinds = kinds_of(replace(POOL, fixed=frozenset({3}), barred=frozenset({0})))
    assert kinds.rows == [(1,), (2, 4), (3,)]
    assert list(kinds.low) == [0, 0, 1]
    assert kinds.holds([1, 0, 1])
    assert not kinds.holds([1, 1, 0])
