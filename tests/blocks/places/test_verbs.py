"""Places open, are described, and close."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.counting import noticed
from cast import OPERATES, Cast, acts
from keqiao.blocks.places import verbs
from keqiao.blocks.places.models import Place, PlaceAttribute
from keqiao.kernel.verbs.contract import Refused, VerbError

OPENED = dt.date(2024, 3, 5)
HALL: dict[str, Any] = {
    "kind": "science_hall",
    "name": "柳州科技馆",
    "level": "municipal",
    "division": "450200",
    "opened": OPENED,
}


@pytest.fixture
def hall(cast: Cast) -> Place:
    """The city's science hall."""
    return verbs.open_place(OPERATES, cast.liuzhou, HALL)


def numbers(place: Place) -> list[tuple[str, int, dt.date | None, dt.date | None]]:
    """What is said of a place."""
    return list(place.attributes.values_list("kind", "value", "starts", "ends"))


def test_a_place_is_opened(cast: Cast) -> None:
    data = HALL | {"kind": "e_station", "site": "campus", "partner": "fire", "address": "滨江路1号"}
    with noticed(by={"places"}):
        made = verbs.open_place(acts(cast.clerk), cast.luzhai, data)
    assert (made.division.name, made.site, made.partner, made.closed) == ("柳州市", "campus", "fire", None)


def test_where_it_stands_and_with_whom_may_be_unknown(cast: Cast) -> None:
    made = verbs.open_place(acts(cast.clerk), cast.liuzhou, HALL | {"opened": None})
    assert (made.site, made.partner, made.opened, made.lead_of_kind) == ("", "", None, None)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "“柳州市科协”已经登记了科技馆“柳州科技馆”"),
        ({"name": ""}, "没有填写场所名称"),
        ({"name": "馆" * 121}, "场所名称有121个字"),
        ({"name": "新馆", "address": "路" * 201}, "地址有201个字"),
        ({"name": "新馆", "division": "450299"}, "行政区划代码“450299”在该日期不存在"),
        ({"name": "新馆", "kind": "cinema"}, "类型"),
    ],
)
def test_a_place_that_cannot_be_opened(cast: Cast, hall: Place, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.open_place(acts(cast.clerk), cast.liuzhou, HALL | wrong)
    assert Place.objects.count() == 1


def test_a_name_is_free_again_once_the_place_has_closed(cast: Cast, hall: Place) -> None:
    verbs.close(OPERATES, hall, {"closed": dt.date(2024, 3, 6)})
    verbs.open_place(acts(cast.clerk), cast.liuzhou, HALL | {"opened": dt.date(2024, 3, 6)})
    assert Place.objects.count() == 2


def test_numbers_follow_each_other(cast: Cast, hall: Place) -> None:
    clerk = acts(cast.clerk)
    with noticed(by={"places"}):
        verbs.set_attribute(clerk, hall, {"kind": "floor_area", "value": 5000})
    with noticed(by={"places"}):
        verbs.set_attribute(clerk, hall, {"kind": "floor_area", "value": 30001, "starts": dt.date(2024, 3, 10)})
    verbs.set_attribute(clerk, hall, {"kind": "weekend_days", "value": 0, "starts": OPENED})
    assert numbers(hall) == [
        ("floor_area", 5000, None, dt.date(2024, 3, 10)),
        ("floor_area", 30001, dt.date(2024, 3, 10), None),
        ("weekend_days", 0, OPENED, None),
    ]


def test_the_same_day_again_corrects_the_number(cast: Cast, hall: Place) -> None:
    data = {"kind": "floor_area", "value": 3000, "starts": OPENED}
    verbs.set_attribute(acts(cast.clerk), hall, data)
    with noticed(by={"places"}):
        verbs.set_attribute(acts(cast.clerk), hall, data | {"value": 30000})
    assert numbers(hall) == [("floor_area", 30000, OPENED, None)]


def test_the_same_number_later_says_nothing_new(cast: Cast, hall: Place) -> None:
    data = {"kind": "weekend_days", "value": 2}
    held = verbs.set_attribute(acts(cast.clerk), hall, data | {"starts": OPENED})
    assert verbs.set_attribute(acts(cast.clerk), hall, data) == held
    assert PlaceAttribute.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"value": 0}, "建筑面积（平方米）不能是0"),
        ({"kind": "weekend_days", "value": 3}, "周末开放天数不能是3。请填写0至2之间的整数"),
        ({"value": 800, "starts": dt.date(2024, 3, 4)}, "应晚于开始日期"),
        ({"value": 900, "starts": dt.date(2024, 3, 4)}, "应晚于开始日期"),
        ({"value": 900, "starts": dt.date(2024, 3, 20)}, "已于2024-03-20关闭，此后没有建筑面积（平方米）可言"),
    ],
)
def test_a_number_that_cannot_be_said(cast: Cast, hall: Place, wrong: dict[str, Any], says: str) -> None:
    verbs.set_attribute(OPERATES, hall, {"kind": "floor_area", "value": 800, "starts": OPENED})
    verbs.close(OPERATES, hall, {"closed": dt.date(2024, 3, 20)})
    with pytest.raises(VerbError, match=says):
        verbs.set_attribute(acts(cast.clerk), hall, {"kind": "floor_area"} | wrong)
    assert numbers(hall) == [("floor_area", 800, OPENED, None)]


def test_a_place_closes_once_and_not_before_it_opened(cast: Cast, hall: Place) -> None:
    with pytest.raises(VerbError, match=r"“柳州科技馆”的结束日期（2024-03-05）应晚于开始日期"):
        verbs.close(acts(cast.clerk), hall, {"closed": OPENED})
    with noticed(by={"places"}):
        verbs.close(acts(cast.clerk), hall, {"closed": dt.date(2024, 3, 20)})
    with pytest.raises(VerbError, match="已于2024-03-20关闭，无需再次办理"):
        verbs.close(acts(cast.clerk), hall)


@pytest.mark.parametrize("who", ["outsider", "nobody", "reader", "leader"])
def test_others_are_refused(cast: Cast, hall: Place, who: str) -> None:
    act = acts(getattr(cast, who))
    for refused in (
        lambda: verbs.open_place(act, cast.liuzhou, HALL | {"name": "新馆"}),
        lambda: verbs.set_attribute(act, hall, {"kind": "floor_area", "value": 1}),
        lambda: verbs.close(act, hall),
    ):
        with pytest.raises(Refused, match="柳州市科学技术协会"):
            refused()
    hall.refresh_from_db()
    assert (Place.objects.count(), PlaceAttribute.objects.count(), hall.closed) == (1, 0, None)
