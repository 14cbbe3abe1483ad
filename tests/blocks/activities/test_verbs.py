"""Activities are recorded with the place where they were held, and withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.counting import noticed
from cast import OPERATES, Cast, acts
from keqiao.blocks.activities import verbs
from keqiao.blocks.activities.models import Activity
from keqiao.blocks.places import verbs as places
from keqiao.blocks.places.models import Place
from keqiao.kernel.verbs.contract import Refused, VerbError

DAY = dt.date(2024, 3, 12)
LECTURE: dict[str, Any] = {"title": "桥梁里的力学", "kind": "lecture", "date": DAY}


@pytest.fixture
def base(cast: Cast) -> Place:
    """A base of the county, open in March."""
    data = {"kind": "education_base", "name": "科普基地", "level": "county", "division": "450223"}
    made = places.open_place(OPERATES, cast.luzhai, data | {"opened": dt.date(2024, 3, 5)})
    return places.close(OPERATES, made, {"closed": dt.date(2024, 3, 25)})


def test_an_activity_is_recorded(cast: Cast) -> None:
    whole = LECTURE | {"audience": "youth", "themed": True, "division": "450223", "served": "lz-jixie"}
    with noticed(by={"activities"}):
        made = verbs.record_activity(acts(cast.clerk), cast.liuzhou, whole)
    assert (made.year, made.audience, made.themed, made.served) == (2024, "youth", True, cast.society)
    assert made.division is not None
    assert made.division.name == "鹿寨县"


def test_for_whom_and_where_may_be_unknown(cast: Cast) -> None:
    made = verbs.record_activity(acts(cast.clerk), cast.liuzhou, LECTURE)
    assert (made.audience, made.themed, made.place, made.division, made.served) == ("", False, None, None, None)


def test_the_division_is_that_of_the_place(cast: Cast, base: Place) -> None:
    made = verbs.record_activity(acts(cast.clerk), cast.liuzhou, LECTURE | {"place": base.pk})
    assert (made.place, made.division_id) == (base.pk, base.division_id)


def test_a_division_that_is_named_goes_before_that_of_the_place(cast: Cast, base: Place) -> None:
    made = verbs.record_activity(acts(cast.clerk), cast.liuzhou, LECTURE | {"place": base.pk, "division": "450200"})
    assert made.division is not None
    assert made.division.name == "柳州市"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "没有填写活动名称"),
        ({"title": "桥" * 201}, "活动名称有201个字"),
        ({"place": 987654}, "没有编号为987654的场所"),
        ({"division": "450299"}, "行政区划代码“450299”在该日期不存在"),
        ({"served": "nobody"}, "没有机构代码为“nobody”的单位"),
        ({"kind": "party"}, "类型"),
    ],
)
def test_an_activity_that_cannot_be_recorded(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.record_activity(acts(cast.clerk), cast.liuzhou, LECTURE | wrong)
    assert not Activity.objects.exists()


@pytest.mark.parametrize(("day", "open_"), [(4, False), (5, True), (24, True), (25, False)])
def test_the_place_was_open_on_the_day(cast: Cast, base: Place, day: int, open_: bool) -> None:
    data = LECTURE | {"place": base.pk, "date": dt.date(2024, 3, day)}
    if open_:
        assert verbs.record_activity(acts(cast.clerk), cast.liuzhou, data).place == base.pk
    else:
        with pytest.raises(VerbError, match=f"“科普基地”在2024-03-{day:02}没有开放"):
            verbs.record_activity(acts(cast.clerk), cast.liuzhou, data)


def test_an_activity_is_recorded_once_and_withdrawn(cast: Cast) -> None:
    made = verbs.record_activity(acts(cast.clerk), cast.liuzhou, LECTURE)
    with pytest.raises(VerbError, match="“柳州市科协”2024-03-12的活动“桥梁里的力学”已经登记"):
        verbs.record_activity(acts(cast.clerk), cast.liuzhou, LECTURE)
    with noticed(by={"activities"}):
        verbs.withdraw(acts(cast.clerk), made)
    assert not Activity.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "nobody", "reader", "leader"])
def test_others_are_refused(cast: Cast, who: str) -> None:
    made = verbs.record_activity(OPERATES, cast.liuzhou, LECTURE)
    act = acts(getattr(cast, who))
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        verbs.record_activity(act, cast.liuzhou, LECTURE | {"title": "又一场"})
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        verbs.withdraw(act, made)
    assert Activity.objects.get() == made
