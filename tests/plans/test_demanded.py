"""What plans demand of an organisation on a topic: the nearest plan's word, in force."""

from __future__ import annotations

from cast import Cast
from keqiao.plans.demanded import demanded


def test_the_nearest_plan_speaks_and_of_others_nothing(cast: Cast) -> None:
    ((package, made),) = demanded("secondments.length", cast.liuzhou.pk)
    assert (package.id, made.id) == ("liuzhou-2017", "secondments-two-years")
    ((package, _made),) = demanded("secondments.length", cast.nation.pk)
    assert package.id == "cast-2016"
    assert demanded("secondments.length", cast.society.pk) == []
    assert demanded("nothing.such", cast.liuzhou.pk) == []
