"""Seats of the congress and its committees, whatever the size of the demo."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from keqiao.cli.demo.municipal import AHEAD, CLOSES, ninth_term, seats


@pytest.mark.parametrize("size", [50, 51, 137, 600, 2000, 20_000])
def test_each_body_falls_just_short_and_sits_in_the_larger_one(size: int) -> None:
    plan = seats(size)
    assert 0 < plan.standing < plan.full < plan.congress < size
    assert Fraction(plan.full_front, plan.full) < Fraction(7, 10) <= Fraction(plan.full_front + 1, plan.full)
    assert Fraction(plan.standing_front, plan.standing) < Fraction(3, 4)
    assert Fraction(plan.front + plan.unsure, plan.congress) < Fraction(3, 4)
    assert plan.standing_front <= plan.full_front <= plan.front
    assert plan.full - plan.full_front <= plan.congress - plan.front - plan.unsure
    assert plan.congress + plan.former < size


def test_at_the_usual_size_the_congress_misses_seventy_in_a_hundred_whatever_the_unsure_turn_out_to_be() -> None:
    plan = seats(600)
    assert (plan.congress, plan.full, plan.standing) == (273, 183, 43)
    assert Fraction(plan.front + plan.unsure, plan.congress) < Fraction(7, 10)
    assert round(100 * plan.front / plan.congress) == 66


@pytest.mark.parametrize("today", [dt.date(2022, 1, 1), CLOSES - AHEAD, CLOSES, dt.date(2031, 5, 8)])
def test_the_next_congress_lies_ahead(today: dt.date) -> None:
    assert ninth_term(today).ends >= today + AHEAD
    assert ninth_term(dt.date(2026, 11, 1)).ends == CLOSES
