"""A chart and the table behind it say the same."""

from __future__ import annotations

import json
from fractions import Fraction

from keqiao.look.charts import Chart, Series

SHARES = Chart(
    "比例的变化",
    ("2016年", "2021年", "2026年"),
    (
        Series("基层一线", (Fraction(53, 100), None, Fraction(57, 90))),
        Series("女性", (Fraction(1, 4), Fraction(3, 10), None)),
    ),
    unit="percent",
    target=Fraction(7, 10),
    target_label="要求70%以上",
)


def test_picture_and_table_have_the_same_values_in_the_same_places() -> None:
    spec = json.loads(SHARES.spec)
    for at, (label, cells) in enumerate(SHARES.rows):
        assert spec["labels"][at] == label
        for series, (name, text) in zip(spec["series"], cells, strict=True):
            assert series["name"] == name
            value = series["values"][at]
            assert text == series["texts"][at] == ("—" if value is None else f"{value:.1f}%")


def test_shares_are_drawn_in_percent_with_their_target() -> None:
    spec = json.loads(SHARES.spec)
    assert (spec["unit"], spec["target"], spec["targetLabel"]) == ("%", 70, "要求70%以上")


def test_a_gap_stays_a_gap() -> None:
    assert json.loads(SHARES.spec)["series"][0]["values"] == [53.0, None, 63.3333]
    assert SHARES.rows[1] == ("2021年", [("基层一线", "—"), ("女性", "30.0%")])


def test_the_table_does_not_round_across_the_target() -> None:
    chart = Chart("比例", ("今年",), (Series("", (Fraction(6996, 10000),)),), unit="percent", target=Fraction(7, 10))
    assert chart.rows[0][1][0][1] == "69.96%"


def test_numbers_are_drawn_without_a_unit_and_without_a_target() -> None:
    spec = json.loads(Chart("站", ("柳城县",), (Series("e站", (Fraction(1200),)),), kind="bar").spec)
    assert (spec["kind"], spec["unit"], spec["target"]) == ("bar", "", None)
    assert spec["series"][0]["values"] == [1200]


def test_the_picture_is_told_by_where_each_series_ends() -> None:
    assert SHARES.spoken == "比例的变化：基层一线2026年为63.3%；女性2021年为30.0%"


def test_a_series_of_gaps_says_that_there_is_no_data() -> None:
    assert Chart("比例", ("今年",), (Series("女性", (None,)),)).spoken == "比例：女性暂无数据"
