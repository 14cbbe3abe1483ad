"""The page of an organisation: what it must do, who runs it, what it leads, and who may see that."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cast import Cast, OrganisationFactory, PostFactory, TermFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.offices.models import Department, KeyDate, Staffing
from keqiao.kernel.organisations.models import Attribute, Link, OrganisationName, Succession
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.look import panels
from keqiao.registry.pages.organisation import PARTS, SHOWN_AT_ONCE, led_by, plan_parts
from registry.facts.given import given

ADDRESS = "/organisations/450200/"


def read(client: Client, address: str = ADDRESS) -> str:
    """The page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def demo(client: Client, cast: Cast, settings: Settings) -> Client:
    """A visitor of a demo."""
    settings.DEMO = True
    return client


def face_alone(client: Client, address: str) -> bool:
    """Whether only what the organisation published is shown, and none of its record."""
    answer = client.get(address)
    assert answer.status_code == 200
    used = {template.name for template in answer.templates}
    return "registry/organisation_face.html" in used and "registry/organisation.html" not in used


def test_visitors_and_others_than_those_of_the_place_see_its_public_face_alone(client: Client, cast: Cast) -> None:
    assert face_alone(client, ADDRESS)
    client.force_login(cast.outsider)
    assert face_alone(client, ADDRESS)
    client.force_login(cast.reader)
    assert not face_alone(client, ADDRESS)
    assert face_alone(client, "/organisations/450223/")


def test_a_code_that_nobody_has_is_not_found(demo: Client) -> None:
    assert demo.get("/organisations/999999/").status_code == 404


def test_the_page_says_where_it_stands_and_what_it_must_do(demo: Client, cast: Cast) -> None:
    page = read(demo)
    assert 'href="/organisations/450000/"' in page
    assert "柳州市科协系统深化改革实施方案" in page
    assert 'href="/plans/liuzhou-2017/450200/"' in page
    assert 'href="/organisations/?leading=450200&amp;kind=society"' in page


def test_each_plan_tells_all_its_states_and_unfolds_the_rest(cast: Cast) -> None:
    (part,) = plan_parts(cast.liuzhou.pk)
    assert sum(count for _status, count in part.tally) == len(part.figures) > SHOWN_AT_ONCE
    assert [*part.first, *part.rest] == list(part.figures)


def test_who_owes_nothing_has_no_figures(cast: Cast, demo: Client) -> None:
    assert plan_parts(cast.guilin.pk) == []
    assert "任务指标" not in read(demo, "/organisations/450300/")


def test_a_body_is_shown_with_term_people_and_next_change(demo: Client, cast: Cast) -> None:
    PostFactory(term=cast.term)
    page = read(demo)
    assert f'href="/bodies/{cast.congress.public_id}/"' in page
    assert "第九届 2021年11月—2099年11月" in page


def test_without_bodies_the_page_says_what_belongs_there(demo: Client) -> None:
    assert "还没有登记领导机构" in read(demo, "/organisations/450223/")


def test_those_led_directly_are_counted_by_kind(cast: Cast) -> None:
    OrganisationFactory(leading=cast.liuzhou, closed=dt.date(2020, 1, 1))
    OrganisationFactory(leading=cast.society)
    assert led_by(cast.liuzhou) == [
        ("科协", 1, "/organisations/?leading=450200&kind=association"),
        ("学会", 1, "/organisations/?leading=450200&kind=society"),
    ]


def test_what_holds_today_is_stated_and_what_does_not_is_history(demo: Client, cast: Cast) -> None:
    day = from_int(today())
    given(Attribute, organisation=cast.society, kind="rating", value="4A", starts=day)
    given(Attribute, organisation=cast.society, kind="rating", value="3A", ends=day)
    given(Attribute, organisation=cast.society, kind="size_band", value="large", starts=day + dt.timedelta(days=1))
    facts = demo.get("/organisations/lz-jixie/").context["facts"]
    assert facts == [("机构代码", "lz-jixie"), ("行政区划", "柳州市"), ("社会组织评估等级", "4A级")]


