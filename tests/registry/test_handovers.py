"""What follows for the tree and for people when an organisation hands over, rule by rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cast import Cast, OrganisationFactory, PersonFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.work.models import Case, Party
from keqiao.plans.models import Programme
from keqiao.plans.supervision.models import Goal, Sending
from keqiao.registry.handovers import (
    check_no_circle,
    end_place,
    end_programmes,
    keep_people,
    lift,
    move_led,
    take_parts,
)
from keqiao.registry.successions import Handover, hand_over
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


# What a plan started, and what somebody works on


def handover(cast: Cast, source: Organisation, to: Organisation | None) -> Handover:
    """Who takes over from whom."""
    return Handover(source, to, DAY, to or cast.liuzhou)


def programme(organisation: Organisation, code: str, status: str, **more: Any) -> Programme:
    """A programme as far as it matters."""
    return given(
        Programme, organisation=organisation, plan="small", code=code, clause="一", title=code, status=status, **more
    )


def case(organisation: Organisation, title: str, **more: Any) -> Case:
    """A task."""
    return given(Case, organisation=organisation, kind="task", title=title, opened=dt.date(2024, 1, 8), **more)


def test_programmes_end_with_the_association_that_ran_them(cast: Cast) -> None:
    for state in ("planned", "draft", "running", "paused"):
        programme(cast.society, state, state)
    earlier = programme(cast.society, "ended", "ended", ended=dt.date(2020, 1, 1))
    other = programme(cast.luzhai, "draft", "draft")
    with ledger.opened():
        end_programmes(handover(cast, cast.society, cast.luzhai))
    found = Programme.objects.filter(organisation=cast.society)
    assert {one.code: (one.status, one.ended) for one in found} == {
        **dict.fromkeys(("planned", "draft", "running", "paused"), ("ended", DAY)),
        "ended": ("ended", earlier.ended),
    }
    other.refresh_from_db()
    assert (other.status, other.ended) == ("draft", None)


@pytest.mark.parametrize("successor", [True, False])
def test_open_cases_and_ledgers_that_are_out_go_along_settled_ones_stay(cast: Cast, successor: bool) -> None:
    to = cast.luzhai if successor else None
    cases = {state: case(cast.society, state, status=state) for state in ("open", "done", "dropped")}
    days = {"to": "某单位", "sent": DAY, "until": DAY}
    sendings = {
        state: given(Sending, organisation=cast.society, token=state, status=state, **days)
        for state in ("out", "back", "merged", "cancelled")
    }
    tree = given(Goal, organisation=cast.society, title="四服务")
    with ledger.opened():
        hand_over(handover(cast, cast.society, to))
    keeper = to or cast.liuzhou
    for one in (*cases.values(), *sendings.values(), tree):
        one.refresh_from_db()
    assert {state for state, one in cases.items() if one.organisation == keeper} == {"open"}
    assert {state for state, one in sendings.items() if one.organisation == keeper} == {"out", "back"}
    assert tree.organisation == cast.society


def test_whoever_takes_over_works_on_open_cases_once(cast: Cast) -> None:
    open_one, settled, both = (
        case(cast.liuzhou, title, status=state) for title, state in (("甲", "open"), ("乙", "done"), ("丙", "open"))
    )
    name = {"unit": cast.society, "name": cast.society.name}
    rows = [given(Party, case=one, role="lead", **name) for one in (open_one, settled, both)]
    given(Party, case=both, role="lead", unit=cast.luzhai, name=cast.luzhai.name)
    partner = given(Party, case=both, role="partner", **name)
    with ledger.opened():
        take_parts(handover(cast, cast.society, cast.luzhai))
    for row in (*rows, partner):
        row.refresh_from_db()
    units = [(row.unit, row.name) for row in (*rows, partner)]
    old, new = (cast.society, cast.society.name), (cast.luzhai, cast.luzhai.name)
    assert units == [new, old, old, new]


def test_without_a_successor_a_case_keeps_the_name_of_who_worked_on_it(cast: Cast) -> None:
    row = given(Party, case=case(cast.liuzhou, "甲"), role="lead", unit=cast.society, name="机械学会")
    with ledger.opened():
        take_parts(handover(cast, cast.society, None))
    row.refresh_from_db()
    assert (row.unit, row.name) == (cast.society, "机械学会")
