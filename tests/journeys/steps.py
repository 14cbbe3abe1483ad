"""Steps that many journeys take: entering as somebody, at the door or past it, and going on to the next page."""

from __future__ import annotations

from django.test import Client
from playwright.sync_api import Locator, Page

from cast import PASSWORD
from keqiao.kernel.access.models import User


def log_in(page: Page, site: str, user: User, address: str) -> None:
    """Go on as somebody, with a session that is open already."""
    client = Client()
    client.force_login(user)
    page.context.clear_cookies(name="sessionid")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    page.goto(site + address)


def log_in_at_the_door(page: Page, username: str) -> None:
    """Give name and password on the page of the login."""
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    follow(page.get_by_role("main").get_by_role("button"))


def follow(target: Locator) -> None:
    """Press what leads to another page, and wait until that page is there.

    A click alone returns while the old page may still stand: what looks at once would look at that one,
    or at none.
    """
    with target.page.expect_navigation():
        target.click()
