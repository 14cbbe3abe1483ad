"""The fact of motions: what was handed in, how far it is, whether it was answered in time, what came of it.

What somebody thinks of an answer stands in no fact.
"""

from __future__ import annotations

from keqiao.kernel.facts.codes import DATE, ORGANISATION, YEAR, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.registry.facts.pieces import flag, next_days
from keqiao.registry.facts.posts import BODIES

from .models import Motion, MotionKind, MotionStatus, Outcome

KINDS = codes(MotionKind, motion="motions", suggestion="suggestions", report="study reports")
STATUSES = codes(
    MotionStatus,
    gathering="gathering signatures",
    filed="handed in",
    accepted="accepted",
    answered="answered",
    closed="closed",
    refused="not accepted",
    letter="passed on as letters",
    merged="merged",
    withdrawn="withdrawn",
)
OUTCOMES = codes(Outcome, solved="solved or adopted", planned="planned", explained="explained")

_MOTIONS = "motions_motion m JOIN posts_body b ON b.id = m.body_id"
_DAYS = ("date", "decided", "answered", "closed", "withdrawn", "overdue_from")


def motions(as_of: int) -> Sql:
    """What was handed in by the day, as it stood then. One that gathers signatures isn't handed in."""
    text = f"""
        SELECT m.id AS "id", b.organisation_id AS "organisation", b.kind AS "body", m.kind AS "kind",
            m.date AS "date", m.year AS "year",
            CASE WHEN m.withdrawn <= {as_of} THEN 'withdrawn' WHEN m.closed <= {as_of} THEN 'closed'
                WHEN m.answered <= {as_of} THEN 'answered' WHEN m.decided <= {as_of} THEN m.decision
                ELSE 'filed' END AS "status",
            CASE WHEN m.answered <= {as_of} THEN {flag("m.on_time")} WHEN m.withdrawn <= {as_of} THEN NULL
                WHEN m.overdue_from <= {as_of} THEN 0 END AS "on_time",
            CASE WHEN m.closed <= {as_of} THEN m.outcome END AS "outcome"
        FROM {_MOTIONS} WHERE m.number IS NOT NULL AND m.date <= {as_of}"""
    return text, ()


def motion_days(as_of: int) -> Sql:
    """The next day on which a motion's row of an organisation changes: most of all when one becomes overdue."""
    turns = [
        f'SELECT b.organisation_id AS "organisation", m.{day} AS "day" FROM {_MOTIONS} WHERE m.number IS NOT NULL'
        for day in _DAYS
    ]
    return next_days(as_of, *turns), ()


def _of_body(record: Motion) -> list[int]:
    return [record.body.organisation_id]


MOTIONS = register(
    Fact(
        "motions",
        Label("提案建议", "motions"),
        (
            ORGANISATION,
            Column("body", Kind.CODE, Label("机构", "body"), BODIES),
            Column("kind", Kind.CODE, Label("类别", "kind"), KINDS),
            DATE,
            YEAR,
            Column("status", Kind.CODE, Label("状态", "status"), STATUSES),
            Column("on_time", Kind.FLAG, Label("按期答复", "answered in time"), nullable=True),
            Column("outcome", Kind.CODE, Label("办理结果", "outcome"), OUTCOMES, nullable=True),
        ),
        motions,
        touches={Motion._meta.label: _of_body},
        changes=motion_days,
    )
)
