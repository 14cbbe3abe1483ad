"""Lists of units at the desk: what stands on them, who sees them, what they cost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, DivisionFactory, OrganisationFactory, acts
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Link, Placement
from keqiao.kernel.units.models import Unit, UnitList
from keqiao.registry.facts.unit_coverage import UNIT_COVERAGE
from keqiao.registry.pages.covers import covers_of, is_covered
from keqiao.registry.pages.units import suggested
from keqiao.registry.verbs.unit_lists import put_in_force, start_list
from keqiao.registry.verbs.units import add_unit, cover_unit
from registry.facts.given import given
from registry.facts.reading import rows

LISTS = "/desk/unit-lists/"


@pytest.fixture
def listed(cast: Cast) -> UnitList:
    """Three firms, the first with an association of its own."""
    said = {"kind": "industrial_enterprise", "title": "规上企业名单", "source": "名录库", "as_of": dt.date(2020, 6, 30)}
    made = start_list(acts(cast.clerk), cast.liuzhou, said)
    for name in ("龙城重工机械有限公司", "柳江汽车部件有限公司", "柳州螺蛳食品有限公司"):
        add_unit(acts(cast.clerk), made, {"name": name})
    own = OrganisationFactory(
        code="lz-lczg", kind="enterprise_association", name="龙城重工机械有限公司科协", leading=cast.liuzhou
    )
    cover_unit(acts(cast.clerk), made.units.get(name="龙城重工机械有限公司"), {"association": own.code, "how": "own"})
    return put_in_force(acts(cast.clerk), made, {"starts": dt.date(2021, 1, 1)})


def address(one: UnitList | Unit) -> str:
    return f"/desk/{'unit-lists' if isinstance(one, UnitList) else 'listed-units'}/{one.public_id}/"


def shown(client: Client, url: str) -> list[str]:
    answer = client.get(url)
    assert answer.status_code == 200
    return [line.unit.name for line in answer.context["lines"]]


def test_the_overview_counts_units_and_those_covered(cast: Cast, listed: UnitList, city_clerk: Client) -> None:
    (line,) = city_clerk.get(LISTS).context["lines"]
    assert (line.kind, line.stand, line.units, line.covered) == ("规模以上工业企业", "现行", 3, 1)
    assert city_clerk.get(f"{LISTS}?kind=park").context["lines"] == []
    assert city_clerk.get(f"{LISTS}?stand=draft").context["lines"] == []
    assert len(city_clerk.get(f"{LISTS}?stand=in_force&kind=nonsense").context["lines"]) == 1


def test_units_that_nobody_covers_stand_apart_with_the_way_to_act(
    cast: Cast, listed: UnitList, city_clerk: Client
) -> None:
    bare = {"柳州螺蛳食品有限公司", "柳江汽车部件有限公司"}
    assert set(shown(city_clerk, f"{address(listed)}?show=uncovered")) == bare
    assert shown(city_clerk, f"{address(listed)}?show=covered") == ["龙城重工机械有限公司"]
    assert shown(city_clerk, f"{address(listed)}?q=汽车") == ["柳江汽车部件有限公司"]
    unit = listed.units.get(name="柳江汽车部件有限公司")
    page = city_clerk.get(f"{address(listed)}?q=汽车").content.decode()
    assert f"/desk/acts/units.cover/{unit.public_id}/" in page


def test_a_reader_sees_the_list_and_no_acts(cast: Cast, listed: UnitList, reader: Client) -> None:
    page = reader.get(address(listed)).content.decode()
    assert "柳江汽车部件有限公司" in page
    assert "/desk/acts/" not in page


def test_the_page_of_a_unit_tells_what_may_be_its_own(cast: Cast, listed: UnitList, city_clerk: Client) -> None:
    unit = listed.units.get(name="柳江汽车部件有限公司")
    OrganisationFactory(code="lz-lj", kind="enterprise_association", name="柳江汽车部件有限公司科学技术协会")
    assert suggested(unit) == [("柳江汽车部件有限公司科学技术协会", "/organisations/lz-lj/")]
    page = city_clerk.get(address(unit)).content.decode()
    assert "可能属于这个单位的组织" in page
    own = city_clerk.get(address(listed.units.get(name="龙城重工机械有限公司"))).content.decode()
    assert "单独组建" in own
    assert "可能属于这个单位的组织" not in own


def test_links_and_places_cover_too(cast: Cast, listed: UnitList) -> None:
    firm = listed.units.get(name="柳江汽车部件有限公司")
    enterprise = OrganisationFactory(code="lz-e", kind="enterprise", name=firm.name)
    joint = OrganisationFactory(code="lz-joint", kind="enterprise_association", name="柳江联合企业科协")
    given(Link, kind="covers", source=joint, target=enterprise)
    firm.registered = enterprise
    with ledger.exempt("test"):
        firm.save()
        listed.kind = "township"
        listed.save()
    assert [(one.name, one.how) for one in covers_of([firm.pk])[firm.pk].others] == [
        ("柳江联合企业科协", "联合组建覆盖")
    ]
    town = DivisionFactory(code="450221101", name="拉堡镇", level="township")
    at_home = OrganisationFactory(code="lz-lb", kind="township_association", name="拉堡镇科协")
    with ledger.exempt("test"):
        Placement.objects.filter(organisation=at_home).update(division=town)
        firm.division = town
        firm.save()
    assert [one.name for one in covers_of([firm.pk])[firm.pk].fitting] == ["拉堡镇科协"]
    said = {(one["association"], one["how"], one["fitting"]) for one in rows(UNIT_COVERAGE, 20260101, unit=firm.pk)}
    assert said == {(joint.pk, "joint", 0), (at_home.pk, "own", 1)}
    assert list(Unit.objects.filter(is_covered())) == [firm]


def test_who_sees_no_records_is_refused_and_a_visitor_logs_in(cast: Cast, client: Client) -> None:
    assert client.get(LISTS).status_code == 302
    client.force_login(cast.nobody)
    assert client.get(LISTS).status_code == 403


def test_a_neighbour_sees_nothing_of_ours(cast: Cast, listed: UnitList, client: Client) -> None:
    client.force_login(cast.outsider)
    assert client.get(LISTS).context["lines"] == []
    assert client.get(address(listed)).status_code == 403
    assert client.get(address(listed.units.first())).status_code == 403


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)


def test_pages_cost_the_same_at_one_row_and_at_three(cast: Cast, listed: UnitList, client: Client) -> None:
    client.force_login(cast.leader)
    urls = (LISTS, address(listed))
    for url in urls:
        client.get(url)
    one = [queries(client, url) for url in urls]
    for kind in ("university", "institute"):
        said = {"kind": kind, "title": kind, "source": "名录库", "as_of": dt.date(2020, 6, 30)}
        made = start_list(acts(cast.clerk), cast.liuzhou, said)
        add_unit(acts(cast.clerk), made, {"name": kind})
    cover_unit(
        acts(cast.clerk), listed.units.get(name="柳州螺蛳食品有限公司"), {"association": "lz-lczg", "how": "joint"}
    )
    assert [queries(client, url) for url in urls] == one
