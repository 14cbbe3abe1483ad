"""The solver's inequalities say of every choice what the figure over exactly that choice says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from keqiao.plans.engine.constraint import Inequality, inequalities
from keqiao.plans.engine.counts import Counts
from keqiao.plans.engine.logic import NO, UNKNOWN, YES, verdict
from keqiao.plans.engine.results import Result, measure
from keqiao.plans.engine.rules import Rule
from plans.strategies import POSTS, row_of, rows_of, rule_of
from plans.written import compiled

AS_OF = 20200630
SHARES = [
    {"at_least": "70%"},
    {"at_least": "1/3"},
    {"more_than": "50%"},
    {"at_most": "2/3"},
    {"less_than": "1/2"},
    {"exactly": "50%"},
    {"about": "70%"},
    {"between": ["25%", "75%"]},
]
COUNTS = [{"at_least": 2}, {"more_than": 2}, {"at_most": 2}, {"less_than": 2}, {"exactly": 2}, {"about": 3}]
COUNTS += [{"between": [1, 3]}, {"at_least": "1.5"}, {"at_most": "2.5"}, {"less_than": "2.5"}]


def figure(made: Any, rows: list[dict[str, Any]]) -> Result:
    said = [verdict(made.where, made.that, row, AS_OF) for row in rows]
    counts = Counts(said.count(YES), said.count(NO), said.count(UNKNOWN))
    return measure(made, {"main": {(1, 0): counts}}, [1], AS_OF, ())


@settings(max_examples=300)
@given(
    measured=st.one_of(
        st.tuples(st.just("share"), st.sampled_from(SHARES)), st.tuples(st.just("count"), st.sampled_from(COUNTS))
    ),
    rules=st.tuples(st.none() | rule_of(POSTS), rule_of(POSTS)),
    rows=rows_of(POSTS, most=8),
    data=st.data(),
)
def test_a_choice_satisfies_them_exactly_when_its_figure_is_met(
    measured: tuple[str, dict[str, Any]],
    rules: tuple[Rule | None, Rule],
    rows: list[dict[str, Any]],
    data: st.DataObject,
) -> None:
    made = given_rules(*measured, *rules)
    chosen = data.draw(st.sets(st.integers(0, len(rows) - 1)) if rows else st.just(set[int]()))
    found = figure(made, [rows[i] for i in chosen])
    assume(found.value is not None)
    assert all(one.holds(sorted(chosen)) for one in inequalities(made, rows, AS_OF)) is (found.holds is True)


def given_rules(kind: str, target: dict[str, Any], where: Rule | None, that: Rule) -> Any:
    made = compiled(kind, of="posts", target=target, where=None)
    return replace(made, where=where, that=that if kind == "share" else None)


MINORITY, OTHER = {"minority": 1}, {"minority": 0}
UNSURE: dict[str, Any] = {"minority": None}


@given(row_of(POSTS))
def test_who_is_not_counted_weighs_nothing(row: dict[str, Any]) -> None:
    made = compiled("share", where="term = 'previous'")
    [found] = inequalities(made, [{**row, "term": "current"}], AS_OF)
    assert found.coefficients == (0,)


def test_coefficients_are_whole_numbers_and_the_unknown_counts_against() -> None:
    rows = [{"term": "current", **row} for row in (MINORITY, OTHER, UNSURE)]
    [least] = inequalities(compiled("share"), rows, AS_OF)
    assert least == Inequality((3, -7, -7), 0)
    [most] = inequalities(compiled("share", target={"at_most": "1/3"}), rows, AS_OF)
    assert most == Inequality((-2, 1, -2), 0)


def test_a_strict_end_is_not_enough() -> None:
    rows = [{"term": "current", **row} for row in (MINORITY, OTHER)]
    [half] = inequalities(compiled("share", target={"more_than": "50%"}), rows, AS_OF)
    assert half.strict
    assert not half.holds([0, 1])
    assert half.holds([0])


def test_a_range_gives_an_inequality_for_each_end() -> None:
    rows = [{"term": "current", **MINORITY}]
    assert len(inequalities(compiled("share", target={"between": ["25%", "75%"]}), rows, AS_OF)) == 2


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("sum", {}),
        ("coverage", {}),
        ("count", {"distinct": "kind"}),
        ("share", {"target": {"rising": True}, "baseline": {"year": -1}}),
    ],
)
def test_what_is_not_linear_is_refused_by_name(kind: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="plan/one"):
        inequalities(compiled(kind, **changes), [], AS_OF)
