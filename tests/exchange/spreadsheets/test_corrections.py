"""What a person puts right after a first reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from keqiao.exchange.spreadsheets.columns import Column, Field, Header
from keqiao.exchange.spreadsheets.corrections import column_index, is_reference, with_columns
from keqiao.exchange.spreadsheets.problems import Unreadable, column_letter
from keqiao.exchange.spreadsheets.roster import Corrections, read_roster

TODAY = date(2026, 11, 22)
ROWS = (
    ("姓名", "性别", "出生年月", "单位", "所属"),
    ("韦晓", "女", "1975.13", "云桥", "企业"),
    ("覃亮", "男", "=1990", "云桥", "高校"),
)


def test_cells_are_put_right(save_book: Callable[..., Path]) -> None:
    path = save_book(ROWS)
    assert [problem.cell for problem in read_roster(path, today=TODAY).errors] == ["C2", "C3"]
    right = read_roster(path, today=TODAY, corrections=Corrections(cells={"C2": "1975.12", "C3": "1990", "F2": "甲"}))
    assert right.errors == []
    assert [row.birth.dotted() for row in right.rows if row.birth] == ["1975.12", "1990"]


def test_a_cell_is_emptied(save_book: Callable[..., Path]) -> None:
    right = read_roster(save_book(ROWS), today=TODAY, corrections=Corrections(cells={"C2": " ", "C3": ""}))
    assert right.errors == []
    assert [row.birth for row in right.rows] == [None, None]


def test_columns_are_told_what_they_hold(save_book: Callable[..., Path]) -> None:
    chosen = Corrections(columns={"E": "sector", "C": ""})
    right = read_roster(save_book(ROWS), today=TODAY, corrections=chosen)
    assert [row.sector for row in right.rows] == ["企业", "高校"]
    assert right.errors == []
    assert [column.letter for column in right.unmatched] == ["C"]


def test_a_column_takes_anothers_meaning() -> None:
    header = Header(1, 1, {Field.NAME: Column(0, "姓名"), Field.UNIT: Column(1, "单位")}, (Column(2, "现单位"),))
    chosen = with_columns(header, {"C": "unit"})
    assert (chosen.columns[Field.UNIT].letter, [column.letter for column in chosen.unmatched]) == ("C", ["B"])
    with pytest.raises(Unreadable, match="姓名"):
        with_columns(header, {"A": ""})


@pytest.mark.parametrize("index", [0, 25, 26, 701, 702])
def test_letters_and_numbers_are_inverse(index: int) -> None:
    assert column_index(column_letter(index)) == index


@pytest.mark.parametrize(
    ("text", "yes"), [("E7", True), ("AA10", True), ("7", False), ("E", False), ("e7", False), ("", False)]
)
def test_references(text: str, yes: bool) -> None:
    assert is_reference(text) is yes
