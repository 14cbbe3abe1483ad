"""A meeting is opened on its day and closed with its numbers stated by the rule."""

from __future__ import annotations

import pytest

from blocks.assemblies.meetings.given import LATER, TODAY, Hall
from blocks.counting import said
from keqiao.blocks.assemblies.meetings import agenda, leaves, running
from keqiao.blocks.assemblies.meetings.models import Rules
from keqiao.blocks.assemblies.meetings.presence import check_in
from keqiao.blocks.assemblies.meetings.quorum import count
from keqiao.blocks.assemblies.models import Attendance, Meeting
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.verbs.contract import Refused, VerbError


def test_who_is_neither_there_nor_excused_was_absent(at: Hall) -> None:
    made = at.convened(TODAY)
    leaves.grant_leave(at.leader, leaves.ask_leave(at.own, at.call(made), {"reason": "duty"}), {})
    running.open_meeting(at.clerk, made, {})
    rest = made.invitations.exclude(person=at.delegate.person).values_list("pk", flat=True)
    check_in(at.clerk, made, {"invitations": list(rest[:4])})
    running.close_meeting(at.clerk, made, {})
    assert (made.status, made.due, made.quorate) == ("closed", 6, True)
    counted = count(Meeting.objects.get())
    assert (counted.present, counted.excused, counted.missing) == (4, 1, 1)
    assert Attendance.objects.filter(status="absent").count() == 1


def test_a_meeting_short_of_its_quorum_closes_only_with_a_reason(at: Hall) -> None:
    made = at.running(3)
    with pytest.raises(VerbError, match="没有达到法定人数（须4人，到会3人）"):
        running.close_meeting(at.clerk, made, {})
    running.close_meeting(at.clerk, made, {"reason": "人数不足，改期再开"})
    assert (made.quorate, made.remark) == (False, "人数不足，改期再开")


def test_where_nobody_signed_in_nobody_is_held_to_be_absent(at: Hall) -> None:
    made = at.running()
    with pytest.raises(VerbError, match="没有人签到"):
        running.close_meeting(at.clerk, made, {})
    running.close_meeting(at.clerk, made, {"reason": "纸质签到，另行补登"})
    assert not Attendance.objects.exists()
    assert made.quorate is None


def test_leave_is_answered_before_the_meeting_is_closed(at: Hall) -> None:
    made = at.convened(TODAY)
    leaves.ask_leave(at.own, at.call(made), {"reason": "family"})
    running.open_meeting(at.clerk, made, {})
    with pytest.raises(VerbError, match="1人的请假还没有答复"):
        running.close_meeting(at.clerk, made, {})


def test_without_rules_the_chair_s_word_counts(at: Hall) -> None:
    with ledger.exempt("test"):
        Rules.objects.all().delete()
    made = at.running(2)
    with pytest.raises(VerbError, match="没有登记议事规则，也没有写明主持人是否宣布"):
        running.close_meeting(at.clerk, made, {})
    running.close_meeting(at.clerk, made, {"quorate": True})
    assert made.quorate is True


def test_a_meeting_is_closed_once(at: Hall) -> None:
    made = at.closed()
    with pytest.raises(VerbError, match="已结束，不能结束"):
        running.close_meeting(at.clerk, made, {})
    with pytest.raises(VerbError, match="已召集，不能结束"):
        running.close_meeting(at.clerk, at.convened(LATER, title="另一次"), {})


def test_a_meeting_is_opened_on_its_day_only(at: Hall) -> None:
    with pytest.raises(VerbError, match="今天不能宣布开会"):
        running.open_meeting(at.clerk, at.convened(LATER), {})
    with pytest.raises(VerbError, match="筹备中，不能宣布开会"):
        running.open_meeting(at.clerk, at.planned(TODAY), {})
    with pytest.raises(Refused):
        running.open_meeting(at.own, at.convened(TODAY, title="另一次"), {})


def test_closing_ends_the_item_that_is_on(at: Hall) -> None:
    made = at.running(5)
    item = agenda.add_item(at.clerk, made, {"title": "闭幕"})
    agenda.take_up(at.clerk, item, {})
    running.close_meeting(at.clerk, made, {})
    assert made.items.get().status == "done"


def test_only_what_was_opened_or_recorded_counts_as_held(at: Hall) -> None:
    day = to_int(TODAY)
    made = at.convened(TODAY)
    assert said("meetings", day, "id") == []
    running.open_meeting(at.clerk, made, {})
    assert said("meetings", day, "id", "quorate") == [(made.pk, None)]
    assert said("attendance", day, "id") == []
