"""Another person approves; what isn't met is put on record and blocks nothing; the vote's losers are noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from blocks.assemblies.composing.given import Congress, day
from cast import acts, user_with
from keqiao.blocks.assemblies.composing import approval, review
from keqiao.blocks.assemblies.composing.counting import seated, standing
from keqiao.blocks.assemblies.composing.figures import composed_now
from keqiao.blocks.assemblies.composing.models import Explanation, MakingStatus, NomineeStatus
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError

DECIDED = {"body": "市科协党组", "document": "柳科协〔2026〕12号"}


def test_who_put_it_before_them_does_not_approve(congress: Congress) -> None:
    made = congress.merged()
    both = user_with("both", "leader", congress.cast.liuzhou)
    user_with("other", "clerk", congress.cast.liuzhou)
    with pytest.raises(Refused):
        approval.submit(congress.leader, made, {})
    approval.submit(congress.clerk, made, {})
    with pytest.raises(Refused):
        approval.approve(congress.clerk, congress.now(), {**DECIDED, "day": day(0)})
    waiting = congress.now()
    waiting.submitted_by = both
    with pytest.raises(Refused, match="另一人审定"):
        approval.approve(acts(both), waiting, {**DECIDED, "day": day(0)})
    made = approval.approve(congress.leader, congress.now(), {**DECIDED, "day": day(0)})
    assert (made.status, made.approving_body, made.document) == (
        MakingStatus.APPROVED,
        "市科协党组",
        "柳科协〔2026〕12号",
    )


def test_a_list_that_does_not_meet_a_demand_is_approved_all_the_same(congress: Congress, only_liuzhou: Path) -> None:
    made = congress.approved(front=1, others=2)
    assert made.status == MakingStatus.APPROVED
    unmet = composed_now(made).unmet
    assert unmet
    assert [one.demand for one in Explanation.objects.all()] == [one.code for one in unmet]
    assert approval.missing(made) == list(Explanation.objects.all())


def test_an_explanation_is_accepted_with_the_list_or_later_by_another(congress: Congress, only_liuzhou: Path) -> None:
    made = congress.merged(front=1, others=2)
    code = composed_now(made).unmet[0].code
    review.explain(congress.clerk, made, {"demand": code, "text": "经市委组织部研究同意。"})
    approval.submit(congress.clerk, made, {})
    approval.approve(congress.leader, congress.now(), {**DECIDED, "day": day(0)})
    one = Explanation.objects.get(demand=code)
    assert (one.accepted, one.accepted_by) == (day(0), congress.cast.leader)
    with pytest.raises(VerbError, match="已经认可，不能再改"):
        review.explain(congress.clerk, congress.now(), {"demand": code, "text": "另外的说法。"})
    with pytest.raises(VerbError, match="已经认可"):
        approval.accept_explanation(congress.leader, one, {})


def test_what_is_explained_afterwards_waits_for_a_second_person(congress: Congress, only_liuzhou: Path) -> None:
    made = congress.approved(front=1, others=2)
    one = Explanation.objects.first()
    assert one is not None
    with pytest.raises(VerbError, match="还没有填写"):
        approval.accept_explanation(congress.leader, one, {})
    review.explain(congress.clerk, made, {"demand": one.demand, "text": "补充说明：人选由县委研究推荐。"})
    one.refresh_from_db()
    with pytest.raises(Refused):
        approval.accept_explanation(congress.clerk, one, {})
    one.written_by = congress.cast.leader
    with pytest.raises(Refused, match="另一人认可"):
        approval.accept_explanation(congress.leader, one, {})
    approval.accept_explanation(congress.leader, Explanation.objects.get(pk=one.pk), {})
    assert Explanation.objects.get(pk=one.pk).accepted == day(0)


def test_what_is_met_by_the_day_of_approval_needs_no_explanation(congress: Congress, only_liuzhou: Path) -> None:
    made = congress.merged(front=3, others=0)
    assert composed_now(made).unmet == []
    gone = Explanation(making=made, demand="former", title="曾经不符合")
    with ledger.exempt("given"):
        gone.save()
    approval.submit(congress.clerk, made, {})
    approval.approve(congress.leader, congress.now(), {**DECIDED, "day": day(0)})
    assert not Explanation.objects.exists()


def test_a_list_is_sent_back_with_the_reason(congress: Congress) -> None:
    made = congress.merged()
    with pytest.raises(VerbError, match="现在是“酝酿审查”"):
        approval.send_back(congress.leader, made, {"reason": "还没有提请"})
    approval.submit(congress.clerk, made, {})
    approval.send_back(congress.leader, congress.now(), {"reason": "请补充说明"})
    now = congress.now()
    assert (now.status, now.reason, now.submitted, now.submitted_by) == (
        MakingStatus.REVIEWING,
        "请补充说明",
        None,
        None,
    )
    approval.submit(congress.clerk, now, {})
    assert congress.now().reason == ""


def test_a_day_to_come_is_no_day_of_approval(congress: Congress) -> None:
    approval.submit(congress.clerk, congress.merged(), {})
    with pytest.raises(VerbError, match="还没有到"):
        approval.approve(congress.leader, congress.now(), {**DECIDED, "day": day(1)})


def test_who_lost_the_vote_has_no_seat(congress: Congress) -> None:
    made = congress.approved()
    one = standing(made)[0]
    approval.not_elected(congress.clerk, made, {"nominee": one.pk})
    one.refresh_from_db()
    assert one.status == NomineeStatus.LOST
    assert one not in seated(standing(made))
    with pytest.raises(VerbError, match="没有重复办理"):
        approval.not_elected(congress.clerk, made, {"nominee": one.pk})
    with pytest.raises(VerbError, match="不在审定的名单上"):
        approval.not_elected(congress.clerk, made, {"nominee": 0})
