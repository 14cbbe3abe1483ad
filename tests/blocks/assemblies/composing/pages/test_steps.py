"""A making as a process: which step it is at, and whether its day has passed."""

from __future__ import annotations

from blocks.assemblies.composing.given import Congress, day
from keqiao.blocks.assemblies.composing.counting import unit_lines
from keqiao.blocks.assemblies.composing.models import MakingStatus
from keqiao.blocks.assemblies.composing.pages.steps import steps


def test_each_stage_has_its_place(congress: Congress) -> None:
    made, lines = congress.now(), unit_lines(congress.now())
    places = {}
    for stage in MakingStatus:
        made.status = stage
        places[stage] = [step.state for step in steps(made, lines)]
    done, now, coming = "done", "current", "coming"
    assert places == {
        MakingStatus.ALLOTTING: [now, coming, coming, coming, coming],
        MakingStatus.NOMINATING: [done, now, coming, coming, coming],
        MakingStatus.REVIEWING: [done, done, now, coming, coming],
        MakingStatus.SUBMITTED: [done, done, done, now, coming],
        MakingStatus.APPROVED: [done, done, done, done, now],
        MakingStatus.SEATED: [done] * 5,
        MakingStatus.DROPPED: [coming] * 5,
    }
    assert steps(made, lines)[1].note == "0/2个单位已报送"


def test_a_making_whose_day_has_passed_is_late(congress: Congress) -> None:
    made = congress.now()
    made.day = day(-1)
    assert steps(made, [])[1].state == "late"
