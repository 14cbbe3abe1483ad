"""Amounts and days in both languages, whichever the page is read in."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils import translation

from keqiao.plans.sentences.languages import CHINESE, ENGLISH, LANGUAGES, fen

AMOUNTS = [
    (30000, "m2", "30,000平方米", "30,000 m²"),
    (60, "months", "60个月", "60 months"),
    (1, "months", "1个月", "1 month"),
    (5, "years", "5年", "5 years"),
    (2, "days", "2天", "2 days"),
    (3, "number", "3", "3"),
    (3, "", "3", "3"),
    (Fraction(1, 50), "m2", "0.02平方米", "0.02 m²"),
    (30_000_000_000, "yuan", "3亿元", "CNY 300 million"),
]


@pytest.mark.parametrize("page", ["zh-hans", "en"])
@pytest.mark.parametrize(("value", "unit", "chinese", "english"), AMOUNTS)
def test_amounts_are_said_in_the_sentences_own_language(
    value: int | Fraction, unit: str, chinese: str, english: str, page: str
) -> None:
    with translation.override(page):
        assert CHINESE.amount(value, unit) == chinese
        assert ENGLISH.amount(value, unit) == english


@pytest.mark.parametrize("page", ["zh-hans", "en"])
def test_shares_stand_as_the_plan_prints_them(page: str) -> None:
    with translation.override(page):
        assert CHINESE.share(Fraction(2, 3), as_fraction=True) == "三分之二"
        assert ENGLISH.share(Fraction(2, 3), as_fraction=True) == "2/3"
        assert CHINESE.share(Fraction(7, 10), as_fraction=False) == "70%"
        assert ENGLISH.share(Fraction(151, 200), as_fraction=False) == "75.5%"


def test_days_and_years_are_said_as_people_say_them() -> None:
    assert (CHINESE.day(20170929), ENGLISH.day(20170929)) == ("2017年9月29日", "29 September 2017")
    assert (CHINESE.year(2017), ENGLISH.year(2017)) == ("2017年", "2017")


def test_lists_of_one_two_and_three_are_joined_differently() -> None:
    assert [CHINESE.all_of(parts) for parts in ("甲", "甲乙", "甲乙丙")] == ["甲", "甲且乙", "甲、乙且丙"]
    assert [CHINESE.any_of(parts) for parts in ("甲", "甲乙", "甲乙丙")] == ["甲", "甲，或乙", "甲，或乙，或丙"]
    assert [ENGLISH.all_of(parts) for parts in ("a", "ab", "abc")] == ["a", "a and b", "a, b and c"]
    assert [ENGLISH.any_of(parts) for parts in ("a", "ab", "abc")] == ["a", "a, or b", "a, or b, or c"]
    assert ENGLISH.among("kind", "ab", negated=True) == "kind isn’t a or b"
    assert CHINESE.among("类型", "甲乙丙", negated=False) == "类型为甲、乙或丙"


def test_money_comes_in_fen() -> None:
    assert fen(Fraction(3)) == 300
    assert set(LANGUAGES) == {"zh", "en"}
