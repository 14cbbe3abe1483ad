"""Goal trees: made of a text with indents, tagged, and added up from the leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from cast import Cast, acts
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.supervision import goals, tasks
from keqiao.plans.supervision.models import Goal, GoalTag

TREE = "四服务\n  为科技工作者服务\n    会员服务\n  为创新服务"


def test_indents_make_the_tree(cast: Cast) -> None:
    goals.plant(acts(cast.clerk), cast.liuzhou, {"text": TREE})
    above = {one.title: one.parent.title if one.parent else None for one in Goal.objects.select_related("parent")}
    assert above == {
        "四服务": None,
        "为科技工作者服务": "四服务",
        "会员服务": "为科技工作者服务",
        "为创新服务": "四服务",
    }
    with pytest.raises(VerbError, match="已经有名为“四服务”"):
        goals.plant(acts(cast.clerk), cast.liuzhou, {"text": TREE})
    with pytest.raises(VerbError, match="超过200行"):
        goals.plant(acts(cast.clerk), cast.liuzhou, {"text": "树\n" + "  枝\n" * 201})
    with pytest.raises(Refused):
        goals.plant(acts(cast.outsider), cast.liuzhou, {"text": "别人的树"})


def test_a_goal_adds_up_what_serves_it_and_those_below(cast: Cast, only_liuzhou: Path) -> None:
    act = acts(cast.clerk)
    tasks.open_from_plan(act, cast.liuzhou, {"plan": "liuzhou-2017"})
    root = goals.plant(act, cast.liuzhou, {"text": TREE})
    members, innovation = Goal.objects.get(title="会员服务"), Goal.objects.get(title="为创新服务")
    goals.tag(act, members, {"plan": "liuzhou-2017", "about": ["commitment/congress-delegates-front-line"]})
    goals.tag(act, innovation, {"plan": "liuzhou-2017", "about": ["clause/九"]})
    found = {one.goal.title: one for one in goals.branches(cast.liuzhou)}
    assert [len(found[title].tasks) for title in ("会员服务", "为科技工作者服务")] == [1, 1]
    nine = len(found["为创新服务"].tasks)
    assert nine > 1
    assert len(found[root.title].tasks) == nine + 1
    assert sum(found["会员服务"].figures.values()) == 1
    assert [one.depth for one in goals.branches(cast.liuzhou)] == [0, 1, 2, 1]


def test_ticks_are_saved_all_at_once(cast: Cast, only_liuzhou: Path) -> None:
    act = acts(cast.clerk)
    root = goals.plant(act, cast.liuzhou, {"text": "四服务"})
    goals.tag(act, root, {"plan": "liuzhou-2017", "about": ["clause/九", "clause/八"]})
    goals.tag(act, root, {"plan": "liuzhou-2017", "about": ["clause/八"]})
    assert GoalTag.objects.get().about == "clause/八"
    with pytest.raises(VerbError, match="没有编号为"):
        goals.tag(act, root, {"plan": "nowhere", "about": []})
    with pytest.raises(VerbError, match="不是条目"):
        goals.tag(act, root, {"plan": "liuzhou-2017", "about": ["九"]})
    goals.rename_goal(act, root, {"title": "服务"})
    goals.fell(act, root, {})
    assert not GoalTag.objects.exists()


def test_nothing_is_counted_where_there_is_no_tree(cast: Cast) -> None:
    assert goals.branches(cast.liuzhou) == []
