"""Values become words, and rounding never changes what they say."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from django.utils import translation

from keqiao.look import formats

TODAY = dt.date(2026, 11, 22)


def test_a_date_is_written_in_full_without_leading_noughts() -> None:
    assert formats.long_date(dt.date(2026, 1, 5)) == "2026年1月5日"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "今天"),
        (-1, "昨天"),
        (1, "明天"),
        (-2, "2天前"),
        (-6, "6天前"),
        (-7, "2026年11月15日"),
        (6, "6天后"),
        (7, "2026年11月29日"),
    ],
)
def test_a_day_within_a_week_is_told_by_its_distance(days: int, words: str) -> None:
    assert formats.near_date(TODAY + dt.timedelta(days=days), TODAY) == words


def test_fixed_decimals_round_half_to_even_and_separate_thousands() -> None:
    assert formats.fixed(Fraction(25, 1000), 2) == "0.02"
    assert formats.fixed(Fraction(35, 1000), 2) == "0.04"
    assert formats.fixed(-1234567, 0) == "-1,234,567"
    assert formats.fixed(Fraction(-1, 2), 1) == "-0.5"


def test_a_plain_number_has_no_trailing_noughts_but_keeps_those_of_whole_numbers() -> None:
    assert formats.plain(Fraction(5, 2)) == "2.5"
    assert formats.plain(100) == "100"
    assert formats.plain(Fraction(1, 3)) == "0.33"


def test_a_share_has_one_decimal() -> None:
    assert formats.percent(Fraction(7, 10)) == "70.0%"
    assert formats.percent(Fraction(57, 90)) == "63.3%"


@pytest.mark.parametrize(
    ("value", "mark", "words"),
    [
        (Fraction(6996, 10000), Fraction(7, 10), "69.96%"),
        (Fraction(69999, 100000), Fraction(7, 10), "69.999%"),
        (Fraction(7, 10), Fraction(7, 10), "70.0%"),
        (Fraction(70001, 100000), Fraction(7, 10), "70.001%"),
        (Fraction(1, 3), Fraction(1, 3), "33.3333%"),
        (Fraction(63, 90), None, "70.0%"),
    ],
)
def test_a_share_is_never_rounded_across_a_mark(value: Fraction, mark: Fraction | None, words: str) -> None:
    assert formats.percent_against(value, mark) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(2, 3), "三分之二"),
        (Fraction(1, 10), "十分之一"),
        (Fraction(3, 12), "四分之一"),
        (Fraction(4, 2), "2"),
    ],
)
def test_a_fraction_is_spelled_as_plans_print_it(value: Fraction, words: str) -> None:
    assert formats.fraction_words(value) == words


def test_a_fraction_stays_figures_in_english() -> None:
    with translation.override("en"):
        assert formats.fraction_words(Fraction(2, 3)) == "2/3"


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (30_000_000_000, "3亿元"),
        (28_600_000_000, "2.86亿元"),
        (999_999, "9,999.99元"),
        (1_000_000, "1万元"),
        (300, "3元"),
        (-1_000_000, "-1万元"),
        (0, "0元"),
    ],
)
def test_money_takes_the_largest_unit_that_fits(fen: int, words: str) -> None:
    assert formats.yuan(fen) == words


def test_money_in_english_counts_in_millions() -> None:
    with translation.override("en"):
        assert formats.yuan(30_000_000_000) == "CNY 300 million"
        assert formats.yuan(30_000) == "CNY 300"


def test_a_change_of_shares_is_told_in_points_and_of_numbers_in_their_noun() -> None:
    assert formats.points(Fraction(103, 1000)) == "提高10.3个百分点"
    assert formats.points(Fraction(-1, 100)) == "降低1.0个百分点"
    assert formats.points(0) == "持平"
    assert formats.difference(3, "个") == "增加3个"
    assert formats.difference(-3, "个") == "减少3个"
    assert formats.difference(0, "个") == "持平"


@pytest.mark.parametrize(
    ("value", "unit", "noun", "words"),
    [
        (Fraction(1, 3), "percent", "", "33.3%"),
        (300_000_000, "yuan", "", "3亿元"),
        (30_000, "m2", "", "30,000平方米"),
        (60, "months", "", "60个月"),
        (5, "years", "", "5年"),
        (12, "number", "名", "12名"),
    ],
)
def test_a_quantity_bears_its_unit(value: int | Fraction, unit: str, noun: str, words: str) -> None:
    assert formats.quantity(value, unit, noun) == words


def test_an_unknown_unit_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="use percent, yuan, m2"):
        formats.quantity(1, "li")


def test_a_total_says_what_it_counts() -> None:
    assert formats.total(1165) == "共1,165条"
    assert formats.total(87, "人") == "共87人"


def test_things_stand_one_after_another_as_the_language_separates_them() -> None:
    assert formats.enumerated(["姓名", "性别"]) == "姓名、性别"
    with translation.override("en"):
        assert formats.enumerated(["Name", "Sex"]) == "Name, Sex"
    assert formats.enumerated([]) == ""
