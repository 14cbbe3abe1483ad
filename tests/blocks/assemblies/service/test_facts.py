"""What plans count of residence, opinions, reports, assessments, absences and major decisions."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.service.given import TODAY, YEAR, Sitting, body_with, days, met
from blocks.counting import said, select
from cast import OPERATES
from keqiao.blocks.assemblies.service.absences import decide, find_absences
from keqiao.blocks.assemblies.service.assessing import assess
from keqiao.blocks.assemblies.service.committees import report_year
from keqiao.blocks.assemblies.service.party import record_decision
from keqiao.blocks.assemblies.service.records import (
    describe_absences,
    describe_assessments,
    describe_decisions,
    describe_opinions,
    describe_reports,
    describe_rota,
)
from keqiao.blocks.assemblies.service.rota import assign_slot, log_day
from keqiao.blocks.assemblies.service.studios import answer_opinion, open_studio, receive_opinion
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.facts import schema
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns.fields import to_int

NOW, BEFORE, NEVER = to_int(TODAY), to_int(TODAY - dt.timedelta(days=1)), 20200101


@pytest.fixture(autouse=True)
def all_of_it(sitting: Sitting) -> None:
    """One record of each kind."""
    slot = assign_slot(
        OPERATES, sitting.full, {"person": sitting.engineer.pk, "starts": TODAY, "ends": TODAY + dt.timedelta(days=9)}
    )
    log_day(OPERATES, slot, {"work": "接待企业"})
    studio = open_studio(OPERATES, sitting.cast.liuzhou, {"division": "450223"})
    opinion = receive_opinion(OPERATES, studio, {"text": "路灯不亮", "date": TODAY - dt.timedelta(days=1)})
    answer_opinion(OPERATES, opinion, {"text": "已修好。"})
    special = body_with(sitting.cast.liuzhou, "special_committee", [sitting.engineer])
    report_year(OPERATES, special, {"of": YEAR - 1, "title": "年度工作"})
    meeting = met(sitting.standing, TODAY, {})
    people = {"year": YEAR, "meeting": meeting.pk, "result": "done", "people": [sitting.engineer.pk]}
    assess(OPERATES, sitting.full, people)
    for day in days(2):
        met(sitting.full, day, {sitting.official: "absent"})
    find_absences(OPERATES, sitting.full, {})
    record_decision(OPERATES, sitting.cast.society, {"kind": "project", "title": "建工作站", "party": "none"})


def test_each_says_what_was_so_on_a_day(sitting: Sitting) -> None:
    liuzhou, engineer = sitting.cast.liuzhou.pk, sitting.engineer.pk
    county = Division.objects.get(code="450223").pk
    assert said("rota", NOW, "organisation", "person", "body", "date", "year") == [
        (liuzhou, engineer, "full_committee", NOW, YEAR)
    ]
    assert said("opinions", BEFORE, "organisation", "division", "date", "answered") == [(liuzhou, county, BEFORE, 0)]
    assert said("opinions", NOW, "answered") == [1]
    assert said("committee_reports", NOW, "organisation", "body", "for_year", "year") == [
        (liuzhou, "special_committee", YEAR - 1, YEAR)
    ]
    assert said("assessments", NOW, "person", "year", "result") == [(engineer, YEAR, "done")]
    assert said("absence_cases", NOW, "person", "body", "outcome") == [(sitting.official.pk, "full_committee", "open")]
    assert said("major_decisions", NOW, "organisation", "kind", "party") == [(sitting.cast.society.pk, "project", 0)]


@pytest.mark.parametrize("fact", ["rota", "committee_reports", "assessments", "absence_cases", "major_decisions"])
def test_nothing_stands_before_its_day_and_the_day_is_foretold(fact: str) -> None:
    assert said(fact, BEFORE, "id") == []
    changes = schema.get(fact).changes
    assert changes is not None
    assert {row["day"] for row in select(changes(BEFORE))} == {NOW}
    assert Dirty.objects.filter(fact=fact).exists()


def test_opinions_change_when_they_come_and_when_they_are_answered() -> None:
    changes = schema.get("opinions").changes
    assert changes is not None
    assert [row["day"] for row in select(changes(NEVER))] == [BEFORE]
    assert [row["day"] for row in select(changes(BEFORE))] == [NOW]


def test_a_decided_case_says_how(sitting: Sitting) -> None:
    decide(OPERATES, sitting.full.absence_runs.get(), {"outcome": "kept", "reason": "研究保留"})
    assert said("absence_cases", NOW, "outcome") == ["kept"]


def test_records_are_named() -> None:
    def first(fact: str) -> list[int]:
        return said(fact, NOW, "id")

    assert [line.label for line in describe_rota(first("rota")).values()] == ["韦　晓"]
    assert [line.label for line in describe_opinions(first("opinions")).values()] == ["路灯不亮"]
    assert [line.label for line in describe_reports(first("committee_reports")).values()] == ["年度工作"]
    assert [line.group for line in describe_assessments(first("assessments")).values()] == ["履行职责"]
    assert [line.group for line in describe_absences(first("absence_cases")).values()] == ["尚未决定"]
    assert [line.label for line in describe_decisions(first("major_decisions")).values()] == ["建工作站"]
