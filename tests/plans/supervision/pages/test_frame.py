"""Books are a unit's own."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import Cast
from plans.supervision.browsing import BOOKS, by


@pytest.mark.parametrize("part", ["", "inspections/", "problems/", "pilots/", "sendings/", "goals/", "sheet/"])
def test_books_are_a_unit_s_own(cast: Cast, part: str) -> None:
    assert by(cast.outsider).get(BOOKS + part).status_code == 403
    assert by(cast.nobody).get(BOOKS + part).status_code == 403
    assert Client().get(BOOKS + part).status_code == 302
