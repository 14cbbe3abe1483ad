"""A leader confirms, a clerk sends, the level above reads it; two days and several plans stand side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cast import Cast
from journeys.conftest import Open
from journeys.steps import follow, log_in
from plans.reported import lead

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360
BOARD = "/plans/liuzhou-2017/450200/"
REPORTS = f"{BOARD}reports/"
Check = Callable[[Page], None]


@pytest.fixture
def country(transactional_db: None, cast: Cast) -> Cast:
    """The cast, with a leader in the chair."""
    lead(cast.leader, cast.liuzhou)
    return cast


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_from_confirming_to_the_report_on_the_level_above(
    visit: Open, country: Cast, site: str, axe: Check, fits: Check, width: int
) -> None:
    page = visit(BOARD, width=width)
    page.get_by_role("link", name="报送", exact=True).click()
    page.wait_for_url(f"**{REPORTS}")
    axe(page)
    log_in(page, site, country.leader, REPORTS)
    page.get_by_role("button", name="确认本单位指标").click()
    expect(page.get_by_text("已由李主席确认本单位指标")).to_be_visible()
    axe(page)
    fits(page)
    log_in(page, site, country.clerk, REPORTS)
    page.get_by_role("button", name="报送指标").click()
    expect(page.get_by_text("已报送广西壮族自治区科学技术协会。")).to_be_visible()
    page.get_by_label("公开范围").select_option(label="公开")
    page.get_by_role("button", name="提出公开范围").click()
    expect(page.get_by_text("已提出改为“公开”，等待另一人批准。")).to_be_visible()
    axe(page)
    page.goto(f"{site}/plans/liuzhou-2017/450000/units/")
    expect(page.get_by_text("演示网站向访客显示全部内容")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_label("显示一项任务指标").select_option(label="市科协代表大会代表中45周岁以下比例")
    follow(page.get_by_role("button", name="查看"))
    axe(page)
    page.get_by_role("rowheader", name="柳州市科学技术协会").get_by_role("link").click()
    expect(page.get_by_role("heading", name="报送的指标")).to_be_visible()
    expect(page.get_by_text("李主席（主席会议主席）")).to_be_visible()
    axe(page)
    fits(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("scripts", [True, False])
def test_two_days_stand_side_by_side(
    visit: Open, country: Cast, axe: Check, fits: Check, width: int, scripts: bool
) -> None:
    page = visit(BOARD, width=width, java_script_enabled=scripts)
    page.get_by_label("统计日").fill("2024-07-15")
    page.get_by_label("对照日").fill("2020-01-01")
    page.get_by_role("button", name="按此日计算").click()
    expect(page.get_by_text("2020年1月1日与2024年7月15日对照")).to_be_visible()
    expect(page.get_by_label("对照日")).to_have_value("2020-01-01")
    if scripts:
        axe(page)
        fits(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_plans_are_compared_and_another_one_is_pinned(
    visit: Open, country: Cast, axe: Check, fits: Check, width: int
) -> None:
    page = visit(BOARD, width=width)
    page.get_by_role("link", name="方案比较").click()
    expect(page.get_by_text("以“柳州市科协系统深化改革实施方案”为对照")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_text("选择方案").click()
    page.get_by_role("checkbox", name="滁州市").uncheck()
    page.get_by_role("radio", name="湖南省").check()
    axe(page)
    page.get_by_role("button", name="比较所选方案").click()
    expect(page.get_by_text("以“湖南省科协系统深化改革实施方案”为对照")).to_be_visible()
    expect(page.get_by_role("table").get_by_text("滁州市科协关于")).to_have_count(0)
    expect(page.get_by_text("更严").first).to_be_visible()
    fits(page)
