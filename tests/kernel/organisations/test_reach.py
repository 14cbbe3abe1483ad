"""The table of who is below whom says what the placements say, on every day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cast import OrganisationFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation, Placement, Reach
from keqiao.kernel.organisations.reach import renew
from keqiao.kernel.organisations.tree import subtree

DAYS = [dt.date(2026, month, 1) for month in range(1, 13)]
MOVES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 11)), max_size=8)


def below(organisation: Organisation, day: dt.date) -> set[int]:
    """Who stands at or below an organisation on a day, by the table."""
    rows = Reach.objects.filter(ancestor=organisation, starts__lte=to_int(day), ends__gt=to_int(day))
    found = list(rows.values_list("organisation", flat=True))
    assert len(found) == len(set(found)), "each once"
    return set(found)


def move(organisation: Organisation, leading: Organisation, day: dt.date) -> None:
    """Put an organisation under another from a day on, as the verb does, unless that makes a circle."""
    held = organisation.placements.get(ends=None)
    if leading.pk in subtree(organisation.pk, day) or (held.starts is not None and day <= held.starts):
        return
    with ledger.exempt("given"):
        held.ends = day
        held.save()
        Placement(organisation=organisation, leading=leading, starts=day).save()


class ReachTests(TestCase):
    """Random moves in a small tree."""

    @settings(max_examples=40, deadline=None)
    @given(moves=MOVES)
    def test_the_table_agrees_with_the_placements_on_every_day(self, moves: list[tuple[int, int, int]]) -> None:
        top = OrganisationFactory()
        units = [top]
        for number in range(5):
            units.append(OrganisationFactory(leading=units[number // 2]))
        for one, other, month in sorted(moves, key=lambda move: move[2]):
            if one and one != other:
                move(units[one], units[other], DAYS[month])
        for day in DAYS:
            for unit in units:
                assert below(unit, day) == set(subtree(unit.pk, day))


@pytest.mark.django_db
def test_a_placement_taken_back_takes_its_rows_along() -> None:
    top = OrganisationFactory()
    below_it = OrganisationFactory(leading=top)
    with ledger.exempt("given"):
        below_it.placements.get().delete()
    assert below(top, DAYS[0]) == {top.pk}
    assert below(below_it, DAYS[0]) == {below_it.pk}


@pytest.mark.django_db
def test_what_comes_in_by_the_hundred_is_written_in_a_few_statements() -> None:
    top = OrganisationFactory()
    units = [OrganisationFactory(leading=top) for _ in range(30)]
    with ledger.exempt("given"):
        Reach.objects.all().delete()
    with CaptureQueriesContext(connection) as asked, ledger.exempt("given"):
        renew([top.pk, *(unit.pk for unit in units)])
    assert len(asked) == 3
    assert below(top, DAYS[0]) == {top.pk, *(unit.pk for unit in units)}
