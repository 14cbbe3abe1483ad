"""The fact secondments: those begun by the day, with their planned length in full months."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast
from keqiao.kernel.posts.models import Secondment
from keqiao.registry.facts.secondments import SECONDMENTS
from registry.facts.given import given, saved
from registry.facts.reading import next_days, row, rows

Day = dt.date


def second(cast: Cast, starts: Day, ends: Day | None = None) -> Secondment:
    return given(Secondment, person=cast.engineer, organisation=cast.liuzhou, direction="out", starts=starts, ends=ends)


def test_a_secondment_stands_with_its_days_and_its_length(cast: Cast) -> None:
    made = second(cast, Day(2018, 3, 1), Day(2020, 3, 1))
    assert rows(SECONDMENTS, 20180301) == [
        {
            "id": made.pk,
            "organisation": cast.liuzhou.pk,
            "person": cast.engineer.pk,
            "months": 24,
            "direction": "out",
            "since": 20180301,
            "until": 20200301,
        }
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "months"),
    [
        (Day(2018, 3, 1), Day(2020, 2, 29), 23),  # the end is the first day after, so this lacks a day
        (Day(2018, 3, 1), Day(2020, 3, 2), 24),
        (Day(2018, 3, 1), Day(2018, 3, 31), 0),
        (Day(2017, 11, 15), Day(2018, 1, 15), 2),
        (Day(2017, 11, 15), Day(2018, 1, 14), 1),
        (Day(2018, 1, 31), Day(2018, 2, 28), 0),
        (Day(2018, 1, 31), Day(2018, 3, 1), 1),
        (Day(2018, 3, 1), None, None),
    ],
)
def test_only_full_months_count(cast: Cast, starts: Day, ends: Day | None, months: int | None) -> None:
    second(cast, starts, ends)
    assert row(SECONDMENTS, 20250101)["months"] == months


def test_it_counts_from_its_first_day_and_also_when_it_is_over(cast: Cast) -> None:
    second(cast, Day(2018, 3, 1), Day(2020, 3, 1))
    assert [len(rows(SECONDMENTS, day)) for day in (20180228, 20180301, 20250101)] == [0, 1, 1]


def test_what_touches_and_what_comes(cast: Cast) -> None:
    made = second(cast, Day(2025, 6, 1), Day(2025, 12, 1))
    second(cast, Day(2025, 4, 1))
    assert next_days(SECONDMENTS, 20250301) == {cast.liuzhou.pk: 20250401}
    assert next_days(SECONDMENTS, 20250601) == {}
    assert saved(SECONDMENTS, made, organisation=cast.society) == {cast.liuzhou.pk, cast.society.pk}
