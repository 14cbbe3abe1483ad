"""The fact divisions: each division of the day stands at the association responsible for it."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast, DivisionFactory, OrganisationFactory
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Placement
from keqiao.registry.facts.divisions import DIVISIONS
from registry.facts.given import given, saved
from registry.facts.reading import next_days, row, rows

TODAY = 20250301
Day = dt.date


def owners(day: int = TODAY) -> dict[str, int]:
    codes = dict(Division.objects.values_list("pk", "code"))
    return {codes[one["division"]]: one["organisation"] for one in rows(DIVISIONS, day)}


@pytest.fixture
def city(cast: Cast) -> Division:
    return Division.objects.get(code="450200")


def test_a_division_stands_with_its_level_and_whether_it_is_poor(cast: Cast, city: Division) -> None:
    made = DivisionFactory(code="450224", parent=city, poor=True)
    assert row(DIVISIONS, TODAY, division=made.pk) == {
        "id": made.pk,
        "organisation": cast.liuzhou.pk,
        "division": made.pk,
        "level": "county",
        "poor": 1,
    }
    assert row(DIVISIONS, TODAY, division=city.pk)["poor"] is None


def test_each_association_has_its_own_division_and_those_below_without_one(cast: Cast, city: Division) -> None:
    county = DivisionFactory(code="450224", parent=city)
    DivisionFactory(code="450224101", parent=county, level="township")
    assert owners() == {
        "450000": cast.region.pk,
        "450200": cast.liuzhou.pk,
        "450223": cast.luzhai.pk,
        "450224": cast.liuzhou.pk,
        "450224101": cast.liuzhou.pk,
        "450300": cast.guilin.pk,
    }


def test_divisions_for_which_nobody_is_responsible_are_left_out(cast: Cast) -> None:
    DivisionFactory(code="460000", level="provincial")
    assert "460000" not in owners()


def test_only_associations_are_responsible(cast: Cast, city: Division) -> None:
    county = DivisionFactory(code="450224", parent=city)
    OrganisationFactory(division=county)
    assert owners()["450224"] == cast.liuzhou.pk


def test_the_association_of_the_divisions_own_level_comes_before_another_placed_there(
    cast: Cast, city: Division
) -> None:
    county = DivisionFactory(code="450224", parent=city)
    park = OrganisationFactory(code="park", kind="association", level="municipal", division=county)
    assert owners()["450224"] == park.pk
    own = OrganisationFactory(code="rongan", kind="association", level="county", division=county)
    assert owners()["450224"] == own.pk
    OrganisationFactory(code="second", kind="association", level="county", division=county)
    assert owners()["450224"] == own.pk


def test_a_code_under_a_new_name_stays_with_the_association_placed_under_the_old_one(
    cast: Cast, city: Division
) -> None:
    old = Division.objects.get(code="450223")
    with ledger.exempt("given"):
        old.ends = Day(2024, 1, 1)
        old.save()
    new = DivisionFactory(code="450223", parent=city, starts=Day(2024, 1, 1))
    assert row(DIVISIONS, TODAY, division=new.pk)["organisation"] == cast.luzhai.pk
    assert rows(DIVISIONS, TODAY, division=old.pk) == []
    assert rows(DIVISIONS, 20231231, division=new.pk) == []


def test_responsibility_follows_placements_and_the_life_of_the_association(cast: Cast) -> None:
    place = Placement.objects.get(organisation=cast.luzhai)
    with ledger.exempt("given"):
        place.ends = Day(2025, 3, 1)
        place.save()
    assert (owners(20250228)["450223"], owners(20250301)["450223"]) == (cast.luzhai.pk, cast.liuzhou.pk)
    with ledger.exempt("given"):
        place.ends = None
        place.save()
        cast.luzhai.closed = Day(2025, 3, 1)
        cast.luzhai.save()
    assert (owners(20250228)["450223"], owners(20250301)["450223"]) == (cast.luzhai.pk, cast.liuzhou.pk)


def test_a_changed_division_touches_those_who_answer_for_it_and_no_other_branch(cast: Cast, city: Division) -> None:
    county = Division.objects.get(code="450223")
    above = {cast.liuzhou.pk, cast.region.pk}
    assert saved(DIVISIONS, county, poor=True) == above | {cast.luzhai.pk}
    assert saved(DIVISIONS, DivisionFactory(code="450224", parent=city), poor=True) == above
    guilin = Division.objects.get(code="450300")
    assert saved(DIVISIONS, county, parent=guilin) == above | {cast.luzhai.pk, cast.guilin.pk}


def test_a_moved_association_touches_those_at_either_place(cast: Cast) -> None:
    place = Placement.objects.get(organisation=cast.luzhai)
    guilin = Division.objects.get(code="450300")
    touched = {cast.luzhai.pk, cast.liuzhou.pk, cast.guilin.pk, cast.region.pk}
    assert saved(DIVISIONS, place, division=guilin) == touched
    assert saved(DIVISIONS, cast.luzhai, kind="society") == {cast.luzhai.pk, cast.guilin.pk, cast.region.pk}
    society = Placement.objects.get(organisation=cast.society)
    assert saved(DIVISIONS, society, ends=Day(2025, 1, 1)) == set()


def test_every_association_looks_again_on_the_day_a_division_or_a_place_changes(cast: Cast) -> None:
    associations = {cast.nation, cast.region, cast.liuzhou, cast.luzhai, cast.guilin}
    assert next_days(DIVISIONS, TODAY) == {}
    given(Placement, organisation=cast.luzhai, starts=Day(2025, 1, 1), ends=Day(2025, 9, 1))
    assert next_days(DIVISIONS, TODAY) == {one.pk: 20250901 for one in associations}
    DivisionFactory(starts=Day(2025, 7, 1))
    assert next_days(DIVISIONS, TODAY) == {one.pk: 20250701 for one in associations}
    assert next_days(DIVISIONS, 20250901) == {}
