"""The state of a figure, on and beside every day and number at which it turns."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from keqiao.plans.engine.status import Standing, Status, status


def state(**changes: Any) -> Status:
    """Of a figure that fails 70% half-way (500 of 1000 days) from adoption to due."""
    numbers = ("value", "goal", "baseline")
    standing: dict[str, Any] = {"holds": False, "value": "1/2", "goal": "7/10", "baseline": "1/2"}
    standing |= {"adopted": 20170101, "due": 20190928, "as_of": 20180516, **changes}
    exact = {key: Fraction(standing[key]) if standing[key] is not None else None for key in numbers}
    return status(Standing(**{**standing, **exact}))


def test_a_target_that_holds_is_met_even_after_its_due_day() -> None:
    assert state(holds=True, value="7/10") is Status.MET
    assert state(holds=True, value="7/10", as_of=20300101) is Status.MET


def test_what_nobody_can_decide_has_no_data() -> None:
    assert state(holds=None) is Status.NO_DATA
    assert state(value=None) is Status.NO_DATA
    assert state(holds=None, as_of=20300101) is Status.NO_DATA


def test_a_second_person_is_waited_for_before_anything_else() -> None:
    assert state(holds=None, value=None, waits_for_person=True) is Status.NEEDS_HUMAN


def test_a_standing_duty_that_fails_is_missed() -> None:
    assert state(due=None) is Status.MISSED


def test_nothing_is_missed_while_its_last_day_is_not_known() -> None:
    assert state(due=None, due_unknown=True) is Status.AT_RISK
    assert state(due=None, due_unknown=True, holds=True) is Status.MET


@pytest.mark.parametrize(
    ("value", "expected"),
    [("3/5", Status.ON_TRACK), ("599/1000", Status.AT_RISK), ("69/100", Status.ON_TRACK), ("2/5", Status.AT_RISK)],
)
def test_half_way_in_time_is_half_way_in_number(value: str, expected: Status) -> None:
    assert state(value=value) is expected


def test_on_the_day_of_adoption_the_baseline_is_enough() -> None:
    assert state(as_of=20170101) is Status.ON_TRACK
    assert state(as_of=20170101, value="49/100") is Status.AT_RISK
    assert state(as_of=20161231) is Status.ON_TRACK


def test_the_due_day_itself_still_belongs_to_the_time() -> None:
    assert state(value="69/100", as_of=20190928) is Status.AT_RISK
    assert state(value="69/100", as_of=20190929) is Status.MISSED


def test_more_than_is_on_its_way_while_it_touches_the_bound() -> None:
    assert state(value="7/10", as_of=20190928) is Status.ON_TRACK


def test_without_a_baseline_the_line_begins_at_nought() -> None:
    assert state(value="7/20", baseline=None) is Status.ON_TRACK
    assert state(value="34/100", baseline=None) is Status.AT_RISK


@pytest.mark.parametrize(("value", "expected"), [(75, "on_track"), (76, "at_risk"), (51, "on_track"), (120, "at_risk")])
def test_a_falling_line_is_followed_from_above(value: int, expected: str) -> None:
    assert state(value=value, baseline=100, goal=50) == expected


def test_too_much_with_no_word_of_where_it_came_from_is_at_risk() -> None:
    assert state(value=60, baseline=None, goal=50) is Status.AT_RISK


def test_past_the_goal_and_still_failing_is_at_risk() -> None:
    """Exactly two are wanted, there was one, and there are three."""
    assert state(value=3, baseline=1, goal=2) is Status.AT_RISK


def test_fallen_back_from_a_better_baseline_is_at_risk() -> None:
    """At least 70% are wanted, there were 80%, and there are 60%."""
    assert state(value="3/5", baseline="4/5", goal="7/10") is Status.AT_RISK


def test_a_mere_direction_has_no_line() -> None:
    assert state(goal=None) is Status.AT_RISK
    assert state(goal=None, due=None) is Status.MISSED


def test_a_plan_due_on_its_first_day_asks_for_everything_at_once() -> None:
    assert state(adopted=20180516, due=20180516, as_of=20180516, value="69/100") is Status.AT_RISK
