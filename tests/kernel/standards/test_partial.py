"""Dates as associations write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.kernel.standards.partial import PartialDate, from_bounds, read_partial
from keqiao.kernel.standards.refusal import Refused

TODAY = date(2026, 11, 1)
JUNE = PartialDate(1975, 6)
THIRD = PartialDate(1975, 6, 3)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1975.06", JUNE),
        ("1975.6", JUNE),
        ("1975年6月", JUNE),
        ("1975年06月生", JUNE),
        ("1975－06", JUNE),
        ("１９７５．０６", JUNE),
        ("1975/6", JUNE),
        ("1975、06", JUNE),
        ("197506", JUNE),
        (" 1975. 06 ", JUNE),
        ("1975.06（51岁）", JUNE),
        ("1975.06.", JUNE),
        (1975.06, JUNE),
        (197506, JUNE),
        (197506.0, JUNE),
        ("1975-6-3", THIRD),
        ("1975年6月3日", THIRD),
        ("1975.06.03", THIRD),
        ("19750603", THIRD),
        (19750603, THIRD),
        ("1975-06-03 00:00:00", THIRD),
        (27548, THIRD),
        (27548.0, THIRD),
        (27548.5, THIRD),
        (datetime(1975, 6, 3, 8, 0), THIRD),  # noqa: DTZ001 - spreadsheets know no time zone
        (date(1975, 6, 3), THIRD),
        ("1975", PartialDate(1975)),
        ("1975年", PartialDate(1975)),
        (1975, PartialDate(1975)),
        (1975.0, PartialDate(1975)),
        (1975.12, PartialDate(1975, 12)),
        ("1975.10", PartialDate(1975, 10)),
        ("1975.1", PartialDate(1975, 1)),
    ],
)
def test_what_people_write_is_read_without_doubt(written: str | float | date, meant: PartialDate) -> None:
    reading = read_partial(written, today=TODAY)
    assert (reading.value, reading.warning) == (meant, None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("75.06", JUNE),
        ("75年6月", JUNE),
        (75.06, JUNE),
        ("75.6.3", THIRD),
        ("99年", PartialDate(1999)),
        ("20.01", PartialDate(1920, 1)),
        (1975.1, PartialDate(1975, 10)),  # a number cell that lost the nought of 1975.10
        ("27548", THIRD),
    ],
)
def test_what_had_to_be_assumed_is_said(written: str | float, meant: PartialDate) -> None:
    reading = read_partial(written, today=TODAY)
    assert reading.value == meant
    assert meant.zh() in str(reading.warning)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1975.13", "date.month"),
        ("1975.00", "date.month"),
        ("197513", "date.month"),
        ("1975.02.29", "date.day"),
        ("1975.6.31", "date.day"),
        ("2027.01", "date.future"),
        ("1075.06", "date.year"),
        ("05.06", "date.century"),
        ("不详", "date.form"),
        ("", "date.empty"),
        ("　", "date.empty"),
        (-3, "date.form"),
        (0.5, "date.form"),
    ],
)
def test_an_impossible_date_says_what_and_what_next(written: str | float, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_partial(written, today=TODAY)
    assert caught.value.code == code
    assert "请" in caught.value.message


def test_this_very_month_is_not_the_future() -> None:
    assert read_partial("2026.11", today=TODAY).value == PartialDate(2026, 11)
    with pytest.raises(Refused):
        read_partial("2026.12", today=TODAY)


def test_bounds_and_writing() -> None:
    assert (PartialDate(1975).earliest, PartialDate(1975).latest) == (19750101, 19751231)
    assert (PartialDate(1976, 2).earliest, PartialDate(1976, 2).latest) == (19760201, 19760229)
    assert (THIRD.earliest, THIRD.latest) == (19750603, 19750603)
    assert [PartialDate(1975).zh(), JUNE.zh(), THIRD.zh()] == ["1975年", "1975年6月", "1975年6月3日"]
    assert [PartialDate(1975).dotted(), JUNE.dotted(), THIRD.dotted()] == ["1975", "1975.06", "1975.06.03"]


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(Refused):
        PartialDate(1975, None, 3)


@given(st.dates(date(1900, 1, 1), date(2026, 10, 31)), st.sampled_from([1, 2, 3]))
def test_writing_reading_and_bounds_agree(day: date, parts: int) -> None:
    value = PartialDate(*[day.year, day.month, day.day][:parts])
    assert read_partial(value.zh(), today=TODAY).value == value
    assert read_partial(value.dotted(), today=TODAY).value == value
    assert from_bounds(value.earliest, value.latest) == value


def test_bounds_that_are_no_partial_date_are_refused() -> None:
    with pytest.raises(Refused):
        from_bounds(19750603, 19750605)
