"""Meetings leave as valid calendar entries in China's time; the own feed opens with its secret only."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar, Event

from blocks.assemblies.meetings.given import LATER, Hall
from keqiao.blocks.assemblies.meetings import calendars, planning
from keqiao.blocks.assemblies.meetings.models import CalendarLink
from keqiao.kernel.verbs.contract import Refused, VerbError


def entries(content: bytes) -> list[Event]:
    """The entries of a calendar file."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_an_entry_stands_in_china_s_time(at: Hall) -> None:
    made = at.convened(begins="9:00", ends="11:30", place="科技馆，三楼；多功能厅", online="https://meet.example.cn/1")
    written = calendars.calendar([made])
    assert written.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"TZID:Asia/Shanghai" in written
    assert b"TZOFFSETTO:+0800" in written
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    [entry] = entries(written)
    assert entry["dtstart"].dt == dt.datetime.combine(LATER, dt.time(9), tzinfo=calendars.CHINA)
    assert entry["dtend"].dt - entry["dtstart"].dt == dt.timedelta(hours=2, minutes=30)
    assert str(entry["location"]) == "科技馆，三楼；多功能厅"
    assert str(entry["uid"]) == f"{made.public_id}@keqiao"
    assert "https://meet.example.cn/1" in str(entry["description"])
    assert not Calendar.from_ical(written).errors


def test_a_meeting_without_an_hour_takes_the_day(at: Hall) -> None:
    [entry] = entries(calendars.calendar([at.convened()]))
    assert entry["dtstart"].dt == LATER
    assert entry["dtend"].dt == LATER + dt.timedelta(days=1)


def test_without_an_end_it_takes_two_hours(at: Hall) -> None:
    [entry] = entries(calendars.calendar([at.convened(begins="15:00")]))
    assert entry["dtend"].dt - entry["dtstart"].dt == dt.timedelta(hours=2)


def test_the_feed_holds_what_one_is_called_to_and_says_what_was_cancelled(at: Hall) -> None:
    made = at.convened()
    at.planned(title="还没有召集")
    person = at.people[1]
    [before] = entries(calendars.feed(person))
    planning.cancel_meeting(at.leader, made, {"reason": "改期"})
    [after] = entries(calendars.feed(person))
    assert (str(before["status"]), str(after["status"])) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]
    assert entries(calendars.feed(at.cast.engineer)) == []


def test_a_secret_opens_the_own_feed_until_it_is_made_anew_or_revoked(at: Hall) -> None:
    person = at.people[1]
    first = calendars.make_calendar_link(at.own, person, {})
    assert calendars.person_of(first) == person
    assert first not in CalendarLink.objects.get().token
    second = calendars.make_calendar_link(at.own, person, {})
    assert calendars.person_of(first) is None
    assert calendars.person_of(second) == person
    calendars.revoke_calendar_link(at.own, person, {})
    assert calendars.person_of(second) is None
    with pytest.raises(VerbError, match="没有正在使用的日历订阅链接"):
        calendars.revoke_calendar_link(at.own, person, {})


def test_nobody_makes_or_revokes_the_link_of_another(at: Hall) -> None:
    for verb in (calendars.make_calendar_link, calendars.revoke_calendar_link):
        with pytest.raises(Refused):
            verb(at.clerk, at.people[1], {})
