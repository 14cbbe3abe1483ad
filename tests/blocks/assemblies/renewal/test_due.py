"""Who is near the end of the term, past it, on the way or done; of counties only what was told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from blocks.assemblies.renewal.conftest import BodyFactory, Scene
from cast import OrganisationFactory, TermFactory, acts
from keqiao.blocks.assemblies.renewal.due import DONE, NEAR, OVERDUE, RUNNING, DueLine, due_lines, narrowed
from keqiao.blocks.assemblies.renewal.models import Renewal, Stage
from keqiao.blocks.assemblies.renewal.opening import open_renewal, set_timeline, watch_unit
from keqiao.blocks.assemblies.renewal.steps import meet_stage
from keqiao.kernel.access.models import User
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.organisations.models import Organisation


def lines(scene: Scene, unit: Organisation | None = None, user: User | None = None) -> list[DueLine]:
    return due_lines(unit or scene.cast.liuzhou, Actor(user or scene.cast.clerk))


def of(scene: Scene, unit: Organisation) -> list[DueLine]:
    return [line for line in lines(scene) if line.unit == unit]


def test_a_term_near_its_end_is_told_until_its_change_begins(scene: Scene) -> None:
    (line,) = of(scene, scene.cast.society)
    assert (line.state, line.progress, line.body) == (NEAR, None, scene.council)
    made = scene.opened()
    (line,) = of(scene, scene.cast.society)
    assert line.state == RUNNING
    assert line.progress is not None
    assert line.progress.renewal == made


def test_how_early_is_a_setting(scene: Scene) -> None:
    figures = {"warn_months": 3, "plan_months": 3, "request_months": 1, "filing_days": 30, "delay_months": 12}
    set_timeline(scene.clerk, scene.cast.liuzhou, figures)
    assert of(scene, scene.cast.society) == []
    set_timeline(scene.clerk, scene.cast.liuzhou, {**figures, "warn_months": 5})
    assert [line.state for line in of(scene, scene.cast.society)] == [NEAR]


def test_a_term_past_its_end_is_overdue_with_and_without_a_case(scene: Scene) -> None:
    other = OrganisationFactory(leading=scene.cast.liuzhou)
    TermFactory(
        body=BodyFactory(organisation=other, kind="council", name="理事会"), ends=scene.today - dt.timedelta(days=30)
    )
    (line,) = of(scene, other)
    assert (line.state, line.word) == (OVERDUE, "届满未换届，已逾期30天")
    assert lines(scene)[0] == line


def test_a_new_term_makes_it_done_and_the_next_isnt_told_yet(scene: Scene) -> None:
    scene.opened()
    scene.renewed()
    assert [line.state for line in of(scene, scene.cast.society)] == [DONE]
    meet_stage(scene.clerk, Stage.objects.get(kind="filing"), {"met": scene.today})
    assert [line.word for line in of(scene, scene.cast.society)] == ["已完成换届"]


def test_a_county_is_told_by_its_registered_end_and_by_what_was_kept_here(scene: Scene) -> None:
    congress = BodyFactory(organisation=scene.cast.luzhai, kind="congress", name="代表大会")
    TermFactory(body=congress, ends=scene.today + dt.timedelta(days=100))
    (line,) = of(scene, scene.cast.luzhai)
    assert (line.state, line.outside, line.next_word) == (NEAR, True, "督促换届")
    given = {"unit": scene.cast.luzhai.code, "term_ends": scene.today + dt.timedelta(days=100)}
    watch_unit(scene.clerk, scene.cast.liuzhou, given)
    (line,) = of(scene, scene.cast.luzhai)
    assert line.state == RUNNING
    assert "召开大会换届" in line.next_word


def test_what_a_county_does_itself_isnt_seen_above(scene: Scene) -> None:
    congress = BodyFactory(organisation=scene.cast.luzhai, kind="congress", name="代表大会")
    TermFactory(body=congress, ends=scene.today + dt.timedelta(days=100))
    open_renewal(acts(scene.cast.county_clerk), congress)
    assert [line.progress for line in of(scene, scene.cast.luzhai)] == [None]
    own = lines(scene, scene.cast.luzhai, scene.cast.county_clerk)
    assert [line.state for line in own] == [RUNNING]


def test_others_societies_arent_listed(scene: Scene) -> None:
    assert lines(scene, scene.cast.liuzhou, scene.cast.outsider) == []


def test_lists_are_narrowed_by_state_and_sort_of_unit(scene: Scene) -> None:
    every = lines(scene)
    assert {line.unit for line in narrowed(every, NEAR, "society")} == {scene.cast.society}
    assert narrowed(every, OVERDUE) == []
    assert narrowed(every, "", "association") == []


def test_more_units_cost_no_more_queries(scene: Scene, django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        other = OrganisationFactory(leading=scene.cast.liuzhou)
        body = BodyFactory(organisation=other, kind="council", name="理事会")
        TermFactory(body=body, ends=scene.today + dt.timedelta(days=number))
    scene.opened()
    assert Renewal.objects.count() == 1
    with django_assert_max_num_queries(30):
        lines(scene)
