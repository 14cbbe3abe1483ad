"""A real browser before the running site. Whatever the browser complains of fails the journey."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

# Playwright's synchronous interface keeps an event loop in this thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PATIENCE = 10_000  # milliseconds
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all journeys."""
    path = shutil.which("chromium")
    assert path, "Chromium was not found. Run requirements/browser.sh, then the tests again."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """Address of the running site, open to visitors as a demo is."""
    settings.DEMO = True
    return str(live_server.url)


@dataclass
class Complaints:
    """What the browser complained of: errors of scripts, refusals of the content policy, answers that failed."""

    said: list[str] = field(default_factory=list)

    def hear(self, page: Page) -> None:
        """Listens to a page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        # What is still under way when the reader goes on is given up; that is no fault.
        if request.failure != "net::ERR_ABORTED":
            self.said.append(f"failed: {request.url}: {request.failure}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(f"{message.type}: {message.text}")


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Open]:
    """Opens pages of the site: ``visit("/look/", width=360, theme="dark")``. Complaints fail the test at its end."""
    complaints = Complaints()
    contexts: list[BrowserContext] = []

    def opened(path: str, *, width: int = 1280, height: int = 800, theme: str = "light", **more: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce", **more
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "keqiao_theme", "value": theme, "url": site}])
        contexts.append(context)
        page = context.new_page()
        complaints.hear(page)
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints.said, "\n".join(complaints.said)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Asserts that axe finds nothing on a page; otherwise says which rule, where and why."""

    def clean(page: Page) -> None:
        violations = Axe().run(page).response["violations"]
        found = [
            f"{violation['id']} at {node['target']}: {node['failureSummary']}"
            for violation in violations
            for node in violation["nodes"]
        ]
        assert not found, "\n".join(found)

    return clean


@pytest.fixture(scope="session")
def fits() -> Callable[[Page], None]:
    """Asserts that a page needs no sideways scrolling; otherwise says what reaches out of it."""

    def inside(page: Page) -> None:
        outside = page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll("body *")]
            .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
            .map((part) => part.tagName + "." + part.getAttribute("class"))"""
        )
        assert not outside, "\n".join(outside)

    return inside
