"""A clerk prepares a draw, sees that its quotas clash, mends them, publishes the digest, draws, and replaces one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from blocks.assemblies.draws.given import people
from cast import Cast, PostFactory
from journeys.conftest import Open
from journeys.steps import follow, log_in
from keqiao.blocks.assemblies.draws.models import Draw

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

Check = Callable[[Page], None]


def quota(page: Page, value: str, low: int, high: int) -> None:
    """Demand so many of a value, from its line of the table."""
    page.get_by_role("row", name=value).get_by_role("link", name="设要求").click()
    page.get_by_label("至少几人").fill(str(low))
    page.get_by_label("至多几人").fill(str(high))
    follow(page.get_by_role("button", name="设定名额要求"))


def test_a_panel_is_drawn_in_the_open(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check
) -> None:
    for one in people(cast):
        PostFactory(term=cast.term, person=one)
    page = visit("/login/", width=1280)
    log_in(page, site, cast.clerk, "/desk/assemblies/450200/")
    axe(page)
    page.get_by_role("link", name="准备一次抽取").click()
    page.get_by_label("用途").select_option(label="评议（座谈）小组")
    page.get_by_label("名称").first.fill("学会评估评议组")
    page.get_by_label("抽取人数").fill("3")
    page.get_by_label("从机构的现任人员中抽").fill(f"代表大会（{cast.term.pk}）")
    page.get_by_role("button", name="准备一次抽取").click()
    expect(page.get_by_text("各项要求能够同时满足")).to_be_visible()
    axe(page)
    quota(page, "女", 2, 3)
    quota(page, "高等学校", 2, 3)
    expect(page.get_by_text("这些要求不能同时满足")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("row", name="高等学校").get_by_role("link", name="修改").click()
    page.get_by_label("至少几人").fill("1")
    follow(page.get_by_role("button", name="设定名额要求"))
    page.get_by_role("link", name="公布摘要").click()
    page.get_by_role("button", name="公布摘要").click()
    expect(page.get_by_role("heading", name="公布的摘要")).to_be_visible()
    page.get_by_role("link", name="抽取并公开种子").click()
    page.get_by_label("现场号码").fill("3 5 1")
    page.get_by_role("button", name="抽取并公开种子").click()
    expect(page.get_by_role("heading", name="抽取结果")).to_be_visible()
    page.get_by_role("link", name="退出并补抽").first.click()
    page.get_by_label("退出原因").fill("出差")
    page.get_by_label("现场号码").fill("6 6 2")
    page.get_by_role("button", name="退出并补抽").click()
    expect(page.get_by_text("补").first).to_be_visible()
    axe(page)
    fits(page)
    assert Draw.objects.get().nominees.filter(status="drawn").count() == 3

    phone = visit("/login/", width=360)
    draw = Draw.objects.get()
    log_in(phone, site, cast.clerk, reverse("assemblies:draw", args=["450200", draw.public_id]))
    axe(phone)
    fits(phone)
    phone.goto(site + reverse("assemblies:draws", args=["450200"]))
    axe(phone)
    fits(phone)
