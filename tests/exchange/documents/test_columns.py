"""Names set into columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.exchange.documents.columns import columns_taken, places_in_lines
from keqiao.exchange.documents.layout import STANDARD, Layout


@pytest.mark.parametrize(
    ("name", "note", "columns"),
    [
        ("李　明", "", 1),
        ("李　明", "（女）", 1),
        ("王小明", "（壮族）", 1),
        ("王小明", "（女，壮族）", 2),
        ("欧阳明远", "", 1),
        ("阿卜杜拉·买买提", "", 2),
        ("阿卜杜拉·买买提", "（维吾尔族）", 2),
        ("阿卜杜热合曼·买买提依明", "（维吾尔族）", 3),
        ("买" * 50, "", 4),
        ("Li Ming", "", 1),
    ],
)
def test_a_name_takes_as_many_columns_as_it_needs(name: str, note: str, columns: int) -> None:
    assert columns_taken(name, note, STANDARD) == columns


def test_four_names_stand_on_a_line() -> None:
    lines = places_in_lines([(name, "") for name in "甲乙丙丁戊"], STANDARD)
    assert [[(place.column, place.name) for place in line] for line in lines] == [
        [(0, "甲"), (1, "乙"), (2, "丙"), (3, "丁")],
        [(0, "戊")],
    ]


def test_a_long_name_that_does_not_fit_begins_the_next_line() -> None:
    listed = [("甲", ""), ("乙", ""), ("丙", ""), ("阿卜杜拉·买买提", ""), ("丁", ""), ("戊", "")]
    lines = places_in_lines(listed, STANDARD)
    assert [[place.column for place in line] for line in lines] == [[0, 1, 2], [0, 2, 3]]


def test_a_house_rule_of_three_names_makes_wider_columns() -> None:
    assert columns_taken("王小明", "（女，壮族）", Layout(names_in_a_line=3)) == 1


@given(st.lists(st.sampled_from(["李　明", "阿卜杜拉·买买提", "买" * 40]), min_size=1))
def test_nobody_is_lost_and_nobody_overtakes(names: list[str]) -> None:
    lines = places_in_lines([(name, "") for name in names], STANDARD)
    assert [place.name for line in lines for place in line] == names
    assert all(line for line in lines)
