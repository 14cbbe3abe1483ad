"""What other blocks may know of places."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import OPERATES, Cast
from keqiao.blocks.places import facade, verbs
from keqiao.blocks.places.models import Place

BASE = {"kind": "education_base", "name": "科普基地", "level": "county", "division": "450223"}


@pytest.fixture
def place(cast: Cast) -> Place:
    """A base that stood from the 5th to the 24th of March."""
    made = verbs.open_place(OPERATES, cast.luzhai, BASE | {"opened": dt.date(2024, 3, 5)})
    return verbs.close(OPERATES, made, {"closed": dt.date(2024, 3, 25)})


def test_a_place_is_found_by_its_id(cast: Cast, place: Place) -> None:
    known = facade.find(place.pk)
    assert known is not None
    assert (known.id, known.organisation, known.division) == (place.pk, cast.luzhai.pk, place.division_id)
    assert (known.kind, known.name) == ("education_base", "科普基地")
    assert facade.find(place.pk + 1) is None


@pytest.mark.parametrize(("day", "stands"), [(4, False), (5, True), (24, True), (25, False)])
def test_a_place_stands_from_its_opening_to_its_closing(cast: Cast, place: Place, day: int, stands: bool) -> None:
    on = dt.date(2024, 3, day)
    known = facade.find(place.pk)
    assert known is not None
    assert known.stands_on(on) is stands
    assert facade.of_organisation(cast.luzhai.pk, on) == ([known] if stands else [])
    assert facade.of_organisation(cast.liuzhou.pk, on) == []


def test_without_dates_it_has_always_stood(cast: Cast) -> None:
    known = facade.find(verbs.open_place(OPERATES, cast.luzhai, BASE).pk)
    assert known is not None
    assert known.stands_on(dt.date(1900, 1, 1))
