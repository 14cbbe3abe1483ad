"""The large screen: numbers, what is on, and the code to sign in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from blocks.assemblies.meetings.given import TODAY, Hall
from keqiao.blocks.assemblies.meetings import agenda, door
from keqiao.blocks.assemblies.meetings.offered import meeting_url
from keqiao.look.panels import register_panel
from plans.supervision.browsing import by, seen


def test_the_screen_shows_who_is_there_and_what_is_on(at: Hall) -> None:
    made = at.running(4)
    first = agenda.add_item(at.clerk, made, {"title": "听取报告", "speaker": "主席"})
    agenda.add_item(at.clerk, made, {"title": "选举"})
    agenda.take_up(at.clerk, first, {})
    page = seen(by(at.cast.clerk), f"{meeting_url(made)}screen/")
    assert "data:image/svg+xml" in page
    assert "every 2s" in page
    assert "已达到法定人数" in page
    assert "议题1（共2项）" in page
    assert 'start="2"' in page
    assert not [person.name for person in at.people if person.name in page]


def test_what_changes_comes_by_itself(at: Hall) -> None:
    made = at.running(3)
    piece = seen(by(at.cast.clerk), f"{meeting_url(made)}screen/now/")
    assert "尚未达到法定人数" in piece
    assert "<html" not in piece


def test_before_and_after_there_is_no_code(at: Hall) -> None:
    client = by(at.cast.clerk)
    assert "扫码签到" not in seen(client, f"{meeting_url(at.planned())}screen/")
    assert "会议已结束" in seen(client, f"{meeting_url(at.closed(title='另一次'))}screen/")
    assert "正在签到" in seen(client, f"{meeting_url(at.convened(TODAY, title='再一次'))}screen/")


def test_votes_of_other_rooms_take_the_place_of_the_item(at: Hall) -> None:
    made = at.running(5)
    register_panel("screen", "trial", "表决", lambda request, subject: "赞成" if subject == made else "")
    try:
        piece = seen(by(at.cast.clerk), f"{meeting_url(made)}screen/now/")
        assert "赞成" in piece
        assert "会议进行中" not in piece
    finally:
        register_panel("screen", "trial", "表决", lambda request, subject: "")


def test_the_code_is_sent_only_when_it_is_another(at: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    made, client = at.running(1), by(at.cast.clerk)
    page, code = seen(client, f"{meeting_url(made)}screen/"), door.present_code(made)
    address = f"{meeting_url(made)}screen/code/?shown={code}"
    assert f'hx-get="{address}"' in page
    assert "每30秒更换" in page
    assert client.get(address).status_code == 204
    later = timezone.now() + dt.timedelta(seconds=door.SLICE)
    monkeypatch.setattr(timezone, "now", lambda: later)
    piece = seen(client, address)
    assert f"?shown={door.present_code(made)}" in piece
    assert code not in piece
    assert "<html" not in piece


def test_a_code_that_stays_is_printed_and_one_that_moves_is_not(at: Hall) -> None:
    made, client = at.convened(TODAY, place="科技馆"), by(at.cast.clerk)
    page = seen(client, f"{meeting_url(made)}poster/")
    assert "这次会议的二维码显示在大屏幕上" in page
    assert "设置签到和提醒" in page
    door.arrange_meeting(at.clerk, made, {"door": "fixed"})
    page = seen(client, f"{meeting_url(made)}poster/")
    assert "data:image/svg+xml" in page
    assert "科技馆" in page
    assert "每30秒更换" not in seen(client, f"{meeting_url(made)}screen/")
