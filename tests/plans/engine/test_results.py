"""From counters to a value, what it may still be, and whether that meets the target."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from keqiao.plans.engine.counts import Counts, Place
from keqiao.plans.engine.periods import complete_periods
from keqiao.plans.engine.results import Result, measure, of_units
from plans.written import compiled

DAY = 20200101
YEARS = complete_periods("year", 20170101, DAY)


def result(written: str, leaves: int = 1, tables: dict[str, Any] | None = None, **changes: Any) -> Result:
    """The figure over organisations 1 to ``leaves``; counters by part as ``(yes, no, unknown, amount, band)``."""
    read: dict[str, dict[Place, Counts]] = {
        part: {_place(at): Counts(*counts) for at, counts in table.items()} for part, table in (tables or {}).items()
    }
    made = compiled(written, **changes)
    return measure(made, read, list(range(1, leaves + 1)), DAY, YEARS if made.period_kind else ())


def _place(at: int | tuple[int, int]) -> Place:
    return at if isinstance(at, tuple) else (at, 0)


def main(*counts: Any) -> dict[str, Any]:
    return {"main": {1: counts}}


def bounds(found: Result) -> tuple[Any, Any, Any, Any]:
    return found.value, found.least, found.most, found.holds


@pytest.mark.parametrize(
    ("counts", "value", "most", "holds"),
    [
        ((7, 3, 0), "7/10", "7/10", True),
        ((6, 4, 0), "6/10", "6/10", False),
        ((6, 3, 1), "6/10", "7/10", None),
        ((6, 2, 2), "6/10", "8/10", None),
        ((5, 4, 1), "5/10", "6/10", False),
        ((7, 2, 1), "7/10", "8/10", True),
    ],
)
def test_a_share_is_met_only_with_all_unknowns_against_it(counts: Any, value: str, most: str, holds: Any) -> None:
    found = result("share", tables=main(*counts))
    assert bounds(found) == (Fraction(value), Fraction(value), Fraction(most), holds)
    assert (found.numerator, found.denominator, found.goal) == (counts[0], 10, Fraction(7, 10))


def test_of_nothing_there_is_no_share() -> None:
    assert bounds(result("share")) == (None, None, None, None)
    assert bounds(result("coverage")) == (None, None, None, None)


def test_leaves_are_added_and_others_left_out() -> None:
    tables = {"main": {1: (1, 1, 0), 2: (3, 0, 0), 3: (0, 100, 0)}}
    assert result("share", leaves=2, tables=tables).value == Fraction(4, 5)


def test_a_count_may_rise_by_its_unknowns() -> None:
    assert bounds(result("count", tables=main(2, 0, 1))) == (2, 2, 3, True)
    assert bounds(result("count", tables=main(1, 0, 1))) == (1, 1, 2, None)
    assert bounds(result("count")) == (0, 0, 0, False)
    assert bounds(result("count", tables=main(2, 0, 1), target={"at_most": 2})) == (2, 2, 3, None)
    assert bounds(result("streak", tables=main(0, 5, 1))) == (0, 0, 1, None)


def test_a_sum_with_an_unknown_amount_has_no_upper_end() -> None:
    assert bounds(result("sum", tables=main(2, 0, 0, 99))) == (99, 99, 99, False)
    assert bounds(result("sum", tables=main(2, 0, 1, 99))) == (99, 99, None, None)
    assert bounds(result("sum", tables=main(2, 0, 1, 100))) == (100, 100, None, True)


def test_money_comes_in_yuan_and_may_be_taken_back() -> None:
    money = {"of": "funding", "sum": "amount", "target": {"at_least": "1 yuan"}}
    assert bounds(result("sum", tables=main(1, 0, 0, 99), **money)) == (
        Fraction(99, 100),
        *[Fraction(99, 100)] * 2,
        False,
    )
    assert bounds(result("sum", tables=main(1, 0, 1, 500), **money)) == (5, None, None, None)


def test_a_ratio_divides_yuan_by_heads() -> None:
    people = {1: (1, 0, 0, 1000)}
    assert bounds(result("ratio", tables={**main(1, 0, 0, 300000), "over": people})) == (3, 3, 3, True)
    assert result("ratio", tables={**main(1, 0, 0, 299999), "over": people}).holds is False
    assert bounds(result("ratio", tables={**main(1, 0, 1, 300000), "over": people})) == (3, None, None, None)
    assert bounds(result("ratio", tables={**main(1, 0, 0, 300000), "over": {1: (1, 0, 1, 1000)}}))[3] is None
    assert bounds(result("ratio", tables=main(1, 0, 0, 300000))) == (None, None, None, None)


def test_money_over_money_needs_no_unit() -> None:
    part = {"over": {"fact": "funding", "sum": "amount"}, "target": {"at_least": "2%"}}
    tables = {**main(1, 0, 0, 200), "over": {1: (1, 0, 0, 10000)}}
    assert bounds(result("ratio", tables=tables, **part)) == (Fraction(1, 50), *[Fraction(1, 50)] * 2, True)


def test_a_cited_denominator_stands_for_all() -> None:
    cited = {"number": 200, "source": "a", "page": 3, "date": "2017-12-31", "confirmed_by": "b"}
    found = result("ratio", tables=main(1, 0, 0, 60000), over=cited)
    assert (found.value, found.denominator, found.holds) == (3, 200, True)


def test_a_gap_counts_the_months_begun() -> None:
    assert bounds(result("gap", tables=main(20150101, 0, 0))) == (60, 60, 60, True)
    assert bounds(result("gap", tables=main(20141231, 0, 0))) == (61, 61, 61, False)
    assert bounds(result("gap", tables=main(20141231, 0, 20190101))) == (61, 12, 61, None)
    assert bounds(result("gap", tables=main(20150101, 0, 20140101))) == (60, 60, 60, True)
    assert bounds(result("gap", tables=main(0, 0, 20190101))) == (None, None, None, None)
    assert bounds(result("gap")) == (None, None, None, None)


def test_of_several_leaves_the_latest_day_counts() -> None:
    assert result("gap", leaves=2, tables={"main": {1: (20100101,), 2: (20190101,)}}).value == 12


def test_a_rhythm_looks_at_the_latest_complete_period() -> None:
    last_missing = {"main": {(1, 2017): (1,), (1, 2018): (2,)}}
    found = result("rhythm", tables=last_missing)
    assert (found.value, found.holds, found.goal) == (Fraction(2, 3), False, 1)
    assert [(period.name, one.holds) for period, one in found.by_period] == [
        ("2017", True),
        ("2018", True),
        ("2019", False),
    ]
    found = result("rhythm", tables={"main": {(1, 2019): (1,)}})
    assert (found.value, found.holds, found.yes) == (Fraction(1, 3), True, 1)
    undecided = result("rhythm", tables={"main": {(1, 2019): (0, 0, 1)}})
    assert (undecided.unknown, undecided.holds) == (1, None)


def test_each_year_the_latest_complete_one_is_shown_and_all_are_kept() -> None:
    yearly = {"of": "meetings", "each": "year"}
    found = result("count", tables={"main": {(1, 2018): (3,), (1, 2019): (1,)}}, **yearly)
    assert (found.value, found.holds, found.period) == (1, False, YEARS[-1])
    assert [one.value for _, one in found.by_period] == [0, 3, 1]


def test_before_a_period_is_complete_there_is_no_value() -> None:
    made = compiled("count", of="meetings", each="year")
    assert measure(made, {"main": {(1, 2017): Counts(5)}}, [1], 20171231, []) == Result(goal=Fraction(2))


def test_a_denominator_of_each_start_is_divided_by_period() -> None:
    over = {"fact": "populations", "sum": "people", "at": "period_start"}
    tables = {
        "main": {(1, 2018): (1, 0, 0, 30000), (1, 2019): (1, 0, 0, 30000)},
        "over": {(1, 2018): (1, 0, 0, 50), (1, 2019): (1, 0, 0, 100)},
    }
    found = result("ratio", tables=tables, over=over, each="year")
    assert [one.value for _, one in found.by_period] == [None, 6, 3]


def test_years_are_compared_with_the_year_before() -> None:
    yearly = {"of": "meetings", "each": "year", "target": {"rising": True}, "baseline": {"year": -1}}
    found = result("count", tables={"main": {(1, 2018): (3,), (1, 2019): (4,)}}, **yearly)
    assert (found.baseline, found.holds) == (3, True)
    assert [one.holds for _, one in found.by_period] == [False, True, True]


@pytest.mark.parametrize(
    ("now", "before", "holds"),
    [
        ((1, 2, 0), (2, 2, 0), True),
        ((2, 2, 0), (2, 2, 0), False),
        ((1, 1, 0), (1, 0, 1), None),
        ((1, 2, 0), (1, 0, 1), True),
        ((1, 0, 1), (4, 0, 0), None),
        ((1, 0, 0), (0, 0, 0), None),
    ],
)
def test_a_direction_holds_only_against_all_that_was_possible_before(now: Any, before: Any, holds: Any) -> None:
    tables = {**main(*now), "baseline.main": {1: before}}
    found = result("share", tables=tables, target={"falling": True}, baseline={"term": "previous"})
    assert found.holds is holds
    assert found.goal is None


def test_a_printed_baseline_is_shown_beside_the_value() -> None:
    assert result("share", tables=main(7, 3, 0), baseline={"value": "53%"}).baseline == Fraction(53, 100)


@pytest.mark.parametrize(
    ("counts", "goal", "holds"),
    [
        ((1, 9, 0, 0, "small"), Fraction(1, 10), True),
        ((1, 10, 0, 0, "small"), Fraction(1, 10), False),
        ((1, 10, 0, 0, "large"), Fraction(1, 20), True),
        ((1, 10, 0, 0, "medium"), None, None),
        ((1, 9, 0, 0, ""), None, True),
        ((1, 10, 0, 0, ""), None, None),
        ((0, 10, 0, 0, ""), None, False),
    ],
)
def test_a_band_decides_and_an_unknown_one_only_where_all_bands_agree(counts: Any, goal: Any, holds: Any) -> None:
    banded = {"by": "size_band", "bands": {"small": {"at_least": "10%"}, "large": {"at_least": "5%"}}}
    changes = {"of": "memberships", "where": None, "that": "joined_within_year", "target": banded}
    found = result("share", tables=main(*counts), **changes)
    assert (found.goal, found.holds) == (goal, holds)


def test_a_returned_number_is_a_quotient() -> None:
    tables = {**main(1, 0, 0, 1500), "over": {1: (1, 0, 0, 10000)}}
    assert bounds(result("returned", tables=tables)) == (Fraction(3, 20), *[Fraction(3, 20)] * 2, True)
    assert bounds(result("returned")) == (None, None, None, None)
    assert bounds(result("returned", tables={**main(0, 0, 1), "over": {1: (1, 0, 0, 1)}})) == (None, None, None, None)


def test_a_reported_number_that_nobody_approved_waits_for_a_person() -> None:
    waiting = {**main(0, 1, 0), "over": {1: (0, 1, 0, 0)}}
    assert result("returned", tables=waiting).waits_for_person is True
    newer = {**main(1, 1, 0, 5), "over": {1: (1, 1, 0, 1)}}
    assert (result("returned", tables=newer).value, result("returned", tables=newer).waits_for_person) == (5, False)
    assert result("returned").waits_for_person is False


def test_an_attestation_is_one_or_waits() -> None:
    assert bounds(result("attested", tables=main(1, 0, 0))) == (1, 1, 1, True)
    waiting = result("attested", tables=main(0, 1, 0))
    assert (waiting.value, waiting.unknown, waiting.waits_for_person) == (None, 1, True)
    approved_and_another = result("attested", tables=main(1, 1, 0))
    assert (approved_and_another.value, approved_and_another.waits_for_person) == (1, False)
    assert result("attested").waits_for_person is False


def test_units_that_meet_the_demand_are_a_share_that_has_to_be_whole() -> None:
    met, missed, open_ = Result(holds=True), Result(holds=False), Result()
    assert bounds(of_units([met, met])) == (1, 1, 1, True)
    assert bounds(of_units([met, missed])) == (Fraction(1, 2), *[Fraction(1, 2)] * 2, False)
    assert bounds(of_units([met, open_])) == (Fraction(1, 2), Fraction(1, 2), 1, None)
    assert bounds(of_units([met, open_, missed]))[3] is False
    assert bounds(of_units([])) == (None, None, None, None)
