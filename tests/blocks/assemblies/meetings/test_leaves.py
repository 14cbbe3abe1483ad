"""Leave is asked for by the person and granted by another; only that excuses."""

from __future__ import annotations

import pytest

from blocks.assemblies.meetings.given import TODAY, Hall
from cast import acts
from keqiao.blocks.assemblies.meetings import leaves, planning
from keqiao.blocks.assemblies.meetings.models import Leave
from keqiao.blocks.assemblies.models import Attendance, Meeting
from keqiao.blocks.assemblies.verbs import record_attendance
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError


def asked(at: Hall, meeting: Meeting) -> Leave:
    """The delegate asks for leave."""
    return leaves.ask_leave(at.own, at.call(meeting), {"reason": "duty"})


def test_a_granted_leave_excuses_and_names_who_granted_it(at: Hall) -> None:
    made = at.convened()
    leave = asked(at, made)
    assert not Attendance.objects.exists()
    assert at.call(made).received is not None
    leaves.grant_leave(at.leader, leave, {"answer": "同意"})
    row = Attendance.objects.get()
    assert (row.person, row.status) == (at.delegate.person, "excused")
    assert (leave.status, leave.decided_by, leave.answer) == ("granted", at.cast.leader, "同意")


def test_a_refused_leave_excuses_nothing_and_may_be_asked_again(at: Hall) -> None:
    made = at.convened()
    leaves.refuse_leave(at.leader, asked(at, made), {"answer": "换届选举，请尽量参加"})
    assert not Attendance.objects.exists()
    again = asked(at, made)
    assert (again.status, again.answer, again.decided_by) == ("asked", "", None)
    assert Leave.objects.count() == 1


def test_leave_is_asked_once(at: Hall) -> None:
    made = at.convened()
    asked(at, made)
    with pytest.raises(VerbError, match="您已经请假，待批准"):
        asked(at, made)


def test_whoever_comes_after_all_takes_the_leave_back(at: Hall) -> None:
    made = at.convened()
    leave = leaves.grant_leave(at.leader, asked(at, made), {})
    leaves.take_back_leave(at.own, leave, {})
    assert leave.status == "taken_back"
    assert not Attendance.objects.exists()
    with pytest.raises(VerbError, match="已撤回，不用再撤回"):
        leaves.take_back_leave(at.own, leave, {})


def test_after_the_meeting_began_there_is_no_leave(at: Hall) -> None:
    begun = at.convened(TODAY, begins="0:00")
    with pytest.raises(VerbError, match="会议已经开始，不能再办理请假"):
        asked(at, begun)
    over = at.closed(title="另一次会议")
    with pytest.raises(VerbError, match="会议已结束，不能再办理请假"):
        asked(at, over)


def test_nobody_asks_or_takes_back_for_somebody_else(at: Hall) -> None:
    made = at.convened()
    other = made.invitations.exclude(person=at.delegate.person)[0]
    for act in (at.own, at.clerk, acts(at.cast.nobody)):
        with pytest.raises(Refused):
            leaves.ask_leave(act, other, {"reason": "duty"})
    with pytest.raises(Refused):
        leaves.take_back_leave(at.clerk, asked(at, made), {})


def test_who_is_not_due_needs_no_leave(at: Hall) -> None:
    made = at.planned()
    with ledger.exempt("test"):
        at.delegate.person = at.cast.engineer
        at.delegate.save()
    call = planning.invite(at.clerk, made, {"person": at.cast.engineer.pk})
    with pytest.raises(VerbError, match="列席和特邀人员不用请假"):
        leaves.ask_leave(at.own, call, {"reason": "duty"})


def test_a_clerk_grants_nothing_and_nobody_their_own(at: Hall) -> None:
    made = at.convened()
    leave = asked(at, made)
    with pytest.raises(Refused):
        leaves.grant_leave(at.clerk, leave, {})
    with ledger.exempt("test"):
        at.delegate.person = None
        at.delegate.save()
        at.cast.leader.person = leave.person
        at.cast.leader.save()
    with pytest.raises(Refused, match="本人的请假应由另一位负责人批准"):
        leaves.grant_leave(acts(at.cast.leader), leave, {})


def test_what_was_answered_stays_answered(at: Hall) -> None:
    made = at.convened()
    leave = leaves.grant_leave(at.leader, asked(at, made), {})
    with pytest.raises(VerbError, match="已批准，没有重复办理"):
        leaves.refuse_leave(at.leader, leave, {"answer": "人数不够"})


def test_a_cancelled_meeting_needs_no_answer(at: Hall) -> None:
    made = at.convened()
    leave = asked(at, made)
    planning.cancel_meeting(at.leader, made, {"reason": "改期"})
    leave.refresh_from_db()
    with pytest.raises(VerbError, match="会议已经结束或取消"):
        leaves.grant_leave(at.leader, Leave.objects.get(), {})


def test_no_list_excuses_whom_nobody_gave_leave(at: Hall) -> None:
    made = at.convened()
    entry = {"people": [{"person": at.people[2].pk, "state": "excused"}]}
    with pytest.raises(VerbError, match="到会情况请在签到页办理"):
        record_attendance(at.clerk, made, entry)
    over = at.closed(title="另一次会议")
    with pytest.raises(VerbError, match="只有会前批准的请假才算请假"):
        record_attendance(at.clerk, over, {"people": [{"person": at.people[5].pk, "state": "excused"}]})
    record_attendance(at.clerk, over, {"people": [{"person": at.people[5].pk, "state": "present"}]})
    assert over.present() == 6
