"""Lists of meetings and of what they decided."""

from __future__ import annotations

import datetime as dt

from blocks.assemblies.meetings.given import LATER, TODAY, Hall
from keqiao.blocks.assemblies.meetings import decisions
from keqiao.blocks.assemblies.meetings.pages.lines import meeting_line
from keqiao.blocks.assemblies.verbs import record_meeting
from plans.supervision.browsing import by, seen

MEETINGS, DECISIONS = "/desk/assemblies/450200/meetings/", "/desk/assemblies/450200/decisions/"


def test_meetings_to_come_stand_before_those_that_were(at: Hall) -> None:
    at.convened(LATER, title="将来的会")
    record_meeting(at.clerk, at.cast.congress, {"date": TODAY - dt.timedelta(days=30), "title": "过去的会"})
    client = by(at.cast.clerk)
    page = seen(client, MEETINGS)
    assert page.index("将来的会") < page.index("过去的会")
    assert "间隔不超过五年" in page
    found = seen(client, f"{MEETINGS}?q=过去")
    assert "将来的会" not in found
    assert "没有符合条件的会议" in seen(client, f"{MEETINGS}?q=没有")


def test_decisions_are_chosen_by_how_far_they_are(at: Hall) -> None:
    made = at.closed()
    first = decisions.decide(at.clerk, made, {"title": "建设小院", "text": "年内建成。"})
    decisions.decide(at.clerk, made, {"title": "联系日安排", "text": "每季度一次。"})
    decisions.follow_up(at.clerk, first, {"lead": "农技中心"})
    client = by(at.cast.clerk)
    assert "联系日安排" not in seen(client, f"{DECISIONS}?state=open")
    assert "建设小院" not in seen(client, f"{DECISIONS}?state=none")
    assert "农技中心" in seen(client, DECISIONS)


def test_a_line_says_day_hour_and_status(at: Hall) -> None:
    line = meeting_line(at.planned(begins="9:00"))
    assert line.when.endswith("09:00")
    assert line.status == "筹备中"
