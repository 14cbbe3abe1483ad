"""What an address asks for, when it asks for nothing or for nonsense."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from blocks.assemblies.service.given import YEAR, Sitting
from keqiao.blocks.assemblies.service.pages.asked import body_of, body_tabs, year_of, years


@pytest.mark.parametrize(
    ("asked", "year"), [("", YEAR), ("x", YEAR), ("9999", YEAR), (f"{YEAR - 3}", YEAR - 3), (f"{YEAR - 4}", YEAR)]
)
def test_a_year_near_enough_or_this_one(asked: str, year: int) -> None:
    assert year_of(RequestFactory().get("/", {"year": asked})) == year


def test_years_keep_the_body_and_may_begin_with_the_next(sitting: Sitting) -> None:
    request = RequestFactory().get("/")
    found = years(request, YEAR, sitting.full, coming=True)
    assert [one.current for one in found] == [False, True, False, False]
    assert found[0].url == f"?body={sitting.full.public_id}&year={YEAR + 1}"
    assert years(request, YEAR)[0].url == f"?year={YEAR}"


def test_a_body_asked_for_or_the_first(sitting: Sitting) -> None:
    bodies = [sitting.full, sitting.standing]
    asked = RequestFactory().get("/", {"body": str(sitting.standing.public_id)})
    assert body_of(asked, bodies) == sitting.standing
    assert body_of(RequestFactory().get("/", {"body": "x"}), bodies) == sitting.full
    assert body_of(asked, []) is None
    assert [one.current for one in body_tabs(bodies, sitting.standing)] == [False, True]
    assert body_tabs([sitting.full], sitting.full) == []
