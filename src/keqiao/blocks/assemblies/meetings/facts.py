"""Facts: rules of procedure in force, and what meetings decided with whether somebody was charged with it."""

from __future__ import annotations

from keqiao.kernel.facts.codes import DATE, ORGANISATION, YEAR
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.posts.models import Body
from keqiao.registry.facts.pieces import next_days
from keqiao.registry.facts.posts import BODIES

from .models import Decision, Rules

BODY = Column("body", Kind.CODE, Label("机构", "body"), BODIES)
_RULES = "meetings_rules r JOIN posts_body b ON b.id = r.body_id"
_DECISIONS = (
    "meetings_decision d JOIN assemblies_meeting m ON m.id = d.meeting_id JOIN posts_body b ON b.id = m.body_id"
)


def rules(as_of: int) -> Sql:
    """The version of its rules of procedure that each body has in force on the day."""
    text = f"""
        SELECT r.id AS "id", b.organisation_id AS "organisation", b.kind AS "body", r.starts AS "date",
            CASE WHEN r.document_id IS NULL THEN 0 ELSE 1 END AS "documented"
        FROM {_RULES} WHERE r.starts <= {as_of} AND NOT EXISTS (
            SELECT 1 FROM meetings_rules l
            WHERE l.body_id = r.body_id AND l.starts > r.starts AND l.starts <= {as_of})"""
    return text, ()


def decisions(as_of: int) -> Sql:
    """What meetings held by the day decided."""
    text = f"""
        SELECT d.id AS "id", b.organisation_id AS "organisation", b.kind AS "body", m.date AS "date", m.year AS "year",
            CASE WHEN d.case_id IS NULL THEN 0 ELSE 1 END AS "charged"
        FROM {_DECISIONS} WHERE m.date <= {as_of}"""
    return text, ()


def rules_days(as_of: int) -> Sql:
    """The day on which each organisation's next version comes into force."""
    return next_days(as_of, f'SELECT b.organisation_id AS "organisation", r.starts AS "day" FROM {_RULES}'), ()


def decision_days(as_of: int) -> Sql:
    """The day of each organisation's next meeting with decisions, seen from a day of the past."""
    return next_days(as_of, f'SELECT b.organisation_id AS "organisation", m.date AS "day" FROM {_DECISIONS}'), ()


def _of_rules(record: Rules) -> list[int]:
    return [record.body.organisation_id]


def _of_decision(record: Decision) -> list[int]:
    return list(Body.objects.filter(meetings=record.meeting_id).values_list("organisation_id", flat=True))


RULES = register(
    Fact(
        "procedure_rules",
        Label("议事规则", "rules of procedure"),
        (ORGANISATION, BODY, DATE, Column("documented", Kind.FLAG, Label("有文本", "with their text"))),
        rules,
        touches={Rules._meta.label: _of_rules},
        changes=rules_days,
    )
)

DECISIONS = register(
    Fact(
        "meeting_decisions",
        Label("会议决定", "decisions of meetings"),
        (
            ORGANISATION,
            BODY,
            DATE,
            YEAR,
            Column("charged", Kind.FLAG, Label("已转为任务", "made a task")),
        ),
        decisions,
        touches={Decision._meta.label: _of_decision},
        changes=decision_days,
    )
)
