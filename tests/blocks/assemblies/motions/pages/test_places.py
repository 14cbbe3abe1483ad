"""Panels: the hub, a body, a meeting, the desk's start and the home; each says nothing when there is nothing."""

from __future__ import annotations

from typing import Any

from django.test import RequestFactory

from blocks.assemblies.motions.given import Floor, ago
from cast import OPERATES
from keqiao.blocks.assemblies import verbs
from keqiao.blocks.assemblies.motions import assigning
from keqiao.blocks.assemblies.motions.pages import places
from keqiao.kernel.access.models import User
from plans.supervision.browsing import by, seen


def asked_by(user: User) -> Any:
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_the_hub_counts_what_is_under_way(floor: Floor) -> None:
    ago(floor.assigned(), 200)
    floor.filed()
    page = seen(by(floor.cast.clerk), "/desk/assemblies/450200/")
    assert "在办2件" in page
    assert "其中逾期1件" in page
    assert "本单位承办1件" in seen(by(floor.cast.county_clerk), "/desk/assemblies/450223/")


def test_a_body_and_a_meeting_list_theirs(floor: Floor) -> None:
    meeting = verbs.record_meeting(OPERATES, floor.cast.congress, {"date": "2024-03-12"})
    clerk = asked_by(floor.cast.clerk)
    assert places.meeting_panel(clerk, meeting) == places.body_panel(clerk, floor.cast.congress) == ""
    made = floor.filed(meeting=meeting.public_id)
    assert made.title in places.meeting_panel(clerk, meeting)
    assert made.title in seen(by(floor.cast.clerk), f"/bodies/{floor.cast.congress.public_id}/")
    outsider = asked_by(floor.cast.outsider)
    assert places.meeting_panel(outsider, meeting) == places.body_panel(outsider, floor.cast.congress) == ""


def test_the_desk_says_what_waits_for_whom(floor: Floor) -> None:
    clerk, leader, county = floor.cast.clerk, floor.cast.leader, floor.cast.county_clerk
    assert places.desk_panel(asked_by(clerk), None) == ""
    floor.filed()
    assert "待立案审查" in places.desk_panel(asked_by(clerk), None)
    made = floor.assigned()
    assert "由您的单位承办" in places.desk_panel(asked_by(county), None)
    floor.drafted(made)
    assert "等待审核" in places.desk_panel(asked_by(leader), None)
    assert places.desk_panel(asked_by(floor.cast.reader), None) == ""
    assert "督查任务" not in seen(by(leader), "/desk/")  # its steps are on no book of supervision


def test_what_came_back_waits_for_a_new_unit(floor: Floor) -> None:
    made = floor.assigned()
    assigning.refuse_assignment(floor.county, floor.lead(made), {"reason": "不属于本单位职责"})
    assert "承办单位已退回" in places.desk_panel(asked_by(floor.cast.clerk), None)


def test_at_home_there_is_a_way_in_for_who_holds_a_post(floor: Floor) -> None:
    assert "我的提案建议" in seen(by(floor.users[0]), "/home/")
    assert places.home_panel(asked_by(floor.users[0]), floor.cast.official) == ""


def test_a_panel_about_something_else_says_nothing(floor: Floor) -> None:
    request = asked_by(floor.cast.clerk)
    panels = (places.hub_panel, places.body_panel, places.meeting_panel, places.home_panel)
    assert [panel(request, None) for panel in panels] == ["", "", "", ""]
