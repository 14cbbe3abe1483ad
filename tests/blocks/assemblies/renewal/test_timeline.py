"""Stages are counted back from the end of the term, in months and in working days."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.renewal.conftest import Scene
from cast import OPERATES, OrganisationFactory
from keqiao.blocks.assemblies.renewal.models import StageKind, Timeline
from keqiao.blocks.assemblies.renewal.opening import set_timeline
from keqiao.blocks.assemblies.renewal.timeline import (
    PRESETS,
    Ends,
    due_days,
    latest_delay,
    months_after,
    months_before,
    schedule_for,
    schedules_for,
)
from keqiao.kernel.verbs.contract import VerbError

NATIONAL = PRESETS["national_society"]
FIGURES = {"warn_months": 8, "plan_months": 5, "request_months": 3, "filing_days": 20, "delay_months": 6}


def test_a_national_societys_stages_are_counted_back() -> None:
    days = due_days(Ends(dt.date(2025, 9, 30)), NATIONAL)
    assert days == {
        StageKind.PLAN: dt.date(2025, 3, 30),
        StageKind.REQUEST: dt.date(2025, 7, 30),
        StageKind.CONGRESS: dt.date(2025, 9, 30),
        StageKind.FILING: dt.date(2025, 11, 18),  # 30 working days: the week of the National Day isn't worked
    }


def test_a_congress_called_earlier_moves_request_and_filing_not_the_plan() -> None:
    days = due_days(Ends(dt.date(2025, 9, 30), congress_on=dt.date(2025, 8, 15)), NATIONAL)
    assert days[StageKind.PLAN] == dt.date(2025, 3, 30)
    assert days[StageKind.REQUEST] == dt.date(2025, 6, 15)
    assert days[StageKind.CONGRESS] == dt.date(2025, 9, 30)


def test_a_congress_called_after_the_term_doesnt_move_what_is_due() -> None:
    late = due_days(Ends(dt.date(2025, 9, 30), congress_on=dt.date(2025, 12, 1)), NATIONAL)
    assert late == due_days(Ends(dt.date(2025, 9, 30)), NATIONAL)


def test_a_postponement_moves_congress_request_and_filing() -> None:
    days = due_days(Ends(dt.date(2025, 9, 30), postponed_to=dt.date(2026, 3, 31)), NATIONAL)
    assert days[StageKind.CONGRESS] == dt.date(2026, 3, 31)
    assert days[StageKind.REQUEST] == dt.date(2026, 1, 31)


def test_the_filing_hangs_on_the_day_of_the_congress() -> None:
    days = due_days(Ends(dt.date(2025, 9, 30), held=dt.date(2025, 11, 3)), NATIONAL)
    assert days[StageKind.FILING] == dt.date(2025, 12, 15)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2025, 3, 31), -1, dt.date(2025, 2, 28)),
        (dt.date(2024, 3, 31), -1, dt.date(2024, 2, 29)),
        (dt.date(2025, 1, 15), -1, dt.date(2024, 12, 15)),
        (dt.date(2025, 12, 31), 2, dt.date(2026, 2, 28)),
        (dt.date(2025, 6, 1), 0, dt.date(2025, 6, 1)),
    ],
)
def test_months_end_on_a_day_that_exists(day: dt.date, months: int, expected: dt.date) -> None:
    assert months_after(day, months) == expected
    assert months_before(day, -months) == expected


def test_a_delay_ends_after_a_year() -> None:
    assert latest_delay(dt.date(2025, 9, 30), NATIONAL) == dt.date(2026, 9, 30)


def test_presets_hold_where_nobody_set_anything(scene: Scene) -> None:
    assert schedule_for(scene.cast.society) == PRESETS["society"]
    assert schedule_for(scene.cast.luzhai) == PRESETS["association"]
    national = OrganisationFactory(level="national", leading=scene.cast.nation)
    assert schedule_for(national) == NATIONAL


def test_what_an_association_sets_holds_for_the_societies_it_leads_alone(scene: Scene) -> None:
    set_timeline(scene.clerk, scene.cast.liuzhou, {**FIGURES, "source": "三.3"})
    found = schedule_for(scene.cast.society)
    assert (found.plan_months, found.filing_days, found.source, found.setter) == (5, 20, "三.3", scene.cast.liuzhou)
    assert schedule_for(scene.cast.luzhai) == PRESETS["association"]
    other = OrganisationFactory(leading=scene.cast.guilin)
    assert schedule_for(other) == PRESETS["society"]


def test_a_societys_own_figures_come_before_those_above(scene: Scene) -> None:
    set_timeline(scene.clerk, scene.cast.liuzhou, FIGURES)
    set_timeline(scene.clerk, scene.cast.society, {**FIGURES, "plan_months": 9})
    assert schedule_for(scene.cast.society).plan_months == 9


def test_what_was_set_before_ends_and_stays_on_file(scene: Scene) -> None:
    set_timeline(scene.clerk, scene.cast.liuzhou, FIGURES)
    set_timeline(scene.clerk, scene.cast.liuzhou, {**FIGURES, "plan_months": 7})
    assert list(Timeline.objects.order_by("pk").values_list("plan_months", "ends")) == [(5, scene.today), (7, None)]
    assert schedule_for(scene.cast.society).plan_months == 7


def test_figures_that_cant_be_meant_are_refused(scene: Scene) -> None:
    with pytest.raises(VerbError, match="大会后几个工作日内备案"):
        set_timeline(OPERATES, scene.cast.liuzhou, {**FIGURES, "filing_days": 0})


def test_many_units_cost_no_more_than_one(scene: Scene, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        schedules_for([scene.cast.society, scene.cast.luzhai, scene.cast.guilin])
