"""Plans and figures over the interface: the same numbers and the same refusals as on the pages."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from api.asking import given, reads
from cast import Cast, user_with
from keqiao.kernel.nouns import ledger
from keqiao.plans.models import Visibility
from plans.municipal import Municipal
from plans.reported import lead, report_of

FIGURES = "/api/plans/liuzhou-2017/450200/figures"
FRONT_LINE = f"{FIGURES}/congress-delegates-front-line"


def test_inside_the_association_figures_stand_as_they_are_now(municipal: Municipal) -> None:
    found = given(reads(municipal.cast.clerk), FIGURES)
    assert (found["source"], found["organisation"]) == ("live", {"code": "450200", "name": municipal.city.name})
    front = next(one for one in found["figures"] if one["commitment"] == "congress-delegates-front-line")
    assert (front["value"], front["yes"], front["denominator"], front["target"]) == ("11/16", 11, "16", "at_least: 70%")
    assert (front["unit"], front["force"], front["proof"]) == ("percent", "must", "records")
    assert front["baseline"] == "29/50"


def test_a_figure_says_what_would_repair_it_alone_and_together(municipal: Municipal) -> None:
    found = given(reads(municipal.cast.clerk), FRONT_LINE)
    assert found["repair"]["kind"] == "exchange"
    assert found["repair"]["size"] == "1"
    assert found["repair"]["words"] == "在总数不变的情况下，再调整1人为基层一线科技工作者，即符合要求。"
    together = found["together"]
    assert (together["outcome"], together["seats"], together["lots"][0]["among"]) == ("exchange", 1, 5)
    assert len(together["lots"][0]["posts"]) == 5


def test_units_that_lack_something_are_told_by_place(municipal: Municipal) -> None:
    county = municipal.cast.luzhai
    report_of(lead(user_with("county-leader", "leader", county), county, "陆主席"), county)
    found = given(reads(municipal.cast.clerk), f"{FIGURES}/e-stations-in-every-county")
    assert found["repair"]["where"] == [{"code": "450223", "name": "鹿寨县", "lacking": 1}]
    assert found["together"] is None


def test_a_visitor_is_asked_to_log_in(municipal: Municipal) -> None:
    for address in (FIGURES, FRONT_LINE):
        assert "登录" in given(reads(None), address, 401)["detail"]


@pytest.mark.parametrize("role", ["reader", "clerk", "leader"])
def test_another_association_is_refused_with_the_reason(municipal: Municipal, role: str) -> None:
    neighbour = user_with(f"next-door-{role}", role, municipal.cast.guilin, subtree=True)
    for address in (FIGURES, FRONT_LINE):
        assert "实时指标由本单位掌握" in given(reads(neighbour), address, 403)["detail"]


def test_above_one_reads_what_was_reported_and_no_repair(municipal: Municipal) -> None:
    above = user_with("above", "reader", municipal.cast.region, subtree=True)
    given(reads(above), FIGURES, 403)
    report_of(lead(municipal.cast.leader, municipal.city), municipal.city)
    found = given(reads(above), FIGURES)
    assert found["source"] == "reported"
    front = next(one for one in found["figures"] if one["commitment"] == "congress-delegates-front-line")
    assert front["value"] == "11/16"
    one = given(reads(above), FRONT_LINE)
    assert (one["source"], one["repair"], one["together"]) == ("reported", None, None)


def test_a_public_report_is_read_by_anybody(municipal: Municipal) -> None:
    report = report_of(lead(municipal.cast.leader, municipal.city), municipal.city)
    with ledger.exempt("given"):
        report.visibility = Visibility.PUBLIC
        report.save()
    assert given(reads(None), FIGURES)["source"] == "reported"


def test_what_is_not_there_is_said(municipal: Municipal) -> None:
    clerk = reads(municipal.cast.clerk)
    assert "moon" in given(clerk, "/api/plans/moon/450200/figures", 404)["detail"]
    assert "999999" in given(clerk, "/api/plans/liuzhou-2017/999999/figures", 404)["detail"]
    assert "没有这项任务指标" in given(clerk, f"{FIGURES}/moon", 404)["detail"]


def test_plans_are_listed_with_those_whose_figures_one_sees(municipal: Municipal) -> None:
    [plan] = given(reads(municipal.cast.clerk), "/api/plans")
    assert (plan["id"], plan["state"]) == ("liuzhou-2017", "in_force")
    assert [one["code"] for one in plan["organisations"]] == ["450200"]
    assert given(reads(None), "/api/plans") == []
    assert given(reads(user_with("n", "clerk", municipal.cast.guilin)), "/api/plans") == []


def test_nothing_can_be_written(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk)
    assert client.post(FIGURES).status_code in (403, 405)
    assert reads(cast.clerk).post(FIGURES).status_code == 405


def test_a_demo_shows_everything_to_visitors(municipal: Municipal, settings: Settings) -> None:
    settings.DEMO = True
    found = given(reads(None), FRONT_LINE)
    assert found["source"] == "live"
    assert found["together"]["lots"][0]["posts"] is None
