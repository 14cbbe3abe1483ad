"""A clerk makes tasks of the plan and sends a ledger out; a unit without an account signs it; a leader approves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cast import OPERATES, Cast
from journeys.conftest import Open
from journeys.steps import follow, log_in
from keqiao.kernel.work.models import Step, StepStatus
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.programmes.install import install_plan
from keqiao.plans.supervision import checks, goals

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360
BOOKS = "/supervision/450200/"
Check = Callable[[Page], None]


def test_a_ledger_goes_out_and_comes_back_signed(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check
) -> None:
    clerk = visit("/login/", width=DESK)
    log_in(clerk, site, cast.clerk, BOOKS)
    axe(clerk)
    clerk.locator("form", has_text="柳州市科协系统深化改革实施方案").get_by_role(
        "button", name="按方案下达任务"
    ).click()
    expect(clerk.get_by_text("已按方案下达")).to_be_visible()
    axe(clerk)
    fits(clerk)
    clerk.locator("input[name=case]").first.check()
    clerk.get_by_label("发往单位").fill("市教育局")
    follow(clerk.get_by_role("button", name="生成台账和链接"))
    link = clerk.get_by_label("一次性链接").input_value()
    axe(clerk)

    phone = visit("/login/", width=PHONE)
    phone.goto(link)
    axe(phone)
    fits(phone)
    phone.get_by_label("进展").first.fill("已组织两次培训。")
    phone.get_by_label("姓名").fill("李明")
    phone.get_by_label("职务").fill("副局长")
    phone.get_by_role("button", name="签署并交回").click()
    expect(phone.get_by_text("李明（副局长）签署")).to_be_visible()
    fits(phone)

    clerk.reload()
    axe(clerk)
    clerk.get_by_role("button", name="合并所选内容").click()
    expect(clerk.get_by_text("已合并1处填报")).to_be_visible()
    assert Step.objects.get().signed == "市教育局 李明（副局长）"


def test_what_one_writes_another_approves(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check
) -> None:
    page = visit("/login/", width=PHONE)
    log_in(page, site, cast.clerk, f"{BOOKS}problems/")
    page.get_by_role("link", name="登记问题").click()
    page.get_by_label("任务").fill("没有专职人员")
    follow(page.get_by_role("button", name="登记问题"))
    axe(page)
    fits(page)
    page.get_by_label("内容").fill("已向编办提出申请。")
    page.get_by_role("button", name="提交填报").click()
    expect(page.get_by_text("等待另一人审核")).to_be_visible()
    page.context.clear_cookies()
    log_in(page, site, cast.leader, "/desk/")
    axe(page)
    page.get_by_role("link", name="没有专职人员").first.click()
    page.get_by_role("link", name="审核通过").click()
    follow(page.get_by_role("button", name="审核通过"))
    assert Step.objects.get().status == StepStatus.APPROVED


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_other_books_and_the_map_of_plans(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check, width: int
) -> None:
    inspection = checks.inspect(OPERATES, cast.liuzhou, {"title": "半年检查"})
    checks.find(OPERATES, inspection, {"title": "缺名单", "due": "2099-01-01"})
    checks.begin_pilot(OPERATES, cast.liuzhou, {"title": "联合组建"})
    goal = goals.plant(OPERATES, cast.liuzhou, {"text": "四服务\n  为创新服务"})
    page = visit("/login/", width=width)
    log_in(page, site, cast.clerk, BOOKS)
    for part in ("inspections/", "problems/", "pilots/", "sendings/", "goals/", f"goals/{goal.public_id}/", "report/"):
        page.goto(f"{site}{BOOKS}{part}")
        axe(page)
        fits(page)
    for address in (
        "/plans/lineage/",
        "/plans/coverage/",
        "/plans/coverage/liuzhou-2017/",
        "/desk/forms/450200/evidence/",
    ):
        page.goto(site + address)
        axe(page)
        fits(page)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_programme_is_switched_on_and_its_record_added(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check, width: int
) -> None:
    install_plan(OPERATES, cast.liuzhou, {"plan": "liuzhou-2017"})
    programme = Programme.objects.filter(status=ProgrammeState.DRAFT, template="activities.series").first()
    assert programme is not None
    page = visit("/login/", width=width)
    log_in(page, site, cast.clerk, "/plans/liuzhou-2017/450200/programmes/?state=draft")
    axe(page)
    fits(page)
    page.get_by_role("link", name=programme.title, exact=True).click()
    page.get_by_text("办理", exact=True).click()
    page.get_by_role("link", name="启用项目").click()
    page.get_by_role("button", name="启用项目").click()
    page.get_by_role("link", name="登记一项活动").click()
    page.get_by_label("活动名称").fill("科普进社区")
    page.get_by_label("日期").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="登记一项活动").click()
    expect(page.get_by_role("heading", name=programme.title)).to_be_visible()
    page.get_by_text("逐条查看").click()
    expect(page.get_by_role("rowheader", name="科普进社区")).to_be_visible()
    axe(page)
    fits(page)
