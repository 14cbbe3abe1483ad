"""Rules and results in words: each result is named with the rule that decided."""

from __future__ import annotations

import pytest

from keqiao.blocks.assemblies.elections.counting import Box, Line, Result, Votes, decide
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.rules import Rules
from keqiao.blocks.assemblies.elections.wording import (
    decided_words,
    fault_words,
    outcome_words,
    quorum_words,
    rules_in_words,
    tie_words,
)

BOX = Box(due=12, present=10, issued=10, returned=10)


def of(rules: Rules, kind: str = "persons", seats: int = 2) -> Election:
    """An election that isn't stored."""
    return Election(kind=kind, seats=seats, rules=rules.model_dump_json(), title="选举副主席")


def said(yes: int, **rules: str) -> str:
    """How so many votes of ten present are told."""
    made = Rules.model_validate(rules)
    return decided_words(of(made), decide(made, 1, BOX, {1: Votes(yes, 10 - yes)}), Line(1, Votes(yes), ""))


@pytest.mark.parametrize(
    ("yes", "rules", "words"),
    [
        (6, {}, "赞成6，超过到会人数（10）的二分之一"),
        (5, {}, "赞成5，正好是到会人数（10）的二分之一，没有超过"),
        (4, {}, "赞成4，没有达到到会人数（10）的二分之一"),
        (5, {"majority_operator": "at_least"}, "赞成5，达到到会人数（10）的二分之一"),
        (8, {"majority": "2/3", "majority_base": "due"}, "赞成8，正好是应到人数（12）的三分之二，没有超过"),
        (9, {"majority": "2/3", "majority_base": "valid"}, "赞成9，超过有效票数（10）的三分之二"),
    ],
)
def test_a_result_is_named_with_the_rule_that_decided(yes: int, rules: dict[str, str], words: str) -> None:
    assert said(yes, **rules) == words


def test_a_quorum_is_said_with_its_operator_and_base() -> None:
    assert quorum_words(Rules()) == "到会人数达到应到人数的三分之二"
    assert quorum_words(Rules(quorum_operator="more_than", quorum="1/2")) == "到会人数超过应到人数的二分之一"
    assert quorum_words(Rules(quorum_base="present")) == "收回选票达到到会人数的三分之二"


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (Box(9, 9, 9, 10), "收回选票10张，多于发出的9张，"),
        (Box(9, 9, 9, 3, 4), "废票4张，多于收回的3张，"),
        (Box(9, 5, 5, 5), "应到9人，到会5人，收回选票5张，没有达到法定人数，"),
        (BOX, ""),
    ],
)
def test_a_fault_is_said_with_its_numbers(box: Box, words: str) -> None:
    assert fault_words(decide(Rules(), 1, box, {1: Votes(5)})) == words


def tied(tie: str) -> tuple[Election, Result]:
    """Two who share the last seat."""
    rules = Rules.model_validate({"tie": tie})
    return of(rules), decide(rules, 2, BOX, {1: Votes(9), 2: Votes(7), 3: Votes(7)})


def test_what_becomes_of_a_tie_or_of_empty_seats() -> None:
    assert "都不当选，名额空缺" in tie_words(*tied("open"))
    assert "再次投票" in tie_words(*tied("runoff"))
    rules = Rules()
    assert "空缺1名" in tie_words(of(rules), decide(rules, 2, BOX, {1: Votes(9), 2: Votes(3)}))
    assert tie_words(of(rules), decide(rules, 1, BOX, {1: Votes(9)})) == ""


def test_outcomes_of_people_and_of_matters() -> None:
    assert [outcome_words(of(Rules()), Line(1, Votes(), one)) for one in ("elected", "not_elected", "tied")] == [
        "当选",
        "未当选",
        "最后名额得票相等",
    ]
    assert outcome_words(of(Rules(), "matter"), Line(1, Votes(), "elected")) == "通过"
    assert outcome_words(of(Rules(), "matter"), Line(1, Votes(), "not_elected")) == "未通过"


def test_every_rule_is_a_sentence() -> None:
    words = rules_in_words(of(Rules(surplus="1/10", proxies="leave", tie="runoff", write_in=False)))
    assert "差额选举：应选2名，候选人不少于3名。" in words
    assert any("每人最多接受1人委托" in one for one in words)
    assert "不能另选他人。" in words
    assert "应选2名，可以等额选举。" in rules_in_words(of(Rules()))
