"""A meeting is prepared before anybody is told: planned, changed, guests invited, or cancelled."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.meetings.given import LATER, TODAY, TOMORROW, Hall
from cast import PersonFactory, PostFactory
from keqiao.blocks.assemblies.meetings import decisions, planning
from keqiao.blocks.assemblies.meetings.models import Invitation
from keqiao.blocks.assemblies.meetings.presence import check_in
from keqiao.blocks.assemblies.meetings.running import open_meeting
from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.verbs import record_meeting, withdraw_meeting
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError


def test_a_planned_meeting_tells_nobody(at: Hall) -> None:
    made = at.planned(begins="9:00", ends="11：30", place="科技馆")
    assert (made.status, made.title) == ("planned", "代表大会会议")
    assert (made.begins, made.ends) == (dt.time(9), dt.time(11, 30))
    assert made.code
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"date": TODAY - dt.timedelta(days=1)}, "已经过去。筹备的会议应在今天或以后"),
        ({"begins": "11:00", "ends": "11:00"}, "结束时间应晚于开始时间"),
        ({"begins": "25:00"}, "开始时间"),
    ],
)
def test_a_meeting_that_cannot_be_planned(at: Hall, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        at.planned(**{"day": wrong.pop("date", LATER), **wrong})
    assert not Meeting.objects.exists()


def test_the_same_meeting_is_not_planned_twice(at: Hall) -> None:
    at.planned()
    with pytest.raises(VerbError, match="已经登记"):
        at.planned()


def test_a_change_asks_for_new_receipts(at: Hall) -> None:
    made = at.convened(title="三次会议", place="科技馆")
    call = at.call(made)
    planning.change_meeting(at.clerk, made, {"date": LATER, "title": "三次会议", "place": "科技馆", "online": ""})
    with_time = {"date": LATER + dt.timedelta(days=1), "begins": "14:00", "title": "三次会议", "place": "会议中心"}
    planning.change_meeting(at.clerk, made, with_time)
    call.refresh_from_db()
    assert (call.told, call.received) == (None, None)
    assert Meeting.objects.get().place == "会议中心"


def test_a_meeting_that_is_over_is_not_changed(at: Hall) -> None:
    made = at.closed()
    with pytest.raises(VerbError, match="已结束，会前的安排不能再改"):
        planning.change_meeting(at.clerk, made, {"date": LATER, "title": "改名"})


def test_guests_are_invited_by_name_and_observers_by_record(at: Hall) -> None:
    made = at.planned()
    observer = PersonFactory(name="莫莉", keeper=at.cast.liuzhou)
    planning.invite(at.clerk, made, {"person": observer.pk})
    planning.invite(at.clerk, made, {"name": "桂生", "unit": "市委办公室"})
    assert {str(one): one.kind for one in made.invitations.all()} == {"莫莉": "observer", "桂生": "guest"}
    for wrong, says in (
        ({}, "没有填写邀请谁"),
        ({"person": at.people[2].pk}, "是应到人员"),
        ({"person": observer.pk}, "已经邀请过"),
    ):
        with pytest.raises(VerbError, match=says):
            planning.invite(at.clerk, made, wrong)


def test_nobody_is_invited_to_what_is_over(at: Hall) -> None:
    with pytest.raises(VerbError, match="已结束，不能再邀请"):
        planning.invite(at.clerk, at.closed(), {"name": "桂生"})


def test_an_invitation_is_taken_back_but_a_duty_is_not(at: Hall) -> None:
    made = at.convened(TODAY)
    guest = planning.invite(at.clerk, made, {"name": "桂生"})
    with pytest.raises(VerbError, match="应到人员由任职确定"):
        planning.uninvite(at.clerk, at.call(made), {})
    planning.uninvite(at.clerk, guest, {})
    assert not made.invitations.filter(kind="guest").exists()


def test_who_was_let_in_stays_on_the_list(at: Hall) -> None:
    made = at.running()
    guest = planning.invite(at.clerk, made, {"name": "桂生"})
    check_in(at.clerk, made, {"invitations": [guest.pk]})
    guest.refresh_from_db()
    with pytest.raises(VerbError, match="已经到会，不能取消邀请"):
        planning.uninvite(at.clerk, guest, {})


def test_cancelling_keeps_the_meeting_with_its_reason(at: Hall) -> None:
    made = planning.cancel_meeting(at.leader, at.convened(), {"reason": "主要领导出差"})
    assert (made.status, made.remark) == ("cancelled", "主要领导出差")
    with pytest.raises(VerbError, match="已取消，会前的安排不能再改"):
        planning.cancel_meeting(at.leader, made, {"reason": "再次取消"})


def test_a_clerk_cancels_nothing(at: Hall) -> None:
    with pytest.raises(Refused):
        planning.cancel_meeting(at.clerk, at.convened(), {"reason": "没有时间"})


def test_a_meeting_with_decisions_is_neither_cancelled_nor_withdrawn(at: Hall) -> None:
    running = at.running(5)
    decisions.decide(at.clerk, running, {"title": "工作报告", "text": "批准工作报告。"})
    with pytest.raises(VerbError, match="会议已经作出决定，不能取消"):
        planning.cancel_meeting(at.leader, running, {"reason": "不开了"})
    recorded = record_meeting(at.clerk, at.cast.congress, {"date": dt.date(2024, 3, 1)})
    decisions.decide(at.clerk, recorded, {"title": "选举办法", "text": "通过选举办法。"})
    with pytest.raises(VerbError, match="名下有“选举办法”，不能撤回登记"):
        withdraw_meeting(at.clerk, recorded)


def test_what_was_convened_is_cancelled_and_not_withdrawn(at: Hall) -> None:
    with pytest.raises(VerbError, match="已经召集，参会人员已经得到通知"):
        withdraw_meeting(at.clerk, at.convened())
    planned = at.planned(TOMORROW)
    withdraw_meeting(at.clerk, planned)
    assert not Meeting.objects.filter(pk=planned.pk).exists()


def test_who_is_elected_meanwhile_is_invited_and_who_left_is_not(at: Hall) -> None:
    made = at.convened(TODAY)
    new = PostFactory(term=at.cast.term).person
    gone = at.cast.term.posts.get(person=at.people[5])
    with ledger.exempt("test"):
        gone.ends = TODAY
        gone.save()
    open_meeting(at.clerk, made, {})
    called = set(made.invitations.values_list("person", flat=True))
    assert new.pk in called
    assert at.people[5].pk not in called
