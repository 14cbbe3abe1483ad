"""Every component in a real browser: on a desk and a phone, in every theme, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Open
from keqiao.look.themes import THEMES

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_component_is_clean_and_fits(
    visit: Open, axe: Callable[[Page], None], fits: Callable[[Page], None], width: int, theme: str
) -> None:
    page = visit("/look/?mark=young", width=width, theme=theme)
    expect(page.locator(".chart-box svg")).to_have_count(2)
    axe(page)
    fits(page)


@pytest.mark.parametrize("width", [640, 320])
def test_nothing_is_lost_when_the_page_is_zoomed(visit: Open, fits: Callable[[Page], None], width: int) -> None:
    fits(visit("/look/", width=width))


def test_a_dark_system_gets_a_dark_page(visit: Open, axe: Callable[[Page], None]) -> None:
    page = visit("/look/", theme="auto", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"
    axe(page)


def test_without_scripts_the_table_stands_where_the_chart_would_be(visit: Open) -> None:
    page = visit("/look/", java_script_enabled=False)
    expect(page.locator(".chart-box").first).to_be_hidden()
    expect(page.get_by_role("table", name="各县区科普e站")).to_be_visible()


def test_the_table_folds_away_behind_its_chart_and_opens_by_keyboard(visit: Open) -> None:
    page = visit("/look/")
    table = page.get_by_role("table", name="各县区科普e站")
    expect(table).to_be_hidden()
    page.locator("#charts summary").nth(1).press("Enter")
    expect(table).to_be_visible()


def test_a_pointer_on_a_chart_brings_up_values_within_the_policy(visit: Open) -> None:
    page = visit("/look/")
    # A pointer that comes before the chart is drawn moves over an empty box, and nothing tells the chart of it later.
    expect(page.locator(".chart-box svg")).to_have_count(2)
    page.locator(".chart-box").first.hover()
    expect(page.locator(".chart-box text", has_text="61.1%")).to_be_visible()


def test_choosing_a_requirement_marks_people_in_picture_and_table(visit: Open) -> None:
    page = visit("/look/")
    page.get_by_role("link", name="45周岁以下", exact=True).click()
    expect(page.get_by_role("columnheader", name="是否计入")).to_be_visible()
    assert "待核实13人" in (page.locator(".persons-wide").get_attribute("aria-label") or "")


def test_the_theme_is_chosen_in_the_menu_and_kept(visit: Open) -> None:
    page = visit("/look/")
    page.get_by_text("显示", exact=True).click()
    page.get_by_role("button", name="深色").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_menu_closes_with_escape_and_gives_the_focus_back(visit: Open) -> None:
    page = visit("/look/")
    summary = page.locator("summary", has_text="显示")
    summary.press("Enter")
    expect(page.get_by_role("button", name="深色")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="深色")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_first_stop_of_the_keyboard_leads_past_the_menus(visit: Open) -> None:
    page = visit("/look/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_everything_to_press_is_large_enough_for_a_thumb(visit: Open) -> None:
    page = visit("/look/", width=PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            ".button, .control, summary, .chip, .pager a, .tree a, .tabs a, .choice"
        )]
        .filter((part) => part.getClientRects().length && part.getBoundingClientRect().height < 44)
        .map((part) => part.outerHTML.slice(0, 120))"""
    )
    assert small == []
