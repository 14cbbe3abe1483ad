"""The templates of assemblies count meetings of the body and what its members handed in."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import OPERATES, Cast
from keqiao.blocks.assemblies import verbs
from keqiao.blocks.assemblies.programmes import DutySettings, MeetingSettings, begin_meetings, duties, meetings
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body
from keqiao.registry.verbs.posts import elect, form_body
from plans.starting import Starting, records

DAY = dt.date(2024, 3, 12)


def test_meetings_of_the_body_count(starting: Starting) -> None:
    cast = starting.cast
    committee = form_body(OPERATES, cast.liuzhou, {"kind": "full_committee"})
    for body, date in ((committee, DAY), (committee, dt.date(2023, 3, 1)), (cast.congress, DAY)):
        verbs.record_meeting(OPERATES, body, {"date": date})
    assert meetings(MeetingSettings(body="full_committee"))["where"] == "body = 'full_committee'"
    assert records(starting, "assemblies.meetings", body="full_committee") == 0  # this year none
    assert records(starting, "assemblies.meetings", body="full_committee", per="ever") == 2


def test_duties_of_the_kind_count(starting: Starting) -> None:
    cast = starting.cast
    elect(OPERATES, cast.term, {"person": cast.engineer.pk, "role": "delegate"})
    for kind in ("proposal", "report"):
        duty = {"person": cast.engineer.pk, "kind": kind, "date": DAY, "title": f"关于{kind}的题目"}
        verbs.record_duty(OPERATES, cast.congress, duty)
    said = duties(DutySettings(body="congress", kind="proposal"))["where"]
    assert said == "body = 'congress' and kind = 'proposal'"
    assert records(starting, "assemblies.duties", body="congress", kind="proposal", per="ever") == 1


@pytest.mark.parametrize(("name", "made"), [("", "全委会"), ("柳州市科协全委会", "柳州市科协全委会")])
def test_the_body_is_formed_where_there_is_none(cast: Cast, name: str, made: str) -> None:
    settings = MeetingSettings(body="full_committee", name=name)
    body = formed(cast.liuzhou, settings)
    assert made in str(body)
    assert formed(cast.liuzhou, settings) == body
    assert formed(cast.guilin, settings) != body


def test_another_name_is_another_body(cast: Cast) -> None:
    first, second = (formed(cast.liuzhou, MeetingSettings(body="special_committee", name=name)) for name in "甲乙")
    assert first != second
    assert formed(cast.liuzhou, MeetingSettings(body="special_committee")) == first  # any will do


def formed(organisation: Organisation, settings: MeetingSettings) -> Body:
    """The body with which the programme begins."""
    return begin_meetings(OPERATES, organisation, settings)
