"""Names and units written almost alike are found, what is different isn't."""

from __future__ import annotations

import pytest

from keqiao.kernel.standards.disciplines import DISCIPLINES
from keqiao.kernel.standards.likeness import fold_name, fold_unit, sound_of, unit_likeness

RARE = "𠮷䶮"  # one of them beyond the basic plane
LONG = "阿卜杜热合曼·买买提吐尔逊·依明尼亚孜·古丽巴哈尔汗"


@pytest.mark.parametrize(
    ("one", "other"),
    [("趙堅峯", "赵坚峰"), ("阿卜杜拉•买买提", "阿卜杜拉·买买提"), ("李　明", "李明"), ("Anna Weiss", "anna weiss")],
)
def test_variants_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_a_wrong_character_of_the_same_sound_sounds_alike() -> None:
    assert sound_of("韦晓") == sound_of("韦小") == "weixiao"
    assert sound_of("韦晓") != sound_of("韦亮")


@pytest.mark.parametrize("name", [RARE, LONG, "𰻝𬸣"])
def test_rare_characters_and_long_names_fold_to_something_of_their_own(name: str) -> None:
    assert fold_name(name)
    assert sound_of(name)
    assert fold_name(name) != fold_name(f"{name}一")


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("龙城重工机械有限公司", "龙城重工机械有限公司", 1, 1),
        ("龙城重工机械股份有限公司", "龙城重工机械有限公司", 1, 1),
        ("广西柳州龙城重工机械有限公司", "龙城重工机械有限公司", 0.6, 1),
        ("柳州市科学技术局", "柳州市教育局", 0, 0.59),
        ("", "柳州市教育局", 0, 0),
        ("厂", "柳州市教育局", 0, 0),
    ],
)
def test_units_are_as_alike_as_they_share_pairs(one: str, other: str, least: float, most: float) -> None:
    assert least <= unit_likeness(one, other) <= most


def test_brackets_and_blanks_make_no_other_unit() -> None:
    assert fold_unit("龙城 重工（集团）") == fold_unit("龙城重工(集团)")


def test_there_are_the_sixty_two_disciplines() -> None:
    assert len(DISCIPLINES) == 62
    assert all(code.isdecimal() and len(code) == 3 and one.zh and one.en for code, one in DISCIPLINES.items())
