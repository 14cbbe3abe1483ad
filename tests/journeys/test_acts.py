"""A clerk renames an organisation from its page, at the desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cast import PASSWORD, Cast
from journeys.conftest import Open
from journeys.steps import follow

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 360])
def test_the_menu_on_the_page_leads_through_the_form_and_back(
    cast: Cast, visit: Open, axe: Callable[[Page], None], fits: Callable[[Page], None], width: int
) -> None:
    page = visit("/login/?next=/organisations/450200/", width=width)
    page.get_by_label("用户名").fill(cast.clerk.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    page.get_by_role("main").get_by_text("办理", exact=True).click()
    choice = page.get_by_role("link", name="更名")
    expect(choice).to_be_in_viewport(ratio=1)
    axe(page)
    follow(choice)
    axe(page)
    fits(page)
    page.get_by_label("名称", exact=True).fill("柳州市科学技术联合会")
    page.get_by_role("button", name="更名").click()
    expect(page.get_by_role("heading", name="柳州市科学技术联合会")).to_be_visible()
    expect(page.get_by_text("已办理：更名。")).to_be_visible()
