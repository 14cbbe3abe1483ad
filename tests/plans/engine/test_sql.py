"""SQL answers exactly as Python does, on every engine, unknowns included."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keqiao.kernel.facts.schema import Kind
from keqiao.plans.engine import days, logic, sql
from keqiao.plans.engine.database import Database
from keqiao.plans.engine.given import given as over_rows
from keqiao.plans.engine.rules import Column, Comparison, Literal, Operator, Rule
from plans.strategies import DAY, POSTS, row_of, rows_of, rule_of

SLOW_ENGINES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def ask(database: Database, rows: list[dict[str, Any]], expression: str) -> list[Any]:
    """The expression's value for each row, by id."""
    text, params = over_rows(POSTS, rows).sql(0)
    statement = f'WITH f AS ({text}) SELECT f."id", {expression} FROM f ORDER BY 1'
    return [value for _, value in database.rows(statement, params)]


@SLOW_ENGINES
@given(rows=rows_of(POSTS), rule=rule_of(POSTS), as_of=DAY)
def test_a_condition_is_answered_as_in_python(
    database: Database, rows: list[dict[str, Any]], rule: Rule, as_of: int
) -> None:
    condition = sql.condition(rule, as_of)
    answers = ask(database, rows, f"CASE WHEN {condition} THEN 1 WHEN NOT {condition} THEN 0 END")
    expected = [logic.answer(rule, row, as_of) for row in rows]
    assert answers == [None if one is None else int(one) for one in expected]


@SLOW_ENGINES
@given(rows=rows_of(POSTS), where=st.none() | rule_of(POSTS), that=st.none() | rule_of(POSTS), as_of=DAY)
def test_a_verdict_is_given_as_in_python(
    database: Database, rows: list[dict[str, Any]], where: Rule | None, that: Rule | None, as_of: int
) -> None:
    for needed in ("", "leading_official"):
        found = ask(database, rows, sql.verdict(where, that, as_of, needed))
        assert found == [logic.verdict(where, that, row, as_of, needed) for row in rows]


@SLOW_ENGINES
@given(row=row_of(POSTS), rule=rule_of(POSTS), as_of=DAY)
def test_change_days_are_those_of_python(database: Database, row: dict[str, Any], rule: Rule, as_of: int) -> None:
    expressions = sql.change_days(rule, as_of)
    numbers = [ask(database, [row], expression)[0] for expression in expressions]
    found = {days.on_or_after(number) for number in numbers if number is not None}
    assert found == set(logic.change_days(rule, row, as_of))


def test_a_quote_in_a_code_cannot_leave_its_literal() -> None:
    rule = Comparison(Column("body", Kind.CODE), Operator.EQ, Literal("x' or 1=1", Kind.CODE))
    assert sql.condition(rule, 20200101) == "(f.\"body\" = 'x'' or 1=1')"


@pytest.mark.parametrize("expression", ['f."no_such_column"'])
def test_a_missing_column_is_an_error_on_every_engine(database: Database, expression: str) -> None:
    with pytest.raises(Exception, match="no_such_column"):
        ask(database, [], expression)
