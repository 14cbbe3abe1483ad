"""Units give opinions, draft and countersign; a second person approves; the answer comes to each who signed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from blocks.assemblies.motions.given import Floor, ago, fresh
from cast import acts, user_with
from keqiao.blocks.assemblies.motions import replying, signing
from keqiao.blocks.assemblies.motions.models import Part
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.verbs.models import Event
from keqiao.plans.supervision import notes, tasks

JOINT = {"joint": "学会部"}
REPLY = {"text": "已列入明年计划，三个县各建一处。", "outcome": "planned"}


def test_the_leading_unit_answers_and_a_second_person_approves(floor: Floor) -> None:
    made = floor.assigned()
    with pytest.raises(Refused):
        replying.draft_reply(floor.clerk_of_guilin, floor.lead(made), REPLY)
    draft = floor.drafted(made)
    assert (draft.status, draft.signed, fresh(made).proposed) == ("waiting", "鹿寨县科学技术协会", "planned")
    with pytest.raises(VerbError, match="已有一份答复稿"):
        replying.draft_reply(floor.county, floor.lead(made), REPLY)
    with pytest.raises(Refused):
        replying.approve(floor.county, draft, {})
    replying.approve(floor.leader, draft, {})
    made = fresh(made)
    assert (made.status, made.answered, made.on_time) == ("answered", timezone.localdate(), True)
    with pytest.raises(VerbError, match="已经审核过"):
        replying.approve(floor.leader, draft, {})


def test_nobody_approves_what_they_wrote(floor: Floor) -> None:
    both = user_with("both", "clerk", floor.cast.liuzhou)
    with ledger.exempt("given"):
        both.grants.create(role="leader", organisation=floor.cast.liuzhou)
    made = floor.assigned(lead_unit=None, lead="科普部")
    draft = replying.draft_reply(acts(both), floor.lead(made), REPLY)
    with pytest.raises(Refused, match="另一人审核"):
        replying.approve(acts(both), draft, {})


def test_everybody_who_signed_is_told(floor: Floor) -> None:
    made = floor.assigned(floor.signed(1, 2, kind="motion"))
    before = Event.objects.count()
    replying.approve(floor.leader, floor.drafted(made), {})
    assert Event.objects.filter(name="motions.told").count() - before == 3


def test_an_answer_after_its_day_is_late(floor: Floor) -> None:
    made = floor.assigned()
    ago(made, 200)
    replying.approve(floor.leader, floor.drafted(made), {})
    assert fresh(made).on_time is False


def test_joint_units_have_their_say_before_the_draft_and_sign_it_after(floor: Floor) -> None:
    made = floor.assigned(**JOINT)
    joint = floor.joint(made)
    with pytest.raises(VerbError, match="学会部还没有提出会办意见"):
        floor.drafted(made)
    with pytest.raises(VerbError, match="没有等待会签的答复稿"):
        replying.countersign(floor.clerk, joint, {})
    replying.give_opinion(floor.clerk, joint, {"text": "建议依托学会会员单位。"})
    part = Part.objects.get(party=joint)
    assert part.deadline is not None
    assert (part.deadline.met, part.opinion.signed) == (timezone.localdate(), "学会部")  # type: ignore[union-attr]  # just given
    draft = floor.drafted(made)
    with pytest.raises(VerbError, match="学会部还没有会签"):
        replying.approve(floor.leader, draft, {})
    replying.countersign(floor.clerk, joint, {"agrees": True})
    with pytest.raises(VerbError, match="已经会签这份答复稿"):
        replying.countersign(floor.clerk, joint, {"agrees": True})
    replying.approve(floor.leader, draft, {})
    assert fresh(made).status == "answered"


def test_a_joint_unit_that_disagrees_sends_the_draft_back_and_signs_the_next(floor: Floor) -> None:
    made = floor.assigned(**JOINT)
    joint = floor.joint(made)
    replying.give_opinion(floor.clerk, joint, {"text": "建议依托学会会员单位。"})
    first = floor.drafted(made)
    with pytest.raises(VerbError, match="请写明意见"):
        replying.countersign(floor.clerk, joint, {"agrees": False})
    replying.countersign(floor.clerk, joint, {"agrees": False, "text": "没有采纳会办意见"})
    first.refresh_from_db()
    assert (first.status, first.reason) == ("returned", "学会部会签不同意：没有采纳会办意见")
    second = floor.drafted(made)
    assert replying.unsigned(second) == ["学会部"]


def test_a_silent_joint_unit_holds_nobody_up_beyond_its_day(floor: Floor) -> None:
    made = floor.assigned(**JOINT)
    part = Part.objects.get(party=floor.joint(made))
    assert part.deadline is not None
    with ledger.exempt("given"):
        part.deadline.due = timezone.localdate() - dt.timedelta(days=1)
        part.deadline.save()
    replying.approve(floor.leader, floor.drafted(made), {})
    assert fresh(made).status == "answered"


def test_each_does_their_own_part(floor: Floor) -> None:
    made = floor.assigned(**JOINT)
    with pytest.raises(VerbError, match="答复由主办单位起草"):
        replying.draft_reply(floor.clerk, floor.joint(made), REPLY)
    with pytest.raises(VerbError, match="由会办单位办理"):
        replying.give_opinion(floor.county, floor.lead(made), {"text": "一条意见"})
    with pytest.raises(VerbError, match="由会办单位办理"):
        replying.countersign(floor.county, floor.lead(made), {})


def test_a_note_on_the_way_waits_for_a_second_person_and_a_draft_is_sent_back(floor: Floor) -> None:
    made = floor.assigned()
    step = replying.note(floor.county, floor.lead(made), {"text": "已选定两处场地。"})
    replying.approve(floor.leader, step, {})
    assert (step.status, fresh(made).status) == ("approved", "accepted")
    draft = floor.drafted(made)
    with pytest.raises(Refused):
        replying.return_step(floor.clerk, draft, {"reason": "请写明时间"})
    replying.return_step(floor.leader, draft, {"reason": "请写明时间"})
    assert (draft.status, draft.reason) == ("returned", "请写明时间")
    assert floor.drafted(made).status == "waiting"


def test_steps_of_other_cases_are_not_ours(floor: Floor) -> None:
    task = tasks.open_task(floor.clerk, floor.cast.liuzhou, {"title": "建设科普e站"})
    step = notes.note(floor.clerk, task, {"text": "已建三个。"})
    with pytest.raises(VerbError, match="不是提案建议"):
        replying.approve(floor.leader, step, {})


def test_it_is_closed_with_a_verified_outcome_once_everybody_judged_or_had_time_to(floor: Floor) -> None:
    made = floor.answered()
    with pytest.raises(VerbError, match="签名人可以评价到"):
        replying.close(floor.clerk, made, {"outcome": "planned"})
    signing.judge(floor.by(0), floor.part(made, 0), {"mark": "satisfied"})
    with pytest.raises(Refused):
        replying.close(floor.county, made, {"outcome": "solved"})
    replying.close(floor.clerk, made, {"outcome": "planned"})
    assert made.case is not None
    made.case.refresh_from_db()
    assert (made.status, made.outcome, made.case.status) == ("closed", "planned", "done")
    with pytest.raises(VerbError, match="不能这样办理"):
        signing.judge(floor.by(0), floor.part(made, 0), {"mark": "not"})


def test_silence_does_not_keep_it_open(floor: Floor) -> None:
    made = floor.answered()
    ago(made, 60)
    replying.close(floor.clerk, fresh(made), {"outcome": "explained"})
    assert fresh(made).status == "closed"
