"""What follows for the tree and for people when an organisation hands over, rule by rule."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast, OrganisationFactory, PersonFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Placement
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.handovers import check_no_circle, end_place, keep_people, lift, move_led
from keqiao.registry.successions import Handover
from registry.facts.given import given

DAY = dt.date(2024, 7, 1)


def test_nobody_leads_those_above_on_any_later_day(cast: Cast) -> None:
    later = OrganisationFactory()
    with ledger.exempt("given"):
        later.placements.get().delete()
    given(Placement, organisation=later, leading=cast.luzhai, starts=dt.date(2030, 1, 1))
    check_no_circle(later, cast.liuzhou, DAY)
    with pytest.raises(VerbError, match="不能反过来领导"):
        check_no_circle(cast.luzhai, later, DAY)


def test_the_successor_is_put_beside_whom_it_stood_below(cast: Cast) -> None:
    with ledger.exempt("given"):
        lift(cast.luzhai, cast.liuzhou, Handover(cast.liuzhou, cast.luzhai, DAY, cast.luzhai))
    assert cast.luzhai.placements.get(ends=None).leading == cast.region
    assert cast.luzhai.placements.get(ends=DAY).leading == cast.liuzhou


def test_what_is_to_be_led_later_stands_in_the_way_of_closing(cast: Cast) -> None:
    one = OrganisationFactory()
    given(Placement, organisation=one, leading=cast.society, starts=dt.date(2030, 1, 1), ends=dt.date(2031, 1, 1))
    with pytest.raises(VerbError, match="请先调整它的隶属关系"):
        move_led(Handover(cast.society, None, DAY, cast.liuzhou))


def test_its_own_place_cannot_have_begun_later(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.society.placements.get().delete()
    given(Placement, organisation=cast.society, leading=cast.liuzhou, starts=dt.date(2025, 1, 1))
    with pytest.raises(VerbError, match="“柳州市机械工程学会”的隶属关系的结束日期"):
        end_place(Handover(cast.society, None, DAY, cast.liuzhou))


def test_without_a_keeper_people_stay(cast: Cast) -> None:
    person = PersonFactory(keeper=cast.nation)
    keep_people(Handover(cast.nation, None, DAY, None))
    person.refresh_from_db()
    assert person.keeper == cast.nation
