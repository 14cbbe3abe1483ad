"""What plans demand of an organisation on a topic: the nearest plan's word, in force."""

from __future__ import annotations

from cast import Cast, DivisionFactory
from keqiao.kernel.nouns import ledger
from keqiao.plans.demanded import demanded


def test_the_nearest_plan_speaks_and_of_others_nothing(cast: Cast) -> None:
    ((package, made),) = demanded("secondments.length", cast.liuzhou.pk)
    assert (package.id, made.id) == ("liuzhou-2017", "secondments-two-years")
    with ledger.exempt("given"):
        cast.nation.placements.update(division=DivisionFactory(code="100000", name="全国", level="national"))
    ((package, _made),) = demanded("secondments.length", cast.nation.pk)
    assert package.id == "cast-2016"
    assert demanded("secondments.length", cast.society.pk) == []
    assert demanded("nothing.such", cast.liuzhou.pk) == []
