"""Ways of counting that people choose from: which are likely, what is copied, and names that collide."""

from __future__ import annotations

import pytest

from keqiao.plans.drafting.measured import Together, copied, likely, options, pairs, renamed

pytestmark = pytest.mark.django_db


def test_pairs_are_chinese_and_stand_side_by_side() -> None:
    assert list(pairs("一线A人员，多")) == ["一线", "人员"]


@pytest.mark.parametrize(
    ("near", "unit", "topic"),
    [
        ("市科协代表大会代表中基层一线科技工作者的比例由52%提高到70%以上", "percent", "congress.delegates.front-line"),
        ("45周岁以下的代表大会代表不少于三分之一", "percent", "congress.delegates.young"),
        ("全市企业科协达到20家以上", "", "enterprise-associations.number"),
        ("常委会委员中基层一线科技工作者的比例力争达到60%", "percent", "standing-committee.members.front-line"),
    ],
)
def test_the_likeliest_stands_first(near: str, unit: str, topic: str) -> None:
    found = likely(near, "", unit, "municipal", options())
    assert found[0].topic == topic


def test_without_words_in_common_nothing_is_suggested() -> None:
    assert likely("甲乙丙丁", "", "percent", "municipal", options()) == []


def test_a_plan_is_not_offered_to_itself_and_numbers_of_one_place_to_nobody() -> None:
    keys = {one.key for one in options("liuzhou-2017")}
    assert not any(key.startswith("liuzhou-2017/") for key in keys)
    assert all((one := copied(key)) is not None and "number" not in one["keys"].get("over", {}) for key in keys)


def test_what_is_copied_is_the_counting_and_the_definitions_it_names() -> None:
    found = copied("liuzhou-2017/congress-delegates-front-line")
    assert found is not None
    assert found["keys"] == {
        "measure": "share",
        "of": "posts",
        "where": "body = 'congress' and role = 'delegate' and term = 'current'",
        "that": "front_line",
    }
    assert list(found["definitions"]) == ["front_line"]


@pytest.mark.parametrize("key", ["nope/one", "liuzhou-2017/nope", "liuzhou-2017", ""])
def test_what_is_not_there_can_not_be_copied(key: str) -> None:
    assert copied(key) is None


def test_attested_and_returned_need_no_other_plan() -> None:
    assert copied("attested") == {"keys": {"measure": "attested"}, "definitions": {}}
    assert copied("returned") == {"keys": {"measure": "returned"}, "definitions": {}}


def test_definitions_that_are_called_alike_and_say_otherwise_get_names_of_their_own() -> None:
    together = Together()
    first, second = (copied(f"{plan}/congress-delegates-front-line") for plan in ("liuzhou-2017", "luzhai-fictional"))
    assert first is not None
    assert second is not None
    assert together.take(first)["that"] == "front_line"
    assert together.take(second)["that"] == "front_line_2"
    assert together.take(first)["that"] == "front_line"
    assert sorted(together.definitions) == ["front_line", "front_line_2"]
    assert first["keys"]["that"] == "front_line"


def test_only_names_are_renamed_in_a_rule() -> None:
    called = {"young": "young_2", "old": "old"}
    assert renamed("young and kind = 'young' and not (old or young)", called) == (
        "young_2 and kind = 'young' and not (old or young_2)"
    )
