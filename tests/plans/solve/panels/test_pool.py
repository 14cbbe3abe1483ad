"""What makes a pool unusable is told with what is wrong, where, and what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keqiao.plans.solve.panels.pool import Demand, PerUnit, Pool, PoolError, check

WOMEN = Demand((("性别", "女"),), 1, 2)
POOL = Pool([{"性别": "女"}, {"性别": "男"}, {"性别": "男"}], [WOMEN], 2)


@pytest.mark.parametrize(
    ("pool", "code", "says"),
    [
        (replace(POOL, people=[]), "people.none", "人选名单是空的"),
        (replace(POOL, people=[], demands=[]), "people.none", "人选名单是空的"),
        (replace(POOL, seats=0), "seats.none", "至少应为1人"),
        (replace(POOL, seats=4), "seats.many", "要选4人，可选的只有3人"),
        (replace(POOL, seats=3, barred=frozenset({0})), "seats.many", "可选的只有2人"),
        (replace(POOL, seats=1, fixed=frozenset({0, 1})), "fixed.many", "必选人员有2人"),
        (replace(POOL, fixed=frozenset({7})), "row.unknown", "没有第7行"),
        (replace(POOL, fixed=frozenset({1}), barred=frozenset({1})), "row.both", "第1行"),
        (replace(POOL, per_unit=PerUnit("单位", 1)), "unit.column", "“单位”这一列"),
        (replace(POOL, demands=[WOMEN, WOMEN]), "quota.twice", "“性别：女”"),
        (replace(POOL, demands=[Demand((("性别", "女"),), 2, 1)]), "quota.ends", "至少2人、至多1人"),
        (replace(POOL, demands=[Demand((("年龄", "老"),), 0, 1)]), "quota.category", "“年龄”"),
    ],
)
def test_it_is_refused(pool: Pool, code: str, says: str) -> None:
    with pytest.raises(PoolError) as refused:
        check(pool)
    assert refused.value.code == code
    assert says in str(refused.value)


def test_a_good_pool_passes() -> None:
    check(POOL)
    check(replace(POOL, seats=3))
