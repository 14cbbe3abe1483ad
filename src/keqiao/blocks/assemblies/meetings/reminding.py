"""Reminders shortly before a meeting, and word of one that was called off: put in the outbox once, for each person.

Whoever is to be reminded is noted and their message put in the outbox in one transaction; each message leaves the
outbox by itself. So a process that dies in the middle leaves nobody out, and goes on behind the last that went. The
one message that was on its way at that moment goes again under the same number, which gateways drop.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import AttendanceState, Meeting, MeetingStatus
from keqiao.exchange.channels.choose import channel_for
from keqiao.exchange.channels.contract import Message
from keqiao.kernel.identities.models import Identity
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.verbs.contract import OPERATOR, Act, VerbData
from keqiao.kernel.verbs.events import on_event
from keqiao.kernel.verbs.registry import verb

from .door import arranged
from .leaves import begins_at
from .models import EarlyReminder, Invitation, LateReminder, LeaveStatus
from .notices import meeting_values, words_of
from .planning import MANAGE

MESSAGE = "assemblies.message"
ROUND = 500  # people of one meeting in one transaction
AHEAD = dt.timedelta(days=8)  # no reminder goes out earlier
MORNING = dt.time(8, 0)  # when a day without an hour begins for those who are reminded
BEFORE: dict[str, dt.timedelta] = {
    EarlyReminder.WEEK: dt.timedelta(days=7),
    EarlyReminder.THREE_DAYS: dt.timedelta(days=3),
    EarlyReminder.DAY: dt.timedelta(days=1),
    LateReminder.TWO_HOURS: dt.timedelta(hours=2),
    LateReminder.HOUR: dt.timedelta(hours=1),
    LateReminder.HALF_HOUR: dt.timedelta(minutes=30),
}
Which = Literal["early", "late", "called_off"]
FIELDS: dict[str, str] = {"early": "reminded_early", "late": "reminded_late", "called_off": "called_off"}


class Remind(VerbData):
    """Whom (ids of invitations), and of what."""

    invitations: Annotated[list[int], Field(max_length=ROUND)]
    which: Which


@verb(
    "assemblies.remind",
    does=gettext_lazy("向参会人员发送了提醒"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def remind(act: Act, target: Meeting, data: Remind) -> int:
    """Note who is reminded and put their messages in the outbox; who was already isn't again. Returns how many."""
    field, now = FIELDS[data.which], timezone.now()
    rows = list(target.invitations.filter(pk__in=data.invitations, **{field: None}).exclude(person=None))
    for one in rows:
        setattr(one, field, now)
        one.save()
        act.emit(MESSAGE, invitation=one.pk, what=data.which, id=f"{one.public_id}-{data.which}-{now:%Y%m%d%H%M}")
    return len(rows)


def remind_all() -> int:
    """Remind those whose time has come, and tell whoever heard of a meeting that it was called off.

    Returns how many messages were put in the outbox.
    """
    today, now = timezone.localdate(), timezone.now()
    ahead = Meeting.objects.filter(date__gte=to_int(today)).select_related("body__organisation")
    noted = 0
    for meeting in ahead.filter(status=MeetingStatus.CONVENED, date__lte=to_int(today + AHEAD)):
        which, since = due_now(meeting, now)
        noted += _put(meeting, which, waiting(meeting, which, since)) if which is not None else 0
    for meeting in ahead.filter(status=MeetingStatus.CANCELLED):
        noted += _put(meeting, "called_off", meeting.invitations.exclude(told=None).filter(called_off=None))
    return noted


def _put(meeting: Meeting, which: Which, rows: models.QuerySet[Invitation]) -> int:
    """Put messages in the outbox until nobody waits any more."""
    noted, left = 0, rows.exclude(person=None).order_by("pk").values_list("pk", flat=True)
    while ids := list(left[:ROUND]):
        noted += remind(Act(OPERATOR, "job"), meeting, {"invitations": ids, "which": which})
    return noted


def due_now(meeting: Meeting, now: dt.datetime) -> tuple[Which | None, dt.datetime]:
    """Which reminder's time it is, and since when; None before the first and once the meeting has begun."""
    begins, known = starts_at(meeting), arranged(meeting)
    late, early = BEFORE.get(known.late), BEFORE.get(known.early)
    if now >= begins:
        return None, begins
    if late is not None and meeting.begins is not None and now >= begins - late:
        return "late", begins - late
    if early is not None and now >= begins - early:
        return "early", begins - early
    return None, begins


def starts_at(meeting: Meeting) -> dt.datetime:
    """When a meeting begins, for those who are reminded: of a day without an hour its morning."""
    return begins_at(meeting) if meeting.begins else begins_at(meeting).replace(hour=MORNING.hour)


def waiting(meeting: Meeting, which: Which, since: dt.datetime) -> models.QuerySet[Invitation]:
    """Who is still to be reminded: told before the time came, not there yet, and hasn't said that they can't come."""
    away = meeting.leaves.filter(status__in=(LeaveStatus.ASKED, LeaveStatus.GRANTED)).values("person")
    known = meeting.attendance.filter(status__in=(AttendanceState.PRESENT, AttendanceState.EXCUSED)).values("person")
    rows = meeting.invitations.filter(told__lt=since, declined=None, came=False, **{FIELDS[which]: None})
    return rows.exclude(person__in=away).exclude(person__in=known)


@on_event(MESSAGE)
def deliver(payload: dict[str, Any]) -> None:
    """Send one message. Raises ChannelError to be tried again; what has become needless meanwhile isn't sent."""
    found = Invitation.objects.filter(pk=payload["invitation"]).select_related("meeting__body__organisation", "person")
    one = found.first()
    if one is None or not STILL[payload["what"]](one):
        return
    known = Identity.objects.filter(person=one.person, verified__isnull=False, ends=None).order_by("-kind").first()
    if known is None:
        return
    text, subject = words_of(one.meeting, payload["what"])
    values = meeting_values(one.meeting)
    channel_for(known.kind).send(Message(payload["id"], known.kind, known.value(), text, values, subject))


def _still_to_come(one: Invitation) -> bool:
    """Whether a reminder still makes sense: the meeting is convened, hasn't begun, and they mean to come."""
    meeting, now = one.meeting, timezone.now()
    if meeting.status != MeetingStatus.CONVENED or now >= starts_at(meeting):
        return False
    return waiting_of(one)


def waiting_of(one: Invitation) -> bool:
    """Whether somebody neither excused themselves nor declined, and isn't there yet."""
    away = one.meeting.leaves.filter(person=one.person, status__in=(LeaveStatus.ASKED, LeaveStatus.GRANTED))
    there = one.meeting.attendance.filter(person=one.person)
    return one.declined is None and not one.came and not away.exists() and not there.exists()


def _called_off(one: Invitation) -> bool:
    return one.meeting.status == MeetingStatus.CANCELLED


STILL: dict[str, Callable[[Invitation], bool]] = {
    "early": _still_to_come,
    "late": _still_to_come,
    "called_off": _called_off,
}
