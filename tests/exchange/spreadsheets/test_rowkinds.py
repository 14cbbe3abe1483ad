"""Rows under a header that hold no person, and cells that hold for several rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from keqiao.exchange.spreadsheets.columns import find_header
from keqiao.exchange.spreadsheets.rowkinds import Kind, RowSorter, group_name
from keqiao.exchange.spreadsheets.workbook import Merge

HEADER = ["序号", "姓名", "性别", "单位及职务", "界别"]
PERSON = [1, "李明", "男", "甲厂厂长", "企业"]


def sorter(merges: Sequence[Merge] = (), header: Sequence[str] = HEADER) -> RowSorter:
    """A sorter under the header in row 1."""
    found = find_header([list(header)], [])
    assert found is not None
    return RowSorter(found, merges)


def kind(*row: Any) -> Kind:
    """What a row is."""
    return sorter().sort(2, list(row))[0]


@pytest.mark.parametrize(
    "row",
    [
        PERSON,
        [None, "李明", None, None, None],
        [1, "李明"],
        [None, "李明", "男", None, None],
        [None, None, "男", "甲厂厂长", "企业"],
        [1, "", "女", "乙厂", None],
        [1, "李明", "男", "共计算机公司", "企业"],
    ],
)
def test_people_are_people_even_with_gaps(row: list[Any]) -> None:
    assert kind(*row) is Kind.PERSON


@pytest.mark.parametrize("row", [[], [None] * 5, [7, None, None, None, None], ["8", None], ["12、", None]])
def test_nothing_but_a_number_is_a_blank(row: list[Any]) -> None:
    assert kind(*row) is Kind.BLANK


@pytest.mark.parametrize(
    "row",
    [
        ["合计", None, "5人"],
        ["合　计", "5人"],
        ["总计：5人"],
        [None, "小计", 5.0],
        ["总人数", 5.0],
        [None, "共5人"],
        ["共 12 名代表"],
        ["合计", 5.0, 3.0, 2.0, 1.0],
    ],
)
def test_totals(row: list[Any]) -> None:
    assert kind(*row) is Kind.TOTAL


@pytest.mark.parametrize(
    "row",
    [
        ["注：排名不分先后"],
        ["备注：另有2人待定"],
        ["说明: 以姓氏笔画为序"],
        ["填表人：王芳", None, "联系电话：2825566"],
        ["单位盖章（）"],
        ["填表人：王芳", None, None, None, "填报日期：2026年11月"],
        [None, None, None, "审核：李明"],
    ],
)
def test_footnotes(row: list[Any]) -> None:
    assert kind(*row) is Kind.FOOTNOTE


@pytest.mark.parametrize("row", [HEADER, [None, "姓　名", "性别", None, None], ["序号", "姓名", None, None, None]])
def test_the_header_again(row: list[Any]) -> None:
    assert kind(*row) is Kind.HEADER


def test_a_heading_names_the_group_of_the_rows_below_it() -> None:
    walk = sorter()
    assert walk.group == ""
    assert walk.sort(2, ["一、柳南区代表团（12人）", None, None, None, None])[0] is Kind.GROUP
    assert walk.group == "柳南区代表团"
    assert walk.sort(3, list(PERSON))[0] is Kind.PERSON
    assert walk.group == "柳南区代表团"
    walk.sort(4, ["（二）企业界别"])
    assert walk.group == "企业界别"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("一、柳南区代表团（12人）", "柳南区代表团"),
        ("（三）鹿寨县代表团", "鹿寨县代表团"),
        ("2.企业界 共 8 名", "企业界"),
        ("企业界别（8位代表）", "企业界别"),
        ("十二、融安县代表团(5名代表)", "融安县代表团"),
        ("柳州市直机关代表团", "柳州市直机关代表团"),
        ("三江侗族自治县代表团（9人）", "三江侗族自治县代表团"),
        ("3、三江侗族自治县代表团", "三江侗族自治县代表团"),
        ("2026年增选代表", "2026年增选代表"),
        ("1)企业界别", "企业界别"),
        ("一、", "一、"),
        ("（5人）", "（5人）"),
    ],
)
def test_numbers_before_and_after_a_groups_name_go(written: str, name: str) -> None:
    assert group_name(written) == name


def test_a_cell_merged_downwards_holds_for_each_of_its_rows_and_no_further() -> None:
    walk = sorter([((1, 3), (3, 3)), ((1, 4), (2, 4))])
    rows = [walk.sort(number, row)[1] for number, row in enumerate(rows_of_one_unit(), start=2)]
    assert [row[3] for row in rows] == ["甲厂", "甲厂", "甲厂", None]
    assert [row[4] for row in rows] == ["企业", "企业", None, None]


def rows_of_one_unit() -> list[list[Any]]:
    """Four people; unit and sector stand in the first one's row."""
    return [
        [1, "李一", "男", "甲厂", "企业"],
        [2, "李二", "男", None, None],
        [3, "李三", "女", None, None],
        [4, "李四", "女", None, None],
    ]


def test_a_row_too_short_for_the_merged_column_is_made_long_enough() -> None:
    walk = sorter([((1, 3), (2, 3))])
    walk.sort(2, [1, "李一", "男", "甲厂", None])
    assert walk.sort(3, [2, "李二"])[1] == [2, "李二", None, "甲厂"]


def test_what_is_written_within_a_merged_range_stands() -> None:
    walk = sorter([((1, 3), (3, 3))])
    walk.sort(2, [1, "李一", "男", "甲厂", None])
    assert walk.sort(3, [2, "李二", "男", "乙厂", None])[1][3] == "乙厂"


def test_names_and_numbers_are_never_filled_downwards() -> None:
    walk = sorter([((1, 1), (2, 1)), ((1, 0), (2, 0))])
    walk.sort(2, list(PERSON))
    assert walk.sort(3, [None, None, "女", "乙厂", None])[1][:2] == [None, None]


def test_the_row_that_was_read_is_not_changed() -> None:
    walk = sorter([((1, 3), (2, 3))])
    walk.sort(2, list(PERSON))
    row = [2, "李二", "男", None, None]
    walk.sort(3, row)
    assert row == [2, "李二", "男", None, None]
