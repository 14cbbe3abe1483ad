"""Explanations have a second person, check-ups are kept by the day, branches say what they do."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.renewal.conftest import Scene
from cast import OPERATES
from keqiao.blocks.assemblies.renewal.governing import (
    approve_explanation,
    describe_branch,
    explain,
    keep_checkup,
    refuse_explanation,
    set_rule,
)
from keqiao.blocks.assemblies.renewal.models import Branch, CheckResult, Decision, Explanation
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.posts import form_body

SAID = {"code": "director_supervisor", "text": "监事出缺，暂代至年底"}


def test_whoever_explained_doesnt_approve(scene: Scene) -> None:
    one = explain(OPERATES, scene.cast.society, SAID)
    with pytest.raises(Refused, match="另一人"):
        approve_explanation(OPERATES, one)
    with pytest.raises(Refused):
        approve_explanation(scene.clerk, one)
    approve_explanation(scene.leader, one, {"answer": "同意"})
    assert Explanation.objects.get().status == Decision.APPROVED
    with pytest.raises(VerbError, match="已经处理过"):
        approve_explanation(scene.leader, one)


def test_a_refusal_says_why_and_a_new_explanation_replaces_the_former(scene: Scene) -> None:
    refuse_explanation(scene.leader, explain(scene.clerk, scene.cast.society, SAID), {"answer": "请尽快补选"})
    explain(scene.clerk, scene.cast.society, {**SAID, "text": "下月补选"})
    former, now = Explanation.objects.order_by("pk")
    assert (former.answer, former.ends) == ("请尽快补选", scene.today)
    assert now.ends is None


def test_a_checkup_is_kept_once_a_day_with_what_applies(scene: Scene) -> None:
    kept = keep_checkup(scene.clerk, scene.cast.society)
    by_code = {one.code: one.meets for one in kept}
    assert by_code["organs_complete"] is False
    assert by_code["chair_terms"] is None
    assert "chair_secretary" not in by_code
    set_rule(scene.clerk, scene.cast.society, {"code": "chair_terms", "applies": "no"})
    keep_checkup(scene.clerk, scene.cast.society)
    assert CheckResult.objects.count() == len(kept) - 1


def test_a_branch_says_what_it_does_and_only_a_committee_is_one(scene: Scene) -> None:
    with pytest.raises(VerbError, match="分支机构"):
        describe_branch(scene.clerk, scene.council, {"kind": "working", "remit": "组织工作"})
    body = form_body(scene.clerk, scene.cast.society, {"kind": "special_committee"})
    tomorrow = scene.today + dt.timedelta(days=1)
    with pytest.raises(VerbError, match="这一天还没有到"):
        describe_branch(scene.clerk, body, {"kind": "working", "remit": "组织工作", "starts": tomorrow})
    for remit in ("组织工作", "会员发展"):
        describe_branch(scene.clerk, body, {"kind": "working", "remit": remit})
    assert Branch.objects.get().remit == "会员发展"
