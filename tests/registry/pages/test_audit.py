"""The audit administrator finds what was done and refused, who looked at whom, and whether the chain holds."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, acts
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.audit.sealer import seal_pending
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Refused
from keqiao.registry.verbs.organisations import rename
from keqiao.registry.verbs.people import correct

PAGE = "/desk/audit/"


@pytest.fixture(autouse=True)
def own_checkpoint(settings: Settings, tmp_path: Path) -> None:
    """The head of the chain is kept where no other test looks."""
    settings.HOME = tmp_path


@pytest.fixture
def auditor(cast: Cast) -> Client:
    """The audit administrator of Liuzhou, logged in."""
    client = Client()
    client.force_login(cast.audit_admin)
    return client


@pytest.fixture
def done(cast: Cast) -> None:
    """Something done at the county, something refused there, something done next door."""
    rename(acts(cast.clerk, "web"), cast.luzhai, {"name": "鹿寨县科协（新）"})
    with pytest.raises(Refused):
        rename(acts(cast.reader, "web"), cast.luzhai, {"name": "不该有的名称"})
    rename(acts(cast.outsider, "web"), cast.guilin, {"name": "桂林市科协（新）"})


def shown(client: Client, address: str = PAGE) -> str:
    """What the page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def rows(client: Client, query: str = "") -> int:
    """How many entries are listed."""
    return shown(client, PAGE + query).count('<th scope="row">')


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}looks/", f"{PAGE}chain/", f"{PAGE}export/"])
def test_the_audit_is_for_its_administrators_alone(cast: Cast, client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    for user in (cast.clerk, cast.security_admin, cast.system_admin):
        client.force_login(user)
        assert client.get(address).status_code == 403


def test_what_was_done_and_refused_is_listed_with_who_and_where(auditor: Client, done: None) -> None:
    page = shown(auditor)
    for said in ("clerk", "reader", "鹿寨县科协", "办结", "被拒绝"):
        assert said in page
    assert rows(auditor) == 2


def test_what_happened_next_door_is_not_shown(auditor: Client, done: None) -> None:
    assert "outsider" not in shown(auditor)
    assert "桂林" not in shown(auditor)


def test_entries_without_an_organisation_are_for_who_oversees_all(cast: Cast, auditor: Client) -> None:
    Entry.objects.create(
        at="2026-11-01T00:00:00+08:00", verb="trial.none", actor="operator", channel="cli", salt="", outcome="done"
    )
    assert rows(auditor) == 0
    with ledger.exempt("given"):
        cast.audit_admin.grants.update(organisation=cast.nation)
    assert rows(auditor) == 1


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?who=clerk", 1),
        ("?who=nobody-of-that-name", 0),
        ("?outcome=refused", 1),
        ("?verb=organisations.rename", 2),
        ("?verb=access.grant", 0),
        ("?place=450223", 2),
        ("?place=450200", 0),
        ("?starts=2999-01-01", 0),
        ("?ends=2999-01-01", 2),
        ("?ends=2020-01-01", 0),
        ("?person=1", 0),
        ("?who=clerk&outcome=refused", 0),
    ],
)
def test_the_search_narrows(auditor: Client, done: None, query: str, count: int) -> None:
    assert rows(auditor, query) == count


def test_what_was_done_to_a_person_is_found_by_the_persons_number(cast: Cast, auditor: Client, done: None) -> None:
    correct(acts(cast.clerk), cast.engineer, {"ethnicity": "壮族"})
    assert rows(auditor, f"?person={cast.engineer.pk}") == 1
    assert rows(auditor, f"?person={cast.official.pk}") == 0


def test_a_filter_that_is_not_understood_says_so_and_narrows_nothing(auditor: Client, done: None) -> None:
    page = shown(auditor, PAGE + "?starts=someday&outcome=maybe")
    assert page.count('<th scope="row">') == 2
    assert "field-bad" in page


def test_nothing_found_and_nothing_there_are_said_apart(auditor: Client) -> None:
    assert "还没有审计记录" in shown(auditor)
    assert "没有符合条件的审计记录" in shown(auditor, PAGE + "?outcome=refused")


def test_three_entries_cost_as_many_queries_as_one(cast: Cast, auditor: Client) -> None:
    asked = []
    for number in range(3):
        rename(acts(cast.clerk), Organisation.objects.get(pk=cast.luzhai.pk), {"name": f"鹿寨县科协{number}"})
        with CaptureQueriesContext(connection) as queries:
            shown(auditor)
        asked.append(len(queries))
    assert asked[0] == asked[2]


# Looks


def test_looks_are_listed_with_role_person_and_reason_and_no_name(cast: Cast, auditor: Client) -> None:
    note_look(Actor(cast.clerk), cast.engineer.pk, what="identity", why="核对资格", place=cast.liuzhou.pk)
    note_look(Actor(cast.outsider), cast.engineer.pk, what="record", why="无关查看", place=cast.guilin.pk)
    page = shown(auditor, f"{PAGE}looks/")
    for said in ("clerk", "柳州市科协经办人员", "证件号码", "核对资格"):
        assert said in page
    assert "无关查看" not in page
    assert cast.engineer.name not in page


def test_looks_are_searched_by_who_and_person(cast: Cast, auditor: Client) -> None:
    for person in (cast.engineer, cast.official):
        note_look(Actor(cast.clerk), person.pk, what="record", why="核对资格", place=cast.liuzhou.pk)
    assert shown(auditor, f"{PAGE}looks/").count('<th scope="row">') == 2
    assert shown(auditor, f"{PAGE}looks/?person={cast.engineer.pk}").count('<th scope="row">') == 1
    assert shown(auditor, f"{PAGE}looks/?place=450223").count('<th scope="row">') == 0
    assert "没有符合条件的查看记录" in shown(auditor, f"{PAGE}looks/?who=leader")


# Out as a file


def test_what_is_listed_goes_out_as_a_sheet_and_that_is_recorded(cast: Cast, auditor: Client, done: None) -> None:
    answer = auditor.get(f"{PAGE}export/?outcome=refused")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert told[0][:3] == ["编号", "时间", "经办人"]
    assert [row[5] for row in told[1:]] == ["被拒绝"]
    assert Entry.objects.get(verb="audit.export").message == "rows 1, filters outcome refused"
    assert "导出了审计记录" in shown(auditor)


# The chain


def test_the_chain_is_verified_at_a_button_and_the_result_stays(cast: Cast, auditor: Client, done: None) -> None:
    seal_pending()
    assert "还没有核验过" in shown(auditor, f"{PAGE}chain/")
    answer = auditor.post(f"{PAGE}chain/", follow=True)
    assert "核验通过" in answer.content.decode()
    assert Entry.objects.get(verb="audit.verify").actor == f"user:{cast.audit_admin.pk}"
    assert "核对了3条办理记录" in shown(auditor, f"{PAGE}chain/")


def test_a_fault_is_shown_with_what_to_do(auditor: Client, done: None) -> None:
    seal_pending()
    Entry.objects.update(channel="cli")
    auditor.post(f"{PAGE}chain/")
    page = shown(auditor, f"{PAGE}chain/")
    assert "内容与封存时不符" in page
    assert "请保留现场和备份" in page


def test_the_operators_looks_are_for_who_oversees_all(cast: Cast, auditor: Client) -> None:
    note_look(OPERATES.actor, cast.engineer.pk, what="record", why="排查故障")
    assert "排查故障" not in shown(auditor, f"{PAGE}looks/")
