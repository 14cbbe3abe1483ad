"""A person's own page: the posts they hold today, and what other rooms have for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, PostFactory, TermFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body
from keqiao.look import panels
from keqiao.web.home import posts_panel

DAY = dt.timedelta(days=1)


def shown(client: Client) -> str:
    """What the page says."""
    answer = client.get("/home/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def this_day() -> dt.date:
    """Today in China."""
    return from_int(today())


def body(organisation: Organisation, kind: str, name: str) -> Body:
    """Another body."""
    with ledger.exempt("given"):
        return Body.objects.create(organisation=organisation, kind=kind, name=name)


@pytest.fixture
def engineer(cast: Cast, client: Client) -> Client:
    """The engineer, logged in."""
    with ledger.exempt("given"):
        cast.nobody.person = cast.engineer
        cast.nobody.save()
    client.force_login(cast.nobody)
    return client


def test_a_visitor_is_asked_to_log_in(client: Client, db: None) -> None:
    assert client.get("/home/")["Location"] == "/login/?next=/home/"


def test_an_account_without_a_person_is_told_whom_to_ask(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert "这个账号还没有关联到个人记录" in shown(client)


def test_who_holds_no_post_is_told_what_will_stand_here(engineer: Client) -> None:
    assert "您现在没有担任职务" in shown(engineer)


def test_a_post_is_shown_with_body_unit_term_and_delegation(cast: Cast, engineer: Client) -> None:
    PostFactory(person=cast.engineer, term=cast.term, delegation="柳南区代表团", sector="企业")
    page = shown(engineer)
    for said in ("代表大会", "柳州市科协", "第9届", "柳南区代表团", "企业"):
        assert said in page
    assert f"/bodies/{cast.congress.public_id}/" in page


def test_other_peoples_posts_are_not_ones_own(cast: Cast, engineer: Client) -> None:
    PostFactory(person=cast.official, term=cast.term)
    assert "您现在没有担任职务" in shown(engineer)


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({"ends": 0}, False),
        ({"ends": 1}, True),
        ({"starts": 0}, True),
        ({"starts": 1}, False),
    ],
)
def test_a_post_is_shown_on_the_days_it_is_held(
    cast: Cast, engineer: Client, fields: dict[str, int], held: bool
) -> None:
    days: dict[str, Any] = {name: this_day() + offset * DAY for name, offset in fields.items()}
    PostFactory(person=cast.engineer, term=cast.term, **days)
    assert ("第9届" in shown(engineer)) == held


def test_a_later_term_replaces_an_earlier_one_of_the_same_body(cast: Cast, engineer: Client) -> None:
    later = TermFactory(body=cast.congress, number=10, starts=this_day())
    for term in (cast.term, later):
        PostFactory(person=cast.engineer, term=term)
    page = shown(engineer)
    assert "第10届" in page
    assert "第9届" not in page


def test_a_term_that_begins_tomorrow_waits(cast: Cast, engineer: Client) -> None:
    PostFactory(person=cast.engineer, term=cast.term)
    PostFactory(person=cast.engineer, term=TermFactory(body=cast.congress, number=10, starts=this_day() + DAY))
    page = shown(engineer)
    assert "第9届" in page
    assert "第10届" not in page


def test_what_comes_next_for_the_person_stands_above_their_posts(
    cast: Cast, engineer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", {})

    def render(request: HttpRequest, subject: object) -> str:
        return f"给{subject}的材料"

    panels.register_panel("home", "posts", "我的职务", posts_panel, order=50)
    panels.register_panel("home", "papers", "会议材料", render, order=10)
    page = shown(engineer)
    assert page.index("会议材料") < page.index("给韦晓的材料") < page.index("我的职务")


def test_three_posts_cost_as_many_queries_as_one(cast: Cast, engineer: Client) -> None:
    asked = []
    for number in range(3):
        council = body(cast.society, "council", f"第{number}理事会")
        PostFactory(person=cast.engineer, term=TermFactory(body=council))
        with CaptureQueriesContext(connection) as queries:
            shown(engineer)
        asked.append(len(queries))
    assert asked[0] == asked[2]
