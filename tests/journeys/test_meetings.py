"""A clerk plans a meeting, a leader convenes it, a delegate confirms and signs in by phone, and the screen counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from blocks.assemblies.meetings.given import TODAY, hall
from cast import Cast
from journeys.conftest import Open
from journeys.steps import follow, log_in
from keqiao.blocks.assemblies.meetings.door import present_code
from keqiao.blocks.assemblies.models import Meeting

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360
Check = Callable[[Page], None]


def test_a_meeting_from_the_call_to_its_end(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check
) -> None:
    at = hall(cast)
    clerk = visit("/login/", width=DESK)
    log_in(clerk, site, cast.clerk, "/desk/assemblies/450200/")
    axe(clerk)
    clerk.get_by_role("link", name="筹备会议").first.click()
    clerk.get_by_label("日期").fill(TODAY.isoformat())
    clerk.get_by_label("开始时间").fill("")
    clerk.get_by_label("会议名称").fill("三次会议")
    clerk.get_by_role("button", name="筹备会议").click()
    clerk.get_by_role("link", name="编排议程").click()
    clerk.get_by_label("议题").fill("听取工作报告")
    follow(clerk.get_by_role("button", name="增加议题"))
    axe(clerk)
    meeting = clerk.url

    leader = visit("/login/", width=DESK)
    log_in(leader, site, cast.leader, meeting.removeprefix(site))
    leader.get_by_role("link", name="召集会议").first.click()
    leader.get_by_label("临时召集的原因").fill("急需研究")
    leader.get_by_role("button", name="召集会议").click()
    expect(leader.get_by_text("已召集", exact=True)).to_be_visible()
    axe(leader)

    phone = visit("/login/", width=PHONE)
    log_in(phone, site, at.delegate, "/home/")
    axe(phone)
    fits(phone)
    phone.get_by_role("link", name="查看通知并确认收到").click()
    phone.get_by_role("button", name="确认收到").click()
    expect(phone.get_by_text("您已确认收到")).to_be_visible()
    axe(phone)
    fits(phone)

    clerk.reload()
    clerk.get_by_role("link", name="宣布开会").first.click()
    clerk.get_by_role("button", name="宣布开会").click()
    clerk.get_by_role("link", name="进入这一议题").click()
    clerk.get_by_role("button", name="进入这一议题").click()
    screen = visit("/login/", width=DESK, theme="dark")
    log_in(screen, site, cast.clerk, f"{meeting.removeprefix(site)}screen/")
    axe(screen)
    numbers = screen.locator(".screen-numbers dd")
    expect(numbers.nth(1)).to_have_text("0")
    expect(screen.get_by_role("heading", name="听取工作报告")).to_be_visible()

    one = Meeting.objects.get()
    phone.goto(f"{site}/home/meetings/{one.public_id}/sign-in/{present_code(one)}/")
    phone.get_by_role("button", name="签到").click()
    expect(phone.get_by_text("代表2，您已签到")).to_be_visible()
    fits(phone)
    expect(numbers.nth(1)).to_have_text("1", timeout=8000)

    clerk.goto(f"{meeting}people/")
    axe(clerk)
    for box in clerk.get_by_role("checkbox").all()[:4]:
        box.check()
    clerk.get_by_role("button", name="登记勾选的人员到会").click()
    clerk.goto(meeting)
    clerk.get_by_role("link", name="结束会议").first.click()
    clerk.get_by_role("button", name="结束会议").click()
    expect(clerk.get_by_text("达到法定人数", exact=True)).to_be_visible()
    axe(clerk)
    one.refresh_from_db()
    assert (one.status, one.due, one.quorate, one.present()) == ("closed", 6, True, 5)


def test_the_desk_s_pages_fit_a_phone(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check
) -> None:
    made = hall(cast).running(5)
    phone = visit("/login/", width=PHONE)
    log_in(phone, site, cast.clerk, "/desk/assemblies/450200/")
    here = f"/desk/assemblies/450200/meetings/{made.public_id}/"
    rules = f"/desk/assemblies/450200/rules/{cast.congress.public_id}/"
    pages = ("/desk/assemblies/450200/", "/desk/assemblies/450200/meetings/", rules, here, f"{here}people/")
    for address in (*pages, f"{here}screen/"):
        phone.goto(site + address)
        axe(phone)
        fits(phone)
