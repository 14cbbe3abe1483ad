"""A county's clerk opens the statistics form, copies a line and a section, fills in, keeps and downloads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from cast import OPERATES, Cast
from journeys.conftest import Open
from journeys.steps import log_in
from keqiao.blocks.activities.verbs import record_activity

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

DESK, PHONE = 1280, 360
FORM = "/desk/forms/450223/association-statistics/2024/"
Check = Callable[[Page], None]


@pytest.fixture
def county(transactional_db: None, cast: Cast) -> Cast:
    """The cast, and a lecture that the county held."""
    data = {"title": "科普进校园", "kind": "lecture", "date": dt.date(2024, 5, 30), "audience": "youth"}
    record_activity(OPERATES, cast.luzhai, data)
    return cast


def blank() -> bytes:
    """The platform's own sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表一"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "综合统计年报"
    sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"] = "指标", "代码", "上年", "本年"
    sheet["A3"], sheet["B3"] = "单位名称", "101"
    sheet["A4"], sheet["B4"] = "科普讲座", "504"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_from_the_list_to_the_filled_workbook(
    visit: Open, county: Cast, site: str, axe: Check, fits: Check, width: int, tmp_path: Path
) -> None:
    page = visit("/login/", width=width, permissions=["clipboard-read", "clipboard-write"])
    log_in(page, site, county.county_clerk, "/desk/forms/")
    axe(page)
    fits(page)
    page.goto(site + FORM)
    axe(page)
    fits(page)
    page.get_by_role("button", name="复制 504").click()
    expect(page.get_by_role("status").filter(has_text="已复制")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == "1"
    page.get_by_role("button", name="复制本节 学术交流和科普活动").click()
    expect(page.locator("[data-copied]")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "504\t其中：科普讲座\t次\t1" in copied.splitlines()
    page.get_by_role("link", name="填写没有记录的行").click()
    page.get_by_label("510 参加活动人次").fill("350")
    axe(page)
    fits(page)
    page.get_by_role("button", name="保存填写的内容").click()
    expect(page.get_by_label("510 参加活动人次", exact=True)).to_have_value("350")
    page.get_by_role("button", name="留存填报数").click()
    expect(page.get_by_text("此后没有变化")).to_be_visible()
    page.get_by_role("link", name="用对方的表格").click()
    page.get_by_label("报表模板").set_input_files(
        {"name": "年报.xlsx", "mimeType": "application/octet-stream", "buffer": blank()}
    )
    page.get_by_role("button", name="上传模板").click()
    expect(page.get_by_label("第504行 其中：科普讲座 的单元格")).to_have_value("表一!D4")
    axe(page)
    fits(page)
    page.get_by_role("button", name="保存单元格").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载填好的报表").click()
    download.value.save_as(tmp_path / "filled.xlsx")
    sheet = load_workbook(tmp_path / "filled.xlsx")["表一"]
    assert (sheet["D3"].value, sheet["D4"].value) == (county.luzhai.name, 1)


def test_without_scripts_the_answers_can_be_selected(visit: Open, county: Cast, site: str) -> None:
    page = visit("/login/", java_script_enabled=False)
    log_in(page, site, county.county_clerk, FORM)
    expect(page.get_by_label("504 其中：科普讲座", exact=True)).to_have_value("1")
    expect(page.get_by_role("button", name="复制 504")).to_have_count(0)
    page.get_by_text("整节文字，可以选中复制").nth(4).click()
    expect(page.get_by_label("学术交流和科普活动：行号、指标、单位、填报数")).to_have_value(
        page.locator("#whole-5").input_value()
    )
