"""Shortly before a meeting those who mean to come are reminded, once each, whatever breaks off in the middle."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blocks.assemblies.meetings.given import LATER, TODAY, Hall
from keqiao.blocks.assemblies.meetings import door, leaves, planning, presence, reminding
from keqiao.blocks.assemblies.meetings.models import Invitation
from keqiao.blocks.assemblies.meetings.notices import tell_all
from keqiao.blocks.assemblies.models import Meeting
from keqiao.exchange.channels.contract import Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused
from keqiao.kernel.verbs.events import deliver_pending
from keqiao.kernel.verbs.models import Event

NINE = dt.time(9, 0)


class Killed(BaseException):
    """The process is gone; nothing catches it."""


class Line:
    """A way out that remembers what it took, and is cut off when ``cut`` messages have gone."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.cut: int | None = None

    def send(self, message: Message) -> None:
        if self.cut is not None and len(self.sent) >= self.cut:
            raise Killed
        self.sent.append(message)


@pytest.fixture
def line(at: Hall, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """Everybody has a verified number; what goes out is remembered."""
    settings.HOME = tmp_path
    with ledger.exempt("test"):
        for number, person in enumerate(at.people):
            known = Identity(person=person, kind="mobile", verified=timezone.now())
            known.set_value(f"1380013800{number}")
            known.save()
    made = Line()
    monkeypatch.setattr(reminding, "channel_for", lambda kind: made)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the moment that it is."""

    def put(day: dt.date, hour: int, minute: int = 0) -> None:
        moment = timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return put


def called(at: Hall, **more: Any) -> Meeting:
    """A meeting at nine of a later day, of which everybody was told today."""
    made = at.convened(LATER, **({"begins": "9:00", "place": "科技馆"} | more))
    tell_all()
    return made


def round_at() -> int:
    """One round of the keeper. Returns how many messages were put in the outbox."""
    found = reminding.remind_all()
    deliver_pending()
    return found


DAY_BEFORE = LATER - dt.timedelta(days=1)


def test_a_day_and_an_hour_before_each_is_reminded_once(at: Hall, line: Line, clock: Any) -> None:
    called(at, title="三次会议")
    clock(DAY_BEFORE, 8, 59)
    assert round_at() == 0
    clock(DAY_BEFORE, 9)
    assert [round_at(), round_at()] == [6, 0]
    assert len({one.to for one in line.sent}) == len({one.id for one in line.sent}) == 6
    assert line.sent[0].subject == "会议提醒：三次会议"
    clock(LATER, 7, 59)
    assert round_at() == 0
    clock(LATER, 8)
    assert [round_at(), round_at()] == [6, 0]
    assert len({one.id for one in line.sent}) == 12
    assert "今天" in line.sent[-1].text
    assert line.sent[-1].values["place"] == "科技馆"
    clock(LATER, 9)
    assert round_at() == 0


def test_who_excused_themselves_or_declined_or_is_there_is_left_alone(at: Hall, line: Line, clock: Any) -> None:
    made = at.convened(LATER, begins="9:00")
    observer = planning.invite(at.clerk, made, {"person": at.cast.engineer.pk})
    planning.invite(at.clerk, made, {"name": "桂生"})
    tell_all()
    leaves.ask_leave(at.own, at.call(made), {"reason": "travel"})
    with ledger.exempt("test"):
        observer.refresh_from_db()
        observer.declined = timezone.now()
        observer.save()
    clock(LATER, 8)
    presence.check_in(at.clerk, made, {"invitations": [made.invitations.get(person=at.people[2]).pk]})
    assert round_at() == 4
    assert {one.to[-1] for one in line.sent} == {"0", "3", "4", "5"}
    leaves.refuse_leave(at.leader, made.leaves.get(), {"answer": "须到会"})
    assert round_at() == 1


def test_who_asked_for_leave_after_the_message_was_put_out_is_not_sent_it(at: Hall, line: Line, clock: Any) -> None:
    made = called(at)
    clock(DAY_BEFORE, 9)
    call = at.call(made)
    reminding.remind(at.clerk, made, {"invitations": [call.pk], "which": "early"})
    leaves.ask_leave(at.own, Invitation.objects.get(pk=call.pk), {"reason": "duty"})
    deliver_pending()
    assert not line.sent
    assert not Event.objects.filter(name=reminding.MESSAGE, delivered=None).exists()


def test_a_process_that_dies_leaves_nobody_out_and_tells_nobody_twice(at: Hall, line: Line, clock: Any) -> None:
    called(at)
    clock(DAY_BEFORE, 9)
    line.cut = 2
    with pytest.raises(Killed):
        round_at()
    assert len(line.sent) == 2
    line.cut = None
    assert round_at() == 0
    # The one on its way when the process died belongs to it for ten minutes; the others have gone.
    assert len(line.sent) == 5
    clock(DAY_BEFORE, 9, 11)
    round_at()
    assert len(line.sent) == len({one.to for one in line.sent}) == len({one.id for one in line.sent}) == 6


def test_whoever_was_told_only_now_is_not_told_again_at_once(at: Hall, line: Line, clock: Any) -> None:
    clock(TODAY, 8, 30)
    at.convened(TODAY, begins="9:00")
    tell_all()
    assert round_at() == 0


def test_the_times_are_settings_and_a_day_without_an_hour_begins_in_the_morning(
    at: Hall, line: Line, clock: Any
) -> None:
    made, quiet = called(at, begins=""), called(at, title="不提醒的会")
    door.arrange_meeting(at.clerk, made, {"early": "three_days", "late": "two_hours"})
    door.arrange_meeting(at.clerk, quiet, {"early": "none", "late": "none"})
    clock(LATER - dt.timedelta(days=3), 8)
    assert round_at() == 6
    clock(LATER, 7)
    assert round_at() == 0
    clock(LATER, 8, 30)
    assert round_at() == 0


def test_a_meeting_that_moves_is_told_and_reminded_anew(at: Hall, line: Line, clock: Any) -> None:
    made = called(at)
    clock(DAY_BEFORE, 10)
    assert round_at() == 6
    moved = {"date": LATER + dt.timedelta(days=7), "begins": "9:00", "title": made.title}
    planning.change_meeting(at.clerk, Meeting.objects.get(pk=made.pk), moved)
    tell_all()
    assert round_at() == 0
    clock(DAY_BEFORE + dt.timedelta(days=7), 10)
    assert round_at() == 6


def test_who_heard_of_it_hears_that_it_is_called_off(at: Hall, line: Line) -> None:
    made = called(at, title="三次会议")
    planning.cancel_meeting(at.leader, Meeting.objects.get(pk=made.pk), {"reason": "台风停课"})
    assert [round_at(), round_at()] == [6, 0]
    assert {one.subject for one in line.sent} == {"会议取消：三次会议"}
    assert "台风停课" in line.sent[0].text
    silent = at.convened(LATER, title="没有通知过的会")
    planning.cancel_meeting(at.leader, silent, {"reason": "改期"})
    assert round_at() == 0


def test_only_the_office_reminds(at: Hall) -> None:
    made = at.convened()
    with pytest.raises(Refused):
        reminding.remind(at.own, made, {"invitations": [at.call(made).pk], "which": "early"})


def test_meetings_to_come_cost_the_same_however_many_are_called(at: Hall, line: Line, clock: Any) -> None:
    called(at)
    clock(DAY_BEFORE, 8)
    with CaptureQueriesContext(connection) as few:
        reminding.remind_all()
    assert len(few) <= 5
