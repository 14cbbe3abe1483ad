"""Every rule has a phrase in both languages, and the phrase leaves no doubt about what belongs together."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from keqiao.kernel.facts.schema import Kind, Label
from keqiao.plans.engine import rules
from keqiao.plans.engine.parse import parse
from keqiao.plans.engine.rules import And, Not, Or, Rule
from keqiao.plans.sentences.languages import CHINESE, ENGLISH, Language
from keqiao.plans.sentences.phrases import Phraser
from plans.facts_fixture import FACTS
from plans.strategies import POSTS, rule_of

HAN = re.compile("[\u4e00-\u9fff]")


def said(rule: Rule, language: Language = CHINESE) -> str:
    return Phraser(language, POSTS).phrase(rule)


def flag(name: str) -> Rule:
    return rules.Comparison(rules.Column(name, Kind.FLAG), rules.Operator.EQ, rules.Literal(1, Kind.FLAG))


@given(rule_of(POSTS))
def test_every_rule_has_a_phrase_in_both_languages(rule: Rule) -> None:
    chinese, english = said(rule), said(rule, ENGLISH)
    assert HAN.search(chinese)
    assert re.search("[a-z]", english)
    assert not HAN.search(english)


@given(rule_of(POSTS))
def test_not_said_twice_says_nothing(rule: Rule) -> None:
    for language in (CHINESE, ENGLISH):
        assert said(Not(Not(rule)), language) == said(rule, language)


@given(rule_of(POSTS))
def test_a_rule_and_its_opposite_are_never_said_alike(rule: Rule) -> None:
    for language in (CHINESE, ENGLISH):
        assert said(Not(rule), language) != said(rule, language)


@given(rule_of(POSTS), rule_of(POSTS))
def test_the_opposite_of_both_is_either_opposite(one: Rule, other: Rule) -> None:
    for language in (CHINESE, ENGLISH):
        assert said(Not(And((one, other))), language) == said(Or((Not(one), Not(other))), language)


A, B, C = flag("minority"), flag("resident"), flag("part_time")


@pytest.mark.parametrize(
    "mixed",
    [
        And((Or((A, B)), C)),
        And((Not(And((A, B))), C)),
        And((Not(Not(Or((A, B)))), C)),
        Not(Or((And((A, B)), C))),
    ],
)
def test_what_is_joined_otherwise_stands_in_brackets(mixed: Rule) -> None:
    assert re.match("（.*，或.*）且", said(mixed))
    assert re.match(r"\(.*, or .*\) and ", said(mixed, ENGLISH))


def test_what_is_joined_alike_needs_no_brackets() -> None:
    assert "（" not in said(And((And((A, B)), C)))
    assert "（" not in said(And((Not(Or((A, B))), C)))


CONDITIONS = [
    ("minority", "属于“少数民族”", "“members of ethnic minorities” applies"),
    ("minority = 0", "不属于“少数民族”", "“members of ethnic minorities” doesn’t apply"),
    ("not minority", "不属于“少数民族”", "“members of ethnic minorities” doesn’t apply"),
    ("sex is known", "已登记性别", "sex is recorded"),
    ("not sex is known", "未登记性别", "sex isn’t recorded"),
    ("body = 'congress'", "机构为代表大会", "body is congress"),
    ("body <> 'congress'", "机构不是代表大会", "body isn’t congress"),
    ("role in ('chair', 'member')", "职务为主席或委员", "role is chairs or members"),
    (
        "term_start >= '2017-09-29'",
        "本届起始日不早于2017年9月29日",
        "start of the term is no earlier than 29 September 2017",
    ),
    ("not term_start >= '2017-09-29'", "本届起始日早于2017年9月29日", "start of the term is before 29 September 2017"),
    ("term_start <= as_of", "本届起始日不晚于统计日", "start of the term is no later than the day of the figure"),
    (
        "age(birth, term_start) <= 45",
        "年龄不超过45周岁（按本届起始日计算）",
        "age is at most 45 (counted on the start of the term)",
    ),
    (
        "age(birth, as_of) < 45",
        "年龄不满45周岁（按统计日计算）",
        "age is less than 45 (counted on the day of the figure)",
    ),
]


@pytest.mark.parametrize(("written", "chinese", "english"), CONDITIONS)
def test_conditions_are_said_in_plain_words(written: str, chinese: str, english: str) -> None:
    rule = parse(written, POSTS)
    assert said(rule) == chinese
    assert said(rule, ENGLISH) == english


def test_a_code_of_an_open_list_stands_in_quotes() -> None:
    awards = FACTS["awards"]
    rule = parse("programme = 'key_project'", awards)
    assert Phraser(CHINESE, awards).phrase(rule).endswith("为“key_project”")
    assert Phraser(ENGLISH, awards).phrase(rule).endswith("is “key_project”")


def test_a_definition_is_said_by_its_name() -> None:
    rule = rules.Named("front_line", Label("基层一线", "front line"), A)
    assert said(rule) == "基层一线"
    assert said(Not(rule)) == "不属于基层一线"
    assert said(rule, ENGLISH) == "“front line” applies"
    assert said(Not(rule), ENGLISH) == "“front line” doesn’t apply"
