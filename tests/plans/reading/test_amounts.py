"""Numbers as official texts write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from keqiao.plans.reading.amounts import amounts, number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三分之二", Fraction(2, 3)),
        ("3/5", Fraction(3, 5)),
        ("半数", Fraction(1, 2)),
        ("百分之七十五", Fraction(75)),
        ("百分之三点五", Fraction(7, 2)),
        ("12.5%", Fraction(25, 2)),
        ("四成", Fraction(40)),
        ("两", Fraction(2)),
        ("三十", Fraction(30)),
        ("一百二十", Fraction(120)),
        ("1.5亿", Fraction(150_000_000)),
        ("30万", Fraction(300_000)),
    ],
)
def test_a_number_has_its_exact_value(written: str, value: Fraction) -> None:
    assert number(written) == value


def test_units_tell_what_is_counted() -> None:
    found = [(one.low, one.high, one.unit) for one in amounts("建站20个、聘请30人，每站1—2名，占5%")]
    assert found == [(20, None, "items"), (30, None, "persons"), (1, 2, "persons"), (5, None, "percent")]


def test_what_makes_no_number_is_none() -> None:
    assert not list(amounts("十一百个"))
    assert not list(amounts("2016"))
