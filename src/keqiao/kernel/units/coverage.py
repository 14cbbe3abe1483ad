"""Which associations stand for which units on a day: said outright, by links, or by the place of a township.

A unit is reached by an association founded in it or covering it (``UnitCover``); by links ``host`` and
``covers`` to the organisation that it is; by being an association itself; and a township or village by the
association that stands at its division. All of it is one statement that SQLite, PostgreSQL and DuckDB read.
"""

from __future__ import annotations

from keqiao.kernel.organisations.models import OrganisationKind

# What can be founded in a unit. Societies and the associations of cities and counties stand for no unit.
GRASSROOTS = (
    OrganisationKind.ENTERPRISE_ASSOCIATION,
    OrganisationKind.PARK_ASSOCIATION,
    OrganisationKind.UNIVERSITY_ASSOCIATION,
    OrganisationKind.INSTITUTE_ASSOCIATION,
    OrganisationKind.TOWNSHIP_ASSOCIATION,
    OrganisationKind.VILLAGE_ASSOCIATION,
    OrganisationKind.RURAL_TECHNICAL_ASSOCIATION,
)
_KINDS = ", ".join(f"'{kind.value}'" for kind in GRASSROOTS)


def coverage(day: int) -> str:
    """A statement ``(unit, association, association_kind, how, fitting)`` of a day (yyyymmdd), each pair once.

    ``fitting`` is 1 for what the list asks for: in a township its own association, not any enterprise's
    that stands there; and a rural technical association only where somebody asks for these.
    """
    return f"""
        SELECT c.unit AS "unit", o.id AS "association", o.kind AS "association_kind", MAX(c.how) AS "how",
            CASE WHEN o.kind = 'rural_technical_association' THEN 0
                WHEN s.kind IN ('township', 'village') AND o.kind <> s.kind || '_association' THEN 0
                ELSE 1 END AS "fitting"
        FROM ({" UNION ALL ".join(_ways(day))}) c
            JOIN units_unit u ON u.id = c.unit
            JOIN units_unitlist s ON s.id = u.list_id
            JOIN organisations_organisation o ON o.id = c.association
        WHERE o.kind IN ({_KINDS})
            AND (o.founded IS NULL OR o.founded <= {day}) AND (o.closed IS NULL OR o.closed > {day})
        GROUP BY c.unit, o.id, o.kind, s.kind"""


def covered(day: int) -> str:
    """A statement of the units that what their list asks for reaches on a day, for ``IN``."""
    return f'SELECT c."unit" FROM ({coverage(day)}) c WHERE c."fitting" = 1'


def _ways(day: int) -> list[str]:
    return [
        f"""SELECT c.unit_id AS unit, c.association_id AS association, c.how AS how
            FROM units_unitcover c WHERE {_held("c", day)}""",
        "SELECT u.id, u.registered_id, 'own' FROM units_unit u WHERE u.registered_id IS NOT NULL",
        f"""SELECT u.id, l.source_id, CASE l.kind WHEN 'host' THEN 'own' ELSE 'joint' END
            FROM units_unit u JOIN organisations_link l ON l.target_id = u.registered_id
            WHERE l.kind IN ('host', 'covers') AND {_held("l", day)}""",
        f"""SELECT u.id, p.organisation_id, 'own'
            FROM units_unit u JOIN units_unitlist s ON s.id = u.list_id
                JOIN divisions_division d ON d.id = u.division_id AND d.level = s.kind
                JOIN divisions_division e ON e.code = d.code
                JOIN organisations_placement p ON p.division_id = e.id
            WHERE s.kind IN ('township', 'village') AND {_held("p", day)}""",
    ]


def _held(table: str, day: int) -> str:
    return f"({table}.starts IS NULL OR {table}.starts <= {day}) AND ({table}.ends IS NULL OR {table}.ends > {day})"
