"""Rows of a declared table: values, problems by cell, and what is no entry left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from keqiao.exchange.spreadsheets import reading
from keqiao.exchange.spreadsheets.problems import Unreadable
from keqiao.exchange.spreadsheets.reading import Page, Report, TableReader
from keqiao.exchange.spreadsheets.tables import TableColumn, find_layout
from keqiao.exchange.spreadsheets.workbook import Row, Sheet, Value
from keqiao.kernel.standards.refusal import Refused

calls: list[Value] = []


def count(value: Value) -> int:
    """A whole number."""
    calls.append(value)
    if not isinstance(value, float) or value != int(value):
        raise Refused("count.form", "“%(value)s”不是整数", value=str(value))
    return int(value)


COLUMNS = (
    TableColumn("name", "名称", ("名称",), required=True, longest=6),
    TableColumn("count", "人数", ("人数",), count),
    TableColumn("level", "层级", ("层级",), lambda value: str(value).upper()),
)
HEADER: Row = ["名称", "人数", "层级", "备注"]


def pages(rows: Iterable[Row], size: int = 100, **more: Any) -> list[Page]:
    """The rows, read."""

    def shape(number: int, values: list[Any], report: Report) -> list[Any]:
        if values[1] == 13:
            report("count", "count.bad", "不吉利")
        return [number, *values]

    given = [HEADER, *rows]
    sheet = Sheet("表", iter(given), **more)
    layout = find_layout("表", given[:40], sheet.merges, COLUMNS)
    assert layout is not None
    return list(TableReader(sheet, layout, COLUMNS, shape).pages(size))


def test_values_stand_in_the_order_of_the_columns() -> None:
    (page,) = pages([["甲会", 3.0, "市", None], ["乙会"]])
    assert page.rows == [[2, "甲会", 3, "市"], [3, "乙会", None, None]]
    assert (page.problems, page.clean()) == ([], page.rows)


def test_problems_name_their_cell_and_only_errors_keep_rows_out() -> None:
    (page,) = pages(
        [["甲会", "三", "市"], [None, 4.0, "市", "x"], ["太长的名称啊啊", 13.0, "市"], ["乙会", True, "市"]]
    )
    assert {one.cell: one.code for one in page.problems} == {
        "B2": "count.form",
        "A3": "cell.empty",
        "A4": "text.long",
        "B4": "count.bad",
        "B5": "count.form",
    }
    assert page.clean() == []


def test_totals_footnotes_blanks_and_headers_again_are_no_entries() -> None:
    rows: list[Row] = [
        ["甲会", 3.0, "市"],
        [None, None, None],
        ["合计", 3.0, None],
        ["合　计：", 3.0, "市", "x"],
        ["注：以上为年末数", None, None],
        HEADER,
        ["乙会", 4.0, "县"],
    ]
    (page,) = pages(rows)
    assert [row[1] for row in page.rows] == ["甲会", "乙会"]
    assert page.numbers == [2, 8]


def test_cells_merged_downwards_hold_for_each_of_their_rows() -> None:
    rows: list[Row] = [["甲会", 3.0, "市"], ["乙会", 4.0, None], ["丙会", 5.0, None]]
    (page,) = pages(rows, merges=[((1, 2), (2, 2))])
    assert [row[3] for row in page.rows] == ["市", "市", None]


def test_cells_with_errors_and_formulas_are_told() -> None:
    (page,) = pages([[None, 3.0, "市"], ["乙会", None, "市"]], odd={"A2": "#REF!", "B3": ""})
    assert {one.cell: one.code for one in page.problems} == {"A2": "cell.error", "B3": "cell.formula"}


def test_readings_are_remembered_and_pages_hold_so_many_rows() -> None:
    calls.clear()
    found = pages([["甲会", 3.0, "市"]] * 5, size=2)
    assert [len(page.rows) for page in found] == [2, 2, 1]
    assert calls == [3.0]


def test_too_many_rows_and_none_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    with pytest.raises(Unreadable, match="超过2行，请拆成几个文件"):
        pages([["甲会", 3.0, "市"]] * 3)
    with pytest.raises(Unreadable, match="表头下面没有内容"):
        pages([])


def test_a_long_sheet_is_never_held() -> None:
    held = 0

    def rows() -> Iterator[Row]:
        nonlocal held
        yield HEADER
        for number in range(1000):
            held = number
            yield [f"会{number}", 1.0, "市"]

    layout = find_layout("表", [HEADER], [], COLUMNS)
    assert layout is not None
    reader = TableReader(Sheet("表", rows()), layout, COLUMNS, lambda number, values, report: values)
    next(reader.pages(10))
    assert held < 15
