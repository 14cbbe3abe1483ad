"""Organisations with what is said of them."""

from __future__ import annotations

from collections.abc import Iterable

from keqiao.kernel.facts.codes import ORGANISATION
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.organisations.models import Attribute, Organisation
from keqiao.kernel.posts.models import Body, BodyKind, Term

from .attributes import attributes
from .columns import FOUNDING_MODES, LEVEL, ORGANISATION_KINDS, POOR, SIZE_BAND
from .pieces import both_ends, exists, next_days

RATINGS = {
    "none": Label("未评估", "unrated"),
    "1A": Label("1A级", "1A"),
    "2A": Label("2A级", "2A"),
    "3A": Label("3A级", "3A"),
    "4A": Label("4A级", "4A"),
    "5A": Label("5A级", "5A"),
}


def _said(name: str, zh: str, en: str) -> Column:
    return Column(name, Kind.FLAG, Label(zh, en), nullable=True)


COLUMNS = (
    ORGANISATION,
    Column("kind", Kind.CODE, Label("类型", "kind"), ORGANISATION_KINDS),
    LEVEL,
    Column("founding", Kind.CODE, Label("组建方式", "founding mode"), FOUNDING_MODES, nullable=True),
    Column("rating", Kind.CODE, Label("评估等级", "rating"), RATINGS, nullable=True),
    SIZE_BAND,
    _said("party_conditions", "具备建立党组织条件", "qualified for a Party organisation"),
    Column("founded", Kind.DATE, Label("成立日期", "founding date"), nullable=True),
    POOR,
    _said("discipline_based", "按学科组建", "formed by discipline"),
    Column("council_term_ends", Kind.DATE, Label("理事会届满日期", "end of the council's term"), nullable=True),
    _said("full_time_staff", "配有专职人员", "with full-time staff"),
)


def rows(as_of: int) -> Sql:
    """The organisations. The council's term is the latest that has begun; its end is the planned one while it runs."""
    text = f"""
        WITH said AS (
            SELECT s."organisation",
                {_value("rating")} AS rating, {_value("size_band")} AS size_band,
                {_value("party_conditions")} AS party_conditions, {_value("poor")} AS poor,
                {_value("discipline_based")} AS discipline_based, {_value("full_time_staff")} AS full_time_staff
            FROM ({attributes(as_of)}) s GROUP BY s."organisation"
        ), council AS (
            SELECT b.organisation_id, t.ends,
                ROW_NUMBER() OVER (PARTITION BY b.organisation_id ORDER BY t.starts DESC, t.id DESC) AS place
            FROM posts_body b JOIN posts_term t ON t.body_id = b.id
            WHERE b.kind = 'council' AND t.starts <= {as_of}
        )
        SELECT o.id, o.id AS "organisation", o.kind AS "kind", o.level AS "level",
            NULLIF(o.founding, '') AS "founding", said.rating AS "rating", said.size_band AS "size_band",
            {_flag("party_conditions")}, o.founded AS "founded", {_flag("poor")}, {_flag("discipline_based")},
            council.ends AS "council_term_ends", {_flag("full_time_staff")}
        FROM organisations_organisation o
            LEFT JOIN said ON said."organisation" = o.id
            LEFT JOIN council ON council.organisation_id = o.id AND council.place = 1
        WHERE {exists("o", as_of)}"""
    return text, ()


def _value(kind: str) -> str:
    return f"MAX(CASE WHEN s.kind = '{kind}' THEN s.value END)"


def _flag(kind: str) -> str:
    return f"CASE said.{kind} WHEN '1' THEN 1 WHEN '0' THEN 0 END AS \"{kind}\""


def changes(as_of: int) -> Sql:
    """The days of founding and closing, those on which statements begin or end, and those on which councils renew."""
    turns = [
        f'SELECT o.id AS "organisation", o.{end} AS "day" FROM organisations_organisation o'
        for end in ("founded", "closed")
    ]
    turns += both_ends("a", "a.organisation_id", "FROM organisations_attribute a")
    turns.append(
        'SELECT b.organisation_id AS "organisation", t.starts AS "day"'
        " FROM posts_term t JOIN posts_body b ON b.id = t.body_id WHERE b.kind = 'council'"
    )
    return next_days(as_of, *turns), ()


def _of_term(term: Term) -> Iterable[int]:
    councils = Body.objects.filter(pk=term.body_id, kind=BodyKind.COUNCIL)
    return set(councils.values_list("organisation", flat=True))


ORGANISATIONS = register(
    Fact(
        name="organisations",
        label=Label("单位", "organisations"),
        columns=COLUMNS,
        sql=rows,
        touches={
            Organisation._meta.label: lambda organisation: [organisation.pk],
            Attribute._meta.label: lambda attribute: [attribute.organisation_id],
            Body._meta.label: lambda body: [body.organisation_id] if body.kind == BodyKind.COUNCIL else (),
            Term._meta.label: _of_term,
        },
        changes=changes,
    )
)
