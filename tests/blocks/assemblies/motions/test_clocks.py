"""The clocks stand while the level above has the matter, and lose no working day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from blocks.assemblies.motions.given import Floor, fresh
from keqiao.blocks.assemblies.motions import clocks, replying
from keqiao.kernel.nouns import ledger
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import VerbError
from keqiao.kernel.work.models import Deadline, Party

MONDAY = dt.date(2026, 11, 2)  # two weeks of five working days follow
FORTNIGHT = dt.timedelta(days=14)
On = Callable[[dt.date], None]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> On:
    """Let it be a day; it is Monday."""

    def be(day: dt.date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda *rest: day)

    be(MONDAY)
    return be


def day_of(party: Party) -> Deadline:
    """By when a unit gives its opinion."""
    return Deadline.objects.get(motion_part__party=party)


def test_a_clock_that_stood_for_a_fortnight_runs_ten_working_days_longer(floor: Floor, on: On) -> None:
    made = floor.accepted()
    with ledger.exempt("given"):
        due = clocks.final_of(made).due
        clocks.pause(made, "已上报")
        assert made.overdue_from is None
        clocks.go_on(made)
        assert clocks.final_of(made).due == due  # it stood for no working day
        clocks.pause(made, "已上报")
        on(MONDAY + FORTNIGHT)
        clocks.go_on(made)
    assert clocks.final_of(made).due == add_workdays(due, 10)
    assert made.overdue_from == clocks.final_of(made).due + dt.timedelta(days=1)


def test_what_never_stood_or_was_never_accepted_is_left_alone(floor: Floor) -> None:
    clocks.go_on(None)
    clocks.go_on(floor.filed())
    made = floor.accepted()
    due = clocks.final_of(made).due
    clocks.go_on(made)
    assert clocks.final_of(made).due == due


def test_the_joint_units_clocks_stand_and_run_with_the_answers(floor: Floor, on: On) -> None:
    made = floor.assigned(joint="学会部、科普部")
    early, late = clocks.case_of(made).parties.filter(role="partner")
    given = day_of(early).due
    replying.give_opinion(floor.clerk, early, {"text": "场地已经落实。"})
    with ledger.exempt("given"):
        clocks.pause(made, "已上报")
    on(given + dt.timedelta(days=1))
    with pytest.raises(VerbError, match="科普部还没有提出会办意见"):
        floor.drafted(fresh(made))  # while the clock stands its day doesn't pass
    on(MONDAY + FORTNIGHT)
    with ledger.exempt("given"):
        clocks.go_on(made)
    assert (day_of(early).due, day_of(early).paused) == (given, None)
    assert (day_of(late).due, day_of(late).paused) == (add_workdays(given, 10), None)


def test_a_unit_that_joins_while_the_clock_stands_gets_its_days_when_it_runs(floor: Floor) -> None:
    made = floor.assigned()
    with ledger.exempt("given"):
        clocks.pause(made, "已上报，等待上级答复")
    joint = day_of(floor.joint(floor.assigned(fresh(made), joint="科普部")))
    assert (joint.paused, joint.reason) == (timezone.localdate(), "已上报，等待上级答复")
