"""Meetings as calendar entries (RFC 5545): one meeting, or a person's own feed behind a secret address."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar, Event, Timezone

from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .models import CalendarLink

CHINA = ZoneInfo("Asia/Shanghai")
HOURS = dt.timedelta(hours=2)  # how long a meeting is held to last when nobody said
BACK = 366  # days of the past that a feed shows
MEDIA_TYPE = "text/calendar; charset=utf-8"
# Before this day China kept summer time; entries are of today, so the zone is told from here on.
SINCE, UNTIL = dt.date(2020, 1, 1), dt.date(2038, 1, 1)


def is_own(act: Act, target: Person, data: VerbData) -> bool:
    """Whether the actor is that person."""
    user = act.actor.user
    return user is not None and user.person_id == target.pk


@verb(
    "assemblies.make_calendar_link",
    does=gettext_lazy("建立了日历订阅链接"),
    needs="owner",
    owner=is_own,
    on=lambda target, data: [target.keeper_id],
)
def make_calendar_link(act: Act, target: Person, data: VerbData) -> str:
    """A new secret address of one's own calendar; the one before opens nothing any more. Returns the secret."""
    secret = secrets.token_urlsafe(24)
    link = CalendarLink.objects.filter(person=target).first() or CalendarLink(person=target)
    link.token, link.made = hashed(secret), timezone.now()
    link.save()
    return secret


@verb(
    "assemblies.revoke_calendar_link",
    does=gettext_lazy("停用了日历订阅链接"),
    needs="owner",
    owner=is_own,
    on=lambda target, data: [target.keeper_id],
)
def revoke_calendar_link(act: Act, target: Person, data: VerbData) -> None:
    """Let the secret address open nothing any more."""
    link = CalendarLink.objects.filter(person=target).first()
    if link is None:
        raise VerbError(_("没有正在使用的日历订阅链接。"))
    link.delete()


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def person_of(secret: str) -> Person | None:
    """Whose calendar a secret opens."""
    link = CalendarLink.objects.filter(token=hashed(secret)).select_related("person").first()
    return link.person if link is not None else None


def feed(person: Person) -> bytes:
    """The meetings to which a person is invited, from a year ago on."""
    since = timezone.localdate() - dt.timedelta(days=BACK)
    mine = Meeting.objects.filter(invitations__person=person, date__gte=since)
    return calendar(mine.exclude(status=MeetingStatus.PLANNED).select_related("body__organisation").order_by("date"))


def calendar(meetings: Iterable[Meeting]) -> bytes:
    """Meetings as a calendar file."""
    made = Calendar()
    made.add("prodid", "-//Keqiao//Meetings//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("科桥会议"))
    made.add_component(Timezone.from_tzinfo(CHINA, "Asia/Shanghai", SINCE, UNTIL))
    for one in meetings:
        made.add_component(_entry(one))
    return bytes(made.to_ical())


def _entry(meeting: Meeting) -> Event:
    made = Event()
    made.add("uid", f"{meeting.public_id}@keqiao")
    made.add("dtstamp", meeting.noticed or dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    made.add("sequence", meeting.version)
    made.add("summary", meeting.title)
    made.add("status", "CANCELLED" if meeting.status == MeetingStatus.CANCELLED else "CONFIRMED")
    if meeting.place:
        made.add("location", meeting.place)
    _times(made, meeting)
    lines = [
        str(meeting.body.organisation),
        *([_("线上入口：%(link)s") % {"link": meeting.online}] * bool(meeting.online)),
    ]
    made.add("description", "\n".join(lines))
    return made


def _times(made: Event, meeting: Meeting) -> None:
    assert meeting.date is not None
    if meeting.begins is None:
        made.add("dtstart", meeting.date)
        made.add("dtend", meeting.date + dt.timedelta(days=1))
        return
    begins = dt.datetime.combine(meeting.date, meeting.begins, tzinfo=CHINA)
    ends = dt.datetime.combine(meeting.date, meeting.ends, tzinfo=CHINA) if meeting.ends else begins + HOURS
    made.add("dtstart", begins)
    made.add("dtend", ends)
