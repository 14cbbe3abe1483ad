"""The desk's start page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cast import Cast, EmploymentFactory, OrganisationFactory, PersonFactory, acts
from journeys.messy import save_roster
from keqiao.kernel.organisations.models import Organisation
from keqiao.look import panels
from keqiao.registry.verbs.organisations import rename
from registry.pages.desk import page_of, upload


def shown(client: Client) -> str:
    """What the page says."""
    return client.get("/desk/").content.decode()


def leave_waiting(unit: Organisation, people: int = 1) -> None:
    """Let source classes wait at a unit."""
    for _number in range(people):
        EmploymentFactory(person=PersonFactory(keeper=unit), confirmed=False)


@pytest.fixture
def clerk(cast: Cast, client: Client) -> Client:
    """The city's clerk, logged in."""
    client.force_login(cast.clerk)
    return client


def test_a_visitor_is_asked_to_log_in(client: Client, db: None) -> None:
    assert client.get("/desk/")["Location"] == "/login/?next=/desk/"


def test_nothing_waiting_offers_the_first_step(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    page = shown(clerk)
    assert "没有等待办理的事项" in page
    assert page_of("new_import") in page


def test_who_only_reads_is_offered_nothing_they_may_not_do(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    client.force_login(cast.reader)
    page = shown(client)
    assert "没有等待办理的事项" in page
    assert page_of("new_import") not in page


def test_what_waits_in_the_rooms_is_never_denied_and_comes_before_what_changed(
    cast: Cast, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    panels.register_panel("desk", "leaves", "请假", lambda request, subject: "有1人请假等待批准")
    rename(acts(cast.clerk), cast.liuzhou, {"name": "柳州市科学技术协会（新）"})
    page = shown(clerk)
    assert "没有等待办理的事项" not in page
    assert page.index("其他工作的待办按类列在下面") < page.index("有1人请假等待批准") < page.index("最近的变化")


def test_who_has_no_rights_is_told_whom_to_ask(cast: Cast, client: Client) -> None:
    client.force_login(cast.nobody)
    assert "安全管理员授予角色" in shown(client)


def test_classes_that_wait_are_told_by_unit_the_most_first(cast: Cast, clerk: Client) -> None:
    leave_waiting(cast.luzhai, 1)
    leave_waiting(cast.liuzhou, 2)
    leave_waiting(cast.guilin, 3)
    page = shown(clerk)
    assert page.index("2人的来源类别待确认") < page.index("1人的来源类别待确认")
    assert page_of("sources", cast.luzhai.public_id) in page
    assert "3人" not in page  # Guilin's are none of their business


def test_a_roster_that_was_not_brought_in_waits(cast: Cast, client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    client.force_login(cast.county_clerk)
    address = upload(client, save_roster(tmp_path / "代表名册.xlsx"))
    page = shown(client)
    assert "名册“代表名册.xlsx”等待核对" in page
    assert f'href="{address}"' in page


def test_three_rosters_that_wait_cost_as_many_queries_as_one(
    cast: Cast, clerk: Client, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    settings.MEDIA_ROOT = tmp_path / "media"
    roster = save_roster(tmp_path / "代表名册.xlsx")
    asked = []
    for unit in ("450223", "450223", "lz-jixie"):
        upload(clerk, roster, "new:council", f"?unit={unit}")
        with CaptureQueriesContext(connection) as queries:
            page = shown(clerk)
        asked.append(len(queries))
    assert page.count("等待核对") == 3
    assert asked[0] == asked[2]


def test_figures_at_risk_come_from_the_floor_that_knows_them(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})

    def render(request: HttpRequest, subject: object) -> str:
        return "3项进度滞后"

    panels.register_panel("desk", "risks", "需要留意的指标", render)
    page = shown(clerk)
    assert page.index("今日待办") < page.index("需要留意的指标") < page.index("3项进度滞后")


def test_it_asks_as_often_for_three_units_as_for_one(
    cast: Cast, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    asked = []
    for units in (1, 2):
        for _number in range(units):
            leave_waiting(OrganisationFactory(leading=cast.liuzhou))
        with CaptureQueriesContext(connection) as queries:
            shown(clerk)
        asked.append(len(queries))
    assert asked[0] == asked[1]
