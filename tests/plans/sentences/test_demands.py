"""Targets in words: on the mark of a figure and at the end of a sentence, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from keqiao.plans.engine.targets import read_target
from keqiao.plans.sentences.demands import demand_text, mark_text
from keqiao.plans.sentences.languages import CHINESE, ENGLISH
from plans.facts_fixture import FACTS

WORDED: list[tuple[dict[str, Any], str, str, str]] = [
    ({"at_least": "70%"}, "不低于70%", "70%以上", "at least 70%"),
    ({"at_least": "2/3"}, "不低于三分之二", "不少于三分之二", "at least 2/3"),
    ({"at_least": "100%"}, "为100%", "全部", "100%"),
    ({"at_least": 4}, "不少于4", "不少于4", "at least 4"),
    ({"less_than": 4}, "少于4", "少于4", "less than 4"),
    ({"at_most": 0}, "不超过0", "不超过0", "at most 0"),
    ({"at_most": "30%"}, "不超过30%", "不超过30%", "at most 30%"),
    ({"less_than": "30%"}, "低于30%", "低于30%", "less than 30%"),
    ({"more_than": "50%"}, "超过50%", "超过50%", "more than 50%"),
    ({"more_than": "30000 m2"}, "超过30,000平方米", "超过30,000平方米", "more than 30,000 m²"),
    ({"about": "300000000 yuan"}, "约3亿元", "约3亿元", "about CNY 300 million"),
    ({"about": "70%"}, "约70%", "约70%", "about 70%"),
    ({"between": [2, 3]}, "在2至3之间", "在2至3之间", "between 2 and 3"),
    ({"between": ["5%", "10%"]}, "在5%至10%之间", "在5%至10%之间", "between 5% and 10%"),
    ({"at_most": "60 months"}, "不超过60个月", "不超过60个月", "at most 60 months"),
    ({"rising": True}, "比原来提高", "比原来提高", "higher than before"),
    ({"falling": True}, "比原来降低", "比原来降低", "lower than before"),
]


@pytest.mark.parametrize(("written", "chinese", "mark", "english"), WORDED)
def test_a_demand_is_said_in_both_languages(written: dict[str, Any], chinese: str, mark: str, english: str) -> None:
    target = read_target(written)
    assert demand_text(target, CHINESE) == chinese
    assert mark_text(target, CHINESE) == mark
    assert demand_text(target, ENGLISH) == mark_text(target, ENGLISH) == english


def test_an_exact_number_stands_alone_on_the_mark() -> None:
    target = read_target({"exactly": 7})
    assert (demand_text(target, CHINESE), mark_text(target, CHINESE)) == ("为7", "7")
    assert (demand_text(target, ENGLISH), mark_text(target, ENGLISH)) == ("exactly 7", "7")


def test_bands_are_named_by_the_words_of_their_column() -> None:
    target = read_target({"by": "size_band", "bands": {"small": {"at_least": "10%"}, "large": {"at_least": "1/20"}}})
    members = FACTS["memberships"]
    assert demand_text(target, CHINESE, members) == "小型不低于10%、大型不低于二十分之一"
    assert demand_text(target, ENGLISH, members) == "small: at least 10%; large: at least 1/20"
    assert "small" in demand_text(target, CHINESE)  # nothing better is known without the fact
