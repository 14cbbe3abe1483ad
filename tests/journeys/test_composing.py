"""A county's clerk reports a list on a phone; the city's accepts it, looks at what it comes to and tries a swap."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from blocks.assemblies.composing.given import begun, engineer, official
from cast import Cast, acts
from journeys.conftest import Open
from journeys.steps import follow, log_in
from keqiao.blocks.assemblies.composing import lists, seats
from keqiao.blocks.assemblies.composing.models import ListStatus, NomineeList
from keqiao.blocks.assemblies.composing.offered import list_url, making_url

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360
Check = Callable[[Page], None]


def test_a_list_is_reported_accepted_and_calculated(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check
) -> None:
    made = begun(cast, seats=2)
    split = visit("/login/", width=DESK)
    log_in(split, site, cast.clerk, making_url(made))
    axe(split)
    follow(split.get_by_role("link", name="分配名额", exact=True))
    axe(split)
    fits(split)
    split.get_by_label(cast.luzhai.name).fill("2")
    split.get_by_label(cast.society.name).fill("0")
    split.get_by_role("button", name="按上表分配名额").click()
    split.get_by_role("link", name="下达名额").first.click()
    follow(split.get_by_role("button", name="下达名额"))
    slate = NomineeList.objects.get(allotment__unit=cast.luzhai)
    person, other = engineer(cast.luzhai, name="韦春暖"), official(cast.luzhai)

    phone = visit("/login/", width=PHONE)
    phone.context.clear_cookies()
    log_in(phone, site, cast.county_clerk, list_url(slate))
    axe(phone)
    fits(phone)
    for one in (person, other):
        phone.get_by_role("link", name="推荐人选").first.click()
        phone.get_by_label("人选", exact=True).fill(str(one.pk))
        phone.get_by_role("button", name="推荐人选").click()
    expect(phone.get_by_role("rowheader", name="韦春暖")).to_be_visible()
    axe(phone)
    fits(phone)
    phone.get_by_role("link", name="报送推荐名单").click()
    follow(phone.get_by_role("button", name="报送推荐名单"))
    assert NomineeList.objects.get(pk=slate.pk).status == ListStatus.REPORTED

    clerk = visit("/login/", width=DESK)
    clerk.context.clear_cookies()
    log_in(clerk, site, cast.clerk, making_url(made))
    clerk.get_by_role("link", name="接收名单").click()
    clerk.get_by_role("button", name="接收名单").click()
    follow(clerk.get_by_role("link", name="结构测算", exact=True))
    axe(clerk)
    fits(clerk)
    clerk.get_by_label("换下").select_option(index=2)
    clerk.get_by_label("或换上其他人").fill(str(cast.engineer.pk))
    clerk.get_by_role("button", name="试算").click()
    expect(clerk.get_by_text("换上韦晓")).to_be_visible()
    axe(clerk)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page_of_a_making_fits(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check, width: int
) -> None:
    act = acts(cast.clerk)
    made = begun(cast, seats=2)
    allotted = seats.allot(act, made, {"unit": cast.luzhai.code, "seats": 2, "women": "2"})
    seats.issue(act, made, {})
    for one in (engineer(cast.luzhai), official(cast.luzhai)):
        slate = NomineeList.objects.get(allotment=allotted)
        lists.nominate(acts(cast.county_clerk), slate, {"person": one.pk})
    lists.report(acts(cast.county_clerk), NomineeList.objects.get(allotment=allotted), {})
    page = visit("/login/", width=width)
    log_in(page, site, cast.clerk, making_url(made))
    for part in ("", "composition/", "congress/"):
        page.goto(f"{site}{making_url(made)}{part}")
        axe(page)
        fits(page)
