"""Where meetings appear on others' pages, and where they don't."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.urls import reverse

from blocks.assemblies.meetings.given import LATER, TODAY, Hall
from keqiao.blocks.assemblies.meetings import leaves
from keqiao.blocks.assemblies.verbs import record_meeting
from plans.supervision.browsing import by, seen


def test_the_hub_shows_what_comes_and_by_when_a_body_has_to_meet(at: Hall) -> None:
    record_meeting(at.clerk, at.cast.congress, {"date": dt.date(2016, 5, 1), "title": "第八次大会"})
    at.planned(title="筹备中的会")
    page = seen(by(at.cast.clerk), "/desk/assemblies/450200/")
    assert "筹备中的会" in page
    assert "逾期未开" in page


def test_a_body_shows_its_meetings_to_its_own_staff_only(at: Hall, client: Client) -> None:
    at.planned(title="筹备中的会")
    address = reverse("body", args=[at.cast.congress.public_id])
    page = seen(by(at.cast.clerk), address)
    assert "筹备中的会" in page
    assert "筹备会议" in page
    assert "筹备中的会" not in by(at.cast.outsider).get(address).content.decode()
    assert "筹备中的会" not in client.get(address).content.decode()


def test_the_desk_shows_leaders_what_waits_for_them(at: Hall) -> None:
    made = at.convened(LATER, title="三次会议")
    leaves.ask_leave(at.own, at.call(made), {"reason": "duty"})
    record_meeting(at.clerk, at.cast.congress, {"date": dt.date(2016, 5, 1), "title": "第八次大会"})
    page = seen(by(at.cast.leader), "/desk/")
    assert "有1人的请假等待您批准" in page
    assert "逾期没有开会的机构" in page
    assert "等待您批准" not in seen(by(at.cast.clerk), "/desk/")
    assert "三次会议" not in seen(by(at.cast.outsider), "/desk/")
    assert "三次会议" not in seen(by(at.cast.reader), "/desk/")


def test_whoever_is_called_to_nothing_sees_nothing(at: Hall) -> None:
    assert "我的会议" not in seen(by(at.delegate), "/home/")
    at.convened(TODAY)
    assert "我的会议" in seen(by(at.delegate), "/home/")
