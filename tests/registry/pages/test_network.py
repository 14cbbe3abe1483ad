"""The network of an organisation: two rings of bounded size, a table of everything, and who sees it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cast import Cast, OrganisationFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Link
from keqiao.registry.pages.network import FAR, NEAR, Around

PAGE = "/organisations/lz-jixie/network/"


@pytest.fixture
def demo(client: Client, cast: Cast, settings: Settings) -> Client:
    """A visitor of a demo."""
    settings.DEMO = True
    return client


def tie(source: object, target: object, kind: str = "supervises") -> None:
    with ledger.exempt("test"):
        Link(kind=kind, source=source, target=target).save()


def around(client: Client, query: str = "") -> Around:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    found: Around = answer.context["around"]
    return found


def test_those_tied_to_it_and_those_tied_to_these_are_drawn(demo: Client, cast: Cast) -> None:
    tie(cast.liuzhou, cast.society)
    tie(cast.society, cast.guilin, "contact")
    tie(cast.luzhai, cast.liuzhou, "group_member")
    seen = around(demo)
    assert [one.code for one in seen.first] == ["450200", "450300"]
    assert [(one.code, on) for one, on in seen.second] == [("450223", cast.liuzhou.pk)]
    page = demo.get(PAGE).content.decode()
    assert page.count('class="spot ') == 4
    assert "图中画出3个单位" in page


def test_one_kind_can_be_looked_at_alone(demo: Client, cast: Cast) -> None:
    tie(cast.liuzhou, cast.society)
    tie(cast.society, cast.guilin, "contact")
    assert [one.code for one in around(demo, "?kind=contact").first] == ["450300"]
    assert "联系" in [choice.label for choice in demo.get(PAGE).context["choices"]]
    assert around(demo, "?kind=nonsense").first == around(demo).first


def test_of_many_a_bounded_number_is_drawn_and_the_page_says_so(demo: Client, cast: Cast) -> None:
    others = [OrganisationFactory(code=f"many-{n:03}") for n in range(60)]
    for one in others:
        tie(cast.society, one)
    for one in others[:NEAR]:
        for _ in range(3):
            tie(one, OrganisationFactory(), "contact")
    seen = around(demo)
    assert (len(seen.first), len(seen.second), seen.left_out, seen.more_beyond) == (NEAR, FAR, 60 - NEAR, True)
    page = demo.get(PAGE).content.decode()
    assert f"另有{60 - NEAR}个直接联系的单位没有画出" in page
    assert "外圈只画出其中一部分" in page


def test_more_ties_cost_no_more_queries(demo: Client, cast: Cast) -> None:
    tie(cast.society, cast.liuzhou)
    demo.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        demo.get(PAGE)
    for _ in range(5):
        tie(cast.society, OrganisationFactory())
    with CaptureQueriesContext(connection) as many:
        demo.get(PAGE)
    assert len(many) == len(one)


def test_without_ties_it_says_what_belongs_here(demo: Client) -> None:
    assert "还没有登记这类联系" in demo.get(PAGE).content.decode()


def test_it_is_for_those_who_may_see_the_record(client: Client, cast: Cast) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(cast.outsider)
    assert client.get(PAGE).status_code == 403
