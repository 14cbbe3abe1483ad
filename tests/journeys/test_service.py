"""A member reports on the phone and gets a receipt; a leader records an assessment, and a decision on absences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from blocks.assemblies.service.given import TODAY, YEAR, committees, days, met
from cast import OPERATES, Cast
from journeys.conftest import Open
from journeys.steps import follow, log_in
from keqiao.blocks.assemblies.service.absences import find_absences
from keqiao.blocks.assemblies.service.models import AbsenceRun, Assessed, DutyReport
from keqiao.blocks.assemblies.service.rota import assign_slot
from keqiao.blocks.assemblies.service.rules import set_rule
from registry.privacy.given import self_user

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360
HERE = "/desk/assemblies/450200/"
Check = Callable[[Page], None]


def test_a_report_goes_from_the_phone_to_a_receipt_and_an_assessment(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check
) -> None:
    sitting = committees(cast)
    set_rule(OPERATES, sitting.full, {"kind": "duty_report"})
    met(sitting.standing, TODAY, {sitting.engineer: "present"})
    phone = visit("/login/", width=PHONE)
    log_in(phone, site, self_user(cast, cast.engineer), "/home/")
    fits(phone)
    follow(phone.get_by_role("link", name=f"写{YEAR}年度述职报告"))
    axe(phone)
    fits(phone)
    box = phone.get_by_label("述职内容")
    assert "常委会：应到1次，到会1次" in box.input_value()
    box.fill(box.input_value() + "走访六家企业，提出一件建议。")
    phone.get_by_role("button", name="保存草稿").click()
    expect(phone.get_by_text("草稿已保存")).to_be_visible()
    phone.get_by_role("button", name="提交述职报告").click()
    expect(phone.get_by_text("工作人员收到后会出具回执")).to_be_visible()

    clerk = visit("/login/", width=DESK)
    log_in(clerk, site, cast.clerk, f"{HERE}duties/")
    axe(clerk)
    fits(clerk)
    follow(clerk.get_by_role("link", name="已提交，等待回执").last)
    axe(clerk)
    clerk.get_by_text("办理", exact=True).click()
    clerk.get_by_role("link", name="出具回执").click()
    clerk.get_by_label("回执留言").fill("收到，谢谢。")
    follow(clerk.get_by_role("button", name="出具回执"))
    assert DutyReport.objects.get().status == "received"

    leader = visit("/login/", width=PHONE)
    log_in(leader, site, cast.leader, f"{HERE}duties/?show=done")
    axe(leader)
    fits(leader)
    leader.locator("input[name=person]").first.check()
    leader.get_by_role("button", name="登记评估结果").click()
    expect(leader.get_by_text("已登记1人的评估结果")).to_be_visible()
    assert Assessed.objects.get().person == cast.engineer


def test_a_case_on_absences_is_explained_on_the_phone_and_decided(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check
) -> None:
    sitting = committees(cast)
    for day in days(2):
        met(sitting.full, day, {sitting.engineer: "absent"})
    find_absences(OPERATES, sitting.full, {})
    slot = {"person": sitting.engineer.pk, "starts": TODAY.replace(month=1, day=1)}
    assign_slot(OPERATES, sitting.full, slot | {"ends": TODAY.replace(year=YEAR + 1, month=1, day=1)})
    phone = visit("/login/", width=PHONE)
    log_in(phone, site, self_user(cast, cast.engineer), "/home/")
    axe(phone)
    follow(phone.get_by_role("link", name="全委会连续2次无故缺席"))
    axe(phone)
    fits(phone)
    phone.get_by_label("情况说明").fill("两次都在住院，没来得及请假。")
    phone.get_by_role("button", name="提交情况说明").click()
    expect(phone.get_by_text("已提交情况说明")).to_be_visible()
    phone.goto(f"{site}/home/")
    follow(phone.get_by_role("link", name="我正在驻会"))
    axe(phone)
    fits(phone)
    phone.get_by_label("工作内容").fill("接待企业科协")
    phone.get_by_role("button", name="登记这一天").click()
    expect(phone.get_by_text("接待企业科协")).to_be_visible()

    leader = visit("/login/", width=DESK)
    log_in(leader, site, cast.leader, f"{HERE}absences/")
    axe(leader)
    follow(leader.get_by_role("link", name="韦晓"))
    axe(leader)
    leader.get_by_text("办理", exact=True).click()
    leader.get_by_role("link", name="登记研究决定").click()
    leader.get_by_label("处理结果").select_option("excused")
    leader.get_by_label("理由和依据").fill("住院证明，常委会研究")
    leader.get_by_role("button", name="登记研究决定").click()
    expect(leader.get_by_text("事后说明，按请假处理").first).to_be_visible()
    assert AbsenceRun.objects.get().outcome == "excused"


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_other_pages_read_well_at_any_width(
    visit: Open, transactional_db: None, cast: Cast, site: str, axe: Check, fits: Check, width: int
) -> None:
    sitting = committees(cast)
    half = {"starts": TODAY.replace(month=1, day=1), "ends": TODAY.replace(month=7, day=1)}
    assign_slot(OPERATES, sitting.standing, {"person": sitting.engineer.pk, **half})
    page = visit("/login/", width=width)
    log_in(page, site, cast.clerk, HERE)
    for name in ("", "rota/", "studios/", "committees/", "secondments/", "party/"):
        page.goto(site + HERE + name)
        axe(page)
        fits(page)
