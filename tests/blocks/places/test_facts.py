"""What plans count of places."""

from __future__ import annotations

import datetime as dt

from blocks.counting import check_days_of_change, rows, said
from cast import OPERATES, Cast
from keqiao.blocks.places import verbs

OPENED, CLOSED = dt.date(2024, 3, 5), dt.date(2024, 3, 25)
BASE = {"kind": "fire_safety_base", "name": "消防基地", "level": "county", "division": "450223"}


def test_a_place_from_its_opening_to_its_closing(cast: Cast) -> None:
    whole = BASE | {"site": "base", "partner": "fire", "opened": OPENED, "lead_of_kind": True}
    place = verbs.open_place(OPERATES, cast.luzhai, whole)
    verbs.close(OPERATES, place, {"closed": CLOSED})
    assert [len(rows("places", day)) for day in (20240304, 20240305, 20240324, 20240325)] == [0, 1, 1, 0]
    assert rows("places", 20240305) == [
        {
            "id": place.pk,
            "organisation": cast.luzhai.pk,
            "place": place.pk,
            "division": place.division_id,
            "kind": "fire_safety_base",
            "site": "base",
            "partner": "fire",
            "level": "county",
            "floor_area": None,
            "weekend_days": None,
            "opened": 20240305,
            "lead_of_kind": 1,
        }
    ]


def test_what_is_unknown_is_null(cast: Cast) -> None:
    verbs.open_place(OPERATES, cast.luzhai, BASE)
    assert said("places", 19000101, "site", "partner", "opened", "lead_of_kind") == [(None, None, None, None)]
    verbs.open_place(OPERATES, cast.luzhai, BASE | {"name": "又一处", "lead_of_kind": False})
    assert said("places", 19000101, "lead_of_kind") == [None, 0]


def test_the_numbers_of_the_day_stand_in_one_row(cast: Cast) -> None:
    place = verbs.open_place(OPERATES, cast.luzhai, BASE)
    for kind, value, starts in (
        ("floor_area", 800, None),
        ("floor_area", 1200, dt.date(2024, 3, 10)),
        ("weekend_days", 0, dt.date(2024, 3, 8)),
    ):
        verbs.set_attribute(OPERATES, place, {"kind": kind, "value": value, "starts": starts})
    found = [said("places", day, "floor_area", "weekend_days") for day in (20240307, 20240308, 20240309, 20240310)]
    assert found == [[(800, None)], [(800, 0)], [(800, 0)], [(1200, 0)]]


def test_days_of_change_are_foretold(cast: Cast) -> None:
    place = verbs.open_place(OPERATES, cast.luzhai, BASE | {"opened": OPENED})
    verbs.open_place(OPERATES, cast.liuzhou, BASE | {"opened": dt.date(2024, 3, 7)})
    for value, day in ((800, 12), (900, 20)):
        verbs.set_attribute(OPERATES, place, {"kind": "floor_area", "value": value, "starts": dt.date(2024, 3, day)})
    verbs.close(OPERATES, place, {"closed": CLOSED})
    assert check_days_of_change("places")
