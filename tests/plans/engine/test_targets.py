"""Targets at their bounds and beside them, and for every value still possible."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.plans.engine.errors import TargetError
from keqiao.plans.engine.targets import Demand, Interval, read_target

SMALL = Fraction(1, 10**9)
ENDS = st.none() | st.integers(-5, 5).map(Fraction)


@pytest.mark.parametrize(
    ("written", "holding", "failing"),
    [
        ({"at_least": "70%"}, ["7/10", "1"], [Fraction(7, 10) - SMALL, "0"]),
        ({"at_most": 2}, ["2", "0"], [2 + SMALL, "3"]),
        ({"more_than": "30000 m2"}, [30000 + SMALL, "30001"], ["30000", "0"]),
        ({"less_than": 3}, [3 - SMALL, "0"], ["3", "4"]),
        ({"exactly": "1/3"}, ["1/3"], [Fraction(1, 3) + SMALL, Fraction(1, 3) - SMALL]),
        ({"about": "3 yuan"}, ["27/10", "3", "33/10"], [Fraction(27, 10) - SMALL, Fraction(33, 10) + SMALL]),
        ({"between": [2, 3]}, ["2", "5/2", "3"], [2 - SMALL, 3 + SMALL]),
    ],
)
def test_a_demand_turns_exactly_at_its_bound(written: dict[str, Any], holding: list[Any], failing: list[Any]) -> None:
    interval = read_target(written).interval
    assert all(interval.holds(Fraction(value)) for value in holding)
    assert not any(interval.holds(Fraction(value)) for value in failing)


def test_about_takes_the_tolerance_of_the_plan() -> None:
    assert read_target({"about": 100}, Fraction(1, 20)).interval == Interval(Fraction(95), Fraction(105))
    assert read_target({"about": 100}, Fraction(0)).interval == Interval(Fraction(100), Fraction(100))


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (7, 9, True),
        (7, 7, True),
        (6, 7, None),
        (5, 6, False),
        (7, None, True),
        (6, None, None),
        (None, 6, False),
        (None, 7, None),
        (None, None, None),
    ],
)
def test_a_floor_is_decided_by_what_is_surely_reached(
    least: int | None, most: int | None, expected: bool | None
) -> None:
    assert Interval(low=Fraction(7)).covers(_fraction(least), _fraction(most)) is expected


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [(0, 3, True), (3, 4, None), (4, 9, False), (None, 3, True), (4, None, False), (0, None, None)],
)
def test_a_ceiling_is_decided_by_what_may_be_reached(
    least: int | None, most: int | None, expected: bool | None
) -> None:
    assert Interval(high=Fraction(3)).covers(_fraction(least), _fraction(most)) is expected


def test_an_open_end_isn_t_reached_by_touching_it() -> None:
    assert Interval(low=Fraction(7), low_open=True).covers(Fraction(7), Fraction(7)) is False
    assert Interval(high=Fraction(3), high_open=True).covers(Fraction(2), Fraction(3)) is None


@given(low=ENDS, high=ENDS, low_open=st.booleans(), high_open=st.booleans(), ends=st.tuples(ENDS, ENDS))
def test_what_is_sure_holds_for_every_value_possible(
    low: Fraction | None, high: Fraction | None, low_open: bool, high_open: bool, ends: tuple[Any, Any]
) -> None:
    least, most = ends if None in ends else sorted(ends)
    interval = Interval(low, high, low_open, high_open)
    first = Fraction(-20) if least is None else least
    last = Fraction(20) if most is None else most
    tried = {interval.holds(first + (last - first) * Fraction(step, 80)) for step in range(81)}
    sure = interval.covers(least, most)
    assert sure is None or tried == {sure}


def test_a_direction_follows_from_the_baseline() -> None:
    rising, falling = read_target({"rising": True}), read_target({"falling": True})
    assert rising.against(None) is None
    assert rising.against(Fraction(2)) == Interval(low=Fraction(2), low_open=True)
    assert falling.against(Fraction(2)) == Interval(high=Fraction(2), high_open=True)
    assert rising.goal is None
    assert (rising.unit, rising.text) == ("", "rising: true")


def test_the_text_stays_as_the_package_writes_it() -> None:
    assert read_target({"at_least": "2/3"}).text == "at_least: 2/3"
    assert read_target({"between": [2, 3]}).text == "between: [2, 3]"
    banded = read_target({"by": "size_band", "bands": {"small": {"at_least": "10%"}, "large": {"at_least": "5%"}}})
    assert banded.text == "by: size_band, bands: {small: {at_least: 10%}, large: {at_least: 5%}}"


def test_bands_keep_a_target_for_each_code() -> None:
    banded = read_target(
        {"by": "size_band", "bands": {"small": {"about": 10}, "large": {"at_least": 5}}}, Fraction(1, 2)
    )
    assert banded.demand is Demand.BANDED
    assert banded.bands["small"].interval == Interval(Fraction(5), Fraction(15))
    assert banded.bands["large"].goal == 5
    assert banded.unit == "number"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "can't be read"),
        ({}, "can't be read"),
        ("70%", "can't be read"),
        ({"at_least": 1, "at_most": 2}, "says 2 things"),
        ({"minimum": 1}, "'minimum' is no demand"),
        ({"rising": False}, "written with true"),
        ({"rising": "70%"}, "written with true"),
        ({"between": 2}, "takes two amounts"),
        ({"between": [1, 2, 3]}, "takes two amounts"),
        ({"between": [3, 2]}, "begins above its end"),
        ({"between": ["2%", 3]}, "mixes percent and number"),
        ({"at_least": "5/4"}, "more than the whole"),
        ({"by": "size_band"}, "banded target can't be read"),
        ({"by": "size_band", "bands": {}}, "banded target can't be read"),
        ({"by": "size_band", "bands": {"small": {"rising": True}}}, "another band or a direction"),
        ({"by": "a", "bands": {"b": {"by": "c", "bands": {"d": {"at_least": 1}}}}}, "another band or a direction"),
        ({"by": "size_band", "bands": {"small": {"at_least": 1}, "large": {"at_least": "5%"}}}, "bands mix"),
    ],
)
def test_what_is_no_target_is_refused_with_a_remedy(written: Any, said: str) -> None:
    with pytest.raises(TargetError, match=said) as caught:
        read_target(written)
    assert caught.value.remedy


def _fraction(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)
