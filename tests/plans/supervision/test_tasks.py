"""Tasks: out of a plan or by hand, who has them, by when, how the clock stops and how they end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from cast import OPERATES, Cast, acts
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.standards.workdays import workdays_between
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus, Deadline, PartyRole
from keqiao.plans.supervision import notes, tasks


def day(away: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=away)


@pytest.fixture
def task(cast: Cast) -> Case:
    """A task of Liuzhou's that is due in thirty days."""
    return tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "建设科普e站", "due": day(30)})


def test_a_task_has_those_who_work_on_it_and_its_day(cast: Cast) -> None:
    data = {
        "title": "建设科普e站",
        "due": day(30),
        "lead": "科普部",
        "lead_unit": cast.luzhai.code,
        "partners": "办公室、学会部，办公室",
        "responsible": cast.engineer.pk,
    }
    made = tasks.open_task(acts(cast.clerk), cast.liuzhou, data)
    assert [(one.role, one.name) for one in made.parties.all()] == [
        (PartyRole.LEAD, "科普部"),
        (PartyRole.PARTNER, "办公室"),
        (PartyRole.PARTNER, "学会部"),
    ]
    assert made.parties.first().unit == cast.luzhai
    assert made.charges.get(ends=None).person == cast.engineer
    assert made.deadlines.get(final=True).due == day(30)


def test_the_lead_is_called_after_the_unit_where_nobody_named_it(cast: Cast) -> None:
    made = tasks.open_task(acts(cast.clerk), cast.liuzhou, {"title": "任务", "lead_unit": cast.luzhai.code})
    assert made.parties.get().name == cast.luzhai.name


def test_to_assign_anew_replaces_what_was_said(cast: Cast, task: Case) -> None:
    act = acts(cast.clerk)
    tasks.assign(act, task, {"lead": "科普部", "responsible": cast.engineer.pk})
    tasks.assign(act, task, {"lead": "办公室", "responsible": cast.official.pk})
    assert [one.name for one in task.parties.all()] == ["办公室"]
    assert task.charges.get(ends=None).person == cast.official
    assert task.charges.exclude(ends=None).get().person == cast.engineer
    tasks.assign(act, task, {"lead": "办公室"})
    assert not task.charges.filter(ends=None).exists()


def test_two_at_once_never_lose_anything(cast: Cast, task: Case) -> None:
    seen = task.version
    tasks.assign(acts(cast.clerk), task, {"lead": "科普部", "seen_version": seen})
    with pytest.raises(Stale):
        tasks.assign(acts(cast.leader), task, {"lead": "办公室", "seen_version": seen})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"title": "任务", "lead_unit": "nowhere"}, "没有机构代码为“nowhere”"),
        ({"title": "任务", "responsible": 0}, "没有找到所选的责任人"),
        ({"title": "短"}, ""),
    ],
)
def test_what_is_not_there_is_refused_and_nothing_stays(cast: Cast, data: dict[str, object], said: str) -> None:
    with pytest.raises(VerbError, match=said):
        tasks.open_task(acts(cast.clerk), cast.liuzhou, data)
    assert not Case.objects.exists()


def test_only_those_of_the_books_open_and_assign(cast: Cast, task: Case) -> None:
    for user in (cast.reader, cast.outsider, cast.county_clerk, cast.nobody):
        with pytest.raises(Refused):
            tasks.open_task(acts(user), cast.liuzhou, {"title": "任务一"})
        with pytest.raises(Refused):
            tasks.assign(acts(user), task, {"lead": "办公室"})


