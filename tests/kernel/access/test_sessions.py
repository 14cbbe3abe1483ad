"""Logins and how long they stand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from cast import Cast
from keqiao.kernel.access import sessions
from keqiao.kernel.access.models import OpenSession, User
from keqiao.kernel.access.sessions import device_of, end, forget_old, standing, why_over


def logged_in(user: User, agent: str = "") -> Client:
    """A browser in which a user is logged in."""
    client = Client(HTTP_USER_AGENT=agent)
    client.force_login(user)
    return client


def key_of(client: Client) -> str:
    """Its session's key."""
    return str(client.session.session_key)


def test_a_login_opens_a_row_that_does_not_hold_its_key(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    row = OpenSession.objects.get()
    assert row.user == cast.clerk
    assert key_of(client) not in row.key
    stands = standing(key_of(client), cast.clerk)
    assert stands is not None
    assert stands.staff
    assert standing(key_of(client), cast.leader) is None
    assert standing("another", cast.clerk) is None


def test_logging_out_closes_it(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    client.post("/logout/")
    assert OpenSession.objects.get().ended is not None


@pytest.mark.parametrize(
    ("who", "field", "ago", "over"),
    [
        ("clerk", "seen", dt.timedelta(minutes=29), ""),
        ("clerk", "seen", dt.timedelta(minutes=31), "30分钟没有操作"),
        ("clerk", "started", dt.timedelta(hours=13), "已满12小时"),
        ("nobody", "seen", dt.timedelta(hours=13), ""),
        ("nobody", "seen", dt.timedelta(days=8), "分钟没有操作"),
        ("nobody", "started", dt.timedelta(days=31), "已满720小时"),
    ],
)
def test_a_session_stands_as_long_as_the_rules_say(
    cast: Cast, who: str, field: str, ago: dt.timedelta, over: str
) -> None:
    user: User = getattr(cast, who)
    client = logged_in(user)
    OpenSession.objects.update(**{field: timezone.now() - ago})
    stands = standing(key_of(client), user)
    assert stands is not None
    assert over in why_over(stands)
    assert bool(over) is bool(why_over(stands))


def test_use_is_noted_once_a_minute(cast: Cast) -> None:
    logged_in(cast.clerk)
    row = OpenSession.objects.get()
    sessions.note_use(row)
    assert OpenSession.objects.get().seen == row.seen
    row.seen -= sessions.BETWEEN + dt.timedelta(seconds=1)
    sessions.note_use(row)
    assert OpenSession.objects.get().seen > row.seen


def test_all_sessions_end_but_the_one_that_stands(cast: Cast) -> None:
    here, _there, other = logged_in(cast.clerk), logged_in(cast.clerk), logged_in(cast.leader)
    assert end(cast.clerk, but=key_of(here)) == 1
    assert standing(key_of(here), cast.clerk) is not None
    assert standing(key_of(other), cast.leader) is not None
    assert end(cast.clerk) == 1
    assert standing(key_of(here), cast.clerk) is None


def test_a_session_goes_on_under_another_key(cast: Cast) -> None:
    client = logged_in(cast.clerk)
    sessions.move(key_of(client), "another")
    assert standing("another", cast.clerk) is not None


def test_old_rows_are_cleared_away(cast: Cast) -> None:
    logged_in(cast.clerk)
    assert forget_old() == 0
    OpenSession.objects.update(seen=timezone.now() - dt.timedelta(days=181))
    assert forget_old() == 1


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (iPhone) Mobile/15E148 MicroMessenger/8.0", "mobile WeChat"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36", "desktop Chrome"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 Edg/120", "desktop Edge"),
        ("curl/8", "desktop"),
        ("", ""),
    ],
)
def test_a_device_is_told_in_two_words(agent: str, device: str) -> None:
    assert device_of(agent) == device
