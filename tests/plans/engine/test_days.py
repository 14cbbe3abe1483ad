"""Days as whole numbers: leap days, ends of months, and days that don't exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.plans.engine import days

DATES = st.dates(min_value=days.to_date(19000101), max_value=days.to_date(21001231)).map(days.from_date)


@pytest.mark.parametrize("text", ["2017-9-29", "20170929", "2017-02-29", "2017-09-29 ", "", "2017-W01-1"])
def test_any_other_form_of_a_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 2020-12-31"):
        days.parse(text)


@given(DATES)
def test_a_day_is_read_as_it_is_printed(day: int) -> None:
    assert days.parse(days.text(day)) == day


@pytest.mark.parametrize(
    ("number", "expected"),
    [(20200229, 20200229), (20190229, 20190301), (20181232, 20190101), (20190431, 20190501), (20190430, 20190430)],
)
def test_a_day_that_doesn_t_exist_is_the_next_that_does(number: int, expected: int) -> None:
    assert days.on_or_after(number) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (20200131, 1, 20200229),
        (20190131, 1, 20190228),
        (20200229, 12, 20210228),
        (20200115, -1, 20191215),
        (20200331, -13, 20190228),
        (20191231, 60, 20241231),
    ],
)
def test_months_later_is_the_same_day_or_the_month_s_last(day: int, months: int, expected: int) -> None:
    assert days.shift_months(day, months) == expected


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (20150101, 20150101, 0),
        (20150101, 20150102, 1),
        (20150101, 20150201, 1),
        (20150101, 20200101, 60),
        (20150101, 20200102, 61),
        (20160229, 20170228, 12),
        (20160229, 20170301, 13),
        (20150131, 20150228, 1),
    ],
)
def test_a_month_counts_once_it_has_begun(earlier: int, later: int, expected: int) -> None:
    assert days.months_between(earlier, later) == expected


@given(DATES, DATES)
def test_days_between_are_those_of_the_calendar(first: int, second: int) -> None:
    assert days.days_between(first, second) == (days.to_date(second) - days.to_date(first)).days