def test_a_plan_becomes_tasks_once(cast: Cast, only_liuzhou: Path) -> None:
    made = tasks.open_from_plan(acts(cast.clerk), cast.liuzhou, {"plan": "liuzhou-2017"})
    assert {one.kind for one in made} == {CaseKind.TASK}
    assert all(one.about.startswith("commitment/") and one.clause for one in made)
    named = {one.about: one for one in made}
    assert "市科协代表大会代表" in named["commitment/congress-delegates-front-line"].title
    assert tasks.open_from_plan(acts(cast.clerk), cast.liuzhou, {"plan": "liuzhou-2017"}) == []
    with pytest.raises(VerbError, match="没有编号为"):
        tasks.open_from_plan(acts(cast.clerk), cast.liuzhou, {"plan": "nowhere"})
    with pytest.raises(VerbError, match="没有可以下达的任务"):
        tasks.open_from_plan(OPERATES, cast.society, {"plan": "liuzhou-2017"})


def test_the_day_moves_and_goes(cast: Cast, task: Case) -> None:
    act = acts(cast.clerk)
    tasks.set_due(act, task, {"due": day(60)})
    assert task.deadlines.get(final=True).due == day(60)
    with pytest.raises(VerbError, match="不能早于立项日期"):
        tasks.set_due(act, task, {"due": day(-1)})
    tasks.set_due(act, task, {})
    assert not task.deadlines.exists()


def test_a_milestone_is_met_once_and_not_in_the_future(cast: Cast, task: Case) -> None:
    act = acts(cast.clerk)
    with pytest.raises(VerbError, match="节点不能早于"):
        tasks.add_milestone(act, task, {"title": "选址", "due": day(-1)})
    made = tasks.add_milestone(act, task, {"title": "选址", "due": day(10)})
    with pytest.raises(VerbError, match="将来的日期"):
        tasks.meet(act, made, {"met": day(1)})
    made.refresh_from_db()
    tasks.meet(act, made, {})
    assert made.met == timezone.localdate()
    with pytest.raises(VerbError, match="已经完成"):
        tasks.meet(act, made, {})


def test_while_the_clock_stands_working_days_do_not_count(
    cast: Cast, task: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = acts(cast.clerk)
    one: Deadline = task.deadlines.get(final=True)
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date(2026, 11, 2))  # a Monday
    one.refresh_from_db()
    with_due = (
        tasks.set_due(act, task, {"due": dt.date(2026, 12, 31)}) if task.opened <= dt.date(2026, 12, 31) else None
    )
    one.refresh_from_db()
    before = one.due
    tasks.pause(act, one, {"reason": "等待财政批复"})
    with pytest.raises(VerbError, match="不能再中止"):
        tasks.pause(act, one, {"reason": "再停"})
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date(2026, 11, 9))  # five working days later
    tasks.resume(act, one, {})
    assert one.paused is None
    assert workdays_between(before, one.due) == 5
    with pytest.raises(VerbError, match="没有中止"):
        tasks.resume(act, one, {})
    assert with_due is None or with_due == task


def test_what_waits_for_a_second_person_keeps_a_task_open(cast: Cast, task: Case) -> None:
    step = notes.note(acts(cast.clerk), task, {"text": "已完成选址。"})
    with pytest.raises(VerbError, match="等待审核"):
        tasks.close(acts(cast.clerk), task, {"outcome": "建成"})
    notes.approve_note(acts(cast.leader), step, {})
    tasks.close(acts(cast.clerk), task, {"outcome": "建成十二个"})
    assert (task.status, task.outcome, task.closed) == (CaseStatus.DONE, "建成十二个", timezone.localdate())
    assert task.deadlines.get(final=True).met == timezone.localdate()
    for verb, data in ((tasks.assign, {}), (tasks.close, {"outcome": "再办"}), (tasks.drop, {"reason": "撤销"})):
        with pytest.raises(VerbError, match="不能再办理"):
            verb(acts(cast.clerk), task, data)


def test_a_dropped_task_was_not_done(cast: Cast, task: Case) -> None:
    tasks.drop(acts(cast.clerk), task, {"reason": "上级取消"})
    assert task.status == CaseStatus.DROPPED
    assert task.deadlines.get(final=True).met is None
