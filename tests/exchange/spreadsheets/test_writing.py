"""Written spreadsheets: nothing in them is computed."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from keqiao.exchange.spreadsheets.writing import Table, plain


def read_back(*rows: list[Any], **more: Any) -> Any:
    """The sheet as a program opens it."""
    table = Table("名单", [10, 20])
    for row in rows:
        table.add(row, **more)
    stream = BytesIO()
    table.save(stream)
    return openpyxl.load_workbook(BytesIO(stream.getvalue())).active


@pytest.mark.parametrize("text", ["=1+1", "+86 772", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_texts_that_look_like_formulas_stay_texts(text: str) -> None:
    cell = read_back([text])["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_values_keep_their_kind() -> None:
    moment = dt.datetime(2026, 5, 1, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
    sheet = read_back(["韦晓", 3, 1.5, None, dt.date(2026, 5, 1), moment, "a\x07b"])
    assert [cell.value for cell in sheet[1]][:4] == ["韦晓", 3, 1.5, None]
    assert (sheet["F1"].value, sheet["G1"].value) == (dt.datetime(2026, 5, 1, 8), "ab")  # noqa: DTZ001 - a cell's
    assert plain("x" * 40_000) == "x" * 32_000
    assert not sheet["A1"].quotePrefix


def test_cells_are_coloured_and_commented() -> None:
    sheet = read_back(["韦晓", "南"], notes={1: ("认不出来", True)}, bold=True)
    assert sheet["A1"].font.bold
    assert sheet["B1"].comment.text == "认不出来"


def test_a_sheet_for_paper_lies_across_it_with_its_head_on_each_page() -> None:
    table = Table("座次表", [10])
    table.on_paper(2)
    table.add(["韦晓"], boxed=True)
    stream = BytesIO()
    table.save(stream)
    sheet: Any = openpyxl.load_workbook(BytesIO(stream.getvalue())).active
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$2"
    assert sheet["A1"].border.top.style == "thin"
