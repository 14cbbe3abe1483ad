"""The tree as of a day: organisations move, and what was true before stays true of before."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cast import Cast, OrganisationFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.organisations.tree import ancestors, answering, subtree, today

MOVED = dt.date(2024, 3, 1)


def move(organisation: Organisation, leading: Organisation | None, day: dt.date) -> None:
    """Let an organisation be led by another from a day on."""
    with ledger.exempt("given"):
        before = organisation.placements.get(ends=None)
        before.ends = day
        before.save()
        Placement(organisation=organisation, leading=leading, starts=day).save()


def test_subtree_is_the_organisation_and_all_below(cast: Cast) -> None:
    assert set(subtree(cast.liuzhou.pk)) == {cast.liuzhou.pk, cast.luzhai.pk, cast.society.pk}
    assert set(subtree(cast.nation.pk)) >= {cast.guilin.pk, cast.luzhai.pk}
    assert subtree(cast.luzhai.pk) == [cast.luzhai.pk]


def test_ancestors_go_up_in_order(cast: Cast) -> None:
    assert ancestors(cast.society.pk) == [cast.society.pk, cast.liuzhou.pk, cast.region.pk, cast.nation.pk]
    assert ancestors(cast.nation.pk) == [cast.nation.pk]


def test_a_moved_organisation_is_where_it_was_on_each_day(cast: Cast) -> None:
    move(cast.society, cast.guilin, MOVED)
    day_before = MOVED - dt.timedelta(days=1)
    assert cast.society.pk in subtree(cast.liuzhou.pk, day_before)
    assert cast.society.pk not in subtree(cast.liuzhou.pk, MOVED)
    assert cast.society.pk in subtree(cast.guilin.pk, MOVED)
    assert ancestors(cast.society.pk, day_before)[1] == cast.liuzhou.pk
    assert ancestors(cast.society.pk, 20240301)[1] == cast.guilin.pk


def test_what_hangs_below_moves_along(cast: Cast) -> None:
    branch = OrganisationFactory(leading=cast.society)
    move(cast.society, cast.guilin, MOVED)
    assert branch.pk in subtree(cast.guilin.pk)
    assert branch.pk not in subtree(cast.liuzhou.pk)


def test_an_organisation_led_by_nobody_stands_alone(cast: Cast) -> None:
    move(cast.society, None, MOVED)
    assert ancestors(cast.society.pk) == [cast.society.pk]
    assert cast.society.pk not in subtree(cast.nation.pk)


def test_a_ring_does_not_hang_the_query(cast: Cast) -> None:
    move(cast.liuzhou, cast.society, MOVED)
    assert set(subtree(cast.liuzhou.pk)) == {cast.liuzhou.pk, cast.society.pk, cast.luzhai.pk}
    assert set(ancestors(cast.society.pk)) == {cast.society.pk, cast.liuzhou.pk}


def test_today_is_the_day_in_china(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC))
    assert today() == 20261123


def test_whoever_led_a_closed_organisation_at_the_end_still_answers_for_it(cast: Cast) -> None:
    day = dt.date(2020, 1, 1)
    with ledger.exempt("given"):
        Placement.objects.filter(organisation=cast.luzhai).update(ends=day)
        Organisation.objects.filter(pk=cast.luzhai.pk).update(closed=day)
    above = [cast.liuzhou.pk, cast.region.pk, cast.nation.pk]
    assert ancestors(cast.luzhai.pk) == [cast.luzhai.pk]
    assert answering(cast.luzhai.pk) == ([cast.luzhai.pk], [cast.luzhai.pk, *above])
    assert answering(cast.nation.pk) == ([cast.nation.pk], [cast.nation.pk])
