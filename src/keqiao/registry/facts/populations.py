"""How many people live in each division, as last known."""

from __future__ import annotations

from keqiao.kernel.divisions.models import Population
from keqiao.kernel.facts.codes import ORGANISATION, YEAR
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register

from . import responsible
from .columns import DIVISION
from .pieces import after, held

COLUMNS = (ORGANISATION, DIVISION, YEAR, Column("people", Kind.INT, Label("人口数", "people")))


def rows(as_of: int) -> Sql:
    """The populations: of each division of the day, that of the latest year up to the day's own."""
    text = f"""{responsible.responsible(as_of)}, latest AS (
            SELECT n.id, n.division_id, n.year, n.people,
                ROW_NUMBER() OVER (PARTITION BY n.division_id ORDER BY n.year DESC) AS place
            FROM divisions_population n WHERE n.year <= {as_of // 10000}
        )
        SELECT n.id, r.organisation AS "organisation", n.division_id AS "division", n.year AS "year",
            n.people AS "people"
        FROM latest n
            JOIN responsible r ON r.division = n.division_id
            JOIN divisions_division d ON d.id = n.division_id
        WHERE n.place = 1 AND r.organisation IS NOT NULL
            AND {held("d", after(as_of))}"""
    return text, ()


def changes(as_of: int) -> Sql:
    """The days on which divisions or the places of associations change, and New Year's Days that bring a number."""
    years = f"SELECT 10000 * n.year + 101 AS day FROM divisions_population n WHERE n.year > {as_of // 10000}"
    return responsible.changes(as_of, years), ()


POPULATIONS = register(
    Fact(
        name="populations",
        label=Label("人口", "populations"),
        columns=COLUMNS,
        sql=rows,
        touches={**responsible.TOUCHES, Population._meta.label: responsible.of_population},
        changes=changes,
        unit="division",
    )
)
