"""Days as ``yyyymmdd`` integers, the only form in which dates reach the engine."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

YEAR = 10000  # one full year in the difference of two yyyymmdd integers
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def from_date(day: date) -> int:
    """The day as a ``yyyymmdd`` integer."""
    return day.year * YEAR + day.month * 100 + day.day


def to_date(day: int) -> date:
    """The calendar date of a ``yyyymmdd`` integer. Raises ValueError when there is no such day."""
    return date(day // YEAR, day // 100 % 100, day % 100)


def parse(text: str) -> int:
    """Read ``2020-12-31``. Raises ValueError for any other form and for days that don't exist."""
    if _WRITTEN.fullmatch(text):
        with suppress(ValueError):
            return from_date(date.fromisoformat(text))
    raise ValueError(f"{text!r} is not a date; write it as 2020-12-31.")


def text(day: int) -> str:
    """The day as ``2020-12-31``."""
    return to_date(day).isoformat()


def on_or_after(number: int) -> int:
    """The first real day whose integer is not below ``number``.

    Sums such as birth day + 18 years can name days that don't exist (29 February, 32 December); the
    first real day that compares as not earlier is the day on which a comparison turns.
    """
    year, month, day = number // YEAR, number // 100 % 100, number % 100
    if day > calendar.monthrange(year, month)[1]:
        return from_date(date(year, month, 1).replace(day=28) + timedelta(days=4)) // 100 * 100 + 1
    return number


def next_day(day: int) -> int:
    """The day after."""
    return from_date(to_date(day) + timedelta(days=1))


def shift_months(day: int, months: int) -> int:
    """The same day of the month ``months`` later (or earlier), or that month's last day where it is shorter."""
    year, month = divmod((day // YEAR) * 12 + (day // 100 % 100) - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return year * YEAR + (month + 1) * 100 + min(day % 100, last)


def months_between(earlier: int, later: int) -> int:
    """How many months have been begun since ``earlier``: 0 on the day itself, 60 up to five years to the day."""
    months = (later // YEAR - earlier // YEAR) * 12 + (later // 100 % 100) - (earlier // 100 % 100)
    return months + 1 if later > shift_months(earlier, months) else months


def days_between(earlier: int, later: int) -> int:
    """Calendar days from ``earlier`` to ``later``; negative when later lies before."""
    return (to_date(later) - to_date(earlier)).days
