"""Scanning first and logging in afterwards still signs in; a code that was photographed doesn't."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blocks.assemblies.meetings.given import TODAY, Hall
from keqiao.blocks.assemblies.meetings import door
from keqiao.blocks.assemblies.meetings.pages.scanned import COOKIE
from keqiao.blocks.assemblies.models import Meeting
from plans.supervision.browsing import by, seen

BUTTON = ">签到</button>"


def entrance(meeting: Meeting) -> str:
    """Where the code on the screen leads now."""
    return reverse("my_meetings:sign_in", args=[meeting.public_id, door.present_code(meeting)])


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> list[dt.timedelta]:
    """How much later it is; empty for now."""
    added: list[dt.timedelta] = []
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + sum(added, dt.timedelta()))
    return added


def test_who_logs_in_after_the_scan_signs_in_with_a_code_that_has_passed(at: Hall, late: list[dt.timedelta]) -> None:
    made, client = at.convened(TODAY), Client()
    address = entrance(made)
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/login/" in answer.url
    assert client.cookies[COOKIE]["httponly"]
    assert client.cookies[COOKIE]["path"] in address
    client.force_login(at.delegate)
    late.append(dt.timedelta(minutes=5))
    assert BUTTON in seen(client, address)
    assert "代表2，您已签到" in client.post(address, follow=True).content.decode()
    assert made.present() == 1


def test_a_photograph_opens_nothing_a_minute_later(at: Hall, late: list[dt.timedelta]) -> None:
    made, client = at.convened(TODAY), by(at.delegate)
    address = entrance(made)
    late.append(dt.timedelta(minutes=1))
    page = seen(client, address)
    assert "二维码每30秒更换一次，这一个已经过期。请重新扫描" in page
    assert BUTTON not in page
    assert "已经过期" in client.post(address, follow=True).content.decode()
    assert COOKIE not in client.cookies
    assert made.present() == 0
    assert BUTTON in seen(client, entrance(made))


def test_a_pass_is_of_one_meeting_and_a_wrong_code_leaves_none(at: Hall) -> None:
    made, other, client = at.convened(TODAY), at.convened(TODAY, title="别的会"), by(at.delegate)
    wrong = reverse("my_meetings:sign_in", args=[made.public_id, "guessed"])
    assert "签到码不对" in seen(client, wrong)
    assert COOKIE not in client.cookies
    seen(client, entrance(other))
    client.cookies[COOKIE]["path"] = "/"
    assert "签到码不对" in seen(client, wrong)
