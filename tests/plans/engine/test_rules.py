"""What can be asked of a tree, and exchanging one code in it."""

from __future__ import annotations

import pytest

from keqiao.kernel.facts.schema import Label
from keqiao.plans.engine.parse import Definition, parse
from keqiao.plans.engine.rules import Named, Or, both, columns_of, substitute, walk
from plans.strategies import POSTS

DEFINED = {"sitting": Definition(Label("本届", "sitting"), "term = 'current' and body = 'congress'")}


def test_columns_are_named_once_each_in_order() -> None:
    rule = parse("age(birth, term_start) <= 45 and (sex is known or term_start <= as_of) and not sex = 'male'", POSTS)
    assert [column.name for column in columns_of(rule)] == ["birth", "term_start", "sex"]


def test_walking_sees_inside_definitions() -> None:
    rule = parse("not sitting", POSTS, DEFINED)
    assert len(list(walk(rule))) == 5
    assert {column.name for column in columns_of(rule)} == {"term", "body"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("term = 'current'", "term = 'previous'"),
        ("not (term = 'current' or minority)", "not (term = 'previous' or minority)"),
        ("term in ('current')", "term in ('previous')"),
        ("term <> 'current'", "term <> 'previous'"),
        ("body = 'congress' and minority", "body = 'congress' and minority"),
    ],
)
def test_one_code_is_exchanged_wherever_it_is_compared(before: str, after: str) -> None:
    assert substitute(parse(before, POSTS), "term", "current", "previous") == parse(after, POSTS)


def test_a_code_is_exchanged_inside_a_definition() -> None:
    rule = substitute(parse("sitting", POSTS, DEFINED), "term", "current", "previous")
    assert isinstance(rule, Named)
    assert rule.rule == parse("term = 'previous' and body = 'congress'", POSTS)


def test_of_two_rules_a_missing_one_always_holds() -> None:
    one = parse("minority", POSTS)
    assert both(one, None) == both(None, one) == one
    assert both(None, None) is None
    joined = both(one, Or((one, one)))
    assert joined is not None
    assert len(list(walk(joined))) == 5
