"""Which comparison makes sense for which kind of column, and whether a value fits it."""

from __future__ import annotations

import pytest

from keqiao.plans.engine.errors import RuleError
from keqiao.plans.engine.kinds import near
from keqiao.plans.engine.parse import parse
from plans.facts_fixture import FACTS


@pytest.mark.parametrize(
    ("fact", "rule", "position", "said"),
    [
        ("posts", "person = 3", 1, "a reference and can't be compared"),
        ("posts", "person in (1)", 11, "a reference and can't be compared"),
        ("posts", "birth <= '1980-01-01'", 1, "birth date 'birth' can't be compared itself"),
        ("posts", "sex > 'male'", 1, "codes, which have no order"),
        ("posts", "minority >= 1", 1, "a flag, which have no order"),
        ("posts", "sex = male", 7, "no column 'male'"),
        ("posts", "sex = 1", 7, "holds codes, not '1'"),
        ("posts", "sex = 'mael'", 7, "no code 'mael'.*Did you mean male"),
        ("posts", "minority = 2", 12, "is a flag, not '2'"),
        ("posts", "minority = 'yes'", 12, "is a flag, not 'yes'"),
        ("posts", "term_start >= 20170929", 15, "is a date, not '20170929'"),
        ("posts", "term_start >= '2017-9-29'", 15, "is not a date"),
        ("posts", "term_start >= '2017-02-29'", 15, "is not a date"),
        ("posts", "as_of >= 2017", 10, "is a date"),
        ("posts", "age(birth, as_of) <= 45.5", 22, "whole years"),
        ("posts", "age(birth, as_of) <= term_start", 22, "whole years"),
        ("posts", "sex = body", 7, "isn't the kind of value"),
        ("posts", "term_start = minority", 14, "isn't the kind of value"),
        ("places", "floor_area >= '3'", 15, "whole numbers, not '3'"),
        ("places", "floor_area >= opened", 15, "isn't the kind of value"),
        ("funding", "amount >= 1.5", 11, "fen, not '1.5'"),
        ("awards", "programme = 'a b'", 13, "is not a code"),
    ],
)
def test_a_value_that_doesn_t_fit_is_refused_where_it_stands(fact: str, rule: str, position: int, said: str) -> None:
    with pytest.raises(RuleError, match=said) as caught:
        parse(rule, FACTS[fact])
    assert caught.value.position == position
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("fact", "rule"),
    [
        ("posts", "sex = 'male' and minority = 0"),
        ("posts", "term_start <= as_of and as_of >= '2017-09-29'"),
        ("posts", "age(birth, term_start) <= 45"),
        ("places", "floor_area >= weekend_days"),
        ("secondments", "until > since"),
        ("awards", "programme = 'any_code.at-all'"),
    ],
)
def test_a_value_that_fits_is_taken(fact: str, rule: str) -> None:
    assert parse(rule, FACTS[fact])


def test_a_wrong_name_is_answered_with_near_ones_or_all() -> None:
    assert near("trem", ["term", "sex"]) == "Did you mean term?"
    assert near("xyz", ["term", "sex"]) == "Known are: term, sex."
