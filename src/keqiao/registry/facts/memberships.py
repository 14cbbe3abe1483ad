"""Memberships of persons and of organisations."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable

from keqiao.kernel.facts.codes import ORGANISATION, codes
from keqiao.kernel.facts.schema import Column, DataClass, Fact, Kind, Label, Sql, register
from keqiao.kernel.memberships.models import FeeState, MemberClass, Membership
from keqiao.kernel.organisations.models import Attribute, AttributeKind

from .attributes import attributes
from .columns import SIZE_BAND
from .pieces import after, both_ends, held, next_days

A_YEAR = 10000  # one year, in numbers written yyyymmdd
YEARS_AHEAD = 100  # of a membership recorded before it begins
_JOINED = "COALESCE(m.since, m.starts)"  # a membership that came over from another organisation isn't new

MEMBER_KINDS = {
    "person": Label("个人会员", "individual members"),
    "organisation": Label("团体和单位会员", "member organisations"),
}
CLASSES = codes(
    MemberClass,
    individual="individual members",
    student="student members",
    senior="senior members",
    group="group members",
    unit="unit members",
)
FEES = codes(FeeState, none="exempt", paid="paid", due="due")
COLUMNS = (
    ORGANISATION,
    Column("person", Kind.REF, Label("人员", "person"), nullable=True, data_class=DataClass.PERSONAL),
    Column("member", Kind.REF, Label("成员单位", "member organisation"), nullable=True),
    Column("member_kind", Kind.CODE, Label("会员类型", "kind of member"), MEMBER_KINDS),
    Column("class", Kind.CODE, Label("会员级别", "class"), CLASSES),
    Column("joined", Kind.DATE, Label("入会日期", "joining date"), nullable=True),
    Column("joined_within_year", Kind.FLAG, Label("一年内新入会", "newly joined within a year"), nullable=True),
    Column("fee", Kind.CODE, Label("会费", "fee"), FEES),
    SIZE_BAND,
)


def rows(as_of: int) -> Sql:
    """The memberships of the day. Whoever joined on the same date of the year before is no longer new."""
    text = f"""
        SELECT m.id, m.organisation_id AS "organisation", m.person_id AS "person", m.member_id AS "member",
            CASE WHEN m.person_id IS NULL THEN 'organisation' ELSE 'person' END AS "member_kind",
            m.kind AS "class", {_JOINED} AS "joined",
            CASE WHEN {_JOINED} > {as_of - A_YEAR} THEN 1 WHEN {_JOINED} <= {as_of - A_YEAR} THEN 0 END
                AS "joined_within_year",
            m.fee AS "fee", size.value AS "size_band"
        FROM memberships_membership m LEFT JOIN ({attributes(as_of)}) size
            ON size."organisation" = m.organisation_id AND size.kind = 'size_band'
        WHERE {held("m", after(as_of))}"""
    return text, ()


def changes(as_of: int) -> Sql:
    """The days on which memberships begin, end and are a year old, and on which the body's size is another."""
    source = "FROM memberships_membership m"
    turns = [
        *both_ends("m", "m.organisation_id", source),
        f'SELECT m.organisation_id AS "organisation", {_a_year_on(as_of)} AS "day" {source}',
        *both_ends("a", "a.organisation_id", "FROM organisations_attribute a WHERE a.kind = 'size_band'"),
    ]
    return next_days(as_of, *turns), ()


def _a_year_on(as_of: int) -> str:
    """The first day a year after joining: for 29 February, 1 March. Joining may itself still lie ahead."""
    years = range(as_of // 10000 - 1, as_of // 10000 + YEARS_AHEAD)
    leap_days = " ".join(f"WHEN {year}0229 THEN {year + 1}0301" for year in years if isleap(year))
    if not leap_days:
        return f"{_JOINED} + {A_YEAR}"
    return f"CASE {_JOINED} {leap_days} ELSE {_JOINED} + {A_YEAR} END"


def _of_attribute(attribute: Attribute) -> Iterable[int]:
    return [attribute.organisation_id] if attribute.kind == AttributeKind.SIZE_BAND else ()


MEMBERSHIPS = register(
    Fact(
        name="memberships",
        label=Label("会员", "members"),
        columns=COLUMNS,
        sql=rows,
        touches={
            Membership._meta.label: lambda membership: [membership.organisation_id],
            Attribute._meta.label: _of_attribute,
        },
        changes=changes,
    )
)
