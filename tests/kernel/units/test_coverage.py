"""What stands for a unit: an association that exists on the day, and only what the list asks for as its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from cast import Cast, OrganisationFactory
from keqiao.kernel.units.coverage import coverage, covered
from keqiao.kernel.units.models import Unit, UnitCover, UnitList
from registry.facts.given import given

DAY = 20250301


def unit_of(cast: Cast, kind: str, **more: Any) -> Unit:
    kept = given(UnitList, organisation=cast.liuzhou, kind=kind, title="名单", source="目录", as_of=dt.date(2020, 1, 1))
    return given(Unit, list=kept, name="甲", **more)


def asked(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.parametrize(
    ("listed", "association", "fitting"),
    [
        ("park", "park_association", 1),
        ("park", "enterprise_association", 1),
        ("park", "rural_technical_association", 0),
        ("township", "township_association", 1),
        ("township", "enterprise_association", 0),
        ("village", "village_association", 1),
        ("village", "township_association", 0),
    ],
)
def test_each_list_asks_for_its_own_kind(cast: Cast, listed: str, association: str, fitting: int) -> None:
    unit, own = unit_of(cast, listed), OrganisationFactory(kind=association)
    given(UnitCover, unit=unit, association=own, how="own")
    assert asked(coverage(DAY)) == [(unit.pk, own.pk, association, "own", fitting)]
    assert asked(covered(DAY)) == [(unit.pk,)] * fitting


def test_a_unit_may_be_an_association_of_ours_itself(cast: Cast) -> None:
    own = OrganisationFactory(kind="park_association")
    unit = unit_of(cast, "park", registered=own)
    given(UnitCover, unit=unit, association=own, how="joint")
    assert asked(coverage(DAY)) == [(unit.pk, own.pk, "park_association", "own", 1)]
    other = unit_of(cast, "park", registered=cast.society)
    assert (other.pk,) not in asked(covered(DAY))


@pytest.mark.parametrize(
    ("dated", "there"),
    [
        ({"founded": dt.date(2025, 3, 1)}, True),
        ({"founded": dt.date(2025, 3, 2)}, False),
        ({"closed": dt.date(2025, 3, 1)}, False),
        ({"closed": dt.date(2025, 3, 2)}, True),
    ],
)
def test_only_what_exists_on_the_day_counts(cast: Cast, dated: dict[str, dt.date], there: bool) -> None:
    given(UnitCover, unit=unit_of(cast, "park"), association=OrganisationFactory(kind="park_association", **dated))
    assert bool(asked(covered(DAY))) is there


@pytest.mark.parametrize(
    ("dated", "there"),
    [
        ({"starts": dt.date(2025, 3, 2)}, False),
        ({"ends": dt.date(2025, 3, 1)}, False),
        ({"ends": dt.date(2025, 3, 2)}, True),
    ],
)
def test_what_was_said_counts_while_it_holds(cast: Cast, dated: dict[str, dt.date], there: bool) -> None:
    own = OrganisationFactory(kind="park_association")
    given(UnitCover, unit=unit_of(cast, "park"), association=own, how="own", **dated)
    assert bool(asked(covered(DAY))) is there
