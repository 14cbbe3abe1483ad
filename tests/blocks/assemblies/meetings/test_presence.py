"""People sign in on their phone or are let in by staff, once, within the time, at any size."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blocks.assemblies.meetings.given import LATER, TODAY, Hall, hall
from cast import Cast, acts, user_with
from keqiao.blocks.assemblies.meetings import door, leaves, planning, presence, running
from keqiao.blocks.assemblies.meetings.models import Invitation
from keqiao.blocks.assemblies.meetings.roll import roll
from keqiao.blocks.assemblies.models import Attendance, Meeting
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError
from threads import at_once


def signed_in(at: Hall, meeting: Meeting) -> None:
    """The delegate signs in with the code of the screen."""
    presence.sign_in(at.own, at.call(meeting), {"code": door.present_code(meeting)})


def test_one_tap_signs_in_and_a_second_changes_nothing(at: Hall) -> None:
    made = at.convened(TODAY)
    for _ in range(2):
        signed_in(at, made)
    row = Attendance.objects.get()
    assert (row.person, row.status, row.version) == (at.delegate.person, "present", 1)


def test_the_code_of_another_meeting_opens_nothing(at: Hall) -> None:
    made = at.convened(TODAY)
    other = at.planned(title="别的会")
    for wrong in ("", "猜的", made.code, door.present_code(other)):
        with pytest.raises(VerbError, match="签到码不对"):
            presence.sign_in(at.own, at.call(made), {"code": wrong})


def test_outside_the_time_nobody_signs_in(at: Hall) -> None:
    with pytest.raises(VerbError, match="签到还没有开始"):
        signed_in(at, at.convened(LATER))
    with pytest.raises(VerbError, match="签到已经结束"):
        signed_in(at, at.convened(TODAY, begins="0:00", ends="0:01", title="清晨的会"))
    with pytest.raises(VerbError, match="签到已经结束"):
        signed_in(at, at.closed(title="开完的会"))
    assert not Attendance.objects.filter(
        person=at.delegate.person, status="present", meeting__title="清晨的会"
    ).exists()


def test_a_meeting_that_goes_on_keeps_its_door_open(at: Hall) -> None:
    made = at.running(begins="0:00", ends="0:01")
    signed_in(at, made)
    assert made.present() == 1


def test_only_who_is_called_signs_in_and_only_for_themselves(at: Hall) -> None:
    made = at.convened(TODAY)
    other = made.invitations.exclude(person=at.delegate.person)[0]
    for act in (at.own, acts(at.cast.nobody), at.clerk):
        with pytest.raises(Refused):
            presence.sign_in(act, other, {"code": door.present_code(made)})


def test_staff_let_in_by_list_and_count_only_who_is_new(at: Hall) -> None:
    made = at.convened(TODAY, begins="23:59")
    ids = list(made.invitations.values_list("pk", flat=True))
    assert presence.check_in(at.clerk, made, {"invitations": ids[:3]}) == 3
    assert presence.check_in(at.clerk, made, {"invitations": ids[:4]}) == 1
    with pytest.raises(VerbError, match="有的不在本次会议的名单上"):
        presence.check_in(at.clerk, made, {"invitations": [*ids, 0]})


def test_staff_wait_for_the_day(at: Hall) -> None:
    made = at.convened(LATER)
    with pytest.raises(VerbError, match="签到还没有开始"):
        presence.check_in(at.clerk, made, {"invitations": [at.call(made).pk]})
    with pytest.raises(VerbError, match="没有由系统召集"):
        presence.check_window(at.planned(title="另一次"))


def test_who_comes_in_spite_of_leave_is_there(at: Hall) -> None:
    made = at.convened(TODAY)
    leaves.grant_leave(at.leader, leaves.ask_leave(at.own, at.call(made), {"reason": "travel"}), {})
    signed_in(at, made)
    assert Attendance.objects.get().status == "present"


def test_guests_come_without_being_counted_as_due(at: Hall) -> None:
    made = at.convened(TODAY)
    guest = planning.invite(at.clerk, made, {"name": "桂生"})
    assert presence.check_in(at.clerk, made, {"invitations": [guest.pk]}) == 1
    assert presence.check_in(at.clerk, made, {"invitations": [guest.pk]}) == 0
    assert not Attendance.objects.exists()
    assert Invitation.objects.get(pk=guest.pk).came


def test_who_is_not_due_says_that_they_cannot_come_and_who_is_due_asks_for_leave(at: Hall) -> None:
    made = at.convened(TODAY)
    with pytest.raises(VerbError, match="您是应到人员"):
        presence.say_coming(at.own, at.call(made), {"coming": False})
    observer = planning.invite(at.clerk, made, {"person": at.cast.engineer.pk})
    guest = acts(user_with("engineer-self"))
    with ledger.exempt("test"):
        user = guest.actor.user
        assert user is not None
        user.person = at.cast.engineer
        user.save()
    presence.say_coming(guest, observer, {"coming": False})
    line = next(line for line in roll(made) if line.invitation == observer)
    assert line.word == "告知不能参加"
    assert line.invitation.received is not None
    presence.say_coming(guest, Invitation.objects.get(pk=observer.pk), {"coming": True})
    assert Invitation.objects.get(pk=observer.pk).declined is None
    presence.say_coming(guest, Invitation.objects.get(pk=observer.pk), {"coming": False})
    presence.check_in(at.clerk, made, {"invitations": [observer.pk]})
    came = Invitation.objects.get(pk=observer.pk)
    assert (came.came, came.declined) == (True, None)
    planning.cancel_meeting(at.leader, made, {"reason": "改期"})
    with pytest.raises(VerbError, match="会议已取消，不用再告知"):
        presence.say_coming(guest, Invitation.objects.get(pk=observer.pk), {"coming": True})


def test_a_receipt_is_given_once_and_by_the_person(at: Hall) -> None:
    made = at.convened()
    presence.acknowledge(at.own, at.call(made), {})
    first = at.call(made).received
    presence.acknowledge(at.own, at.call(made), {})
    assert at.call(made).received == first is not None
    with pytest.raises(Refused):
        presence.acknowledge(at.clerk, at.call(made), {})
    with pytest.raises(VerbError, match="会议已结束，不用再确认收到"):
        presence.acknowledge(at.own, at.call(at.closed(title="开完的会")), {})


@pytest.mark.django_db(transaction=True)
def test_two_doors_at_once_let_somebody_in_once(cast: Cast) -> None:
    at = hall(cast)
    made = at.convened(TODAY)
    call = at.call(made)

    def sign_in() -> bool:
        presence.sign_in(at.own, Invitation.objects.get(pk=call.pk), {"code": door.present_code(made)})
        return True

    def let_in() -> int:
        return presence.check_in(at.clerk, Meeting.objects.get(pk=made.pk), {"invitations": [call.pk]})

    answers = at_once(sign_in, let_in, sign_in, let_in)
    assert not [one for one in answers if isinstance(one, Exception)], answers
    assert Attendance.objects.filter(meeting=made, status="present").count() == 1


def test_a_thousand_delegates_are_called_let_in_and_counted_in_reasonable_time(cast: Cast) -> None:
    at = hall(cast, 1000)
    began = time.monotonic()
    made = running.open_meeting(at.clerk, at.convened(TODAY), {})
    ids = list(made.invitations.values_list("pk", flat=True))
    assert presence.check_in(at.clerk, made, {"invitations": ids[:900]}) == 900
    running.close_meeting(at.clerk, made, {})
    assert (made.due, made.present(), made.quorate) == (1000, 900, True)
    assert made.attendance.filter(status="absent").count() == 100
    assert time.monotonic() - began < 60
    with CaptureQueriesContext(connection) as captured:
        assert len(roll(made)) == 1000
    assert len(captured) <= 5
