"""Finding an association by one's unit, place and kind, without logging in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, DivisionFactory, OrganisationFactory, acts
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Link, Organisation
from keqiao.registry.pages.lookup import placed_at, standing_for
from keqiao.registry.verbs.faces import propose, publish
from keqiao.registry.verbs.unit_lists import put_in_force, start_list
from keqiao.registry.verbs.units import add_unit, cover_unit

PAGE = "/find-association/"


@pytest.fixture
def firm(cast: Cast) -> Organisation:
    """The association of a firm in Luzhai."""
    return OrganisationFactory(
        code="lz-firm",
        kind="enterprise_association",
        name="龙城重工机械有限公司科协",
        leading=cast.luzhai,
        division=cast.luzhai.placements.get().division,
    )


def found(client: Client, query: str) -> list[str]:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return [shown.one.code for shown, _url in answer.context["results"]]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", []),
        ("?q=机械", ["lz-firm", "lz-jixie"]),
        ("?q=机械&kind=enterprise_association", ["lz-firm"]),
        ("?place=鹿寨县", ["450223", "lz-firm"]),
        ("?place=450223&kind=enterprise_association", ["lz-firm"]),
        ("?place=柳州市", ["450200", "lz-jixie", "450223", "lz-firm"]),
        ("?place=没有这个地方&q=机械", []),
        ("?q=没有这样的单位", []),
    ],
)
def test_words_place_and_kind_find_it(
    client: Client, cast: Cast, firm: Organisation, query: str, codes: list[str]
) -> None:
    assert found(client, query) == codes


def test_where_nothing_stands_the_division_above_is_looked_at(client: Client, cast: Cast, firm: Organisation) -> None:
    DivisionFactory(code="450223101", name="中渡镇", level="township", parent=cast.luzhai.placements.get().division)
    assert found(client, "?place=中渡镇&kind=enterprise_association") == ["lz-firm"]
    page = client.get(f"{PAGE}?place=中渡镇&kind=enterprise_association").content.decode()
    assert "所填的地方没有符合条件的组织，下面是“鹿寨县”的" in page


def test_the_name_of_a_listed_unit_leads_to_what_covers_it(client: Client, cast: Cast, firm: Organisation) -> None:
    said = {"kind": "small_enterprise", "title": "名单", "source": "名录库", "as_of": dt.date(2020, 6, 30)}
    listed = start_list(acts(cast.clerk), cast.liuzhou, said)
    unit = add_unit(acts(cast.clerk), listed, {"name": "鹿寨清禾食品有限公司"})
    cover_unit(acts(cast.clerk), unit, {"association": firm.code, "how": "joint"})
    assert found(client, "?q=清禾") == []  # nothing is told of a list that isn't in force
    put_in_force(acts(cast.clerk), listed, {"starts": dt.date(2021, 1, 1)})
    assert found(client, "?q=清禾") == ["lz-firm"]


def test_so_does_a_link_to_the_unit(client: Client, cast: Cast, firm: Organisation) -> None:
    enterprise = OrganisationFactory(kind="enterprise", name="柳江汽车部件有限公司")
    with ledger.exempt("test"):
        Link(kind="covers", source=firm, target=enterprise).save()
    assert standing_for("汽车部件") == {firm.pk}
    assert found(client, "?q=汽车部件") == ["lz-firm"]


def test_only_what_was_published_is_shown(client: Client, cast: Cast) -> None:
    made = propose(acts(cast.clerk), cast.luzhai, {"phone": "0772-6820000", "address": "鹿寨镇建中路"})
    assert "0772-6820000" not in client.get(f"{PAGE}?place=鹿寨县").content.decode()
    publish(acts(cast.leader), made)
    page = client.get(f"{PAGE}?place=鹿寨县").content.decode()
    assert "tel:0772-6820000" in page
    assert "鹿寨镇建中路" in page


def test_what_is_nobody_s_business_and_what_is_closed_does_not_show(client: Client, cast: Cast) -> None:
    OrganisationFactory(kind="party_branch", name="某某支部")
    OrganisationFactory(kind="enterprise_association", name="某某企业科协", closed=dt.date(2020, 1, 1))
    assert found(client, "?q=某某") == []


def test_a_visitor_of_the_list_is_led_here(client: Client, cast: Cast) -> None:
    assert client.get("/organisations/?q=鹿寨").url == f"{PAGE}?q=%E9%B9%BF%E5%AF%A8"
    assert placed_at("不存在") is None


def test_more_hits_cost_no_more_queries(client: Client, cast: Cast) -> None:
    client.get(f"{PAGE}?q=学会")
    with CaptureQueriesContext(connection) as one:
        client.get(f"{PAGE}?q=学会&place=柳州市")
    for _ in range(4):
        OrganisationFactory(leading=cast.liuzhou, division=cast.liuzhou.placements.get().division)
    with CaptureQueriesContext(connection) as many:
        client.get(f"{PAGE}?q=学会&place=柳州市")
    assert len(many) == len(one)
