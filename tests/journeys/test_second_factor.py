"""Staff set up an app for the second factor, and log in with it; an administrator lifts a lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from cast import Cast
from journeys.conftest import Open
from journeys.steps import follow, log_in_at_the_door
from registry.factoring import digits_now

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]


@pytest.mark.parametrize("width", [1280, 360])
def test_an_app_is_set_up_at_the_first_login_and_asked_for_at_the_next(
    cast: Cast, visit: Open, axe: Check, fits: Check, settings: Settings, width: int
) -> None:
    settings.DOORS = replace(settings.DOORS, second_factor="staff")
    page = visit("/login/", width=width)
    log_in_at_the_door(page, "clerk")
    expect(page.get_by_text("您的角色必须有第二重验证")).to_be_visible()
    axe(page)
    fits(page)
    follow(page.get_by_role("link", name="设置动态口令"))
    axe(page)
    fits(page)
    secret = page.locator("main code").inner_text().replace(" ", "")
    page.get_by_label("应用显示的6位数字").fill(digits_now(secret))
    page.get_by_role("button", name="确认并启用").click()
    expect(page.get_by_text("只显示这一次")).to_be_visible()
    axe(page)
    fits(page)
    follow(page.get_by_role("link", name="我已保存"))
    axe(page)
    fits(page)
    page.context.clear_cookies()
    page.goto(page.url.partition("/account/")[0] + "/login/")
    log_in_at_the_door(page, "clerk")
    axe(page)
    fits(page)
    page.get_by_label("验证码").fill(digits_now(secret, 1))
    page.get_by_role("button", name="验证并登录").click()
    expect(page.get_by_role("heading", name="工作台", level=1)).to_be_visible()
    page.goto(page.url.partition("/desk/")[0] + "/account/")
    axe(page)
    fits(page)


def key_in(page: Page) -> None:
    """Put a security key into the browser, as its developers' tools do."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": key | {"automaticPresenceSimulation": True}})


@pytest.mark.parametrize("width", [1280, 360])
def test_a_passkey_is_set_up_and_shown_at_the_next_login(
    cast: Cast, visit: Open, axe: Check, fits: Check, width: int
) -> None:
    page = visit("/login/", width=width)
    log_in_at_the_door(page, "clerk")
    here = page.url.partition("/desk/")[0]
    page.goto(f"{here}/account/second/passkey/")
    axe(page)
    fits(page)
    page.get_by_label("名称").fill("办公电脑")
    key_in(page)
    page.get_by_role("button", name="在这台设备上设置").click()
    expect(page.get_by_text("只显示这一次")).to_be_visible()
    page.goto(f"{here}/account/second/passkey/")
    page.get_by_role("button", name="在这台设备上设置").click()
    expect(page.get_by_text("已经有本账号的通行密钥")).to_be_visible()
    axe(page)
    page.context.clear_cookies()
    page.goto(f"{here}/login/")
    log_in_at_the_door(page, "clerk")
    axe(page)
    fits(page)
    page.get_by_role("button", name="用通行密钥验证").click()
    expect(page.get_by_role("heading", name="工作台", level=1)).to_be_visible()
