"""What is asked for a commitment: its parts, its baseline, its periods."""

from __future__ import annotations

from typing import Any

from keqiao.kernel.facts.schema import Kind
from keqiao.plans.engine.questions import Grain, Question, measured_periods, questions_of
from keqiao.plans.engine.rules import Column, Comparison, Literal, Operator
from plans.written import compiled

ADOPTED, DAY = 20170601, 20200315


def ask(measure: str, **changes: Any) -> dict[str, Question]:
    """The questions by part."""
    asked = questions_of(compiled(measure, **changes), DAY, ADOPTED)
    assert len({one.part for one in asked}) == len(asked)
    return {one.part: one for one in asked}


def equals(column: str, code: str) -> Comparison:
    return Comparison(Column(column, Kind.CODE), Operator.EQ, Literal(code, Kind.CODE))


def test_a_share_asks_one_question_about_its_rows() -> None:
    (main,) = ask("share").values()
    assert (main.commitment, main.part, main.grain, main.fact, main.day) == (
        "plan/one",
        "main",
        Grain.ROWS,
        "posts",
        DAY,
    )
    assert main.where == equals("term", "current")
    assert main.facts == {"posts"}


def test_grains_follow_the_measure() -> None:
    assert ask("coverage")["main"].grain is Grain.UNITS
    assert ask("coverage")["main"].facts == {"divisions", "places"}
    assert ask("streak")["main"].grain is Grain.RUNS
    assert ask("gap")["main"].latest == "date"


def test_a_sum_needs_the_number_it_adds() -> None:
    main = ask("sum")["main"]
    assert (main.add, main.needed) == ("floor_area", "floor_area")


def test_the_term_before_is_the_same_rule_with_the_other_term() -> None:
    asked = ask("share", target={"falling": True}, baseline={"term": "previous"})
    assert set(asked) == {"main", "baseline.main"}
    assert asked["baseline.main"].where == equals("term", "previous")
    assert asked["baseline.main"].day == DAY


def test_a_year_before_is_the_same_on_that_day() -> None:
    asked = ask("count", baseline={"year": -2})
    assert asked["baseline.main"].day == 20180315


def test_a_printed_baseline_asks_nothing() -> None:
    assert set(ask("share", baseline={"value": "53%"})) == {"main"}


def test_a_returned_number_is_asked_with_what_it_is_out_of() -> None:
    asked = ask("returned")
    assert {part: (one.fact, one.add) for part, one in asked.items()} == {
        "main": ("returns", "value"),
        "over": ("returns", "per"),
    }
    assert asked["main"].where == equals("indicator", "literacy")
    assert asked["main"].that == asked["over"].that == equals("state", "approved")


def test_an_attestation_is_asked_by_topic() -> None:
    main = ask("attested")["main"]
    assert (main.fact, main.where, main.that) == ("attestations", equals("topic", "one"), equals("state", "approved"))


def test_a_ratio_asks_for_its_denominator_unless_it_is_cited() -> None:
    assert ask("ratio")["over"].add == "people"
    cited = {"number": 12, "source": "a", "page": 3, "date": "2017-12-31", "confirmed_by": "b"}
    assert set(ask("ratio", over=cited)) == {"main"}


def test_a_denominator_at_the_period_s_start_is_asked_for_each_start() -> None:
    over = {"fact": "populations", "sum": "people", "at": "period_start"}
    asked = questions_of(compiled("ratio", over=over, each="year"), DAY, ADOPTED)
    assert [(one.part, one.day, one.tag) for one in asked] == [
        ("main", DAY, 0),
        ("over", 20180101, 2018),
        ("over", 20190101, 2019),
    ]
    assert [period.key for period in asked[0].periods] == [2018, 2019]
    assert asked[1].periods == ()


def test_periods_before_the_adoption_are_counted_for_the_baseline_only() -> None:
    yearly = compiled("count", of="meetings", each="year", target={"rising": True}, baseline={"year": -1})
    assert [period.key for period in measured_periods(yearly, DAY, ADOPTED)] == [2017, 2018, 2019]
    assert [one.part for one in questions_of(yearly, DAY, ADOPTED)] == ["main"]


def test_a_banded_target_asks_for_the_band() -> None:
    banded = {"by": "size_band", "bands": {"small": {"at_least": "10%"}}}
    asked = ask("share", of="memberships", where=None, that="joined_within_year", target=banded)
    assert asked["main"].band == "size_band"
