"""A citizen signs up on a phone with a mobile number, and logs in with it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cast import Cast
from journeys.conftest import Open
from journeys.steps import follow
from registry.proving import MOBILE, a_minute_later, last_digits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]


def give_code(page: Page) -> None:
    """The code that came."""
    page.get_by_label("验证码").fill(last_digits())
    follow(page.get_by_role("button", name="确认验证码"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_signing_up_and_logging_in_on_a_phone(cast: Cast, visit: Open, axe: Check, fits: Check, scripts: bool) -> None:
    def look(page: Page) -> None:
        if scripts:
            axe(page)
            fits(page)

    page = visit("/login/", width=360, java_script_enabled=scripts)
    look(page)
    follow(page.get_by_role("link", name="用手机号注册"))
    look(page)
    page.get_by_label("手机号").fill(MOBILE)
    follow(page.get_by_role("button", name="获取验证码"))
    look(page)
    give_code(page)
    look(page)
    page.get_by_label("姓名").fill("韦宁")
    page.get_by_label("工作单位").fill("柳江村")
    page.get_by_label("所在地科协").fill("柳州市科协")
    page.get_by_role("button", name="建立账号").click()
    expect(page.get_by_text("账号已建立")).to_be_visible()
    look(page)
    page.context.clear_cookies()
    a_minute_later()
    page.goto(page.url)
    follow(page.get_by_role("link", name="手机验证码"))
    look(page)
    page.get_by_label("手机号").fill(MOBILE)
    follow(page.get_by_role("button", name="获取验证码"))
    give_code(page)
    expect(page.get_by_role("heading", name="我的", exact=True)).to_be_visible()
