"""Of all who fit beside those who stay each has one ticket; the list leaves no choice."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from keqiao.plans.solve.panels.draw import meets
from keqiao.plans.solve.panels.pool import Demand, Pool
from keqiao.plans.solve.panels.successor import Left, follow, successors

from .pools import committees, pools

PEOPLE = [{"性别": sex} for sex in "女女男男男"]
POOL = Pool(PEOPLE, [Demand((("性别", "女"),), 1, 1)], 2)


@settings(max_examples=150, deadline=None)
@given(pools())
def test_all_who_fit_and_nobody_else_have_a_ticket(pool: Pool) -> None:
    for members in committees(pool)[:3]:
        left = replace(pool, fixed=frozenset(members[1:]), barred=pool.barred | {members[0]})
        found = successors(left)
        wanted = [row for row in left.eligible if meets(left, [*members[1:], row])]
        assert [set(line.members) - set(members[1:]) for line in found] == [{row} for row in wanted]
        assert all(line.tickets == 1 for line in found)


def test_one_follows_after_the_other() -> None:
    found = follow(POOL, (0, 2), [Left(0, "3"), Left(2, "5")], "甲")
    assert found is not None
    assert found[0].row == 1
    assert found[1].row in (3, 4)
    assert len(found[1].lines) == 2


def test_who_was_not_there_or_cannot_be_followed_is_told() -> None:
    assert follow(POOL, (0, 2), [Left(1, "3")], "甲") is None
    assert follow(POOL, (0, 2), [Left(0, "3"), Left(1, "4")], "甲") is None
