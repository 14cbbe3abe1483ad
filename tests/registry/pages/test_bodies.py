"""The page of a body: who sees whom, what plans demand, what is marked, and what it costs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cast import Cast, EmploymentFactory, PersonFactory, PostFactory, TermFactory
from keqiao.kernel.posts.models import Body
from keqiao.look import panels
from registry.facts.given import given

FRONT_LINE = "liuzhou-2017/congress-delegates-front-line"


@pytest.fixture
def demo(client: Client, cast: Cast, settings: Settings) -> Client:
    """A visitor of a demo."""
    settings.DEMO = True
    return client


@pytest.fixture
def congress(cast: Cast) -> Cast:
    """Engineer and official in the congress, of two delegations, and somebody of whom only the name is known."""
    PostFactory(term=cast.term, person=cast.engineer, delegation="企业代表团")
    PostFactory(term=cast.term, person=cast.official, delegation="机关代表团")
    PostFactory(term=cast.term, person=PersonFactory(name="石静远"), delegation="机关代表团")
    return cast


def address(cast: Cast, query: str = "") -> str:
    """Where the congress stands."""
    return f"/bodies/{cast.congress.public_id}/{query}"


def seen(client: Client, cast: Cast, query: str = "") -> Any:
    """What the page was given."""
    answer = client.get(address(cast, query))
    assert answer.status_code == 200
    return answer.context


def text(client: Client, cast: Cast, query: str = "") -> str:
    """The page."""
    return client.get(address(cast, query)).content.decode()


def test_visitors_log_in_and_others_than_those_of_the_place_are_refused(client: Client, cast: Cast) -> None:
    assert client.get(address(cast)).status_code == 302
    client.force_login(cast.outsider)
    assert client.get(address(cast)).status_code == 403
    client.force_login(cast.reader)
    assert client.get(address(cast)).status_code == 200


def test_a_body_that_does_not_exist_is_not_found(demo: Client, cast: Cast) -> None:
    assert demo.get("/bodies/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_the_heading_says_term_and_size(demo: Client, congress: Cast) -> None:
    page = text(demo, congress)
    assert "第九届 2021年11月—2099年11月" in page
    assert "<span>3人</span>" in page


def test_names_are_for_those_who_may_see_people(client: Client, congress: Cast) -> None:
    client.force_login(congress.reader)
    assert "韦　晓" not in text(client, congress)
    client.force_login(congress.clerk)
    assert "韦　晓" in text(client, congress)


def test_the_demo_names_nobody_to_visitors(demo: Client, congress: Cast) -> None:
    page = text(demo, congress)
    assert not any(name in page for name in ("韦　晓", "韦晓", "覃　亮", "石静远"))
    assert "企业代表团" in page


def test_each_demand_stands_there_with_what_would_meet_it(demo: Client, congress: Cast) -> None:
    demands = seen(demo, congress)["requirements"]
    assert [demand.code for demand in demands] == [FRONT_LINE, "liuzhou-2017/congress-delegates-young"]
    page = text(demo, congress)
    assert all(demand.shown.title in page and demand.repair in page for demand in demands)


def test_choosing_a_demand_marks_who_counts_who_does_not_and_who_is_unknown(demo: Client, congress: Cast) -> None:
    chart = seen(demo, congress, f"?requirement={FRONT_LINE}")["chart"]
    assert {group.title: [person.state for person in group.persons] for group in chart.groups} == {
        "企业代表团": ["counts"],
        "机关代表团": ["unknown", "not"],
    }
    assert chart.requirement in chart.spoken


def test_a_demand_that_does_not_exist_marks_nobody(demo: Client, congress: Cast) -> None:
    context = seen(demo, congress, "?requirement=moon")
    assert not context["chart"].marked
    assert [choice.current for choice in context["choices"]] == [True, False, False, False]


def test_the_seats_that_could_be_given_are_marked_and_named_to_nobody_as_an_order(demo: Client, congress: Cast) -> None:
    context = seen(demo, congress, "?requirement=together")
    chart = context["chart"]
    assert {group.title: [person.state for person in group.persons] for group in chart.groups} == {
        "企业代表团": [""],
        "机关代表团": ["counts", "counts"],
    }
    assert [entry.name for entry in chart.state_legend] == ["可以让出"]
    assert chart.groups[1].size_text == "2人 · 可以让出2"
    assert chart.state_title == "可以让出的席位"
    page = text(demo, congress)
    assert context["together"][0] == (
        "再调整2名为基层一线科技工作者（其中1名为45周岁以下青年科技工作者），即符合方案各项比例要求。"
    )
    assert all(said in page for said in context["together"])
    assert "由谁担任、让出哪个席位，由有权决定的机构研究决定" in page


def test_an_earlier_term_shows_who_was_in_it_and_is_not_measured(demo: Client, congress: Cast) -> None:
    former = TermFactory(body=congress.congress, number=8, starts=dt.date(2016, 1, 1), ends=dt.date(2021, 11, 22))
    PostFactory(term=former, person=congress.official)
    context = seen(demo, congress, f"?term=8&requirement={FRONT_LINE}")
    assert (context["chart"].size, context["chart"].marked, context["requirements"]) == (1, False, [])
    assert [(tab.label, tab.current) for tab in context["tabs"]] == [("第九届", False), ("第八届", True)]


@pytest.mark.parametrize("term", ["7", "x", "-1"])
def test_a_term_that_does_not_exist_is_not_found(demo: Client, congress: Cast, term: str) -> None:
    assert demo.get(address(congress, f"?term={term}")).status_code == 404


def test_a_body_whose_first_term_is_to_come_shows_it(demo: Client, cast: Cast) -> None:
    council = given(Body, organisation=cast.society, kind="council", name="理事会")
    PostFactory(term=TermFactory(body=council, number=1, starts=dt.date(2099, 1, 1)), role="director")
    context = demo.get(f"/bodies/{council.public_id}/").context
    assert (context["size"], context["is_current"], context["requirements"]) == (1, False, [])


def test_a_body_without_a_term_is_empty(demo: Client, cast: Cast) -> None:
    council = given(Body, organisation=cast.society, kind="council", name="理事会")
    assert "还没有名单" in demo.get(f"/bodies/{council.public_id}/").content.decode()


def test_an_empty_body_says_what_belongs_there_and_offers_the_import(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    assert "名册由本单位的经办人员导入" in text(client, cast)
    client.force_login(cast.clerk)
    page = text(client, cast)
    assert f"?unit=450200&amp;body={cast.congress.public_id}" in page
    assert "下载名单" not in page


def test_the_import_begins_with_the_body_chosen(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    page = client.get(f"/desk/imports/new/?unit=450200&body={cast.congress.public_id}").content.decode()
    assert f'<option value="{cast.congress.public_id}" selected>' in page


def test_only_those_who_may_get_the_actions(client: Client, congress: Cast) -> None:
    client.force_login(congress.reader)
    page = text(client, congress)
    assert "导入名册" not in page
    assert "下载名单" not in page
    client.force_login(congress.leader)
    page = text(client, congress)
    assert "导入名册" not in page
    assert "list.docx?group=delegation" in page
    client.force_login(congress.clerk)
    assert "导入名册" in text(client, congress)


def test_other_floors_add_panels(demo: Client, congress: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    panels.register_panel("body", "meetings", "会议", lambda request, body: f"{body}的会议")
    assert "代表大会的会议" in text(demo, congress)


def test_three_people_cost_as_many_queries_as_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    spent = []
    for more in (1, 2):
        for post in PostFactory.create_batch(more, term=cast.term):
            EmploymentFactory(person=post.person)
        text(client, cast)
        with CaptureQueriesContext(connection) as queries:
            text(client, cast)
        spent.append(len(queries))
    assert spent[0] == spent[1]
