"""Amounts are read exactly, or refused with a remedy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.plans.engine.amounts import Amount, amount
from keqiao.plans.engine.errors import TargetError


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1/3", Fraction(1, 3), "percent"),
        ("2/3", Fraction(2, 3), "percent"),
        ("0/1", Fraction(0), "percent"),
        ("1/1", Fraction(1), "percent"),
        ("70%", Fraction(7, 10), "percent"),
        ("2.5%", Fraction(1, 40), "percent"),
        ("0%", Fraction(0), "percent"),
        ("150%", Fraction(3, 2), "percent"),
        ("0.1 m2", Fraction(1, 10), "m2"),
        ("30000 m2", Fraction(30000), "m2"),
        ("300000000 yuan", Fraction(300_000_000), "yuan"),
        ("1/2 yuan", Fraction(1, 2), "yuan"),
        ("60 months", Fraction(60), "months"),
        ("5years", Fraction(5), "years"),
        (" 7 ", Fraction(7), "number"),
        (0, Fraction(0), "number"),
        (20, Fraction(20), "number"),
    ],
)
def test_an_amount_is_read_exactly(text: Any, number: Fraction, unit: str) -> None:
    assert amount(text, "target") == Amount(number, unit)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4/3", "more than the whole"),
        ("1/0", "divides by nought"),
        (0.7, "is not an amount.*Decimals go in quotes"),
        (True, "is not an amount"),
        (None, "is not an amount"),
        ([1], "is not an amount"),
        ("-1", "is not an amount"),
        ("", "is not an amount"),
        ("many", "is not an amount"),
        ("1e3", "unknown unit|is not an amount"),
        ("1,000", "is not an amount"),
        ("３", "is not an amount"),
        ("3 tons", "unknown unit 'tons'"),
        ("70 % yuan", "is not an amount"),
    ],
)
def test_anything_else_is_refused_naming_the_key(text: Any, said: str) -> None:
    with pytest.raises(TargetError, match=said) as caught:
        amount(text, "at_least")
    assert caught.value.message.startswith("at_least: ")
    assert caught.value.remedy


@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_a_part_of_the_whole_stays_the_fraction_it_is(numerator: int, denominator: int) -> None:
    whole = max(numerator, denominator)
    assert amount(f"{numerator}/{whole}", "x").number == Fraction(numerator, whole)
