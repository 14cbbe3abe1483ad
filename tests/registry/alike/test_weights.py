"""What speaks for and against two records being one person, point by point."""

from __future__ import annotations

from dataclasses import replace

import pytest

from keqiao.kernel.standards.likeness import fold_name, sound_of
from keqiao.registry.alike.weights import LIKELY, POINTS, POSSIBLE, Rarity, Sign, Trace, reasons, total

COMMON = Rarity(200_000, {"王伟": 600, "赵坚峰": 1}, {"wangwei": 900, "zhaojianfeng": 2})


def trace(name: str, **known: object) -> Trace:
    return replace(Trace(0, name, fold_name(name), sound_of(name)), **known)  # type: ignore[arg-type]  # a test's own


def signs(one: Trace, other: Trace) -> dict[Sign, int]:
    return {reason.sign: reason.points for reason in reasons(one, other, COMMON)}


@pytest.mark.parametrize(
    ("mine", "theirs", "sign"),
    [
        ({"id_index": "a"}, {"id_index": "a"}, Sign.ID_SAME),
        ({"id_index": "a"}, {"id_index": "b"}, Sign.ID_OTHER),
        ({"mobile_index": "a"}, {"mobile_index": "a"}, Sign.MOBILE_SAME),
        ({"mobile_index": "a"}, {"mobile_index": "b"}, Sign.MOBILE_OTHER),
        ({"sex": "male"}, {"sex": "male"}, Sign.SEX_SAME),
        ({"sex": "male"}, {"sex": "female"}, Sign.SEX_OTHER),
        ({"unit": "龙城重工（集团）"}, {"unit": "龙城重工(集团)"}, Sign.UNIT_SAME),
        ({"unit": "龙城重工机械股份有限公司"}, {"unit": "龙城重工机械有限公司"}, Sign.UNIT_ALIKE),
        ({"unit": "柳州市科学技术局"}, {"unit": "柳州市教育局"}, Sign.UNIT_OTHER),
    ],
)
def test_each_field_speaks_for_itself(mine: dict[str, str], theirs: dict[str, str], sign: Sign) -> None:
    found = signs(trace("王伟", **mine), trace("王伟", **theirs))
    assert found[sign] == POINTS[sign]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("mine", "theirs", "sign"),
    [
        ((19750603, 19750603), (19750603, 19750603), Sign.BIRTH_DAY),
        ((19750601, 19750630), (19750603, 19750603), Sign.BIRTH_MONTH),
        ((19750101, 19751231), (19750603, 19750603), Sign.BIRTH_YEAR),
        ((19750601, 19750630), (19750703, 19750703), Sign.BIRTH_OTHER),
    ],
)
def test_birth_dates_agree_as_closely_as_they_are_known(
    mine: tuple[int, int], theirs: tuple[int, int], sign: Sign
) -> None:
    one = trace("王伟", birth_from=mine[0], birth_to=mine[1])
    assert sign in signs(one, trace("王伟", birth_from=theirs[0], birth_to=theirs[1]))


def test_what_one_of_them_does_not_say_speaks_neither_way() -> None:
    assert set(signs(trace("王伟", sex="male", unit="云桥", id_index="a"), trace("王伟"))) == {Sign.NAME_SAME}


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    common = signs(trace("王伟"), trace("王伟"))[Sign.NAME_SAME]
    rare = signs(trace("赵坚峰"), trace("赵坚峰"))[Sign.NAME_SAME]
    assert (common, rare) == (8, 14)
    assert common < POSSIBLE <= rare


def test_variants_and_sounds_weigh_less_than_the_same_characters() -> None:
    same, variant, sound = (
        next(iter(signs(trace("赵坚峰"), trace(other)).items())) for other in ("赵坚峰", "趙堅峯", "赵建峰")
    )
    assert (variant[0], sound[0]) == (Sign.NAME_VARIANT, Sign.NAME_SOUND)
    assert same[1] > variant[1] > sound[1]
    assert Sign.NAME_OTHER in signs(trace("赵坚峰"), trace("王伟"))


def test_a_common_name_with_another_unit_is_nobody_known() -> None:
    found = reasons(trace("王伟", unit="柳州市教育局"), trace("王伟", unit="云桥公司"), COMMON)
    assert total(found) < POSSIBLE


def test_a_common_name_with_the_same_month_and_unit_is_likely_one() -> None:
    known = {"birth_from": 19750601, "birth_to": 19750630, "unit": "云桥公司"}
    assert total(reasons(trace("王伟", **known), trace("王伟", **known), COMMON)) >= LIKELY
