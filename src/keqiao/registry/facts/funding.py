"""Money by year, source and purpose."""

from __future__ import annotations

from keqiao.kernel.facts.codes import ORGANISATION, YEAR, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.money.models import Funding, FundingKind, Purpose

from .columns import LEVEL
from .pieces import next_days

KINDS = codes(FundingKind, budget="budget money", grant="grants", donation="donations", income="income")
PURPOSES = codes(
    Purpose,
    popularisation="popularisation money",
    exhibition="exhibition money",
    operation="running costs",
    other="other money",
) | {
    "exhibition": Label("布展经费", "exhibition money"),
    "operation": Label("运行经费", "running costs"),
    "other": Label("其他经费", "other money"),
}
COLUMNS = (
    ORGANISATION,
    YEAR,
    Column("kind", Kind.CODE, Label("经费来源", "kind"), KINDS),
    LEVEL,
    Column("purpose", Kind.CODE, Label("用途", "purpose"), PURPOSES, nullable=True),
    Column("amount", Kind.MONEY, Label("金额", "amount")),
)


def rows(as_of: int) -> Sql:
    """The money of all years up to the day's own; what was set right by a minus is a row of its own."""
    text = f"""
        SELECT f.id, f.organisation_id AS "organisation", f.year AS "year", f.kind AS "kind", f.level AS "level",
            NULLIF(f.purpose, '') AS "purpose", f.amount AS "amount"
        FROM money_funding f WHERE f.year <= {as_of // 10000}"""
    return text, ()


def changes(as_of: int) -> Sql:
    """The New Year's Days that bring money recorded beforehand."""
    turn = 'SELECT f.organisation_id AS "organisation", 10000 * f.year + 101 AS "day" FROM money_funding f'
    return next_days(as_of, turn), ()


FUNDING = register(
    Fact(
        name="funding",
        label=Label("经费", "money"),
        columns=COLUMNS,
        sql=rows,
        touches={Funding._meta.label: lambda funding: [funding.organisation_id]},
        changes=changes,
    )
)
