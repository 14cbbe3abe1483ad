"""People read who looked at their record: role and organisation, what and why; names only where the site says so."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, PostFactory, user_with
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Look
from keqiao.kernel.nouns import ledger

PAGE = "/home/looks/"


@pytest.fixture
def engineer(cast: Cast) -> Client:
    """The engineer, logged in."""
    with ledger.exempt("given"):
        cast.nobody.person = cast.engineer
        cast.nobody.save()
    client = Client()
    client.force_login(cast.nobody)
    return client


def shown(client: Client, address: str = PAGE) -> str:
    """What the page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def seen(cast: Cast, actor: Actor | None = None, what: str = "record", why: str = "核对代表资格") -> None:
    """The clerk looks at the engineer."""
    note_look(actor or Actor(cast.clerk), cast.engineer.pk, what=what, why=why, place=cast.liuzhou.pk)


def test_a_visitor_is_asked_to_log_in(client: Client, db: None) -> None:
    assert client.get(PAGE)["Location"] == f"/login/?next={PAGE}"


def test_a_look_is_told_with_role_organisation_what_and_why(cast: Cast, engineer: Client) -> None:
    seen(cast, what="identity")
    page = shown(engineer)
    for said in ("柳州市科协经办人员", "证件号码", "核对代表资格"):
        assert said in page
    assert "clerk" not in page


def test_the_name_of_staff_is_told_where_the_site_says_so(cast: Cast, engineer: Client, settings: Settings) -> None:
    settings.NAME_STAFF = True
    seen(cast)
    assert "柳州市科协经办人员（clerk）" in shown(engineer)


def test_the_operator_and_somebody_without_a_right_are_told_in_words(cast: Cast, engineer: Client) -> None:
    seen(cast, OPERATES.actor)
    seen(cast, Actor(cast.county_clerk))
    page = shown(engineer)
    assert "系统运维" in page
    assert "工作人员" in page


def test_looks_at_others_are_not_shown(cast: Cast, engineer: Client) -> None:
    note_look(Actor(cast.clerk), cast.official.pk, what="record", why="核对代表资格")
    assert "还没有人查看过您的个人记录" in shown(engineer)


def test_an_account_without_a_person_is_told_whom_to_ask(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert "还没有关联到个人记录" in shown(client)


def test_the_home_shows_the_last_looks_and_leads_to_all(cast: Cast, engineer: Client) -> None:
    assert "还没有人查看过您的个人记录" in shown(engineer, "/home/")
    for number in range(4):
        seen(cast, why=f"第{number}次核对")
    page = shown(engineer, "/home/")
    assert "第3次核对" in page
    assert "第0次核对" not in page
    assert PAGE in page


def test_a_downloaded_list_leaves_a_look_at_everybody_on_it(cast: Cast, engineer: Client) -> None:
    for person in (cast.engineer, cast.official):
        PostFactory(person=person, term=cast.term)
    clerk = Client()
    clerk.force_login(cast.clerk)
    assert clerk.get(f"/desk/bodies/{cast.congress.public_id}/list.docx").status_code == 200
    assert set(Look.objects.values_list("person", flat=True)) == {cast.engineer.pk, cast.official.pk}
    page = shown(engineer)
    assert "随名单导出的内容" in page
    assert "下载名单" in page


def test_three_looks_cost_as_many_queries_as_one(cast: Cast, engineer: Client, settings: Settings) -> None:
    settings.NAME_STAFF = True
    asked = []
    for number in range(3):
        seen(cast, Actor(user_with(f"clerk-{number}", "clerk", cast.liuzhou)))
        with CaptureQueriesContext(connection) as queries:
            shown(engineer)
        asked.append(len(queries))
    assert asked[0] == asked[2]
