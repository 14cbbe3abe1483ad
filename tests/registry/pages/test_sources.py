"""Confirming source classes in bulk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, EmploymentFactory, PersonFactory
from keqiao.kernel.people.models import Employment
from keqiao.registry.pages import sources
from registry.pages.desk import imported, page_of

CENTRE = "鹿寨县职业教育中心"


def waiting() -> int:
    """For how many people of the county the class still waits."""
    return Employment.objects.filter(person__keeper__code="450223", confirmed=False).count()


def key_of_unit(page: str, unit: str) -> str:
    """The key under which a unit's group stands on the page."""
    found = re.search(rf'name="class-(\w+)" aria-label="{unit}', page)
    assert found, page
    return found.group(1)


@pytest.fixture
def address(cast: Cast, clerk: Client, roster: Path) -> str:
    """The page of the county after the import of the messy roster."""
    imported(clerk, roster)
    return page_of("sources", cast.luzhai.public_id)


def test_groups_are_shown_with_reason_and_count(clerk: Client, address: str) -> None:
    page = clerk.get(address).content.decode()
    assert "8人的来源类别等待确认" in page
    assert "政府部门的“局长”" in page
    assert "全部按建议确认（8人）" in page


def test_all_proposals_are_confirmed_at_once(clerk: Client, address: str) -> None:
    answer = clerk.post(address, {"action": "all"}, follow=True)
    assert "已确认8人的来源类别" in answer.content.decode()
    assert "来源类别都已确认" in answer.content.decode()
    assert waiting() == 0


def test_a_ticked_group_is_confirmed_as_chosen(clerk: Client, address: str) -> None:
    key = key_of_unit(clerk.get(address).content.decode(), CENTRE)
    chosen = {f"pick-{key}": "on", f"class-{key}": "institute", f"official-{key}": "no"}
    assert "已确认1人" in clerk.post(address, {"action": "picked", **chosen}, follow=True).content.decode()
    assert Employment.objects.get(unit_name=CENTRE).source_class == "institute"
    assert waiting() == 7


@pytest.mark.parametrize(
    ("chosen", "says"), [({}, "没有勾选任何一组"), ({"class": "", "official": "no"}, "还没有选择来源类别")]
)
def test_nothing_ticked_or_half_a_choice_is_refused(
    clerk: Client, address: str, chosen: dict[str, str], says: str
) -> None:
    key = key_of_unit(clerk.get(address).content.decode(), CENTRE)
    posted = {f"{name}-{key}": value for name, value in chosen.items()} | ({f"pick-{key}": "on"} if chosen else {})
    page = clerk.post(address, {"action": "picked", **posted}).content.decode()
    assert says in page
    assert waiting() == 8


def test_what_is_not_decided_is_left_by_confirming_all(cast: Cast, clerk: Client) -> None:
    person = PersonFactory(keeper=cast.luzhai)
    EmploymentFactory(
        person=person, unit_name="云桥", position="", source_class="", leading_official=None, confirmed=False
    )
    page = clerk.get(page_of("sources", cast.luzhai.public_id)).content.decode()
    assert "全部按建议确认" not in page
    clerk.post(page_of("sources", cast.luzhai.public_id), {"action": "all"})
    assert waiting() == 1


def test_groups_that_differ_only_in_what_is_recorded_stand_apart(cast: Cast, clerk: Client) -> None:
    for source_class in ("enterprise", "institute"):
        EmploymentFactory(
            person=PersonFactory(keeper=cast.luzhai), unit_name="云桥", source_class=source_class, confirmed=False
        )
    page = clerk.get(page_of("sources", cast.luzhai.public_id)).content.decode()
    assert len(set(re.findall(r'name="class-(\w+)"', page))) == 2


def test_many_groups_come_in_pages(clerk: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PER_PAGE", 3)
    page = clerk.get(address, {"page": "3"}).content.decode()
    assert len(re.findall(r'name="class-(\w+)"', page)) == 2


def test_another_unit_and_readers_are_refused(cast: Cast, clerk: Client, reader: Client) -> None:
    other = page_of("sources", cast.liuzhou.public_id)
    assert clerk.get(other).status_code == 403
    assert clerk.post(other, {"action": "all"}).status_code == 403
    assert reader.get(other).status_code == 403


def test_three_groups_cost_as_many_queries_as_one(cast: Cast, clerk: Client) -> None:
    address, asked = page_of("sources", cast.luzhai.public_id), []
    for number in range(3):
        person = PersonFactory(keeper=cast.luzhai)
        EmploymentFactory(person=person, unit_name=f"第{number}机械厂", source_class="enterprise", confirmed=False)
        with CaptureQueriesContext(connection) as queries:
            page = clerk.get(address).content.decode()
        asked.append(len(queries))
    assert all(f"第{number}机械厂" in page for number in range(3))
    assert asked[0] == asked[2]
