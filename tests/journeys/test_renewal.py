"""A clerk begins a change of term, names an officer and takes the papers; a leader approves a delay on the phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cast import OPERATES, Cast
from journeys.conftest import Open
from journeys.steps import log_in
from keqiao.blocks.assemblies.renewal.timeline import months_after
from keqiao.registry.verbs.posts import form_body, open_term

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360
Check = Callable[[Page], None]


def test_a_term_is_changed_from_the_list_to_the_papers(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check
) -> None:
    today = timezone.localdate()
    council = form_body(OPERATES, cast.society, {"kind": "council"})
    term = {"number": 3, "starts": months_after(today, -56), "ends": months_after(today, 4)}
    open_term(OPERATES, council, term)

    clerk = visit("/login/", width=DESK)
    log_in(clerk, site, cast.clerk, "/desk/assemblies/450200/renewal/")
    axe(clerk)
    clerk.get_by_role("link", name="启动换届").click()
    clerk.locator("main form button").click()
    expect(clerk.get_by_role("heading", name="下一步：制定换届方案")).to_be_visible()
    axe(clerk)
    case = clerk.url
    clerk.get_by_role("link", name="办理换届材料").click()
    expect(clerk.get_by_text("没有大会的拟召开日期")).to_be_visible()
    axe(clerk)
    with clerk.expect_download() as taken:
        clerk.get_by_role("link", name="打包全部材料").click()
    assert taken.value.suggested_filename.endswith("换届材料.zip")
    until = (term["ends"] + dt.timedelta(days=60)).isoformat()
    clerk.goto(case)
    clerk.get_by_text("办理", exact=True).first.click()
    clerk.get_by_role("link", name="申请延期").click()
    clerk.get_by_label("延期至").fill(until)
    clerk.get_by_label("延期理由").fill("章程尚待核准。")
    clerk.locator("main form button").click()
    expect(clerk.get_by_text("章程尚待核准。")).to_be_visible()

    phone = visit("/login/", width=PHONE)
    log_in(phone, site, cast.leader, case.removeprefix(site))
    axe(phone)
    fits(phone)
    phone.get_by_role("link", name="批准延期").click()
    phone.locator("main form button").click()
    expect(phone.get_by_text("批准延期至").first).to_be_visible()
    for page in ("papers/", "../checkup/", "../rules/", "../"):
        phone.goto(f"{case}{page}")
        axe(phone)
        fits(phone)
