"""A plan of a sixth place: uploaded, decided figure by figure, published, measured, without touching a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from cast import Cast
from journeys.conftest import Open
from journeys.steps import log_in
from plans.drafting.sixth import FILE, FRONT, OFFICIAL, PLAN, Sixth, elected, founded

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360
Check = Callable[[Page], None]


@pytest.fixture
def sixth(transactional_db: None, cast: Cast) -> Sixth:
    """The sixth place with four delegates."""
    made = founded(cast)
    elected(made.city, FRONT, FRONT, FRONT, OFFICIAL)
    return made


def figure(page: Page, text: str) -> Locator:
    """A figure beside the text of its clause."""
    return page.locator("article.finding").filter(has=page.get_by_role("heading", name=text, exact=True))


@pytest.mark.parametrize(("width", "scripts"), [(DESK, True), (PHONE, True), (DESK, False)])
def test_from_a_file_to_a_scoreboard(
    visit: Open, sixth: Sixth, site: str, axe: Check, fits: Check, width: int, scripts: bool
) -> None:
    def look(page: Page) -> None:
        if scripts:
            axe(page)
            fits(page)

    page = visit("/", width=width, java_script_enabled=scripts)
    log_in(page, site, sixth.leader, "/desk/plans/")
    expect(page.get_by_text("还没有起草过方案包")).to_be_visible()
    look(page)
    page.get_by_label("方案文件").set_input_files(FILE)
    page.get_by_role("button", name="读入方案").click()
    expect(page.get_by_text("已读入“临江市科学技术协会改革实施方案”")).to_be_visible()
    look(page)
    page.get_by_role("link", name="处理下一处（还有19处）").click()
    one = figure(page, "提高到70%以上")
    one.get_by_label("怎样统计").select_option(value="liuzhou-2017/congress-delegates-front-line")
    one.get_by_label("数值").fill("70%")
    one.get_by_label("到下次换届").check()
    one.get_by_role("button", name="确定为任务指标").click()
    expect(page.get_by_text("已确定为任务指标：市科协代表大会代表中基层一线科技工作者的比例。")).to_be_visible()
    other = figure(page, "45周岁以下")
    other.locator("summary", has_text="不作为任务指标").click()
    other.get_by_label("理由").fill("这是年龄界限")
    other.get_by_role("button", name="定为不作为任务指标").click()
    expect(page.get_by_text("已定为不作为任务指标：45周岁以下。")).to_be_visible()
    page.get_by_label("补充一处要求").fill("下次换届时")
    page.get_by_role("button", name="补充这处要求").click()
    expect(page.locator("mark", has_text="下次换届时")).to_be_visible()
    look(page)
    page.get_by_role("link", name="检查和发布").click()
    expect(page.get_by_text("格式、规则和条目都没有问题")).to_be_visible()
    look(page)
    page.get_by_role("button", name="发布方案包").click()
    page.get_by_role("link", name="查看改革任务进展").click()
    page.wait_for_url(f"**/plans/{PLAN}/450800/")
    expect(page.get_by_text("75.0%").first).to_be_visible()
    look(page)
