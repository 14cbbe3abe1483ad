"""Which association is responsible for a division: the one placed there, else at the nearest division above.

An association is placed at a division's row; the code may since have passed to another row (a new
name, a new era), so places are matched by code. Where two associations stand at one code, the one of
the division's own level is responsible, and of two of these the one that was registered first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, Placement

from .pieces import after, exists, held, next_days


def responsible(as_of: int) -> str:
    """The start of a statement: a table ``responsible (division, organisation)`` of every division's row."""
    return f"""
        WITH RECURSIVE placed AS (
            SELECT d.code, o.id AS organisation, ROW_NUMBER() OVER (
                PARTITION BY d.code ORDER BY CASE WHEN o.level = d.level THEN 0 ELSE 1 END, o.id
            ) AS place
            FROM organisations_placement p
                JOIN organisations_organisation o ON o.id = p.organisation_id
                JOIN divisions_division d ON d.id = p.division_id
            WHERE o.kind = 'association' AND {held("p", after(as_of))} AND {exists("o", as_of)}
        ), responsible (division, organisation) AS (
            SELECT d.id, own.organisation
            FROM divisions_division d LEFT JOIN placed own ON own.code = d.code AND own.place = 1
            WHERE d.parent_id IS NULL
            UNION ALL
            SELECT d.id, COALESCE(own.organisation, above.organisation)
            FROM responsible above JOIN divisions_division d ON d.parent_id = above.division
                LEFT JOIN placed own ON own.code = d.code AND own.place = 1
        )"""


def changes(as_of: int, *more: str) -> str:
    """The next day on which divisions, associations or their places begin or end, for every association.

    Such days, known beforehand, are few in the whole country, and it would take the tree of that day to
    say whom one concerns. ``more``: further statements for a column ``day``.
    """
    dated = (
        ("d", "divisions_division d"),
        ("p", "organisations_placement p JOIN organisations_organisation o ON o.id = p.organisation_id"),
    )
    days = [f"SELECT {table}.{end} AS day FROM {source}" for table, source in dated for end in ("starts", "ends")]
    days += [f"SELECT o.{end} AS day FROM organisations_organisation o" for end in ("founded", "closed")]
    together = " UNION ALL ".join([*days, *more])
    turn = f"""
        SELECT o.id AS "organisation", coming.day AS "day"
        FROM (SELECT MIN(day) AS day FROM ({together}) days WHERE day > {as_of}) coming
            CROSS JOIN organisations_organisation o
        WHERE o.kind = 'association'"""
    return next_days(as_of, turn)


def of_division(division: Division) -> set[int]:
    """Every association that is, was or will be responsible for a division as it is recorded here."""
    return _at_or_above(division.code, division.parent_id)


def of_placement(placement: Placement) -> set[int]:
    """The association placed, and those that answer for the division when it doesn't."""
    kind = Organisation.objects.filter(pk=placement.organisation_id).values_list("kind", flat=True).first()
    division = Division.objects.filter(pk=placement.division_id or 0).first()
    if division is None or kind not in (None, OrganisationKind.ASSOCIATION):
        return set()
    return {placement.organisation_id} | of_division(division)


def of_organisation(organisation: Organisation) -> set[int]:
    """An association, and those that answer for its divisions when it doesn't."""
    if organisation.kind != OrganisationKind.ASSOCIATION:
        return set()
    places = Division.objects.filter(placements__organisation=organisation.pk).order_by().distinct()
    return {organisation.pk}.union(*(of_division(division) for division in places))


def of_population(population: Population) -> set[int]:
    """Those that answer for the population's division."""
    division = Division.objects.filter(pk=population.division_id).first()
    return of_division(division) if division is not None else set()


TOUCHES: dict[str, Callable[[Any], Iterable[int]]] = {
    Division._meta.label: of_division,
    Placement._meta.label: of_placement,
    Organisation._meta.label: of_organisation,
}


def _at_or_above(code: str, parent: int | None) -> set[int]:
    """Associations that have at any time stood at the code, at the parent or at a division above either."""
    sql = """
        WITH RECURSIVE above (id, code, parent) AS (
            SELECT d.id, d.code, d.parent_id FROM divisions_division d WHERE d.code = %s OR d.id = %s
            UNION
            SELECT d.id, d.code, d.parent_id FROM above JOIN divisions_division d ON d.id = above.parent
        )
        SELECT DISTINCT o.id FROM above
            JOIN divisions_division d ON d.code = above.code
            JOIN organisations_placement p ON p.division_id = d.id
            JOIN organisations_organisation o ON o.id = p.organisation_id
        WHERE o.kind = 'association'"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [code, parent or 0])
        return {row[0] for row in cursor.fetchall()}
