"""Working days of China: weekends that are worked and holidays that aren't, as far as they have been announced."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import chinese_calendar

SATURDAY = 5


@lru_cache(maxsize=8192)
def is_workday(day: dt.date) -> bool:
    """Whether a day is worked. A year whose holidays nobody has announced yet knows weekends only."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


def add_workdays(day: dt.date, count: int) -> dt.date:
    """The day on which so many working days have passed; the first of them is the one after ``day``."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_workday(day)
    return day


def workdays_between(first: dt.date, last: dt.date) -> int:
    """The working days after ``first`` up to ``last``; none when ``last`` isn't later."""
    days = (first + dt.timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(is_workday(day) for day in days)
