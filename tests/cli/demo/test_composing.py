"""The demo's makings: lists in every state, and a slate that waits for its leader with one demand unmet."""

from __future__ import annotations

import pytest

from keqiao.blocks.assemblies.composing.figures import composed_now
from keqiao.blocks.assemblies.composing.models import ListStatus, Making, MakingStatus, NomineeList
from keqiao.cli.demo.composing import DELEGATES, MEMBERS
from keqiao.cli.demo.luzhai import LUZHAI
from keqiao.cli.demo.stage import Stage

pytestmark = pytest.mark.django_db  # the demo stands around each test


def test_the_next_congress_is_in_the_making(demo: Stage) -> None:
    made = Making.objects.get(body__kind="congress", body__organisation=demo.city)
    assert (made.status, made.number, made.seats) == (MakingStatus.NOMINATING, 10, DELEGATES)
    lists = NomineeList.objects.filter(allotment__making=made)
    assert {one.status for one in lists} == set(ListStatus)
    assert lists.get(allotment__unit__code=LUZHAI).status == ListStatus.DRAFT


def test_a_slate_waits_for_its_leader(demo: Stage) -> None:
    made = Making.objects.get(body__kind="full_committee", body__organisation=demo.city)
    assert (made.status, made.seats) == (MakingStatus.SUBMITTED, MEMBERS)
    assert made.explanations.exists()
    assert [one.demand for one in made.explanations.all()] == [one.code for one in composed_now(made).unmet]
