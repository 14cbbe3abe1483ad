"""The demo's meetings: one runs, one is to come and the delegate knows of it, and decisions are followed."""

from __future__ import annotations

import pytest

from keqiao.blocks.assemblies.meetings.models import Decision, Invitation, Rules
from keqiao.blocks.assemblies.meetings.quorum import count
from keqiao.blocks.assemblies.models import Meeting
from keqiao.cli.demo.meetings import DECIDED, RULED, SESSION, TODAYS
from keqiao.cli.demo.stage import Stage

pytestmark = pytest.mark.django_db  # the demo stands around each test


def test_a_session_runs_with_its_quorum(demo: Stage) -> None:
    running = Meeting.objects.get(status="running")
    assert count(running).quorate
    assert [one.status for one in running.items.all()] == ["done", "current", "coming"]
    assert running.items.count() == len(TODAYS)


def test_the_delegate_has_heard_of_the_session_to_come(demo: Stage) -> None:
    coming = Meeting.objects.get(status="convened")
    assert coming.items.count() == len(SESSION)
    own = Invitation.objects.filter(meeting=coming, person=demo.users["delegate"].person_id)
    assert all(one.received is not None for one in own)


def test_rules_stand_and_decisions_have_their_tasks(demo: Stage) -> None:
    assert Rules.objects.count() == len(RULED)
    assert Decision.objects.count() == len(DECIDED)
    assert Decision.objects.exclude(case=None).count() == 2
