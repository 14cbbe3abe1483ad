"""The figures of the page."""

from __future__ import annotations

import pytest

from keqiao.exchange.documents.layout import STANDARD, Layout, twips
from keqiao.kernel.standards.refusal import Refused


def test_the_standard_leaves_26_millimetres_on_the_right_and_35_below() -> None:
    assert (STANDARD.margin_right, STANDARD.margin_bottom) == (26, 35)


def test_22_lines_and_28_characters_fit_the_type_area_and_one_more_does_not() -> None:
    height, width = twips(225), twips(156)
    assert (STANDARD.line_pitch, STANDARD.character_pitch) == (579, 315)
    assert 22 * STANDARD.line_pitch <= height < 23 * STANDARD.line_pitch
    assert 28 * STANDARD.character_pitch <= width < 29 * STANDARD.character_pitch
    assert STANDARD.character_spacing == -5


def test_a_house_rule_changes_the_grid() -> None:
    house = Layout(lines=20, characters=25)
    assert (house.line_pitch, house.character_pitch, house.character_spacing) == (637, 353, 33)


def test_every_typeface_is_named_once() -> None:
    assert [face.name for face in STANDARD.faces] == ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"]


def test_a_type_area_larger_than_the_paper_is_refused() -> None:
    with pytest.raises(Refused, match="超出了纸张") as refusal:
        Layout(margin_left=60)
    assert refusal.value.code == "layout.paper"
    with pytest.raises(Refused, match="超出了纸张"):
        Layout(paper_height=260)


@pytest.mark.parametrize("setting", ["lines", "characters", "names_in_a_line"])
def test_a_grid_of_nothing_is_refused(setting: str) -> None:
    with pytest.raises(Refused, match="至少为1"):
        Layout(**{setting: 0})
