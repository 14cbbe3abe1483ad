"""Chances are taken apart into committees without rounding anything; what has no committee is left."""

from __future__ import annotations

from fractions import Fraction

from keqiao.plans.solve.panels.highs import Committees
from keqiao.plans.solve.panels.kinds import kinds_of
from keqiao.plans.solve.panels.outer import fairest
from keqiao.plans.solve.panels.peel import peel
from keqiao.plans.solve.panels.pool import Demand, Pool

from .odd import odd


def test_the_committees_give_exactly_the_chances() -> None:
    people = [{"性别": sex, "来源": source} for sex, source in zip("女女女男男男男男", "企企校企校校校校", strict=True)]
    kinds = kinds_of(Pool(people, [Demand((("性别", "女"),), 1, 1), Demand((("来源", "企"),), 1, 2)], 3))
    chances = fairest(kinds)
    assert chances is not None
    assert chances.exact is not None
    found = peel(Committees(kinds), chances.exact)
    assert found.left == 0
    assert sum(found.weights) == found.total
    for one, (chance, size) in enumerate(zip(chances.exact, kinds.sizes, strict=True)):
        held = sum(weight * committee[one] for weight, committee in zip(found.weights, found.committees, strict=True))
        assert Fraction(held, found.total) == chance * size
    assert all(kinds.holds(committee) for committee in found.committees)


def test_what_no_committee_can_give_is_left() -> None:
    found = peel(Committees(odd()), [Fraction(1, 2)] * 4)
    assert found.left > 0
