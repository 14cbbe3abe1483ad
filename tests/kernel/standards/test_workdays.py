"""Working days: holidays don't count, weekends that are worked do, and unknown years know weekends only."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.standards.workdays import add_workdays, is_workday, workdays_between


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (dt.date(2026, 10, 1), False),  # National Day
        (dt.date(2026, 10, 10), True),  # a Saturday that is worked for it
        (dt.date(2026, 11, 28), False),  # a Saturday
        (dt.date(2026, 11, 30), True),
        (dt.date(2050, 1, 3), True),  # nobody has announced that year
        (dt.date(2050, 1, 1), False),  # a Saturday
    ],
)
def test_a_day_is_worked_or_not(day: dt.date, *, worked: bool) -> None:
    assert is_workday(day) is worked


def test_fifteen_working_days_are_three_weeks_where_nothing_comes_between() -> None:
    assert add_workdays(dt.date(2026, 11, 2), 15) == dt.date(2026, 11, 23)


def test_holidays_lengthen_the_time() -> None:
    assert add_workdays(dt.date(2026, 9, 30), 1) > dt.date(2026, 10, 7)


def test_no_days_are_the_day_itself() -> None:
    assert add_workdays(dt.date(2026, 11, 28), 0) == dt.date(2026, 11, 28)


def test_working_days_between_two_days_leave_holidays_out() -> None:
    friday, monday = dt.date(2026, 11, 27), dt.date(2026, 11, 30)
    assert workdays_between(friday, monday) == 1
    assert workdays_between(monday, monday) == 0
    assert workdays_between(monday, friday) == 0
    assert workdays_between(dt.date(2026, 1, 1), dt.date(2026, 12, 31)) == sum(
        is_workday(dt.date(2026, 1, 1) + dt.timedelta(days=step)) for step in range(1, 365)
    )
