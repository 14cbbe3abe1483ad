"""How the blocks' records behind figures are named, and that naming them costs the same however many they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import Cast, OrganisationFactory, PersonFactory
from keqiao.blocks.activities.models import Activity
from keqiao.blocks.assemblies.models import Attendance, DutyAct, Meeting
from keqiao.blocks.assemblies.records import describe_attendance, describe_duties, describe_meetings
from keqiao.blocks.calls.models import Award
from keqiao.blocks.places.models import Place
from keqiao.blocks.resources.models import Publication, Title
from keqiao.blocks.returns.models import Attestation, Return
from keqiao.blocks.returns.records import describe_attestations, describe_returns
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.files.models import Attachment
from keqiao.plans.records import RecordLine, describer
from registry.facts.given import given

DAY = dt.date(2024, 3, 5)


def line(fact: str, record: Any) -> RecordLine:
    """How one record is named."""
    return describer(fact).describe([record.pk])[record.pk]


def meeting(cast: Cast, title: str = "第二次会议") -> Meeting:
    """A meeting of the congress."""
    return given(Meeting, body=cast.congress, date=DAY, title=title, place="龙城大酒店")


def place(cast: Cast) -> Place:
    """A science hall in Liuzhou."""
    return given(
        Place,
        organisation=cast.liuzhou,
        division=Division.objects.get(code="450200"),
        kind="science_hall",
        name="柳州科技馆",
        level="municipal",
        address="文昌路1号",
    )


def attachment(cast: Cast) -> Attachment:
    """A paper."""
    return given(
        Attachment,
        organisation=cast.liuzhou,
        name="批复.pdf",
        media_type="application/pdf",
        size=1,
        digest="0" * 64,
        content="批复.pdf",
    )


def attestation(cast: Cast, **more: Any) -> Attestation:
    """Something that was done."""
    values = {"organisation": cast.liuzhou, "topic": "party.county", "statement": "已设立党组", "submitted_on": DAY}
    return given(Attestation, **(values | {"attachment": attachment(cast)} | more))


def test_facts_of_one_block_are_not_mixed_up() -> None:
    described = {
        "meetings": describe_meetings,
        "attendance": describe_attendance,
        "duties": describe_duties,
        "returns": describe_returns,
        "attestations": describe_attestations,
    }
    assert {name: describer(name).describe for name in described} == described


def test_meetings_and_who_came(cast: Cast) -> None:
    one = meeting(cast)
    came = given(Attendance, meeting=one, person=cast.engineer, status="excused")
    assert line("meetings", one) == RecordLine("第二次会议", "2024年3月5日 · 龙城大酒店", "代表大会")
    assert line("attendance", came) == RecordLine("韦　晓", "2024年3月5日 · 第二次会议", "请假")


def test_duty_acts(cast: Cast) -> None:
    act = given(DutyAct, body=cast.congress, person=cast.engineer, kind="proposal", date=DAY, title="关于科普的建议")
    assert line("duties", act) == RecordLine("韦　晓", "2024年3月5日 · 《关于科普的建议》", "提案建议")


def test_places_and_activities(cast: Cast) -> None:
    held = given(
        Activity,
        organisation=cast.liuzhou,
        title="科技下乡",
        kind="training",
        date=DAY,
        audience="farmers",
        served=cast.society,
    )
    assert line("places", place(cast)) == RecordLine("柳州科技馆", "柳州市 · 文昌路1号", "科技馆")
    assert line("activities", held) == RecordLine("科技下乡", "2024年3月5日 · 农民 · 柳州市机械工程学会", "科技培训")


def test_publications_and_awards(cast: Cast) -> None:
    title = given(Title, organisation=cast.liuzhou, kind="periodical_issue", name="柳州科技")
    issue = given(Publication, title=title, date=DAY, note="2024年第1期")
    award = given(Award, organisation=cast.liuzhou, programme="rural", title="稻鱼共作推广", date=DAY)
    assert line("publications", issue) == RecordLine("《柳州科技》2024年第1期", "2024年3月5日", "学术刊物")
    assert line("awards", award) == RecordLine("稻鱼共作推广", "2024年3月5日", "2024年")


def test_reported_numbers_and_attested_matters(cast: Cast) -> None:
    number = given(
        Return,
        organisation=cast.liuzhou,
        indicator="posts_cut",
        year=2023,
        value=325,
        per=100,
        source="编办批复",
        submitted_on=DAY,
    )
    page = "/organisations/450200/"
    assert line("returns", number) == RecordLine("柳州市科学技术协会", "2023年上报3.25 · 编办批复", url=page)
    assert line("attestations", attestation(cast)) == RecordLine(
        "已设立党组", "柳州市科学技术协会 · 2024年3月5日 · 批复.pdf", "待认定", page
    )


MADE: dict[str, Callable[[Cast, int], Any]] = {
    "meetings": lambda cast, n: meeting(cast, f"第{n}次会议"),
    "attendance": lambda cast, n: given(
        Attendance, meeting=meeting(cast, f"第{n}次会议"), person=PersonFactory(), status="present"
    ),
    "duties": lambda cast, n: given(
        DutyAct, body=cast.congress, person=PersonFactory(), kind="report", date=DAY, title="调研"
    ),
    "places": lambda cast, n: place(cast),
    "activities": lambda cast, n: given(
        Activity, organisation=cast.liuzhou, title=f"讲座{n}", kind="lecture", date=DAY, served=OrganisationFactory()
    ),
    "publications": lambda cast, n: given(
        Publication,
        title=given(Title, organisation=cast.liuzhou, kind="popular_work", name=f"作品{n}"),
        date=DAY,
    ),
    "awards": lambda cast, n: given(Award, organisation=cast.liuzhou, programme="rural", title=f"项目{n}", date=DAY),
    "returns": lambda cast, n: given(
        Return,
        organisation=cast.liuzhou,
        indicator="cut",
        year=2020 + n,
        value=n,
        source="批复",
        status="approved",
        submitted_on=DAY,
    ),
    "attestations": lambda cast, n: attestation(cast, status="approved", decided_on=DAY),
}


@pytest.mark.parametrize("fact", MADE)
def test_three_records_cost_as_many_queries_as_one(cast: Cast, fact: str) -> None:
    ids = [MADE[fact](cast, n).pk for n in range(3)]
    spent = []
    for some in (ids[:1], ids):
        with CaptureQueriesContext(connection) as queries:
            assert len(describer(fact).describe(some)) == len(some)
        spent.append(len(queries))
    assert spent == [1, 1]
