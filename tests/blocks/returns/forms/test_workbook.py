"""The outside side's workbook: cells are found by labels and numbers, and nothing but them is written."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from blocks.returns.sheets import activity, form, funded, template
from cast import Cast
from keqiao.blocks.returns.forms.answers import answers
from keqiao.blocks.returns.forms.cells import check_cell
from keqiao.blocks.returns.forms.workbook import filled, fillings, open_book, proposed, unmapped
from keqiao.blocks.returns.models import Written
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import VerbError


def test_cells_are_proposed_by_label_and_number(tmp_path: Path) -> None:
    made = form(tmp_path)
    assert proposed(made, open_book(template())) == {
        "all": "表一!E3",
        "lectures": "表一!E4",
        "money": "表一!E5",
        "remark": "表一!C8",
        "name": "封面!B1",
        "uscc": "封面!D1",
        "chair": "封面!B3",
    }


def test_the_same_workbook_comes_back_filled(cast: Cast, tmp_path: Path) -> None:
    made = form(tmp_path)
    activity(cast, dt.date(2024, 5, 1))
    funded(cast, 2024, 150_000_000)
    with ledger.exempt("given"):
        where = {"organisation": cast.liuzhou, "form": "small", "year": 2024}
        Written(**where, line="remark", text="=1+1", written_on=dt.date(2025, 1, 1)).save()
    found = answers(made, cast.liuzhou, 2024)
    cells = {"all": "表一!E3", "lectures": "表一!E4", "money": "表一!E5", "both": "表一!E6", "remark": "表一!C8"}
    cells |= {"uscc": "封面!D1", "youth": "表九!A1"}
    sheet = load_workbook(BytesIO(filled(found, cells, open_book(template()))))["表一"]
    assert (sheet["E3"].value, sheet["E4"].value, sheet["E5"].value) == (1, 1, 150)
    assert sheet["E6"].value == "=E4+E5"
    assert (sheet["C8"].value, sheet["C8"].data_type, sheet["C8"].quotePrefix) == ("=1+1", "s", True)
    assert sheet["A1"].font.size == 18
    assert "A1:F1" in sheet.merged_cells
    said = {one.line.id: one.problem for one in fillings(found, cells, open_book(template())) if one.problem}
    assert said == {
        "uscc": "这一行还没有数据，单元格保持原样",
        "youth": "工作簿里没有这个单元格",
        "both": "单元格里是公式，由工作簿自己计算，不填",
    }
    assert [line.id for line in unmapped(made, cells)] == ["name", "chair", "staff", "spent", "people"]


def test_a_cell_is_named_as_the_workbook_does() -> None:
    book = open_book(template())
    assert check_cell("表一!$e$4", book, "6") == "表一!E4"
    assert check_cell("'封面'!B3", book, "6") == "封面!B3"
    assert check_cell("表一!F1", book, "6") == "表一!A1"
    with pytest.raises(VerbError, match="没有单元格"):
        check_cell("E", book, "6")


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(VerbError, match="这不是Excel工作簿"):
        open_book(b"hello")
