"""Facts: days in residence, opinions heard, committees' reports, assessments, absence cases, major decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keqiao.blocks.assemblies.facts import BODY
from keqiao.kernel.facts.codes import DATE, ORGANISATION, PERSON, YEAR, codes
from keqiao.kernel.facts.schema import Column, DataClass, Fact, Kind, Label, Sql, register
from keqiao.registry.facts.pieces import flag, next_days

from .models import (
    AbsenceRun,
    Assessed,
    MajorDecision,
    MajorKind,
    Opinion,
    Outcome,
    ResidenceDay,
    Result,
    YearReport,
)

OPEN = "open"
RESULTS = codes(Result, done="duties done", partly="duties partly done", not_done="duties not done", later="to be seen")
OUTCOMES = codes(Outcome, resigned="resigned", kept="kept the post", excused="excused afterwards") | {
    OPEN: Label("尚未决定", "not decided yet")
}
MAJOR = codes(
    MajorKind, decision="major decisions", appointment="appointments", project="major projects", money="large sums"
)

_ROTA = "service_residenceday d JOIN service_rotaslot s ON s.id = d.slot_id JOIN posts_body b ON b.id = s.body_id"
_OPINIONS = "service_opinion o JOIN service_studio s ON s.id = o.studio_id JOIN posts_body b ON b.id = s.body_id"
_REPORTS = "service_yearreport r JOIN posts_body b ON b.id = r.body_id"
_ASSESSED = "service_assessed a JOIN posts_body b ON b.id = a.body_id JOIN assemblies_meeting m ON m.id = a.meeting_id"
_ABSENCES = "service_absencerun r JOIN posts_body b ON b.id = r.body_id"


def rota(as_of: int) -> Sql:
    """Days served in residence by the day."""
    text = f"""
        SELECT d.id AS "id", b.organisation_id AS "organisation", d.person_id AS "person", b.kind AS "body",
            d.date AS "date", d.year AS "year"
        FROM {_ROTA} WHERE d.date <= {as_of}"""
    return text, ()


def opinions(as_of: int) -> Sql:
    """Opinions that studios had heard by the day, and whether they were answered by then."""
    text = f"""
        SELECT o.id AS "id", b.organisation_id AS "organisation", s.division_id AS "division", o.date AS "date",
            o.year AS "year", {flag(f"(o.answered IS NOT NULL AND o.answered <= {as_of})")} AS "answered"
        FROM {_OPINIONS} WHERE o.date <= {as_of}"""
    return text, ()


def committee_reports(as_of: int) -> Sql:
    """Yearly reports that committees had made by the day."""
    text = f"""
        SELECT r.id AS "id", b.organisation_id AS "organisation", b.kind AS "body", b.id AS "committee",
            r.date AS "date", r.year AS "year", r."of" AS "for_year"
        FROM {_REPORTS} WHERE r.date <= {as_of}"""
    return text, ()


def assessments(as_of: int) -> Sql:
    """What meetings held by the day had found of members' years."""
    text = f"""
        SELECT a.id AS "id", b.organisation_id AS "organisation", a.person_id AS "person", b.kind AS "body",
            m.date AS "date", a.year AS "year", a.result AS "result"
        FROM {_ASSESSED} WHERE m.date <= {as_of}"""
    return text, ()


def absence_cases(as_of: int) -> Sql:
    """Cases on runs of absences that were open or decided by the day."""
    text = f"""
        SELECT r.id AS "id", b.organisation_id AS "organisation", r.person_id AS "person", b.kind AS "body",
            r.date AS "date", r.year AS "year",
            CASE WHEN r.decided IS NOT NULL AND r.decided <= {as_of} THEN r.outcome ELSE '{OPEN}' END AS "outcome"
        FROM {_ABSENCES} WHERE r.date <= {as_of}"""
    return text, ()


def major_decisions(as_of: int) -> Sql:
    """Major decisions taken by the day."""
    text = f"""
        SELECT d.id AS "id", d.organisation_id AS "organisation", d.kind AS "kind", d.date AS "date", d.year AS "year",
            {flag("(d.party <> 'none')")} AS "party"
        FROM service_majordecision d WHERE d.date <= {as_of}"""
    return text, ()


def _turns(source: str, *days: str, organisation: str = "b.organisation_id") -> Callable[[int], Sql]:
    """For each organisation the next of these days."""
    turns = [f'SELECT {organisation} AS "organisation", {day} AS "day" FROM {source}' for day in days]
    return lambda as_of: (next_days(as_of, *turns), ())


def _own(record: Any) -> list[int]:
    return [record.organisation_id]


def _of_body(record: Any) -> list[int]:
    return [record.body.organisation_id]


def _personal(name: str, label: Label, codes_of: dict[str, Label]) -> Column:
    return Column(name, Kind.CODE, label, codes_of, data_class=DataClass.PERSONAL)


ROTA = register(
    Fact(
        "rota",
        Label("驻会天数", "days in residence"),
        (ORGANISATION, PERSON, BODY, DATE, YEAR),
        rota,
        touches={ResidenceDay._meta.label: lambda day: [day.slot.body.organisation_id]},
        changes=_turns(_ROTA, "d.date"),
        unit="person",
    )
)
OPINIONS = register(
    Fact(
        "opinions",
        Label("工作室听到的意见", "opinions heard by studios"),
        (
            ORGANISATION,
            Column("division", Kind.REF, Label("片区", "area"), data_class=DataClass.PUBLIC),
            DATE,
            YEAR,
            Column("answered", Kind.FLAG, Label("已答复", "answered")),
        ),
        opinions,
        touches={Opinion._meta.label: _own},
        changes=_turns(_OPINIONS, "o.date", "o.answered"),
        unit="division",
    )
)
COMMITTEE_REPORTS = register(
    Fact(
        "committee_reports",
        Label("委员会年度报告", "committees' yearly reports"),
        (
            ORGANISATION,
            BODY,
            Column("committee", Kind.REF, Label("委员会", "committee")),
            DATE,
            YEAR,
            Column("for_year", Kind.INT, Label("报告年度", "year reported on")),
        ),
        committee_reports,
        touches={YearReport._meta.label: _of_body},
        changes=_turns(_REPORTS, "r.date"),
    )
)
ASSESSMENTS = register(
    Fact(
        "assessments",
        Label("履职评估", "assessments"),
        (ORGANISATION, PERSON, BODY, DATE, YEAR, _personal("result", Label("评估结果", "result"), RESULTS)),
        assessments,
        touches={Assessed._meta.label: _of_body},
        changes=_turns(_ASSESSED, "m.date"),
        unit="person",
    )
)
ABSENCE_CASES = register(
    Fact(
        "absence_cases",
        Label("连续缺席事项", "cases on absences"),
        (ORGANISATION, PERSON, BODY, DATE, YEAR, _personal("outcome", Label("处理结果", "outcome"), OUTCOMES)),
        absence_cases,
        touches={AbsenceRun._meta.label: _own},
        changes=_turns(_ABSENCES, "r.date", "r.decided"),
        unit="person",
    )
)
MAJOR_DECISIONS = register(
    Fact(
        "major_decisions",
        Label("“三重一大”事项", "major decisions"),
        (
            ORGANISATION,
            Column("kind", Kind.CODE, Label("事项类别", "kind"), MAJOR),
            DATE,
            YEAR,
            Column("party", Kind.FLAG, Label("党组织参与", "Party organisation took part")),
        ),
        major_decisions,
        touches={MajorDecision._meta.label: _own},
        changes=_turns("service_majordecision d", "d.date", organisation="d.organisation_id"),
    )
)
