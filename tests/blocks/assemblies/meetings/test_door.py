"""The code on the screen changes every half minute; a printed one stays; a scan leaves time to log in."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.core.signing import TimestampSigner
from django.utils import timezone

from blocks.assemblies.meetings.given import TODAY, Hall
from keqiao.blocks.assemblies.meetings import door, presence
from keqiao.blocks.assemblies.meetings.models import Arrangement
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.verbs.contract import Refused, VerbError

BEGIN = dt.datetime(2026, 12, 1, 9, 0, 0, tzinfo=dt.UTC)  # the first second of a slice


def after(seconds: float) -> dt.datetime:
    return BEGIN + dt.timedelta(seconds=seconds)


def test_a_code_stands_for_half_a_minute_and_opens_for_the_next(at: Hall) -> None:
    made = at.planned()
    code = door.present_code(made, BEGIN)
    assert door.present_code(made, after(29.999)) == code != door.present_code(made, after(30))
    opens = {seconds: door.standing(made, code, after(seconds)) for seconds in (-0.001, 0, 29, 30, 59.999, 60, 3600)}
    assert opens == {-0.001: "wrong", 0: "good", 29: "good", 30: "good", 59.999: "good", 60: "old", 3600: "old"}
    assert door.standing(made, code, after(3 * 3600)) == "wrong"


def test_a_code_is_of_one_meeting_and_tells_nothing_of_its_secret(at: Hall) -> None:
    made, other = at.planned(), at.planned(title="别的会")
    code = door.present_code(made, BEGIN)
    assert door.standing(other, code, BEGIN) == "wrong"
    assert made.code not in code
    assert len(code) == 16
    recorded = Meeting(body=at.cast.congress, title="登记的会")
    assert door.present_code(recorded, BEGIN) == ""
    assert door.standing(recorded, "", BEGIN) == "wrong"


def test_a_printed_code_stays_and_takes_the_place_of_the_other(at: Hall) -> None:
    made = at.convened(TODAY)
    moving = door.present_code(made)
    door.arrange_meeting(at.clerk, made, {"door": "fixed"})
    fixed = door.present_code(made, BEGIN)
    assert fixed == door.present_code(made, after(5000)) != moving
    with pytest.raises(VerbError, match="请扫描本次会议入口张贴的二维码"):
        door.check_door(made, moving)
    presence.sign_in(at.own, at.call(made), {"code": fixed})
    door.arrange_meeting(at.clerk, made, {"door": "moving"})
    with pytest.raises(VerbError, match="请扫描本次会议大屏幕上的二维码"):
        door.check_door(made, fixed)
    assert Arrangement.objects.count() == 1


def test_an_old_code_says_that_the_screen_shows_another(at: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    made = at.convened(TODAY)
    code, later = door.present_code(made), timezone.now() + dt.timedelta(seconds=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(VerbError, match="每30秒更换一次，这一个已经过期"):
        door.check_door(made, code)


def test_who_scanned_in_time_has_ten_minutes_to_log_in(at: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    made, other = at.convened(TODAY), at.planned(title="别的会")
    scanned, now = door.pass_for(made), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 599)
    presence.sign_in(at.own, at.call(made), {"code": "过期", "scanned": scanned})
    assert made.present() == 1
    forged = TimestampSigner(key="another", salt="keqiao.meetings.door").sign(str(made.public_id))
    assert not any(door.is_pass(made, text) for text in ("", "x", forged, door.pass_for(other)))
    monkeypatch.setattr(time, "time", lambda: now + 602)
    with pytest.raises(VerbError, match="签到码不对"):
        door.check_door(made, "过期", scanned)


def test_staff_set_it_until_the_meeting_is_over(at: Hall) -> None:
    made = at.convened(TODAY)
    with pytest.raises(Refused):
        door.arrange_meeting(at.own, made, {})
    assert door.arranged(made).pk is None
    with pytest.raises(VerbError, match="已结束，签到和提醒不能再改"):
        door.arrange_meeting(at.clerk, at.closed(title="开完的会"), {})
