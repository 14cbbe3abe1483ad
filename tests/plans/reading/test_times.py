"""Days, spans and rhythms."""

from __future__ import annotations

from fractions import Fraction

import pytest

from keqiao.plans.reading.times import every, whens


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("到2020年", "2020-12-31"),
        ("2019年底前", "2019-12-31"),
        ("2019年2月底前", "2019-02-28"),
        ("“十三五”期间", "2020-12-31"),
        ("三年内", {"years": 3}),
        ("用两年时间", {"years": 2}),
        ("18个月内", {"months": 18}),
        ("2016—2020年", None),
        ("2016年", None),
    ],
)
def test_a_time_says_until_when(text: str, deadline: object) -> None:
    [found] = whens(text)
    assert found.deadline == deadline
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("每年", 1),
        ("每半年", Fraction(1, 2)),
        ("每两年", 2),
        ("每季度", Fraction(1, 4)),
        ("每月", Fraction(1, 12)),
        ("每届", 0),
    ],
)
def test_a_rhythm_says_how_often(text: str, years: Fraction) -> None:
    [found] = every(text)
    assert found.years == years


def test_every_young_person_is_no_rhythm() -> None:
    assert not list(every("关心每年轻人"))
