"""Complete periods: their bounds to the day."""

from __future__ import annotations

from itertools import pairwise

import pytest

from keqiao.plans.engine import days
from keqiao.plans.engine.periods import complete_periods, period_of


@pytest.mark.parametrize(
    ("kind", "day", "name", "start", "end"),
    [
        ("year", 20180101, "2018", 20180101, 20190101),
        ("year", 20181231, "2018", 20180101, 20190101),
        ("half_year", 20180630, "2018H1", 20180101, 20180701),
        ("half_year", 20180701, "2018H2", 20180701, 20190101),
        ("half_year", 20181231, "2018H2", 20180701, 20190101),
    ],
)
def test_a_day_lies_in_one_period(kind: str, day: int, name: str, start: int, end: int) -> None:
    period = period_of(kind, day)
    assert (period.name, period.start, period.end, period.year) == (name, start, end, 2018)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (20170101, 20181231, ["2017"]),
        (20170101, 20190101, ["2017", "2018"]),
        (20170102, 20190101, ["2018"]),
        (20170102, 20181231, []),
        (20190101, 20180101, []),
    ],
)
def test_years_count_once_they_are_over(since: int, until: int, expected: list[str]) -> None:
    assert [period.name for period in complete_periods("year", since, until)] == expected


def test_half_years_follow_each_other_without_gap() -> None:
    found = complete_periods("half_year", 20170401, 20190701)
    assert [period.name for period in found] == ["2017H2", "2018H1", "2018H2", "2019H1"]
    assert all(one.end == following.start for one, following in pairwise(found))
    assert found == sorted(found)


def test_the_eve_of_a_period_s_end_is_its_last_day() -> None:
    period = period_of("half_year", 20180301)
    assert days.next_day(20180630) == period.end
