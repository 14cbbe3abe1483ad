"""What plans count of meetings, attendance and duties."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.counting import check_days_of_change, said
from cast import OPERATES, Cast, PostFactory
from keqiao.blocks.assemblies import verbs
from keqiao.blocks.assemblies.models import Meeting

CONGRESS = {"title": "三次会议", "date": dt.date(2024, 3, 12), "quorate": True}


@pytest.fixture(autouse=True)
def meetings(cast: Cast) -> list[Meeting]:
    """Two meetings of the congress, each with the engineer; she reported in between."""
    PostFactory(term=cast.term, person=cast.engineer)
    person = cast.engineer.pk
    first = verbs.record_meeting(OPERATES, cast.congress, CONGRESS)
    second = verbs.record_meeting(OPERATES, cast.congress, {"date": dt.date(2024, 3, 20), "kind": "online"})
    for meeting, state in ((first, "present"), (second, "excused")):
        verbs.record_attendance(OPERATES, meeting, {"people": [{"person": person, "state": state}]})
    duty = {"person": person, "kind": "duty_report", "date": dt.date(2024, 3, 15), "title": "一年履职"}
    verbs.record_duty(OPERATES, cast.congress, duty)
    return [first, second]


def test_meetings_held_by_the_day(cast: Cast) -> None:
    columns = ("organisation", "body", "kind", "date", "year", "quorate")
    first = (cast.liuzhou.pk, "congress", "session", 20240312, 2024, 1)
    assert said("meetings", 20240311, *columns) == []
    assert said("meetings", 20240312, *columns) == [first]
    assert said("meetings", 20240320, *columns) == [
        first,
        (cast.liuzhou.pk, "congress", "online", 20240320, 2024, None),
    ]


def test_no_quorum_is_another_thing_than_no_statement(cast: Cast) -> None:
    verbs.record_meeting(OPERATES, cast.congress, {"date": dt.date(2024, 3, 1), "quorate": False})
    assert said("meetings", 20240301, "quorate") == [0]


def test_attendance_by_the_day(cast: Cast) -> None:
    columns = ("organisation", "person", "body", "date", "state")
    first = (cast.liuzhou.pk, cast.engineer.pk, "congress", 20240312, "present")
    assert said("attendance", 20240319, *columns) == [first]
    assert said("attendance", 20240320, *columns)[1:] == [
        (cast.liuzhou.pk, cast.engineer.pk, "congress", 20240320, "excused")
    ]


def test_duties_by_the_day(cast: Cast) -> None:
    assert said("duties", 20240314, "id") == []
    assert said("duties", 20240315, "organisation", "person", "body", "kind", "date", "year") == [
        (cast.liuzhou.pk, cast.engineer.pk, "congress", "duty_report", 20240315, 2024)
    ]


@pytest.mark.parametrize("fact", ["meetings", "attendance", "duties"])
def test_days_of_change_are_foretold(fact: str) -> None:
    assert check_days_of_change(fact)


def test_a_meeting_without_anybody_changes_no_attendance(cast: Cast) -> None:
    verbs.record_meeting(OPERATES, cast.congress, {"date": dt.date(2024, 3, 28)})
    assert check_days_of_change("attendance")
