"""A visitor reads the scoreboard and opens figures; a clerk sees who is behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cast import Cast
from journeys.conftest import Open
from journeys.steps import log_in
from keqiao.kernel.standards.names import pad_name
from plans.municipal import Municipal, assemble

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360
BOARD = "/plans/liuzhou-2017/450200/"
FRONT_LINE = f"{BOARD}congress-delegates-front-line/"
TITLE = "市科协代表大会代表中基层一线科技工作者比例"
HIDDEN = "名单涉及个人，只有本单位有权限的工作人员登录后可以查看。"
Check = Callable[[Page], None]


@pytest.fixture
def city(transactional_db: None, cast: Cast) -> Municipal:
    """Liuzhou with all its records."""
    return assemble(cast)


def figure_of(page: Page, title: str = TITLE) -> Any:
    """The figure of that title."""
    return page.locator("article.figure, .figure").filter(has_text=title).first


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_figure_opens_in_place_and_says_everything(
    visit: Open, city: Municipal, axe: Check, fits: Check, width: int
) -> None:
    page = visit(BOARD, width=width)
    expect(page.get_by_role("heading", name="改革任务进展")).to_be_visible()
    axe(page)
    fits(page)
    figure = figure_of(page)
    figure.locator("summary").first.click()
    expect(figure.get_by_text("基层一线科技工作者的比例不低于70%。")).to_be_visible()
    expect(figure.get_by_text("is to be at least 70%.")).to_be_visible()
    expect(figure.get_by_role("rowheader", name="企业")).to_be_visible()
    expect(figure.get_by_text(HIDDEN)).to_be_visible()
    expect(figure.locator(".chart-box svg")).to_be_visible()
    figure.get_by_text("数据表").click()
    expect(figure.get_by_role("rowheader", name="2021年末")).to_be_visible()
    axe(page)
    fits(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_from_the_board_to_the_figure_s_own_page(
    visit: Open, city: Municipal, axe: Check, fits: Check, width: int
) -> None:
    page = visit(BOARD, width=width)
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url(f"**{FRONT_LINE}")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text("调整建议")).to_be_visible()
    axe(page)
    fits(page)


def test_filtering_by_state_and_back(visit: Open, city: Municipal, axe: Check) -> None:
    page = visit(BOARD)
    page.locator(".board-tally").get_by_role("link").filter(has_text="未达标").click()
    expect(page.get_by_text("挂职时间满两年的比例")).to_be_visible()
    expect(page.get_by_text(TITLE)).to_have_count(0)
    axe(page)
    page.locator(".chips").get_by_role("link", name="去掉条件").click()
    expect(page.get_by_text(TITLE).first).to_be_visible()


def test_another_day_is_chosen_and_left_again(visit: Open, city: Municipal, axe: Check) -> None:
    page = visit(BOARD)
    page.get_by_label("统计日").fill("2020-01-01")
    page.get_by_role("button", name="按此日计算").click()
    expect(page.get_by_text("显示的是2020年1月1日的情况")).to_be_visible()
    expect(figure_of(page)).to_contain_text("暂无数据")
    axe(page)
    page.get_by_role("link", name="回到今天").click()
    expect(page.get_by_text("按现在掌握的记录计算")).to_have_count(0)


def test_without_scripts_the_figure_s_page_says_it_all(visit: Open, city: Municipal) -> None:
    page = visit(BOARD, java_script_enabled=False)
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_url(f"**{FRONT_LINE}")
    expect(page.get_by_text("基层一线科技工作者的比例不低于70%。")).to_be_visible()
    expect(page.get_by_role("rowheader", name="企业")).to_be_visible()
    expect(page.get_by_role("table").filter(has_text="2021年末")).to_be_visible()
    expect(page.locator(".chart-box")).to_be_hidden()


def test_a_clerk_who_has_logged_in_sees_names(visit: Open, city: Municipal, site: str, axe: Check) -> None:
    page = visit(BOARD)
    log_in(page, site, city.cast.clerk, FRONT_LINE)
    expect(page.get_by_text(HIDDEN)).to_have_count(0)
    page.get_by_text("逐条查看").click()
    expect(page.get_by_role("rowheader", name=pad_name(city.delegates[0].name)).first).to_be_visible()
    axe(page)
