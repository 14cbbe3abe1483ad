"""Makes the pictures of the README from the running site: ``make pictures``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
PORT = 8137
SITE = f"http://127.0.0.1:{PORT}"
BOARD = f"{SITE}/plans/liuzhou-2017/450200/"


def main() -> None:
    """Builds a demo in a home of its own, serves it, takes the pictures."""
    command = Path(sys.executable).with_name("keqiao")
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"KEQIAO_HOME": home, "KEQIAO_DATABASE_URL": ""}
        subprocess.run([command, "demo"], env=environment, check=True)
        server = subprocess.Popen([command, "serve", "--port", str(PORT)], env=environment)
        try:
            _wait()
            _take(Path(home))
        finally:
            server.terminate()
            server.wait()


def _wait() -> None:
    for _ in range(60):
        try:
            urllib.request.urlopen(SITE).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The site didn't start.")


def _take(home: Path) -> None:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        wide = browser.new_context(viewport={"width": 1280, "height": 860}, locale="zh-CN").new_page()
        wide.goto(BOARD)
        _save(wide, "scoreboard")
        wide.locator(".figure-more summary").first.click()
        wide.wait_for_selector(".inside .chart svg, .inside .chart canvas")
        wide.locator(".figure").first.scroll_into_view_if_needed()
        wide.evaluate("window.scrollTo(0, document.querySelector('.figure').offsetTop - 20)")
        _save(wide, "figure")
        _log_in(wide)
        wide.goto(f"{SITE}/organisations/450200/")
        wide.get_by_role("link", name="代表大会", exact=True).first.click()
        wide.goto(f"{wide.url}?requirement=liuzhou-2017/congress-delegates-front-line")
        _save(wide, "body")
        wide.goto(f"{SITE}/organisations/450200/")
        _save(wide, "organisation")
        wide.goto(f"{SITE}/desk/people/?source_class=enterprise")
        wide.locator("tbody th a").nth(3).click()
        _save(wide, "person")
        wide.goto(f"{SITE}/supervision/450200/?plan=liuzhou-2017")
        _save(wide, "ledger")
        wide.goto(f"{SITE}/desk/assemblies/450200/")
        wide.get_by_role("link", name="代表大会", exact=False).filter(has_text="换届").first.click()
        wide.get_by_role("link", name="结构测算").first.click()
        _save(wide, "making")
        _import(wide, home)
        phone = browser.new_context(viewport={"width": 360, "height": 720}, locale="zh-CN").new_page()
        phone.goto(BOARD)
        phone.locator(".figure").first.scroll_into_view_if_needed()
        _save(phone, "phone")
        _log_in(phone, "delegate")
        phone.goto(f"{SITE}/home/about-me/")
        _save(phone, "about-me")
        phone.goto(f"{SITE}/home/")
        phone.get_by_role("link", name="增选委员会委员").first.click()
        _save(phone, "ballot")
        browser.close()


def _log_in(page: Page, who: str = "clerk") -> None:
    page.goto(f"{SITE}/login/")
    page.fill("input[name=username]", who)
    page.fill("input[name=password]", "keqiao-demo-2026")
    page.click("main button[type=submit]")


def _import(page: Page, home: Path) -> None:
    """The roster of a county, read and with its faulty cells to be put right in place."""
    page.goto(f"{SITE}/organisations/450223/")
    page.get_by_role("link", name="代表大会", exact=True).first.click()
    page.get_by_role("link", name="导入名册").first.click()
    page.set_input_files("input[type=file]", next((home / "samples").glob("*示例*.xlsx")))
    page.click("main form button[type=submit]")
    page.wait_for_load_state("networkidle")
    _save(page, "import")


def _save(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"{name}.png")


if __name__ == "__main__":
    main()
