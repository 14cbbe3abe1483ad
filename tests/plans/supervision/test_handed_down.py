"""A task is handed down to each association that is led directly, once, and each answers for its own."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast, OrganisationFactory, acts
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import Case
from keqiao.plans.supervision import checks, notes, tasks
from keqiao.plans.supervision.handed_down import hand_down, led_associations
from keqiao.plans.supervision.ledger import ledger, overview

DUE = dt.date(2099, 1, 1)


@pytest.fixture
def task(cast: Cast) -> Case:
    data = {"title": "建设科普e站", "due": DUE, "clause": "八"}
    made: Case = tasks.open_task(acts(cast.clerk), cast.liuzhou, data)
    return made


def test_each_association_below_has_its_own_and_only_once(cast: Cast, task: Case) -> None:
    assert led_associations(cast.liuzhou.pk) == [cast.luzhai]  # the society is none
    (made,) = hand_down(acts(cast.clerk), task, {})
    assert (made.parent, made.title, made.clause) == (task, task.title, "八")
    assert made.deadlines.get(final=True).due == DUE
    assert made.parties.get().unit == cast.luzhai
    assert hand_down(acts(cast.clerk), task, {}) == []
    later = OrganisationFactory(
        code="450222", name="柳城县科协", kind="association", level="county", leading=cast.liuzhou
    )
    assert [one.parties.get().unit for one in hand_down(acts(cast.clerk), task, {})] == [later]


def test_the_unit_answers_and_the_overview_shows_it_by_association(cast: Cast, task: Case) -> None:
    (made,) = hand_down(acts(cast.clerk), task, {})
    notes.note_as_lead(acts(cast.county_clerk), made.parties.get(), {"text": "已建两个。"})
    rows = dict(overview(ledger(cast.liuzhou)))
    assert rows[cast.luzhai.name] == {"八": (1, 0, 0)}


def test_what_cannot_be_handed_down(cast: Cast, task: Case) -> None:
    act = acts(cast.clerk)
    (made,) = hand_down(act, task, {})
    problem = checks.raise_problem(act, cast.liuzhou, {"title": "没有经费"})
    for case in (made, problem):
        with pytest.raises(VerbError, match="只有本单位的督查任务"):
            hand_down(act, case, {})
    own = tasks.open_task(acts(cast.county_clerk), cast.luzhai, {"title": "任务一"})
    with pytest.raises(VerbError, match="没有下级科协"):
        hand_down(acts(cast.county_clerk), own, {})
    with pytest.raises(Refused):
        hand_down(acts(cast.reader), task, {})
    tasks.drop(act, task, {"reason": "取消"})
    with pytest.raises(VerbError, match="不能再办理"):
        hand_down(act, task, {})