def test_former_names_are_stated(demo: Client, cast: Cast) -> None:
    given(OrganisationName, organisation=cast.society, name="柳州市农业机械学会", ends=dt.date(1990, 1, 1))
    assert ("曾用名", "柳州市农业机械学会") in demo.get("/organisations/lz-jixie/").context["facts"]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_an_address_of_its_own(demo: Client, cast: Cast, part: str) -> None:
    answer = demo.get(f"/organisations/lz-jixie/?part={part}")
    assert answer.status_code == 200
    (current,) = [tab for tab in answer.context["tabs"] if tab.current]
    assert current.label == str(PARTS[part].title)


def test_a_part_that_does_not_exist_is_the_overview(demo: Client) -> None:
    assert demo.get(f"{ADDRESS}?part=salaries").context["part"] == ""


def test_founding_coverage_and_what_it_came_out_of_stand_together(demo: Client, cast: Cast) -> None:
    gone = OrganisationFactory(code="gone", name="柳州市铸造学会", closed=dt.date(2020, 1, 1))
    given(Succession, predecessor=gone, successor=cast.society, kind="merge", day=dt.date(2020, 1, 1), document="第7号")
    given(Link, kind="host", source=cast.society, target=cast.luzhai)
    page = read(demo, "/organisations/lz-jixie/?part=network")
    for said in ("挂靠单位", "鹿寨县科学技术协会", "合并", 'href="/organisations/gone/"', "第7号"):
        assert said in page
    assert "承接单位：" in read(demo, "/organisations/gone/")


def test_what_was_closed_is_open_to_whoever_took_over(client: Client, cast: Cast) -> None:
    gone = OrganisationFactory(code="gone", closed=dt.date(2020, 1, 1))
    with ledger.exempt("given"):
        gone.placements.update(ends=20200101)
    given(Succession, predecessor=gone, successor=cast.luzhai, kind="merge", day=dt.date(2020, 1, 1))
    client.force_login(cast.county_clerk)
    assert not face_alone(client, "/organisations/gone/")
    client.force_login(cast.outsider)
    assert face_alone(client, "/organisations/gone/")


def test_a_closed_organisation_says_so(demo: Client, cast: Cast) -> None:
    OrganisationFactory(code="gone", closed=dt.date(2020, 1, 1))
    assert "自2020年1月1日起撤销" in read(demo, "/organisations/gone/")


def test_other_floors_add_panels(demo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    panels.register_panel("organisation", "activities", "近期活动", lambda request, one: f"{one}的讲座")
    page = read(demo)
    assert "近期活动" in page
    assert "柳州市科协的讲座" in page


@pytest.mark.parametrize("part", PARTS)
def test_three_of_everything_cost_as_many_queries_as_one(demo: Client, cast: Cast, part: str) -> None:
    kinds = iter(BodyKind)
    spent = []
    for more in (1, 2):
        for one in OrganisationFactory.create_batch(more, leading=cast.guilin):
            body = given(Body, organisation=cast.guilin, kind=next(kinds), name=one.name)
            PostFactory(term=TermFactory(body=body))
            given(Link, kind="group_member", source=one, target=cast.guilin)
            given(Link, kind="party_organisation_of", source=one, target=cast.guilin)
            given(Attribute, organisation=cast.guilin, kind="rating", value="3A", ends=dt.date(2020, 1, more))
            given(Department, organisation=cast.guilin, name=one.name, counterpart=None, starts=dt.date(2020, 1, 1))
            given(Staffing, organisation=cast.guilin, kind="volunteers", number=3, ends=dt.date(2020, 1, 1))
            given(KeyDate, organisation=cast.guilin, kind="annual_check", day=dt.date(2020, 1, 1))
            OrganisationFactory(kind="affiliated_institution", leading=cast.guilin)
        read(demo, f"/organisations/450300/?part={part}")
        with CaptureQueriesContext(connection) as queries:
            read(demo, f"/organisations/450300/?part={part}")
        spent.append(len(queries))
    assert spent[0] == spent[1]
