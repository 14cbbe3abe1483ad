"""The quorum by the rule of the day, exact at its edge; old records keep what was stated."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.meetings.given import TODAY, Hall, ruled
from keqiao.blocks.assemblies.meetings.models import Rules
from keqiao.blocks.assemblies.meetings.quorum import Count, count
from keqiao.blocks.assemblies.verbs import record_attendance, record_meeting


def rule(numerator: int, denominator: int, *, more: bool = False, base: str = "due") -> Rules:
    """A rule that isn't stored."""
    return Rules(
        quorum_numerator=numerator, quorum_denominator=denominator, quorum_more=more, quorum_base=base, title="规则"
    )


@pytest.mark.parametrize(
    ("due", "excused", "asked", "needed"),
    [
        (90, 0, rule(2, 3), 60),
        (91, 0, rule(2, 3), 61),
        (90, 0, rule(2, 3, more=True), 61),
        (91, 0, rule(2, 3, more=True), 61),
        (90, 0, rule(1, 2, more=True), 46),
        (91, 0, rule(1, 2, more=True), 46),
        (90, 6, rule(2, 3, base="without_leave"), 56),
        (90, 6, rule(2, 3), 60),
        (1, 0, rule(1, 2), 1),
    ],
)
def test_the_least_number_that_meets_the_rule(due: int, excused: int, asked: Rules, needed: int) -> None:
    assert Count(due, 0, excused, asked).needed == needed
    assert Count(due, needed, excused, asked).quorate is True
    assert Count(due, needed - 1, excused, asked).quorate is False


def test_nobody_due_is_no_quorum() -> None:
    assert Count(0, 0, 0, rule(2, 3)).quorate is False


def test_words_say_which_rule_and_how_many_are_missing(at: Hall) -> None:
    counted = count(at.running(3))
    assert counted.words == "到会人数达到三分之二（按应到人数计算）方可开会，须4人，还差1人"
    assert count(at.closed(4, title="另一次")).words == "登记为达到法定人数"
    assert Count(5, 3, 0, None).words == "没有登记议事规则，是否达到法定人数由主持人宣布"


def test_nothing_is_worked_out_for_what_was_only_recorded(at: Hall) -> None:
    old = record_meeting(at.clerk, at.cast.congress, {"date": TODAY - dt.timedelta(days=9), "due": 90})
    record_attendance(at.clerk, old, {"people": [{"person": one.pk, "state": "absent"} for one in at.people]})
    counted = count(old)
    assert (counted.due, counted.quorate, counted.needed) == (90, None, None)
    assert counted.words == "未登记是否达到法定人数"


def test_a_meeting_keeps_the_rule_of_its_day(at: Hall) -> None:
    ruled(at, starts=TODAY + dt.timedelta(days=1), quorum="1/2")
    assert count(at.running(3)).needed == 4
