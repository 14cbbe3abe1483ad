"""Handing in: in the name of a post, with as many signatures as the body asks; each leaves one duty act."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blocks.assemblies.motions.given import TEXT, Floor, fresh
from cast import OPERATES, Cast, PersonFactory, PostFactory, acts
from keqiao.blocks.assemblies import verbs
from keqiao.blocks.assemblies.models import DutyAct
from keqiao.blocks.assemblies.motions import filing, rules, signing
from keqiao.blocks.assemblies.motions.models import Motion
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError


def test_a_suggestion_needs_nobody_else_and_is_a_duty_done(floor: Floor) -> None:
    made = floor.filed()
    assert (made.status, made.number, made.number_word) == ("filed", 1, f"{made.year}年第1号")
    duty = DutyAct.objects.get()
    assert (duty.person, duty.kind, duty.title, duty.date) == (floor.people[0], "proposal", made.title, made.date)
    assert floor.part(made, 0).duty == duty


def test_a_motion_waits_until_enough_have_signed(floor: Floor) -> None:
    made = floor.filed(kind="motion", cosigners="莫莉、甘泉")
    assert (made.status, made.number, DutyAct.objects.count()) == ("gathering", None, 0)
    signing.sign(floor.by(1), floor.part(made, 1), {})
    with pytest.raises(VerbError, match="提案至少要3人签名，现在有2人"):
        filing.submit(floor.by(0), made, {})
    signing.sign(floor.by(2), floor.part(made, 2), {})
    filing.submit(floor.by(0), made, {})
    assert fresh(made).number == 1
    assert {one.person.name for one in DutyAct.objects.all()} == {"韦晓", "莫莉", "甘泉"}


def test_what_was_typed_before_is_not_counted_twice(floor: Floor, cast: Cast) -> None:
    title = "关于建设县级科普场所的建议"
    data = {"person": floor.people[0].pk, "kind": "proposal", "date": timezone.localdate(), "title": title}
    typed = verbs.record_duty(floor.clerk, cast.congress, data)
    made = floor.filed(title=title)
    assert floor.part(made, 0).duty == typed
    assert DutyAct.objects.count() == 1
    with pytest.raises(VerbError, match="已经登记，没有重复登记"):
        verbs.record_duty(floor.clerk, cast.congress, data)
    with pytest.raises(VerbError, match="由提案建议自动产生，不能单独撤回"):
        verbs.withdraw_duty(floor.clerk, typed, {})


def test_a_study_report_is_a_report_and_numbers_go_on(floor: Floor) -> None:
    floor.filed()
    made = floor.filed(kind="report", title="关于企业科协的调研报告")
    assert made.number == 2
    assert DutyAct.objects.order_by("-pk").first().kind == "report"  # type: ignore[union-attr]  # it was just made


def test_only_whose_post_it_is_hands_in(floor: Floor) -> None:
    data = {"kind": "suggestion", "topic": "other", "title": "一件建议", "text": TEXT}
    with pytest.raises(Refused):
        filing.file_motion(floor.by(1), floor.posts[0], data)
    with ledger.exempt("given"):
        floor.posts[0].ends = timezone.localdate()
        floor.posts[0].save()
    with pytest.raises(VerbError, match="现在没有在“代表大会”任职"):
        filing.file_motion(floor.by(0), floor.posts[0], data)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"cosigners": "莫莉、无名氏"}, "“无名氏”不在“代表大会”现任名单中"),
        ({"cosigners": "蓝天"}, "不止一位蓝天"),
        ({"meeting": "00000000-0000-0000-0000-000000000001"}, "没有找到所选的会议"),
        ({"title": "短"}, "题目"),
        ({"text": "短"}, "内容"),
    ],
)
def test_what_cannot_be_handed_in(floor: Floor, cast: Cast, wrong: dict[str, Any], says: str) -> None:
    PostFactory(term=cast.term, person=PersonFactory(name="蓝天", keeper=cast.liuzhou))
    with pytest.raises(VerbError, match=says):
        floor.filed(**wrong)
    assert not Motion.objects.exists()


def test_it_may_be_handed_in_at_a_meeting_of_the_body(floor: Floor, cast: Cast) -> None:
    meeting = verbs.record_meeting(OPERATES, cast.congress, {"date": dt.date(2024, 3, 12)})
    assert floor.filed(meeting=meeting.public_id).meeting == meeting
    verbs.withdraw_meeting(OPERATES, meeting, {})
    assert Motion.objects.get().meeting is None


def test_more_are_invited_once(floor: Floor) -> None:
    made = floor.filed(kind="motion", cosigners="莫莉")
    filing.invite(floor.by(0), made, {"cosigners": "甘泉，莫莉"})
    assert made.signatures.count() == 3
    with pytest.raises(VerbError, match="都已经邀请过"):
        filing.invite(floor.by(0), made, {"cosigners": "甘泉"})
    with pytest.raises(Refused):
        filing.invite(floor.by(1), made, {"cosigners": "蓝天"})


def test_a_paper_is_put_beside_it_until_it_is_looked_at(floor: Floor) -> None:
    made = floor.filed()
    filing.attach(floor.by(0), made, {"name": "说明.pdf", "content": b"%PDF-1.4"})
    assert fresh(made).attachment.name == "说明.pdf"  # type: ignore[union-attr]  # just attached
    with pytest.raises(VerbError, match="不是可以接收的类型"):
        filing.attach(floor.by(0), fresh(made), {"name": "x.pdf", "content": b"MZ"})
    floor.accepted(fresh(made))
    with pytest.raises(VerbError, match="不能这样办理"):
        filing.attach(floor.by(0), fresh(made), {"name": "说明.pdf", "content": b"%PDF-1.4"})


def test_what_is_withdrawn_is_no_duty_and_its_case_is_dropped(floor: Floor) -> None:
    made = floor.assigned()
    floor.drafted(made)
    with pytest.raises(Refused):
        filing.withdraw(floor.clerk, made, {})
    filing.withdraw(floor.by(0), fresh(made), {})
    made = fresh(made)
    assert (made.status, made.withdrawn, DutyAct.objects.count()) == ("withdrawn", timezone.localdate(), 0)
    assert made.case is not None
    assert (made.case.status, made.case.steps.get().status) == ("dropped", "returned")
    with pytest.raises(VerbError, match="不能这样办理"):
        filing.withdraw(floor.by(0), made, {})


def test_what_was_answered_is_not_withdrawn(floor: Floor) -> None:
    made = floor.answered()
    signing.judge(floor.by(0), floor.part(made, 0), {"mark": "not", "again": True, "reason": "没有说明经费"})
    with pytest.raises(VerbError, match="已经答复过"):
        filing.withdraw(floor.by(0), fresh(made), {})


def test_staff_note_what_came_on_paper(floor: Floor, cast: Cast) -> None:
    data = {"kind": "motion", "topic": "talent", "title": "关于人才公寓的提案", "text": TEXT}
    with pytest.raises(VerbError, match="签名人应是“代表大会”的现任人员"):
        filing.record_motion(floor.clerk, cast.congress, data | {"people": [cast.official.pk]})
    people = [one.pk for one in floor.people[:3]]
    made = filing.record_motion(floor.clerk, cast.congress, data | {"people": people})
    assert (made.number, made.signatures.get(first=True).person) == (1, floor.people[0])
    with pytest.raises(Refused):
        filing.record_motion(acts(cast.reader), cast.congress, data | {"people": people})


def test_each_body_sets_how_many_sign(floor: Floor, cast: Cast) -> None:
    with pytest.raises(Refused):
        rules.set_rule(acts(cast.reader), cast.congress, {"kind": "motion", "signers": 2})
    rules.set_rule(floor.clerk, cast.congress, {"kind": "motion", "signers": 2})
    assert floor.signed(1, kind="motion").number == 1
    again = rules.set_rule(floor.clerk, cast.congress, {"kind": "motion", "signers": 4, "reply_days": 90})
    assert (again.signers, rules.rule_of(cast.congress, "motion").reply_days) == (4, 90)
