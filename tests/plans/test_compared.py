"""Two plans side by side."""

from __future__ import annotations

import pytest

from keqiao.plans.compared import SILENT, by_topic, compared
from keqiao.plans.library import library

pytestmark = pytest.mark.django_db  # plans published at the desk are looked up


def test_every_topic_of_both_has_one_answer() -> None:
    first, second = library().plan("hunan"), library().plan("liuzhou-2017")
    found = compared(first, second)
    topics = [one.topic for one in found]
    assert len(topics) == len(set(topics))
    assert set(topics) == {*by_topic(first), *by_topic(second)}
    assert topics[: len(by_topic(first))] == list(by_topic(first))
    for one in found:
        assert (one.answer == SILENT) == bool(one.silent) == (not one.first or not one.second)


def test_a_plan_is_equal_to_itself_where_it_can_be_compared() -> None:
    plan = library().plan("cast-2016")
    assert {one.answer for one in compared(plan, plan)} <= {"equal", "not_comparable"}


def test_turned_round_stricter_is_weaker() -> None:
    one, other = library().plan("hunan"), library().plan("cast-2016")
    turned = {"stricter": "weaker", "weaker": "stricter"}
    there = {each.topic: each.answer for each in compared(one, other)}
    back = {each.topic: each.answer for each in compared(other, one)}
    assert {topic: turned.get(answer, answer) for topic, answer in there.items()} == back
