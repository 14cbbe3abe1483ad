"""A delegate hands a motion in on the phone, colleagues sign, units answer, and each who signed judges alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from blocks.assemblies.motions.given import TEXT, Floor
from blocks.assemblies.motions.given import floor as floor_of
from cast import OPERATES, Cast
from journeys.conftest import Open
from journeys.steps import follow, log_in
from keqiao.blocks.assemblies.motions.models import Motion, Signature
from keqiao.blocks.assemblies.outside import verbs

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

floor = floor_of
DESK, PHONE = 1280, 360
Check = Callable[[Page], None]


def test_a_motion_from_the_phone_to_the_answer(
    visit: Open, transactional_db: None, floor: Floor, site: str, axe: Check, fits: Check
) -> None:
    phone = visit("/login/", width=PHONE)
    log_in(phone, site, floor.users[0], "/home/motions/")
    axe(phone)
    follow(phone.get_by_role("link", name="以代表大会身份提出"))
    axe(phone)
    fits(phone)
    phone.get_by_label("类别").select_option(label="提案")
    phone.get_by_label("领域").select_option(label="科学普及")
    phone.get_by_label("题目").fill("关于建设县级科普场所的提案")
    phone.get_by_label("内容").fill(TEXT)
    phone.get_by_label("附议人").fill("莫莉、甘泉")
    phone.get_by_role("button", name="保存并提出").click()
    expect(phone.get_by_text("人数够了之后，在本页提交")).to_be_visible()
    axe(phone)
    fits(phone)
    for user in floor.users[1:3]:
        log_in(phone, site, user, "/home/")
        follow(phone.get_by_role("link", name="关于建设县级科普场所的提案").first)
        axe(phone)
        fits(phone)
        phone.get_by_role("button", name="附议这件提案建议").click()
        expect(phone.get_by_text("已附议。")).to_be_visible()
    made = Motion.objects.get()
    log_in(phone, site, floor.users[0], f"/home/motions/{made.public_id}/")
    phone.get_by_role("button", name="提交立案审查").click()
    expect(phone.get_by_text("已提交，等待立案审查")).to_be_visible()
    work_on_it(visit, floor, site, axe, fits)
    log_in(phone, site, floor.users[1], "/home/motions/")
    follow(phone.get_by_role("link", name="关于建设县级科普场所的提案").first)
    phone.get_by_role("group", name="对答复的评价").get_by_label("基本满意").check()
    axe(phone)
    fits(phone)
    phone.get_by_role("button", name="提交评价").click()
    expect(phone.get_by_text("您已评价：基本满意")).to_be_visible()
    assert Signature.objects.get(person=floor.people[1]).mark == "basically"


def work_on_it(visit: Open, floor: Floor, site: str, axe: Check, fits: Check) -> None:
    """The desk accepts and assigns it, the county drafts an answer, a leader lets it go out."""
    desk = visit("/login/", width=DESK)
    log_in(desk, site, floor.cast.clerk, "/desk/assemblies/450200/motions/")
    axe(desk)
    fits(desk)
    follow(desk.get_by_role("link", name="关于建设县级科普场所的提案"))
    desk.get_by_text("办理", exact=True).first.click()
    desk.get_by_role("link", name="立案", exact=True).click()
    desk.get_by_role("button", name="立案", exact=True).click()
    desk.get_by_text("办理", exact=True).first.click()
    desk.get_by_role("link", name="交办", exact=True).click()
    desk.get_by_label("主办单位").fill("450223")
    axe(desk)
    follow(desk.get_by_role("button", name="交办", exact=True))
    axe(desk)
    fits(desk)
    log_in(desk, site, floor.cast.county_clerk, "/desk/assemblies/450223/motions/assigned/")
    axe(desk)
    follow(desk.get_by_role("link", name="关于建设县级科普场所的提案"))
    axe(desk)
    desk.get_by_role("link", name="起草答复").click()
    desk.get_by_label("答复内容").fill("已列入明年计划，三个县各建一处。")
    desk.get_by_label("办理结果").select_option(label="B类：列入计划逐步解决")
    desk.get_by_role("button", name="起草答复").click()
    log_in(desk, site, floor.cast.leader, "/desk/")
    desk.get_by_role("link", name="关于建设县级科普场所的提案").first.click()
    desk.get_by_role("link", name="审核通过").click()
    desk.get_by_role("button", name="审核通过").click()
    expect(desk.get_by_text("已办理：审核通过")).to_be_visible()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_dealings_with_party_and_government_fit(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check, width: int
) -> None:
    heard = {"kind": "hearing", "chamber": "government", "date": "2024-03-06", "title": "市政府常务会议"}
    verbs.record_hearing(OPERATES, cast.liuzhou, heard)
    page = visit("/login/", width=width)
    log_in(page, site, cast.clerk, "/desk/assemblies/450200/")
    axe(page)
    follow(page.get_by_role("link", name="打开党政、人大和政协"))
    axe(page)
    fits(page)
    page.get_by_role("link", name="登记分管（联系）领导").click()
    page.get_by_label("分工").select_option(label="党委分管领导")
    page.get_by_label("姓名").fill("周文斌")
    page.get_by_label("职务").fill("市委副书记")
    page.get_by_label("从哪天起").fill("2024-03-05")
    page.get_by_role("button", name="登记分管（联系）领导").click()
    expect(page.get_by_text("市委副书记 周文斌")).to_be_visible()
    axe(page)
    fits(page)
