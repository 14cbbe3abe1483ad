"""The shape of each society: as the plan wants it, but for those that show what missing it looks like."""

from __future__ import annotations

from fractions import Fraction

import pytest

from keqiao.cli.demo.societies import FEW_AT_THE_FRONT, HALF_AT_THE_FRONT, LEAST, Shape, shape

USUAL = 0


def share(wanted: Shape, body: str) -> Fraction:
    """The front-line share of a body."""
    return Fraction(getattr(wanted, f"{body}_front"), getattr(wanted, body))


@pytest.mark.parametrize("members", [LEAST, 6, 11, 12, 40, 400])
@pytest.mark.parametrize("place", range(24))
def test_every_body_can_be_filled(place: int, members: int) -> None:
    wanted = shape(place, members)
    others = wanted.members - wanted.front
    assert 0 < wanted.standing <= wanted.council <= members
    assert wanted.council - wanted.council_front <= others
    assert wanted.standing - wanted.standing_front <= wanted.council - wanted.council_front
    assert share(wanted, "standing") >= Fraction(2, 3)


@pytest.mark.parametrize("members", [LEAST, 11, 400])
def test_a_usual_society_meets_the_plan(members: int) -> None:
    wanted = shape(USUAL, members)
    assert Fraction(wanted.front, members) > Fraction(1, 2)
    assert share(wanted, "council") >= Fraction(3, 4)


@pytest.mark.parametrize("members", [11, 400])
def test_a_few_miss_it(members: int) -> None:
    assert all(share(shape(place, members), "council") < Fraction(3, 4) for place in FEW_AT_THE_FRONT)
    assert all(Fraction(shape(place, members).front, members) <= Fraction(1, 2) for place in HALF_AT_THE_FRONT)
