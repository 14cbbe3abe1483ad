"""Headers of declared tables, found where people put them and called what people call them."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.exchange.spreadsheets.columns import header_text
from keqiao.exchange.spreadsheets.problems import Unreadable
from keqiao.exchange.spreadsheets.tables import (
    MOST_COLUMNS,
    REPORT,
    Layout,
    TableColumn,
    find_layout,
    missing,
    refuse_missing,
    samples,
)
from keqiao.exchange.spreadsheets.workbook import Row

NAME = TableColumn("name", "名称", ("名称", "单位名称"), required=True)
AMOUNT = TableColumn("amount", "金额", ("金额", "经费金额"), required=True)
BOTH = TableColumn("both", "单位及职务", (), pattern=r"单位.{0,4}职务")
COLUMNS = (NAME, AMOUNT, BOTH)


def layout(*rows: Row, merges: list[object] | None = None, known: dict[str, str] | None = None) -> Layout:
    """The header found in the rows."""
    found = find_layout("表", rows, merges or [], COLUMNS, known)  # type: ignore[arg-type]  # merges of a test
    assert found is not None
    return found


def test_a_header_stands_under_titles_and_over_two_merged_rows() -> None:
    found = layout(
        ["科普经费情况表", None, None],
        ["单位：柳州市科协", None, None],
        ["序号", "名 称（全称）", "金额：", None],
        [None, None, "万元", "元"],
        [1.0, "柳州市科协", 3.0, None],
        merges=[((0, 0), (0, 2)), ((2, 2), (2, 3)), ((2, 0), (3, 0)), ((2, 1), (3, 1))],
    )
    assert (found.first_row, found.columns) == (3, {"name": 1, "amount": 2})


def test_headers_told_by_a_rule_and_our_own_report_is_passed_over() -> None:
    found = layout(["名称", "工作单位及职务", "金额", REPORT])
    assert found.columns == {"name": 0, "both": 1, "amount": 2}


def test_what_was_chosen_before_wins_over_the_words() -> None:
    known = {header_text("收入"): "amount", header_text("金额"): ""}
    assert layout(["名称", "金额", "收入"], known=known).columns == {"name": 0, "amount": 2}


def test_where_no_word_is_known_a_person_chooses_from_the_fullest_row() -> None:
    found = layout(["表", None, None], ["甲", "乙", "丙"], ["柳州", 3.0, None])
    assert (found.last_row, found.columns, found.headers) == (2, {}, {0: "甲", 1: "乙", 2: "丙"})
    assert missing(found, COLUMNS) == ["名称", "金额"]
    with pytest.raises(Unreadable, match="（第2行）里没有“名称、金额”"):
        refuse_missing(found, COLUMNS)
    chosen = found.chosen({0: "name", 1: "amount"})
    assert (chosen.meaning(1), chosen.meaning(2), chosen.letter("amount")) == ("amount", "", "B")
    refuse_missing(chosen, COLUMNS)
    assert chosen.chosen({0: ""}).columns == {"amount": 1}


def test_a_sheet_without_words_is_no_list() -> None:
    assert find_layout("表", [[1.0, 2.0]], [], COLUMNS) is None
    assert find_layout("表", [], [], COLUMNS) is None


def test_the_same_headers_have_the_same_signature_whatever_is_above() -> None:
    one, two = layout(["名称", "金额"]), layout(["表"], ["名 称", "金额（元）"])
    assert one.signature == two.signature != layout(["金额", "名称"]).signature


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(Unreadable, match="最多能读300列"):
        layout(["名称", *["列"] * MOST_COLUMNS])


def test_samples_are_the_first_values_below_the_header() -> None:
    rows: list[Row] = [
        ["名称", "金额"],
        ["甲", None],
        [None, 3.0],
        ["乙", dt.date(2026, 5, 1)],
        ["丙", 4.0],
        ["丁", 5.0],
    ]
    assert samples(layout(rows[0]), iter(rows)) == {0: ["甲", "乙", "丙"], 1: ["3", "2026-05-01", "4"]}
