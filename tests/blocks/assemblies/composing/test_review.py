"""A merged list is consulted on, objected to, examined and explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from blocks.assemblies.composing.given import Congress, day, published
from keqiao.blocks.assemblies.composing import review
from keqiao.blocks.assemblies.composing.figures import composed_now
from keqiao.blocks.assemblies.composing.models import Explanation, Finding
from keqiao.kernel.verbs.contract import Refused, VerbError

FRONT = "liuzhou-2017/congress-delegates-front-line"


def test_of_a_consultation_only_who_when_and_the_result_is_kept(congress: Congress) -> None:
    made = congress.merged()
    data = {"asked": "市委统战部", "day": day(0), "result": "agreed"}
    one = review.consult(congress.clerk, made, data)
    kept = {field.name for field in type(one)._meta.concrete_fields}
    assert kept == {"id", "public_id", "version", "making", "asked", "day", "result"}
    with pytest.raises(VerbError, match="没有重复登记"):
        review.consult(congress.clerk, made, data)
    with pytest.raises(VerbError, match="还没有到"):
        review.consult(congress.clerk, made, data | {"day": day(1)})


def test_nothing_is_reviewed_before_the_lists_are_merged(congress: Congress) -> None:
    data = {"asked": "市委统战部", "day": day(0), "result": "agreed"}
    with pytest.raises(VerbError, match="现在是“推荐报送”"):
        review.consult(congress.clerk, congress.now(), data)
    with pytest.raises(Refused):
        review.consult(congress.county_clerk, congress.merged(), data)


def test_an_objection_is_noted_and_settled_once(congress: Congress) -> None:
    made = congress.merged()
    public = published(congress, made, 0, 20)
    for received, said in ((day(-1), "不能早于"), (day(1), "还没有到")):
        with pytest.raises(VerbError, match=said):
            review.object_(congress.clerk, public, {"received": received})
    one = review.object_(congress.clerk, public, {})
    with pytest.raises(VerbError, match="请选择核实的结果"):
        review.settle(congress.clerk, one, {"finding": "open"})
    review.settle(congress.clerk, one, {"finding": "not_upheld"})
    assert (one.finding, one.settled) == (Finding.NOT_UPHELD, day(0))
    with pytest.raises(VerbError, match="已经办结"):
        review.settle(congress.clerk, one, {"finding": "upheld"})


def test_credentials_keep_the_numbers_of_their_day(congress: Congress, only_liuzhou: Path) -> None:
    made = congress.merged(front=1, others=2)
    one = review.examine(congress.clerk, made, {"by": "代表资格审查委员会"})
    counts = json.loads(one.counts)
    assert (counts["total"], counts["seats"]) == (4, 4)
    assert counts["traits"]["front_line"] == {"yes": 2, "no": 2, "unknown": 0}
    assert counts["traits"]["women"] == {"yes": 2, "no": 2, "unknown": 0}
    assert counts["traits"]["minority"]["unknown"] == 4
    assert counts["sources"] == {"enterprise": 2, "government": 2}
    assert sum(number for _upper, number in counts["ages"]) == 4
    assert counts["units"] == [[congress.cast.luzhai.name, 3, 3], [congress.cast.society.name, 1, 1]]
    assert "name" not in one.counts
    with pytest.raises(VerbError, match="还没有到"):
        review.examine(congress.clerk, made, {"by": "代表资格审查委员会", "day": day(1)})


def test_what_is_not_met_is_explained_and_what_is_met_is_not(congress: Congress, only_liuzhou: Path) -> None:
    made = congress.merged(front=1, others=2)
    unmet = [one.code for one in composed_now(made).unmet]
    assert any("front-line" in code for code in unmet)
    code = next(one for one in unmet if "front-line" in one)
    review.explain(congress.clerk, made, {"demand": code, "text": "本届县区领导兼任较多，下届调整。"})
    again = review.explain(congress.clerk, made, {"demand": code, "text": "两名县领导经县委研究推荐。"})
    assert Explanation.objects.get() == again
    assert "50.0% · 2/4" in again.figure
    with pytest.raises(VerbError, match="不需要说明"):
        review.explain(congress.clerk, made, {"demand": "nowhere", "text": "没有这项要求。"})
