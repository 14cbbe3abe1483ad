"""A split of seats is proposed by numbers, adds up, and decides nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocks.assemblies.composing.given import begun, engineer
from cast import Cast, OrganisationFactory, acts
from keqiao.blocks.assemblies.composing import seats
from keqiao.blocks.assemblies.composing.models import Allotment
from keqiao.blocks.assemblies.composing.split import BY, proposal, shares, units_of
from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.nouns import ledger


@settings(suppress_health_check=[HealthCheck.too_slow])  # how busy the machine is says nothing of the split
@given(st.lists(st.integers(0, 10**6), max_size=30), st.integers(0, 500))
def test_a_split_adds_up_and_leaves_nobody_out(weights: list[int], number: int) -> None:
    found = shares(weights, number)
    assert len(found) == len(weights)
    assert sum(found) == (number if weights else 0)
    if number >= len(weights):
        assert all(one >= 1 for one in found)


def test_the_rest_goes_by_the_largest_remainders() -> None:
    assert shares([50, 30, 20], 13) == [6, 4, 3]
    assert shares([0, 0], 3) == [2, 1]
    assert shares([1, 1, 1], 2) == [1, 1, 0]


def test_units_led_by_the_organisation_elect_and_party_branches_do_not(cast: Cast) -> None:
    OrganisationFactory(kind="party_branch", leading=cast.liuzhou)
    assert units_of(begun(cast)) == sorted([cast.luzhai, cast.society], key=lambda one: one.code)


@pytest.mark.parametrize("by", BY)
def test_a_proposal_by_each_number(cast: Cast, by: str) -> None:
    made = begun(cast, seats=10)
    for _ in range(3):
        engineer(cast.luzhai)
    with ledger.exempt("given"):
        Population(division=Division.objects.get(code="450223"), year=2020, people=300_000, source="普查").save()
    found = {one.unit: one for one in proposal(made, by)}
    assert sum(one.seats for one in found.values()) == 10
    weight = {"people": 3, "members": 0, "population": 300_000, "equal": 0}[by]
    assert found[cast.luzhai].weight == weight
    assert (found[cast.luzhai].seats > found[cast.society].seats) == (weight > 0)
    assert not Allotment.objects.exists()


def test_units_by_name_have_theirs_already(cast: Cast) -> None:
    made = begun(cast, seats=10)
    seats.allot(acts(cast.clerk), made, {"name": "驻柳部队", "seats": 4})
    assert sum(one.seats for one in proposal(made, "equal")) == 6
