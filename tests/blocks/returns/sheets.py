"""Made-up forms and workbooks for the tests: a small form with every kind of line, a sheet as people draw them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from cast import OPERATES, Cast
from keqiao.blocks.activities import verbs as activities
from keqiao.blocks.returns.forms.form import Form
from keqiao.blocks.returns.forms.read import read_form
from keqiao.kernel.facts import schema
from keqiao.registry.verbs import memberships, money

STATISTICS = "association-statistics"
INSPECTION = "society-inspection"

LINES = """
      - {id: name, number: "1", label: {zh: 单位名称, en: Name}, field: name}
      - {id: uscc, number: "2", label: {zh: 信用代码, en: Code}, field: uscc}
      - {id: chair, number: "3", label: {zh: 主席, en: Chair}, holders: congress, role: delegate}
      - {id: staff, number: "4", label: {zh: 在岗, en: Staff}, staffing: in_post}
      - {id: all, number: "5", label: {zh: 活动, en: Activities}, count: activities, when: within}
      - {id: lectures, number: "6", label: {zh: 讲座, en: Lectures},
         count: activities, when: within, where: "kind = 'lecture'"}
      - {id: youth, number: "7", label: {zh: 青少年, en: Youth},
         count: activities, when: within, where: "audience = 'youth'"}
      - {id: money, number: "8", label: {zh: 经费, en: Money}, unit: {zh: 万元, en: wan},
         per: 1000000, sum: funding, column: amount, when: within}
      - {id: spent, number: "9", label: {zh: 支出, en: Spending}, unit: {zh: 元, en: yuan},
         per: 100, returned: spending}
      - {id: both, number: "10", label: {zh: 合计, en: Total}, total: [lectures, youth]}
      - {id: people, number: "11", label: {zh: 人次, en: Attendances}, text: number}
      - {id: remark, number: "12", label: {zh: 说明, en: Remarks}, text: long}
"""


def written(tmp_path: Path, lines: str = LINES, checks: str = "", name: str = "small") -> Path:
    """A form's file."""
    path = tmp_path / f"{name}.yaml"
    path.write_text(
        f"""id: {name}
title: {{zh: 小表, en: Small form}}
asker: {{zh: 上级, en: Above}}
source: {{zh: 测试, en: Tests}}
since: 2020
period: year
for: {{kinds: [association]}}
sections:
  - number: 一
    title: {{zh: 全部, en: All}}
    lines:{lines}
{checks}""",
        encoding="utf-8",
    )
    return path


def form(tmp_path: Path, lines: str = LINES, checks: str = "") -> Form:
    """The form as it is read."""
    return read_form(written(tmp_path, lines, checks), schema.all_facts())


def activity(cast: Cast, date: Any, kind: str = "lecture", **more: Any) -> None:
    """Something that the city held."""
    data = {"title": f"{date}的活动", "kind": kind, "date": date} | more
    activities.record_activity(OPERATES, cast.liuzhou, data)


def funded(cast: Cast, year: int, fen: int) -> None:
    """Money that the city had."""
    data = {"year": year, "kind": "budget", "level": "municipal", "amount": fen, "purpose": "popularisation"}
    money.record_funding(OPERATES, cast.liuzhou, data)


def joined(cast: Cast, day: Any) -> None:
    """The engineer joins the society."""
    memberships.admit(OPERATES, cast.society, {"person": cast.engineer.pk, "kind": "individual", "starts": day})


def template(*, formula: bool = True) -> bytes:
    """A blank form as the outside side draws it: a merged title, merged headings, one label across two rows, a sum."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表一"
    sheet.merge_cells("A1:F1")
    sheet["A1"] = "统计年报"
    sheet["A1"].font = Font(bold=True, size=18)
    sheet.merge_cells("A2:B2")
    sheet["A2"], sheet["C2"], sheet["D2"], sheet["E2"] = "指标名称", "代码", "上年", "本年"
    sheet.merge_cells("A3:B3")
    sheet["A3"], sheet["C3"] = "活动（次）", "5"
    sheet["A4"], sheet["B4"], sheet["C4"] = "其中", "讲座", "6"
    sheet["A5"], sheet["C5"] = "　经　费：", "8"
    if formula:
        sheet["A6"], sheet["C6"], sheet["E6"] = "合计", "10", "=E4+E5"
    sheet.merge_cells("A8:B8")
    sheet["A8"] = "说明"
    other = book.create_sheet("封面")
    other["A1"], other["C1"] = "单位名称", "信用代码"
    other["A3"] = "主席"
    other["B3"].font = Font(italic=True)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
