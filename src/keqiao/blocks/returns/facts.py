"""Facts: returns, attestations."""

from __future__ import annotations

from keqiao.kernel.facts.codes import DATE, ORGANISATION, YEAR
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.registry.facts.pieces import next_days

from .models import Attestation, Return, Statement, Status

# What was sent back never shows.
STATES = {
    Status.SUBMITTED.value: Label(str(Status.SUBMITTED.label), "submitted"),
    Status.APPROVED.value: Label(str(Status.APPROVED.label), "approved"),
}


def returns(as_of: int) -> Sql:
    """Of each organisation and indicator the number of the latest year, as approved last by the day; and what waits."""
    text = f"""
        SELECT n.id AS "id", n.organisation_id AS "organisation", n.indicator AS "indicator", 'approved' AS "state",
            n.year AS "year", n.value AS "value", n.per AS "per"
        FROM (
            SELECT r.id, r.organisation_id, r.indicator, r.year, r.value, r.per, ROW_NUMBER() OVER (
                PARTITION BY r.organisation_id, r.indicator ORDER BY r.year DESC, r.decided_on DESC, r.id DESC
            ) AS place
            FROM returns_return r WHERE r.status = 'approved' AND r.decided_on <= {as_of}
        ) n WHERE n.place = 1
        UNION ALL
        SELECT r.id, r.organisation_id, r.indicator, 'submitted', r.year, r.value, r.per
        FROM returns_return r
        WHERE r.submitted_on <= {as_of}
            AND (r.status = 'submitted' OR (r.status = 'approved' AND r.decided_on > {as_of}))"""
    return text, ()


def attestations(as_of: int) -> Sql:
    """What was submitted by the day, as approved if it was by then."""
    approved = f"a.status = 'approved' AND a.decided_on <= {as_of}"
    text = f"""
        SELECT a.id AS "id", a.organisation_id AS "organisation", a.topic AS "topic",
            CASE WHEN {approved} THEN 'approved' ELSE 'submitted' END AS "state",
            CASE WHEN {approved} THEN a.decided_on ELSE a.submitted_on END AS "date"
        FROM returns_attestation a WHERE a.status <> 'rejected' AND a.submitted_on <= {as_of}"""
    return text, ()


def return_days(as_of: int) -> Sql:
    """The day of each organisation's next report or approval, seen from a day of the past."""
    submitted = _day("returns_return", "submitted_on", "<> 'rejected'")
    return next_days(as_of, submitted, _day("returns_return", "decided_on", "= 'approved'")), ()


def attestation_days(as_of: int) -> Sql:
    """The day of each organisation's next submission or approval, seen from a day of the past."""
    submitted = _day("returns_attestation", "submitted_on", "<> 'rejected'")
    return next_days(as_of, submitted, _day("returns_attestation", "decided_on", "= 'approved'")), ()


def _day(table: str, day: str, status: str) -> str:
    return f'SELECT s.organisation_id AS "organisation", s.{day} AS "day" FROM {table} s WHERE s.status {status}'


def _of_statement(record: Statement) -> list[int]:
    return [record.organisation_id]


RETURNS = register(
    Fact(
        "returns",
        Label("上报数据", "reported numbers"),
        (
            ORGANISATION,
            # An open list: a plan names the indicators it counts.
            Column("indicator", Kind.CODE, Label("指标", "indicator")),
            Column("state", Kind.CODE, Label("状态", "state"), STATES),
            YEAR,
            Column("value", Kind.INT, Label("数值", "value")),
            Column("per", Kind.INT, Label("单位数", "per")),
        ),
        returns,
        touches={Return._meta.label: _of_statement},
        changes=return_days,
    )
)

ATTESTATIONS = register(
    Fact(
        "attestations",
        Label("材料认定", "attestations"),
        (
            ORGANISATION,
            # An open list: the topics of commitments.
            Column("topic", Kind.CODE, Label("事项", "topic")),
            Column("state", Kind.CODE, Label("状态", "state"), STATES),
            DATE,
        ),
        attestations,
        touches={Attestation._meta.label: _of_statement},
        changes=attestation_days,
    )
)
