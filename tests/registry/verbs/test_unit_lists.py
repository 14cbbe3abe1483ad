"""Lists of units: nothing is counted before a list is in force, and then the former one ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cast import Cast, OrganisationFactory, acts
from keqiao.kernel.units.models import Unit, UnitCover, UnitList
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.facts.unit_coverage import UNIT_COVERAGE
from keqiao.registry.facts.units import UNITS
from keqiao.registry.verbs.unit_lists import correct_list, drop_list, put_in_force, start_list
from keqiao.registry.verbs.units import add_unit, cover_unit, remove_unit
from registry.facts.reading import rows

SAID: dict[str, Any] = {
    "kind": "park",
    "title": "柳州市开发区和园区名单（2020年）",
    "source": "柳州市工业和信息化局《全市园区名录》",
    "page": "2",
    "as_of": dt.date(2020, 12, 31),
}
BEGUN = dt.date(2021, 3, 1)


def started(cast: Cast, **changed: Any) -> UnitList:
    return start_list(acts(cast.clerk), cast.liuzhou, {**SAID, **changed})


def in_force(cast: Cast, *names: str, starts: dt.date = BEGUN) -> UnitList:
    made = started(cast)
    for name in names:
        add_unit(acts(cast.clerk), made, {"name": name})
    return put_in_force(acts(cast.clerk), made, {"starts": starts})


def test_a_list_counts_from_the_day_it_is_put_in_force(cast: Cast) -> None:
    made = started(cast)
    unit = add_unit(acts(cast.clerk), made, {"name": "柳东新区"})
    assert rows(UNITS, 20260101) == []
    put_in_force(acts(cast.clerk), made, {"starts": BEGUN})
    assert [one["unit"] for one in rows(UNITS, 20210301, organisation=cast.liuzhou.pk, kind="park")] == [unit.pk]
    assert rows(UNITS, 20210228) == []


def test_the_former_list_ends_where_the_new_one_begins(cast: Cast) -> None:
    former = in_force(cast, "柳东新区", "阳和工业园区")
    made = started(cast, title="柳州市开发区和园区名单（2023年）", as_of=dt.date(2023, 12, 31))
    add_unit(acts(cast.clerk), made, {"name": "河西高新区"})
    put_in_force(acts(cast.clerk), made, {"starts": dt.date(2024, 2, 1)})
    made.refresh_from_db()
    former.refresh_from_db()
    assert (made.supersedes, former.ends, former.starts) == (former, dt.date(2024, 2, 1), BEGUN)
    assert [len(rows(UNITS, day)) for day in (20240131, 20240201)] == [2, 1]
    with pytest.raises(VerbError, match=r"已于2024-02-01停用，不再增减单位。请在现行名单上办理"):
        add_unit(acts(cast.clerk), former, {"name": "河西高新区"})


def test_units_and_what_is_said_of_them_are_carried_over(cast: Cast) -> None:
    former = in_force(cast, "柳东新区", "阳和工业园区", "北部生态新区")
    one, _two, gone = former.units.order_by("pk")
    park = OrganisationFactory(kind="park_association", name="柳东新区科学技术协会", leading=cast.liuzhou)
    cover_unit(acts(cast.clerk), one, {"association": park.code, "how": "own"})
    remove_unit(acts(cast.clerk), gone, {"ends": dt.date(2022, 1, 1)})
    made = started(cast, carry_over=True)
    assert list(made.units.order_by("pk").values_list("name", flat=True)) == ["柳东新区", "阳和工业园区"]
    assert [str(cover) for cover in UnitCover.objects.filter(unit__list=made)] == [f"{park}（单独组建）"]
    put_in_force(acts(cast.clerk), made, {"starts": dt.date(2024, 1, 1)})
    assert [one["association"] for one in rows(UNIT_COVERAGE, 20240101)] == [park.pk]


def test_there_is_nothing_to_carry_over_from(cast: Cast) -> None:
    with pytest.raises(VerbError, match=r"现在没有启用的开发区、园区名单，没有可带入的单位"):
        started(cast, carry_over=True)


def test_what_is_said_of_a_list_can_be_set_right(cast: Cast) -> None:
    made = started(cast)
    correct_list(acts(cast.clerk), made, {**{k: SAID[k] for k in ("title", "source", "as_of")}, "page": "3"})
    assert UnitList.objects.get().page == "3"


def test_a_list_that_never_counted_can_be_dropped(cast: Cast) -> None:
    made = started(cast)
    add_unit(acts(cast.clerk), made, {"name": "柳东新区"})
    assert drop_list(acts(cast.clerk), made) == cast.liuzhou
    assert not UnitList.objects.exists()
    assert not Unit.objects.exists()
    with pytest.raises(VerbError, match=r"已于2021-03-01启用，按它计算过的结果要能核对，不能删除"):
        drop_list(acts(cast.clerk), in_force(cast, "柳东新区"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, r"没有填写名单名称"),
        ({"source": ""}, r"没有填写来源文件"),
        ({"page": "页" * 41}, r"页码有41个字，最多40个字"),
        ({"as_of": dt.date(2999, 1, 1)}, r"数据截止日期是2999-01-01，这一天还没有到"),
    ],
)
def test_a_list_says_where_it_comes_from(cast: Cast, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(VerbError, match=said):
        started(cast, **changed)


def test_an_empty_list_and_one_in_force_are_not_put_in_force(cast: Cast) -> None:
    with pytest.raises(VerbError, match=r"还没有一个单位，不能启用"):
        put_in_force(acts(cast.clerk), started(cast), {"starts": BEGUN})
    with pytest.raises(VerbError, match=r"已于2021-03-01启用，不能再次启用"):
        put_in_force(acts(cast.clerk), in_force(cast, "柳东新区"), {"starts": BEGUN})


def test_a_list_does_not_begin_before_the_one_it_takes_the_place_of(cast: Cast) -> None:
    in_force(cast, "柳东新区")
    with pytest.raises(VerbError, match=r"的结束日期（2020-01-01）应晚于开始日期（2021-03-01）"):
        in_force(cast, "柳东新区", starts=dt.date(2020, 1, 1))


def test_others_keep_no_lists_of_ours(cast: Cast) -> None:
    with pytest.raises(Refused):
        start_list(acts(cast.outsider), cast.liuzhou, SAID)
    with pytest.raises(Refused):
        put_in_force(acts(cast.outsider), in_force(cast, "柳东新区"), {"starts": BEGUN})
