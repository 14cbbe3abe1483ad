"""The list of organisations: who sees which, how they are found, and what the list costs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cast import Cast, OrganisationFactory
from keqiao.kernel.organisations.models import OrganisationName
from keqiao.registry.pages.organisations import A_PAGE
from registry.facts.given import given

ADDRESS = "/organisations/"


def found(client: Client, query: str = "") -> list[str]:
    """The names on the list."""
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200
    return [row.one.name for row in answer.context["rows"]]


@pytest.fixture
def demo(client: Client, cast: Cast, settings: Settings) -> Client:
    """A visitor of a demo."""
    settings.DEMO = True
    return client


def test_a_visitor_has_to_log_in(client: Client, cast: Cast) -> None:
    assert client.get(ADDRESS).status_code == 302


def test_who_may_see_no_records_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.nobody)
    assert client.get(ADDRESS).status_code == 403


def test_a_reader_finds_only_what_the_grant_covers(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    assert found(client) == ["柳州市科学技术协会"]
    assert found(client, "?q=鹿寨") == []


def test_the_demo_lists_all_in_administrative_order(demo: Client) -> None:
    assert found(demo) == [
        "中国科学技术协会",
        "广西壮族自治区科学技术协会",
        "柳州市科学技术协会",
        "鹿寨县科学技术协会",
        "桂林市科学技术协会",
        "柳州市机械工程学会",
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=鹿寨", ["鹿寨县科学技术协会"]),
        ("?q=柳州市科协", ["柳州市科学技术协会"]),
        ("?q=4502", ["柳州市科学技术协会", "鹿寨县科学技术协会"]),
        ("?q=LZ-", ["柳州市机械工程学会"]),
        ("?kind=society", ["柳州市机械工程学会"]),
        ("?level=county", ["鹿寨县科学技术协会"]),
        ("?leading=450200&kind=association", ["鹿寨县科学技术协会"]),
        ("?leading=000000", ["广西壮族自治区科学技术协会"]),
        ("?q=没有这样的单位", []),
    ],
)
def test_names_codes_and_filters_narrow_the_list(demo: Client, query: str, names: list[str]) -> None:
    assert found(demo, query) == names


def test_a_former_name_is_found_and_said(demo: Client, cast: Cast) -> None:
    given(OrganisationName, organisation=cast.society, name="柳州市农业机械学会", ends=dt.date(1990, 1, 1))
    (row,) = demo.get(ADDRESS + "?q=农业机械").context["rows"]
    assert (row.one, row.formerly) == (cast.society, "柳州市农业机械学会")
    (row,) = demo.get(ADDRESS + "?q=机械工程").context["rows"]
    assert (row.one, row.formerly) == (cast.society, "")


def test_a_filter_that_does_not_exist_is_none(demo: Client) -> None:
    assert len(found(demo, "?kind=moon&level=moon")) == 6


def test_each_filter_is_a_chip_that_leads_to_the_list_without_it(demo: Client) -> None:
    chips = demo.get(ADDRESS + "?q=鹿&kind=association&leading=450200&page=3").context["chips"]
    assert [chip.label for chip in chips] == ["“鹿”", "科协", "柳州市科协直接领导"]
    assert chips[1].url == "?q=%E9%B9%BF&leading=450200"


def test_closed_and_coming_organisations_are_not_listed(demo: Client) -> None:
    OrganisationFactory(name="已撤销的学会", closed=dt.date(2020, 1, 1))
    OrganisationFactory(name="将成立的学会", founded=dt.date(2099, 1, 1))
    assert found(demo, "?q=的学会") == []


def test_an_empty_list_says_what_to_do(demo: Client) -> None:
    assert "清除条件" in demo.get(ADDRESS + "?q=没有这样的单位").content.decode()


def test_a_long_list_has_pages(demo: Client) -> None:
    OrganisationFactory.create_batch(A_PAGE)
    assert len(found(demo)) == A_PAGE
    assert len(found(demo, "?page=2")) == 6


def test_three_rows_cost_as_many_queries_as_one(demo: Client, cast: Cast) -> None:
    spent = []
    for more in (1, 2):
        OrganisationFactory.create_batch(more, kind="school", leading=cast.liuzhou)
        with CaptureQueriesContext(connection) as queries:
            found(demo, "?kind=school")
        spent.append(len(queries))
    assert spent[0] == spent[1]
