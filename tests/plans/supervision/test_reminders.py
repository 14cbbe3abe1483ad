"""Reminders: before the day and after it, once each, to whoever answers for the task."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from cast import OPERATES, Cast, acts
from keqiao.exchange.channels.choose import folder
from keqiao.kernel.verbs.contract import Refused
from keqiao.kernel.work.models import Case, Deadline
from keqiao.plans.supervision import tasks
from keqiao.plans.supervision.reminders import remind, remind_all
from keqiao.registry.verbs.identities import note_mobile

MONDAY = dt.date(2026, 11, 2)


@pytest.fixture
def task(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr(timezone, "localdate", lambda *rest: MONDAY)
    data = {"title": "建设科普e站", "due": MONDAY + dt.timedelta(days=8), "responsible": cast.engineer.pk}
    made: Case = tasks.open_task(acts(cast.clerk), cast.liuzhou, data)
    return made


def reminded(case: Case) -> dt.date | None:
    found: Deadline = case.deadlines.get(final=True)
    return found.reminded


def test_once_when_it_comes_near_and_once_when_it_has_passed(task: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    remind_all()
    assert reminded(task) is None  # six working days are left
    for day, told in ((3, 3), (4, 3), (8, 3), (9, 9), (20, 9)):
        now = MONDAY + dt.timedelta(days=day)
        monkeypatch.setattr(timezone, "localdate", lambda *rest, now=now: now)
        remind_all()
        assert reminded(task) == MONDAY + dt.timedelta(days=told), day


def test_what_is_paused_met_or_ended_is_not_told(cast: Cast, task: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    later = MONDAY + dt.timedelta(days=7)
    tasks.pause(acts(cast.clerk), task.deadlines.get(), {"reason": "等待批复"})
    monkeypatch.setattr(timezone, "localdate", lambda *rest: later)
    assert remind_all() == 0
    assert reminded(task) is None


def test_nobody_without_a_verified_address_gets_a_message(
    cast: Cast, task: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *rest: MONDAY + dt.timedelta(days=7))
    note_mobile(OPERATES, cast.engineer, {"mobile": "13800138000"})  # noted, not verified
    assert remind_all() == 0
    assert reminded(task) is not None
    assert folder().path == Path(settings.HOME) / "outbox"


def test_it_is_the_keeper_s_to_say_that_somebody_was_told(cast: Cast, task: Case) -> None:
    with pytest.raises(Refused):
        remind(acts(cast.reader), task.deadlines.get(), {})
    assert remind(OPERATES, task.deadlines.get(), {}).reminded == MONDAY
