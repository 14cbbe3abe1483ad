"""A commitment as written becomes the engine's, or every fault of it is named by its key."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from keqiao.kernel.facts.schema import Kind, Label
from keqiao.plans.engine.commitments import Baseline, Cited, Due, Measure, Over, Rhythm, Streak, Subject, With
from keqiao.plans.engine.parse import Definition
from keqiao.plans.engine.rules import Column, Comparison, Literal, Named, Operator
from keqiao.plans.engine.targets import Demand
from plans.written import MEASURES, compiled, faults

DEFINED = {
    "front": Definition(Label("一线", "front line"), "source_class = 'rural'"),
    "first": Definition(Label("甲", "first"), "second"),
    "second": Definition(Label("乙", "second"), "not first"),
}


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_written(measure: str) -> None:
    made = compiled(measure)
    assert made.measure is Measure("rhythm" if measure == "gap" else measure)
    assert made.target.text


def test_every_key_arrives() -> None:
    made = compiled(
        scope="each",
        units="society",
        baseline={"value": "53%"},
        due="2022-09-29",
        by_reference=["association@county"],
        basis="implied",
        source=["plan/1"],
        remark={"zh": "说明", "en": "Remark"},
    )
    assert made.units == Subject("society")
    assert made.baseline is not None
    assert made.baseline.value is not None
    assert made.baseline.value.number == Fraction(53, 100)
    assert made.due == Due(day=20220929)
    assert made.by_reference == (Subject("association", "county"),)
    assert (made.basis, made.source, made.remark) == ("implied", ("plan/1",), Label("说明", "Remark"))
    assert made.that == Comparison(Column("minority", Kind.FLAG), Operator.EQ, Literal(1, Kind.FLAG))


def test_parts_of_their_own_arrive() -> None:
    over = {"fact": "populations", "sum": "people", "at": "period_start"}
    assert compiled("ratio", over=over, each="year").over == Over("populations", "people", at_period_start=True)
    cited = {"number": 12, "source": "a", "page": 3, "date": "2017-12-31", "confirmed_by": "b"}
    assert compiled("ratio", over=cited).over == Cited(Fraction(12), "a", "3", "2017-12-31", "b")
    assert compiled("coverage").withs == (With("places", "division"),)
    assert compiled("rhythm").rhythm == Rhythm("year", 1)
    assert compiled("streak").streak == Streak(("person",), "date", 2)
    assert compiled(due="next congress").due == Due(next_congress=True)
    assert compiled(target={"rising": True}, baseline={"term": "previous"}).baseline == Baseline(term=True)
    assert compiled("count", baseline={"year": -2}).baseline == Baseline(years=2)


@pytest.mark.parametrize("gap", ["60 months", "5 years"])
def test_a_gap_is_its_own_target_in_months(gap: str) -> None:
    made = compiled("gap", rhythm={"gap_at_most": gap})
    assert made.rhythm == Rhythm(gap_months=60)
    assert (made.target.demand, made.target.interval.high) == (Demand.AT_MOST, 60)
    assert made.target.text == f"at_most: {gap}"


def test_a_definition_is_expanded_under_its_name() -> None:
    made = compiled(that="front", definitions=DEFINED)
    assert isinstance(made.that, Named)
    assert made.that.name == "front"


def test_the_unit_of_a_direction_follows_from_the_measure() -> None:
    yearly: dict[str, Any] = {"target": {"rising": True}, "baseline": {"year": -1}}
    assert compiled("share", **yearly).unit == "percent"
    assert compiled("count", **yearly).unit == "number"
    assert compiled("sum", of="funding", sum="amount", **yearly).unit == "yuan"
    assert compiled("sum", **yearly).unit == "m2"


@pytest.mark.parametrize(
    ("measure", "changes", "key", "said"),
    [
        ("share", {"of": "postings"}, "of", "no fact 'postings'"),
        ("share", {"of": None}, "of", "no fact is named"),
        ("share", {"where": "trem = 'current'"}, "where", "no column 'trem'"),
        ("share", {"that": "upper(sex) = 'a'"}, "that", "functions aren't part of rules"),
        ("share", {"that": "sex = 'martian'"}, "that", "no code 'martian'"),
        ("share", {"that": "term_start >= '2017-02-30'"}, "that", "not a date"),
        ("share", {"target": None}, "target", "can't be read"),
        ("share", {"target": {"at_least": "5/4"}}, "target", "more than the whole"),
        ("share", {"target": {"at_least": 0.7}}, "target", "not an amount"),
        ("share", {"baseline": {"value": "much"}}, "baseline", "not an amount"),
        ("share", {"due": "2022-02-30"}, "due", "not a date"),
        ("share", {"due": "soon"}, "due", "not a date"),
        ("sum", {"sum": "area"}, "sum", "no column 'area'"),
        ("sum", {"sum": "kind"}, "sum", "holds a code"),
        ("count", {"distinct": "floor_area"}, "distinct", "holds a int"),
        ("count", {"distinct": "nothing"}, "distinct", "no column 'nothing'"),
        ("ratio", {"over": {"fact": "people", "sum": "people"}}, "over", "no fact 'people'"),
        ("ratio", {"over": {"fact": "populations", "sum": "heads"}}, "over", "no column 'heads'"),
        ("ratio", {"over": {"fact": "populations", "sum": "people", "where": "big"}}, "over", "no column 'big'"),
        ("coverage", {"with_": [{"fact": "place", "by": "division"}]}, "with 1", "no fact 'place'"),
        ("coverage", {"with_": [{"fact": "places", "by": "county"}]}, "with 1", "no column 'county'"),
        ("coverage", {"with_": [{"fact": "places", "by": "kind"}]}, "with 1", "holds a code"),
        (
            "coverage",
            {"with_": [{"fact": "places", "by": "division"}, {"fact": "places", "by": "division", "where": "lost"}]},
            "with 2",
            "no column 'lost'",
        ),
        ("gap", {"rhythm": {"gap_at_most": "often"}}, "rhythm", "whole months or years"),
        ("gap", {"rhythm": {"gap_at_most": "60 yuan"}}, "rhythm", "whole months or years"),
        ("gap", {"rhythm": {"gap_at_most": "1.1 years"}}, "rhythm", "whole months or years"),
        ("gap", {"target": {"at_most": "5 years"}}, "target", "says already"),
        ("streak", {"streak": {"by": ["personne"], "order": "date", "length": 2}}, "streak", "no column 'personne'"),
        ("streak", {"streak": {"by": ["person"], "order": "state", "length": 2}}, "streak", "holds a code"),
        ("count", {"target": {"by": "size", "bands": {"small": {"at_least": 1}}}}, "target", "no column 'size'"),
        ("count", {"target": {"by": "level", "bands": {"huge": {"at_least": 1}}}}, "target", "no code 'huge'"),
    ],
)
def test_a_fault_is_named_by_its_key(measure: str, changes: dict[str, Any], key: str, said: str) -> None:
    found = [fault for fault in faults(measure, **changes) if fault.key == key and said in fault.message]
    assert found
    assert all(fault.remedy for fault in found)


@pytest.mark.parametrize(
    "cited",
    [
        {"number": 0, "source": "a", "page": 3, "date": "2017-12-31", "confirmed_by": "b"},
        {"number": "70%", "source": "a", "page": 3, "date": "2017-12-31", "confirmed_by": "b"},
        {"number": "3 yuan", "source": "a", "page": 3, "date": "2017-12-31", "confirmed_by": "b"},
    ],
)
def test_a_cited_denominator_is_a_bare_number(cited: dict[str, Any]) -> None:
    assert [fault.key for fault in faults("ratio", over=cited)] == ["over"]


def test_definitions_that_go_round_in_a_circle_are_refused() -> None:
    (fault,) = [fault for fault in faults(that="first", definitions=DEFINED) if fault.key == "that"][:1]
    assert "circle: first → second → first" in fault.message


def test_all_faults_are_found_at_once() -> None:
    found = {fault.key for fault in faults(where="trem = 1", that="upper(sex)", target={"at_least": "5/4"}, due="soon")}
    assert {"where", "that", "target", "due"} <= found
