"""Who answers for a division, asked of a change whose records are partly gone."""

from __future__ import annotations

from cast import Cast, DivisionFactory
from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.registry.facts import responsible

GONE = 10**9


def test_a_placement_without_a_division_touches_nobody(cast: Cast) -> None:
    assert responsible.of_placement(Placement(organisation=cast.luzhai)) == set()
    assert responsible.of_placement(Placement(organisation=cast.luzhai, division_id=GONE)) == set()


def test_a_placement_whose_organisation_is_gone_is_taken_for_an_associations(cast: Cast) -> None:
    city = Division.objects.get(code="450200")
    found = responsible.of_placement(Placement(organisation_id=GONE, division=city))
    assert found == {GONE, cast.liuzhou.pk, cast.region.pk}


def test_a_population_whose_division_is_gone_touches_nobody(cast: Cast) -> None:
    assert responsible.of_population(Population(division_id=GONE)) == set()


def test_an_association_without_a_division_touches_itself(cast: Cast) -> None:
    assert responsible.of_organisation(cast.nation) == {cast.nation.pk}
    assert responsible.of_organisation(Organisation(kind="society")) == set()


def test_a_division_in_a_circle_is_still_answered(cast: Cast) -> None:
    one = DivisionFactory(code="990001")
    two = DivisionFactory(code="990002", parent=one)
    assert responsible.of_division(Division(code="990001", parent=two)) == set()
