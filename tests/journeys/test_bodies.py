"""From the list of organisations to who sits in a congress and whether they meet what the plan demands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cast import Cast, EmploymentFactory, PersonFactory, PostFactory
from journeys.conftest import Open

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360


@pytest.fixture
def congress(cast: Cast) -> Cast:
    """A congress of two delegations."""
    PostFactory(term=cast.term, person=cast.engineer, delegation="企业代表团")
    PostFactory(term=cast.term, person=cast.official, delegation="机关代表团")
    for number in range(24):
        person = PersonFactory(keeper=cast.liuzhou)
        EmploymentFactory(person=person, source_class="rural" if number % 2 else "university")
        PostFactory(term=cast.term, person=person, delegation="教育卫生和农村实用技术人才代表团")
    return cast


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_list_organisation_and_body_are_clean_and_fit(
    congress: Cast,
    visit: Open,
    axe: Callable[[Page], None],
    fits: Callable[[Page], None],
    width: int,
    theme: str,
) -> None:
    body = f"/bodies/{congress.congress.public_id}/?requirement=liuzhou-2017/congress-delegates-young"
    for path in ("/organisations/?q=柳&level=municipal", "/organisations/450200/", body):
        page = visit(path, width=width, theme=theme)
        axe(page)
        fits(page)


def test_from_the_list_to_who_counts_towards_a_demand(congress: Cast, visit: Open) -> None:
    page = visit("/organisations/")
    page.get_by_label("单位名称或机构代码").fill("柳州市科协")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="柳州市科学技术协会").click()
    page.get_by_role("link", name="代表大会", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("代表大会")
    page.get_by_role("navigation", name="标出某项要求的计入情况").get_by_role("link", name="基层一线").click()
    picture = page.locator(".persons-wide")
    expect(picture).to_have_attribute(
        "aria-label",
        "第九届代表大会共26人，企业1人，高等学校12人，农村12人，政府部门1人。"
        "市科协代表大会代表中基层一线科技工作者比例：计入25人，不计入1人，待核实0人",
    )
    expect(page.get_by_role("columnheader", name="不计入")).to_be_visible()
    expect(page.get_by_text("韦　晓")).to_have_count(0)


def test_on_a_phone_figures_come_before_names_and_names_before_dots(congress: Cast, visit: Open) -> None:
    page = visit(f"/bodies/{congress.congress.public_id}/", width=PHONE)
    tops = [page.locator(part).first.bounding_box() for part in (".figure", ".persons-names", ".persons-narrow")]
    heights = [box["y"] for box in tops if box]
    assert len(heights) == 3
    assert heights == sorted(heights)


def test_filters_work_without_scripts(congress: Cast, visit: Open) -> None:
    page = visit("/organisations/", java_script_enabled=False)
    page.get_by_label("类型").select_option("society")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("a.chip").click()
    expect(page.locator("tbody tr")).to_have_count(6)
