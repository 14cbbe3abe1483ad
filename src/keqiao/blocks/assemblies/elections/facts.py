"""Facts: elections and votes, once they are settled. No fact ever looks at a ballot or at the roll."""

from __future__ import annotations

from keqiao.kernel.facts.codes import DATE, ORGANISATION, YEAR, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.posts.models import Body
from keqiao.registry.facts.pieces import flag, next_days
from keqiao.registry.facts.posts import BODIES

from .models import Candidate, Election, ElectionKind

KINDS = codes(ElectionKind, persons="elections", matter="votes on matters")
SETTLED = "('confirmed', 'void')"
_ELECTIONS = "elections_election e JOIN posts_body b ON b.id = e.body_id"
# Who was written in stood on no ballot.
_STANDING = "SELECT COUNT(*) FROM elections_candidate c WHERE c.election_id = e.id AND c.written_as = ''"


def elections(as_of: int) -> Sql:
    """Elections and votes settled, from their day on."""
    text = f"""
        SELECT e.id AS "id", b.organisation_id AS "organisation", b.kind AS "body", e.kind AS "kind",
            e.date AS "date", e.year AS "year", e.seats AS "seats", ({_STANDING}) AS "candidates",
            CASE WHEN e.kind = 'persons' THEN {flag(f"({_STANDING}) > e.seats")} END AS "differential",
            {flag("e.manner IN ('online', 'paper')")} AS "secret", {flag("e.status = 'confirmed'")} AS "valid"
        FROM {_ELECTIONS} WHERE e.status IN {SETTLED} AND e.date <= {as_of}"""
    return text, ()


def election_days(as_of: int) -> Sql:
    """The day of each organisation's next election, seen from a day of the past."""
    source = f'SELECT b.organisation_id AS "organisation", e.date AS "day" FROM {_ELECTIONS}'
    return next_days(as_of, f"{source} WHERE e.status IN {SETTLED}"), ()


def _of_election(record: Election) -> list[int]:
    return list(Body.objects.filter(pk=record.body_id).values_list("organisation_id", flat=True))


def _of_candidate(record: Candidate) -> list[int]:
    # Nothing for candidates that went with their election: it names the organisation itself.
    return list(Body.objects.filter(elections=record.election_id).values_list("organisation_id", flat=True))


ELECTIONS = register(
    Fact(
        "elections",
        Label("选举和表决", "elections and votes"),
        (
            ORGANISATION,
            Column("body", Kind.CODE, Label("机构", "body"), BODIES),
            Column("kind", Kind.CODE, Label("类别", "kind"), KINDS),
            DATE,
            YEAR,
            Column("seats", Kind.INT, Label("应选名额", "seats"), unit="people"),
            Column("candidates", Kind.INT, Label("候选人数", "candidates"), unit="people"),
            Column("differential", Kind.FLAG, Label("差额选举", "more candidates than seats"), nullable=True),
            Column("secret", Kind.FLAG, Label("无记名", "secret")),
            Column("valid", Kind.FLAG, Label("有效", "valid")),
        ),
        elections,
        touches={Election._meta.label: _of_election, Candidate._meta.label: _of_candidate},
        changes=election_days,
    )
)
