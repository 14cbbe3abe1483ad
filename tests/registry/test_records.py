"""How records behind figures are named, and that naming them costs the same however many they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import Cast, DivisionFactory, OrganisationFactory, PersonFactory, PostFactory
from keqiao.kernel.divisions.models import Population
from keqiao.kernel.facts import schema
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.money.models import Funding
from keqiao.kernel.organisations.models import Link
from keqiao.kernel.posts.models import Secondment
from keqiao.plans.records import RecordLine, describer
from registry.facts.given import given

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2022, 1, 1)


def line(fact: str, record: Any) -> RecordLine:
    """How one record is named."""
    return describer(fact).describe([record.pk])[record.pk]


def test_every_fact_is_described_and_those_about_persons_name_them() -> None:
    personal = {name for name in schema.all_facts() if describer(name).names_persons}
    assert personal == {
        *("posts", "secondments", "memberships", "attendance", "duties"),
        *("absence_cases", "assessments", "official_posts", "rota", "seats"),
    }


def test_a_post_is_named_by_person_unit_and_class(cast: Cast) -> None:
    sure = PostFactory(term=cast.term, person=cast.engineer)
    assert line("posts", sure) == RecordLine("韦　晓", "龙城重工机械有限公司 高级工程师", "企业")
    assert line("posts", PostFactory(term=cast.term, person=PersonFactory(name="石静远"))) == RecordLine(
        "石静远", "", "来源类别待确认"
    )


def test_a_secondment_is_named_by_person_unit_time_and_direction(cast: Cast) -> None:
    out = given(
        Secondment,
        person=cast.engineer,
        organisation=cast.liuzhou,
        other="鹿寨县科协",
        direction="out",
        starts=FIRST,
        ends=LAST,
    )
    assert line("secondments", out) == RecordLine("韦　晓", "鹿寨县科协 · 2020年1月1日—2022年1月1日", "挂出")


def test_an_organisation_leads_to_its_page(cast: Cast) -> None:
    assert line("organisations", cast.society) == RecordLine(
        "柳州市机械工程学会", "市级", "学会", "/organisations/lz-jixie/"
    )


def test_divisions_and_populations_are_named_by_level(cast: Cast) -> None:
    county = DivisionFactory(code="450224", name="融安县")
    people = given(Population, division=county, year=2020, people=285600, source="统计年鉴")
    assert line("divisions", county) == RecordLine("融安县", "450224", "县级")
    assert line("populations", people) == RecordLine("融安县", "2020年285,600人", "县级")


def test_a_tie_names_both_ends(cast: Cast) -> None:
    tie = given(Link, kind="group_member", source=cast.society, target=cast.liuzhou, starts=FIRST)
    assert line("links", tie) == RecordLine(
        "柳州市机械工程学会 → 柳州市科学技术协会", "2020年1月1日起", "团体会员", "/organisations/lz-jixie/"
    )


def test_members_are_persons_or_organisations(cast: Cast) -> None:
    person = given(Membership, organisation=cast.society, person=cast.engineer, kind="individual")
    unit = given(Membership, organisation=cast.society, member=cast.luzhai, kind="unit", starts=FIRST)
    assert line("memberships", person) == RecordLine("韦　晓", "", "个人会员")
    assert line("memberships", unit) == RecordLine(
        "鹿寨县科学技术协会", "2020年1月1日起", "单位会员", "/organisations/450223/"
    )


def test_money_is_named_by_year_purpose_and_source(cast: Cast) -> None:
    grant = given(
        Funding,
        organisation=cast.liuzhou,
        year=2020,
        kind="grant",
        level="provincial",
        purpose="popularisation",
        amount=123_450_000,
        note="中央转移支付",
    )
    assert line("funding", grant) == RecordLine("2020年科普经费", "123.45万元 · 中央转移支付", "专项补助")


def test_a_record_that_is_gone_is_left_out(cast: Cast) -> None:
    assert describer("organisations").describe([0, cast.society.pk]).keys() == {cast.society.pk}


MADE: dict[str, Callable[[Cast], Any]] = {
    "posts": lambda cast: PostFactory(term=cast.term),
    "secondments": lambda cast: given(
        Secondment, person=PersonFactory(), organisation=cast.liuzhou, direction="in", starts=FIRST
    ),
    "organisations": lambda cast: OrganisationFactory(),
    "divisions": lambda cast: DivisionFactory(),
    "populations": lambda cast: given(Population, division=DivisionFactory(), year=2020, people=1, source="年鉴"),
    "links": lambda cast: given(Link, kind="contact", source=OrganisationFactory(), target=OrganisationFactory()),
    "memberships": lambda cast: given(Membership, organisation=cast.society, person=PersonFactory(), kind="individual"),
    "funding": lambda cast: given(
        Funding, organisation=OrganisationFactory(), year=2020, kind="grant", level="county", amount=1
    ),
}


@pytest.mark.parametrize("fact", MADE)
def test_three_records_cost_as_many_queries_as_one(cast: Cast, fact: str) -> None:
    ids = [MADE[fact](cast).pk for _ in range(3)]
    spent = []
    for some in (ids[:1], ids):
        with CaptureQueriesContext(connection) as queries:
            assert len(describer(fact).describe(some)) == len(some)
        spent.append(len(queries))
    assert spent[0] == spent[1] <= 2
