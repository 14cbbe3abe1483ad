"""Ties between organisations, seen from one end.

A tie says by its direction who does what to whom, so a row stands only at the end it goes out from;
``by: other`` counts it at the end it goes to. Three kinds name the same tie from either end, whoever
recorded it: an association and its Party organisation, contacts, and partners. These have a row at each end.
"""

from __future__ import annotations

from collections.abc import Iterable

from keqiao.kernel.facts.codes import ORGANISATION, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.organisations.models import Link, LinkKind, Organisation

from .columns import ORGANISATION_KINDS
from .pieces import after, both_ends, held, next_days

LINK_KINDS = codes(
    LinkKind,
    group_member="group member",
    host="host",
    supervises="supervision",
    uplink="uplink",
    consortium="consortium",
    covers="coverage",
    party_organisation_of="Party organisation",
    contact="contact",
    partner="partnership",
) | {"consortium": Label("联合体或联盟成员", "consortium")}
COLUMNS = (
    ORGANISATION,
    Column("other", Kind.REF, Label("对方单位", "other organisation")),
    Column("kind", Kind.CODE, Label("关系", "kind"), LINK_KINDS),
    Column("other_kind", Kind.CODE, Label("对方类型", "kind of the other"), ORGANISATION_KINDS),
)
_MUTUAL = "('party_organisation_of', 'contact', 'partner')"


def rows(as_of: int) -> Sql:
    """The ties of the day."""
    there = _seen(as_of, "source", "target")
    back = _seen(as_of, "target", "source")
    return f"{there} UNION ALL {back} AND l.kind IN {_MUTUAL}", ()


def _seen(as_of: int, here: str, other: str) -> str:
    return f"""
        SELECT l.id, l.{here}_id AS "organisation", l.{other}_id AS "other", l.kind AS "kind", o.kind AS "other_kind"
        FROM organisations_link l JOIN organisations_organisation o ON o.id = l.{other}_id
        WHERE {held("l", after(as_of))}"""


def changes(as_of: int) -> Sql:
    """The days on which ties begin and end."""
    source = "FROM organisations_link l"
    return next_days(as_of, *both_ends("l", "l.source_id", source), *both_ends("l", "l.target_id", source)), ()


def _tied_to(organisation: Organisation) -> Iterable[int]:
    """The organisations in whose rows this one's kind stands."""
    ties = Link.objects.order_by()
    outward = ties.filter(target=organisation.pk).values_list("source", flat=True)
    return {*outward, *ties.filter(source=organisation.pk).values_list("target", flat=True)}


LINKS = register(
    Fact(
        name="links",
        label=Label("联系关系", "links"),
        columns=COLUMNS,
        sql=rows,
        touches={
            Link._meta.label: lambda link: [link.source_id, link.target_id],
            Organisation._meta.label: _tied_to,
        },
        changes=changes,
    )
)
