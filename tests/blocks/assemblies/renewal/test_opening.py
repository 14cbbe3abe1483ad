"""A change of term begins with its stages, on the right books, once."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.renewal.conftest import Scene
from cast import OPERATES, PersonFactory, acts
from keqiao.blocks.assemblies.renewal.models import Renewal
from keqiao.blocks.assemblies.renewal.opening import open_renewal, plan_congress, set_timeline, watch_unit
from keqiao.blocks.assemblies.renewal.steps import drop_renewal
from keqiao.blocks.assemblies.renewal.timeline import months_before
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import CaseKind
from keqiao.registry.verbs.posts import form_body, open_term


def test_a_change_of_term_is_a_case_with_a_deadline_for_each_stage(scene: Scene) -> None:
    made = scene.opened(responsible=scene.cast.engineer.pk)
    assert (made.case.kind, made.case.organisation) == (CaseKind.RENEWAL, scene.cast.society)
    assert "第四届" in made.case.title
    assert [stage.kind for stage in made.stages.all()] == ["plan", "request", "congress", "filing"]
    assert made.case.deadlines.get(final=True).renewal_stage.kind == "filing"
    assert made.case.parties.get().unit == scene.cast.society
    assert made.case.charges.get().person == scene.cast.engineer
    assert not made.outside


def test_a_term_is_changed_once(scene: Scene) -> None:
    made = scene.opened()
    with pytest.raises(VerbError, match="已经启动"):
        scene.opened()
    drop_renewal(scene.clerk, made, {"reason": "重复登记"})
    assert scene.opened().pk != made.pk


def test_a_body_without_a_term_has_nothing_to_change(scene: Scene) -> None:
    body = form_body(OPERATES, scene.cast.society, {"kind": "supervisory_board"})
    with pytest.raises(VerbError, match="还没有登记届次"):
        open_renewal(scene.clerk, body)


def test_an_end_that_isnt_registered_is_asked_for(scene: Scene) -> None:
    body = form_body(OPERATES, scene.cast.society, {"kind": "supervisory_board"})
    open_term(OPERATES, body, {"number": 1, "starts": dt.date(2022, 1, 1)})
    with pytest.raises(VerbError, match="没有登记届满日期"):
        open_renewal(scene.clerk, body)
    assert open_renewal(scene.clerk, body, {"term_ends": dt.date(2027, 1, 1)}).term_ends == dt.date(2027, 1, 1)


def test_others_may_not_begin_it(scene: Scene) -> None:
    with pytest.raises(Refused):
        open_renewal(acts(scene.cast.outsider), scene.council)
    with pytest.raises(Refused):
        open_renewal(acts(scene.cast.reader), scene.council)


def test_a_county_is_followed_on_the_books_of_the_city_by_its_congress_alone(scene: Scene) -> None:
    given = {"unit": scene.cast.luzhai.code, "term_ends": dt.date(2027, 6, 18)}
    made = watch_unit(scene.clerk, scene.cast.liuzhou, given)
    assert made.outside
    assert (made.case.organisation, made.unit) == (scene.cast.liuzhou, scene.cast.luzhai)
    assert made.body is None
    assert [stage.kind for stage in made.stages.all()] == ["congress"]
    with pytest.raises(VerbError, match="正在督促"):
        watch_unit(scene.clerk, scene.cast.liuzhou, given)


def test_only_units_below_are_followed(scene: Scene) -> None:
    for unit in (scene.cast.guilin, scene.cast.liuzhou):
        with pytest.raises(VerbError, match="不由"):
            watch_unit(OPERATES, scene.cast.liuzhou, {"unit": unit.code, "term_ends": dt.date(2027, 6, 18)})


def test_days_move_with_the_day_for_which_the_congress_is_called(scene: Scene) -> None:
    made = scene.opened()
    called = scene.today + dt.timedelta(days=75)
    somebody = PersonFactory(keeper=scene.cast.society)
    plan_congress(scene.clerk, made, {"congress_on": called, "responsible": somebody.pk, "former_legal": "覃老"})
    made = Renewal.objects.get(pk=made.pk)
    assert made.former_legal == "覃老"
    assert made.stages.get(kind="request").deadline.due == months_before(called, 1)
    assert made.stages.get(kind="congress").deadline.due == scene.term.ends
    assert made.case.charges.get(ends=None).person == somebody


def test_what_is_set_later_leaves_open_cases_as_they_are(scene: Scene) -> None:
    made = scene.opened()
    figures = {"warn_months": 1, "plan_months": 1, "request_months": 1, "filing_days": 1, "delay_months": 1}
    set_timeline(scene.clerk, scene.cast.society, figures)
    assert made.stages.get(kind="plan").deadline.due == months_before(scene.term.ends or scene.today, 6)


def test_nothing_is_arranged_once_it_was_dropped(scene: Scene) -> None:
    made = scene.opened()
    drop_renewal(scene.clerk, made, {"reason": "机构撤销"})
    with pytest.raises(VerbError, match="不能再办理"):
        plan_congress(scene.clerk, Renewal.objects.get(), {})
    assert Body.objects.filter(renewals=made).exists()
