"""The secret address of the own calendar is shown once, and opens nothing once it is revoked."""

from __future__ import annotations

import re

from django.test import Client

from blocks.assemblies.meetings.given import Hall
from plans.supervision.browsing import by, seen

PAGE = "/home/meetings/calendar/"


def test_the_address_is_shown_once_and_works_without_login(at: Hall, client: Client) -> None:
    at.convened(title="三次会议")
    own = by(at.delegate)
    page = own.post(PAGE, {"act": "make"}).content.decode()
    found = re.search(r"http://testserver(/home/meetings/feed/[\w-]+\.ics)", page)
    assert found is not None
    feed = client.get(found[1])
    assert (feed.status_code, feed["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "三次会议" in feed.content.decode()
    assert found[1] not in seen(own, PAGE)
    assert own.post(PAGE, {"act": "revoke"}).status_code == 302
    assert client.get(found[1]).status_code == 404


def test_what_is_not_there_is_not_revoked(at: Hall) -> None:
    answer = by(at.delegate).post(PAGE, {"act": "revoke"}, follow=True)
    assert "没有正在使用的日历订阅链接" in answer.content.decode()
