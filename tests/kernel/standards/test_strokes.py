"""The official order of names."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.kernel.standards.strokes import in_stroke_order, int_of, stroke_count, stroke_key, stroke_order

# Surnames in the order official lists print them, written down by hand from the rule.
SURNAMES = (
    "丁卜于万马王韦云尤车毛文方尹孔邓艾左石龙卢叶田史冉白包冯司皮邢吉吕朱乔任华向庄刘齐江汤安许阮孙"
    "严苏杜巫李杨吴何余邹沈宋张陆陈罗金周郑赵胡钟莫凌唐黄梁韩覃蒙谭"
)
# Strokes as the standard gives them, for characters that are easy to get wrong.
STROKES = {
    "马": "551",
    "韦": "1152",
    "车": "1512",
    "方": "4153",
    "邓": "5452",
    "孙": "521234",
    "长": "3154",
    "李": "1234521",
    "张": "5153154",
    "陈": "5215234",
    "家": "4451353334",
    "皙": "1234331232511",
    "谭": "45125221251112",
    "覃": "125221251112",
}


def test_surnames_come_in_the_official_order() -> None:
    shuffled = list(SURNAMES)
    random.Random(7).shuffle(shuffled)
    assert "".join(in_stroke_order(shuffled, lambda surname: surname)) == SURNAMES


@pytest.mark.parametrize(
    "same_count", ["于万马", "王韦尤车毛文方尹孔邓", "石龙卢田史白冯皮", "苏巫李杨吴何余邹沈张陆陈"]
)
def test_within_a_number_of_strokes_the_first_strokes_decide(same_count: str) -> None:
    assert "".join(in_stroke_order(reversed(same_count), lambda surname: surname)) == same_count


@pytest.mark.parametrize(("char", "strokes"), STROKES.items())
def test_strokes_of_characters(char: str, strokes: str) -> None:
    assert (stroke_order(char), stroke_count(char)) == (strokes, len(strokes))


def test_names_compare_character_by_character_and_the_shorter_comes_first() -> None:
    names = ["王明远", "王明", "王一", "丁建国", "欧阳文", "王晓明", "李一"]
    assert in_stroke_order(names, lambda name: name) == ["丁建国", "王一", "王明", "王明远", "王晓明", "李一", "欧阳文"]


def test_characters_written_alike_never_mix() -> None:
    assert in_stroke_order(["由二", "田三", "由一", "田四"], lambda name: name) == ["田三", "田四", "由一", "由二"]


def test_rare_characters_are_counted_and_stand_after_known_ones() -> None:
    assert [stroke_count(char) for char in "䶮𫖯"] == [20, 12]
    assert stroke_order("䶮") == ""
    assert stroke_key("䶮")[0] > stroke_key("耀")[0]


def test_what_is_not_chinese_comes_last_and_dots_count_for_nothing() -> None:
    assert in_stroke_order(["Ada", "龘", "一"], lambda name: name) == ["一", "龘", "Ada"]
    assert stroke_key("阿卜杜拉·买买提") == stroke_key("阿卜杜拉买买提")
    assert stroke_count("A") is None


def test_digits_of_base_62() -> None:
    assert [int_of(digit) for digit in "09azAZ"] == [0, 9, 10, 35, 36, 61]


@given(st.lists(st.text(alphabet=SURNAMES, min_size=1, max_size=3)))
def test_order_is_total_and_does_not_depend_on_the_start(names: list[str]) -> None:
    forward = in_stroke_order(names, lambda name: name)
    assert forward == in_stroke_order(reversed(names), lambda name: name)
