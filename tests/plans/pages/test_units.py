"""What units below reported: by level, in administrative order, from reports alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from cast import OPERATES, Cast, OrganisationFactory, user_with
from keqiao.kernel.access.models import User
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Act
from keqiao.look.formats import long_date
from keqiao.plans.models import Report, Visibility
from keqiao.registry.verbs import organisations
from plans.reported import NATION, report_of

COUNTIES = "/plans/cast-2016/450200/units/"


@pytest.fixture(autouse=True)
def no_demo(settings: Settings, two_plans: Path) -> None:
    settings.DEMO = False


def by(user: User) -> Client:
    """A browser in which the user is logged in."""
    client = Client()
    client.force_login(user)
    return client


def seen(client: Client, address: str = COUNTIES, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def units_in(html: str) -> list[str]:
    return re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)', html)


def row(html: str, unit: str) -> str:
    """The text of a unit's line."""
    found = next(line for line in re.findall(r"<tr>.*?</tr>", html, re.S) if unit in line)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found))


def county(cast: Cast, code: str, name: str) -> None:
    OrganisationFactory(code=code, name=name, kind="association", level="county", leading=cast.liuzhou)


def test_a_unit_that_has_not_reported_says_so_whatever_its_live_figures(cast: Cast) -> None:
    assert "尚未报送" in row(seen(by(cast.clerk)), "鹿寨县科学技术协会")


def test_the_latest_sent_report_is_shown_with_date_and_signer(cast: Cast, county_chair: Act) -> None:
    report_of(county_chair, cast.luzhai, NATION)
    latest = report_of(county_chair, cast.luzhai, NATION)
    report_of(county_chair, cast.luzhai, NATION, send=False)
    html = seen(by(cast.clerk))
    said = row(html, "鹿寨县科学技术协会")
    assert "陆主席（主席会议主席）" in said
    assert long_date(timezone.localdate()) in said
    assert "2 项" in said
    assert f"/plans/cast-2016/450223/reports/{latest.public_id}/" in html
    assert "实时进展" not in html


def test_a_report_that_the_reader_may_not_see_is_told_and_not_shown(cast: Cast, county_chair: Act) -> None:
    report = report_of(county_chair, cast.luzhai, NATION)
    with ledger.exempt("given"):
        report.visibility, report.sent_to = Visibility.UNIT, cast.guilin
        report.save()
    html = seen(by(cast.clerk))
    assert "已报送，没有对您公开" in row(html, "鹿寨县科学技术协会")
    assert "陆主席" not in html
    assert str(report.public_id) not in html


def test_units_stand_in_administrative_order_on_their_level(cast: Cast, county_chair: Act) -> None:
    county(cast, "450224", "融安县科协")
    county(cast, "450202", "城中区科协")
    report_of(county_chair, cast.luzhai, NATION)
    assert units_in(seen(by(cast.clerk))) == ["城中区科协", "鹿寨县科学技术协会", "融安县科协"]
    above = by(user_with("region", "reader", cast.region, subtree=True))
    html = seen(above, "/plans/cast-2016/450000/units/")
    assert units_in(html) == ["柳州市科学技术协会", "桂林市科学技术协会"]
    assert "市级科协" in html
    assert units_in(seen(above, "/plans/cast-2016/450000/units/?group=county.association")) == [
        "城中区科协",
        "鹿寨县科学技术协会",
        "融安县科协",
    ]
    assert "市级科协" in seen(above, "/plans/cast-2016/450000/units/?group=nope")


def test_a_name_filters(cast: Cast) -> None:
    county(cast, "450224", "融安县科协")
    assert units_in(seen(by(cast.clerk), f"{COUNTIES}?q=融安")) == ["融安县科协"]
    assert "没有找到这样的单位" in seen(by(cast.clerk), f"{COUNTIES}?q=无")


def test_one_commitment_s_value_is_shown_per_unit(cast: Cast, county_chair: Act) -> None:
    report = report_of(county_chair, cast.luzhai, NATION)
    figure = report.figures.order_by("pk")[0]
    html = seen(by(cast.clerk), f"{COUNTIES}?commitment={figure.commitment}")
    assert figure.title in html
    with ledger.exempt("given"):
        report.figures.filter(pk=figure.pk).delete()
    assert "报送中没有这项" in row(seen(by(cast.clerk), f"{COUNTIES}?commitment={figure.commitment}"), "鹿寨县")
    assert "全部指标的汇总" in seen(by(cast.clerk), f"{COUNTIES}?commitment=nope")


def test_without_units_that_owe_or_give_anything_it_says_so(cast: Cast) -> None:
    assert "没有由下级单位承担的任务指标" in seen(by(cast.county_clerk), "/plans/liuzhou-2017/450223/units/")


def test_units_that_only_give_to_a_figure_above_are_listed_too(cast: Cast) -> None:
    html = seen(by(cast.clerk), "/plans/liuzhou-2017/450200/units/")
    assert "鹿寨县科学技术协会" in html
    assert "尚未报送" in html


def test_a_demo_shows_live_boards_too_and_says_so(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    html = seen(Client())
    assert "演示网站向访客显示全部内容" in html
    assert 'href="/plans/cast-2016/450223/"' in html


def test_others_are_refused(cast: Cast) -> None:
    for user in (cast.outsider, cast.county_clerk, cast.nobody):
        assert "没有查看此页的权限" in seen(by(user), status=403)
    assert Client().get(COUNTIES).status_code == 302


def test_as_many_queries_however_many_units_and_reports(cast: Cast, county_chair: Act) -> None:
    client = by(cast.clerk)
    address = f"{COUNTIES}?commitment=nope"

    def queries() -> int:
        seen(client, address)
        with CaptureQueriesContext(connection) as found:
            seen(client, address)
        return len(found)

    report_of(county_chair, cast.luzhai, NATION)
    before = queries()
    for number in range(3):
        made = OrganisationFactory(
            code=f"45023{number}", kind="association", level="county", leading=cast.liuzhou, division=None
        )
        report = Report.objects.get(organisation=cast.luzhai)
        with ledger.exempt("given"):
            report.pk, report.organisation = None, made
            report.public_id = made.public_id
            report._state.adding = True
            report.save()
    assert queries() == before


def test_what_a_unit_gives_to_one_figure_stands_in_its_row(cast: Cast, county_chair: Act) -> None:
    with_records = organisations.register(
        OPERATES, cast.luzhai, {"code": "cun", "kind": "village", "name": "某村", "level": "village"}
    )
    organisations.set_attribute(OPERATES, with_records, {"kind": "poor", "value": "1"})
    address = "/plans/liuzhou-2017/450200/units/"
    report_of(county_chair, cast.luzhai)
    assert "提供给上级指标的数：4项" in seen(by(cast.clerk), address)
    html = seen(by(cast.clerk), f"{address}?commitment=training-in-poor-villages")
    assert "0.0%（0/1）" in html
