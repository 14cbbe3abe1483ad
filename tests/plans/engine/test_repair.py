"""The smallest change: with it the target holds, with one less it doesn't."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from keqiao.plans.engine.counts import Counts
from keqiao.plans.engine.periods import complete_periods
from keqiao.plans.engine.repair import Repair, Step, demanded, repair
from keqiao.plans.engine.results import Result, measure, of_units
from keqiao.plans.engine.targets import Interval
from plans.written import compiled

DAY = 20200101
SMALL = st.integers(0, 12)
PARTS = st.sampled_from(["0%", "10%", "1/3", "1/2", "2/3", "70%", "100%"])
SHARES = st.one_of(
    st.builds(lambda demand, part: {demand: part}, st.sampled_from(["at_least", "at_most", "exactly"]), PARTS),
    st.builds(lambda demand, part: {demand: part}, st.sampled_from(["more_than", "less_than"]), st.just("1/2")),
    st.just({"between": ["25%", "75%"]}),
)
NUMBERS = st.builds(
    lambda demand, number: {demand: number},
    st.sampled_from(["at_least", "at_most", "more_than", "less_than", "exactly", "about"]),
    st.integers(1, 10),
)


def counted(made: Any, yes: int, no: int = 0, unknown: int = 0, amount: int = 0) -> Result:
    return measure(made, {"main": {(1, 0): Counts(yes, no, unknown, amount)}}, [1], DAY, ())


def changed(yes: int, no: int, found: Repair, less: int = 0) -> tuple[int, int]:
    """The counters after the change, or after one that is smaller."""
    size = int(found.size) - less
    assert size == found.size - less, "of parts of a whole, whole numbers change"
    return (yes + size, no - size) if found.step is Step.EXCHANGE else (yes - size, no + size)


@given(SHARES, SMALL, SMALL)
def test_a_share_holds_after_the_change_and_not_after_less(target: dict[str, Any], yes: int, no: int) -> None:
    made = compiled("share", target=target)
    result = counted(made, yes, no)
    found = repair(made, result)
    assume(found.step in (Step.EXCHANGE, Step.LESS))
    # Of some numbers no part lies in a narrow range, as half of three.
    assume(any(made.target.interval.holds(Fraction(part, yes + no)) for part in range(yes + no + 1)))
    assert counted(made, *changed(yes, no, found)).holds
    assert not counted(made, *changed(yes, no, found, less=1)).holds


@given(SMALL, SMALL, st.integers(1, 5), PARTS)
def test_where_the_unknown_could_do_it_they_are_clarified_first(yes: int, no: int, unknown: int, part: str) -> None:
    made = compiled("share", target={"at_least": part})
    result = counted(made, yes, no, unknown)
    found = repair(made, result)
    if result.holds is None:
        assert found == Repair(Step.CLARIFY, Fraction(unknown))
    elif found.step is Step.EXCHANGE:
        assert found.size > unknown
        assert Fraction(yes + found.size) / result.denominator >= made.target.goal  # type: ignore[operator]  # both given


@given(NUMBERS, SMALL)
def test_a_count_holds_after_the_change_and_not_after_less(target: dict[str, Any], yes: int) -> None:
    made = compiled("count", target=target)
    found = repair(made, counted(made, yes))
    assume(found.step is not Step.NOTHING)
    sign = {Step.MORE: 1, Step.LESS: -1}[found.step]
    assert counted(made, yes + sign * int(found.size)).holds
    assert not counted(made, yes + sign * (int(found.size) - 1)).holds


@given(NUMBERS, SMALL)
def test_an_amount_holds_after_the_change_and_not_after_less(target: dict[str, Any], amount: int) -> None:
    made = compiled("sum", target={demand: f"{number} m2" for demand, number in target.items()})
    found = repair(made, counted(made, 1, amount=amount))
    assume(found.step is not Step.NOTHING)
    value = amount + (found.size if found.step is Step.MORE else -found.size)
    assert made.target.interval.holds(value) is not found.beyond
    little = Fraction(1, 1000) if found.step is Step.MORE else Fraction(-1, 1000)
    assert made.target.interval.holds(value + little) or "exactly" in target
    assert not made.target.interval.holds(value - little)


def test_what_holds_needs_nothing() -> None:
    made = compiled("share")
    assert repair(made, counted(made, 7, 3)) == Repair(Step.NOTHING)


@pytest.mark.parametrize("kind", ["share", "coverage", "ratio", "returned", "attested", "gap"])
def test_where_nothing_is_recorded_something_has_to_be(kind: str) -> None:
    made = compiled(kind)
    assert repair(made, measure(made, {}, [1], DAY, ())).step is Step.REPORT


def test_a_direction_without_a_baseline_can_not_be_told() -> None:
    made = compiled("share", target={"rising": True}, baseline={"year": -1})
    assert repair(made, counted(made, 1, 1)).step is Step.REPORT


def test_of_units_so_many_have_to_meet_it() -> None:
    made = compiled("share", scope="each", units="society", where=None)
    result = of_units([counted(made, 7, 3), counted(made, 1, 9), counted(made, 0, 9)])
    assert repair(made, result) == Repair(Step.EXCHANGE, Fraction(2))


def test_a_band_has_its_own_end() -> None:
    bands = {"by": "size_band", "bands": {"small": {"at_least": "10%"}, "large": {"at_least": "50%"}}}
    made = compiled("share", of="memberships", where=None, that="joined_within_year", target=bands)
    result = measure(made, {"main": {(1, 0): Counts(0, 10, 0, 0, "small")}}, [1], DAY, ())
    assert repair(made, result) == Repair(Step.EXCHANGE, Fraction(1))


def test_a_rhythm_lacks_what_its_latest_period_lacked() -> None:
    made = compiled("rhythm", rhythm={"per": "year", "at_least": 3})
    years = complete_periods("year", 20170101, DAY)
    table = {(1, year.key): Counts(number) for year, number in zip(years, (3, 3, 1), strict=False)}
    found = repair(made, measure(made, {"main": table}, [1], DAY, years))
    assert found == Repair(Step.MORE, Fraction(2))


def test_a_gap_is_too_long_by_months() -> None:
    made = compiled("gap")
    found = repair(made, counted(made, 20100101))
    assert found == Repair(Step.LESS, Fraction(60))


def test_where_no_part_of_so_many_lies_inside_nothing_is_advised() -> None:
    made = compiled("share", target={"between": ["66%", "74%"]})
    assert repair(made, counted(made, 3, 1)) == Repair(Step.UNREACHABLE, Fraction(4))
    assert repair(made, counted(made, 9, 1)) == Repair(Step.LESS, Fraction(2))


def test_what_is_demanded_beats_the_baseline_whatever_it_was() -> None:
    made = compiled("share", target={"rising": True}, baseline={"term": "previous"})
    tables = {"main": {(1, 0): Counts(1, 1)}, "baseline.main": {(1, 0): Counts(1, 1, 2)}}
    result = measure(made, tables, [1], DAY, ())
    assert result.holds is None
    assert demanded(made, result) == Interval(low=Fraction(3, 4), low_open=True)
    falling = compiled("share", target={"falling": True}, baseline={"term": "previous"})
    assert demanded(falling, measure(falling, tables, [1], DAY, ())) == Interval(high=Fraction(1, 4), high_open=True)
    assert demanded(made, measure(made, {"main": {(1, 0): Counts(1)}}, [1], DAY, ())) is None
    assert demanded(compiled("share"), result) == Interval(low=Fraction(7, 10))


def test_of_units_that_each_keep_a_rhythm_so_many_have_to() -> None:
    made = compiled("rhythm", rhythm={"per": "year", "at_least": 1}, scope="each", units="society")
    years = complete_periods("year", 20170101, DAY)
    kept = [
        measure(made, {"main": {(1, year.key): Counts(number) for year in years}}, [1], DAY, years) for number in (1, 0)
    ]
    assert repair(made, of_units(kept)) == Repair(Step.EXCHANGE, Fraction(1))
