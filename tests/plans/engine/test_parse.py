"""From a rule's text to its tree."""

from __future__ import annotations

import pytest

from keqiao.kernel.facts.schema import Kind, Label
from keqiao.plans.engine.errors import RuleError
from keqiao.plans.engine.parse import Definition, parse
from keqiao.plans.engine.rules import (
    Age,
    And,
    AsOf,
    Column,
    Comparison,
    In,
    IsKnown,
    Literal,
    Named,
    Not,
    Operator,
    Or,
    Rule,
)
from plans.facts_fixture import FACTS
from plans.strategies import POSTS

SEX, BIRTH, START = Column("sex", Kind.CODE), Column("birth", Kind.BIRTH), Column("term_start", Kind.DATE)


def flag(name: str) -> Comparison:
    return Comparison(Column(name, Kind.FLAG), Operator.EQ, Literal(1, Kind.FLAG))


A, B, C = flag("minority"), flag("party_member"), flag("seconded")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("minority", A),
        ("not minority", Not(A)),
        ("not not minority", Not(Not(A))),
        ("minority and party_member or seconded", Or((And((A, B)), C))),
        ("minority and (party_member or seconded)", And((A, Or((B, C))))),
        ("not minority and party_member", And((Not(A), B))),
        ("minority AND party_member", And((A, B))),
        ("sex = 'male'", Comparison(SEX, Operator.EQ, Literal("male", Kind.CODE))),
        ("sex <> 'male'", Comparison(SEX, Operator.NE, Literal("male", Kind.CODE))),
        ("sex in ('male', 'female')", In(SEX, (Literal("male", Kind.CODE), Literal("female", Kind.CODE)))),
        ("sex not in ('male')", Not(In(SEX, (Literal("male", Kind.CODE),)))),
        ("sex is known", IsKnown(SEX)),
        ("birth is unknown", Not(IsKnown(BIRTH))),
        ("age(birth, as_of) <= 45", Comparison(Age("birth", AsOf()), Operator.LE, Literal(45, Kind.INT))),
        ("age(birth, term_start) < 45", Comparison(Age("birth", START), Operator.LT, Literal(45, Kind.INT))),
        ("term_start >= '2017-09-29'", Comparison(START, Operator.GE, Literal(20170929, Kind.DATE))),
        ("as_of >= term_start", Comparison(AsOf(), Operator.GE, START)),
    ],
)
def test_a_rule_becomes_its_tree(text: str, tree: Rule) -> None:
    assert parse(text, POSTS) == tree


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("trem = 'current'", 1, "no column 'trem'"),
        ("lower(sex) = 'male'", 1, "functions aren't part of rules: lower"),
        ("'male' = sex", 1, "can't begin with 'male'"),
        ("45 >= age(birth, as_of)", 1, "can't begin with '45'"),
        ("sex", 1, "isn't a flag"),
        ("sex 'male'", 1, "isn't a flag"),
        ("as_of", 6, "the end of the rule"),
        ("sex is male", 8, "known or unknown"),
        ("sex in 'male'", 8, "expected '\\('"),
        ("sex in ()", 9, "holds codes"),
        ("sex in ('male'", 15, "the end of the rule"),
        ("(minority", 10, "the end of the rule"),
        ("minority)", 9, "isn't expected here"),
        ("minority party_member", 1, "isn't expected here|isn't a flag"),
        ("minority and", 13, "expected a column, found the end"),
        ("and minority", 1, "expected a column, found 'and'"),
        ("age(sex, as_of) <= 45", 5, "isn't a birth date"),
        ("age(birth, sex) <= 45", 12, "isn't a date"),
        ("age(birth) <= 45", 10, "expected ','"),
        ("age(birth, as_of) <= age(birth, as_of)", 22, "stands on the left"),
        ("age(birth, as_of)", 18, "the end of the rule"),
    ],
)
def test_what_isn_t_a_rule_is_refused_where_it_goes_wrong(text: str, position: int, said: str) -> None:
    with pytest.raises(RuleError, match=said) as caught:
        parse(text, POSTS)
    if "|" not in said:
        assert caught.value.position == position
    assert caught.value.remedy


DEFINED = {
    "young": Definition(Label("青年", "young"), "age(birth, term_start) <= 45"),
    "young_women": Definition(Label("青年女性", "young women"), "young and sex = 'female'"),
    "round": Definition(Label("圈", "round"), "minority or round"),
    "minority": Definition(Label("遮", "shadow"), "seconded"),
}


def test_definitions_are_expanded_and_keep_their_names() -> None:
    tree = parse("not young_women", POSTS, DEFINED)
    assert isinstance(tree, Not)
    women = tree.part
    assert isinstance(women, Named)
    assert women.label == Label("青年女性", "young women")
    assert isinstance(women.rule, And)
    assert isinstance(women.rule.parts[0], Named)


def test_a_column_goes_before_a_definition_of_its_name() -> None:
    assert parse("minority", POSTS, DEFINED) == A


def test_a_definition_that_needs_itself_is_refused() -> None:
    with pytest.raises(RuleError, match="circle: round → round"):
        parse("round", POSTS, DEFINED)


def test_a_definition_over_another_fact_s_columns_says_so() -> None:
    with pytest.raises(RuleError, match="in the definition 'young': 'places' has no column 'birth'") as caught:
        parse("kind = 'e_station' and young", FACTS["places"], DEFINED)
    assert caught.value.position == 24
