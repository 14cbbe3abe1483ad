"""The database, the chores, what waits, the clock."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.audit.write import write_entry
from keqiao.kernel.health.finding import Check, Level
from keqiao.kernel.health.running import KEPT, check_chores, check_clock, check_database, note_round
from keqiao.kernel.verbs.events import GIVE_UP
from keqiao.kernel.verbs.models import Event


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path: Path, db: None) -> None:
    """What is kept in the home is this test's."""
    settings.HOME = tmp_path


def levels(check: Check) -> dict[str, Level]:
    """What a check says, by code."""
    return {one.code: one.level for one in check()}


def test_a_database_that_is_up_to_date_is_right() -> None:
    found = levels(check_database)
    assert found["database.answers"] is found["database.migrations"] is Level.OK


def test_chores_that_run_that_fail_and_that_stopped(settings: Settings) -> None:
    assert levels(check_chores)["keep.runs"] is Level.WARNING
    note_round(5, [])
    assert levels(check_chores)["keep.runs"] is Level.OK
    note_round(4, ["更新任务指标"])
    assert levels(check_chores)["keep.runs"] is Level.FAILURE
    long_ago = (timezone.now() - dt.timedelta(minutes=6)).isoformat()
    (settings.HOME / KEPT).write_text(json.dumps({"at": long_ago, "done": 5, "failed": []}))
    assert levels(check_chores)["keep.runs"] is Level.FAILURE


def test_what_waits_too_long_and_what_was_given_up() -> None:
    event = Event.objects.create(name="trial", payload="{}")
    assert levels(check_chores)["events.delivered"] is Level.OK
    Event.objects.update(created=timezone.now() - dt.timedelta(hours=2))
    assert levels(check_chores)["events.late"] is Level.WARNING
    Event.objects.filter(pk=event.pk).update(failures=GIVE_UP)
    assert levels(check_chores)["events.given_up"] is Level.FAILURE


def test_a_clock_behind_the_audit_was_set_back() -> None:
    assert levels(check_clock)["clock.time"] is Level.OK
    write_entry(verb="trial.rename", actor="operator", channel="test", organisations=[])
    Entry.objects.update(at=timezone.now() + dt.timedelta(hours=1))
    assert levels(check_clock)["clock.time"] is Level.FAILURE


def test_another_time_zone_moves_deadlines(settings: Settings) -> None:
    settings.DEMO, settings.TIME_ZONE = False, "UTC"
    assert levels(check_clock)["clock.zone"] is Level.FAILURE
