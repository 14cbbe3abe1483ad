"""Divisions, each with the association responsible for it."""

from __future__ import annotations

from keqiao.kernel.facts.codes import ORGANISATION
from keqiao.kernel.facts.schema import Fact, Label, Sql, register

from . import responsible
from .columns import DIVISION, LEVEL, POOR
from .pieces import after, flag, held

COLUMNS = (ORGANISATION, DIVISION, LEVEL, POOR)


def rows(as_of: int) -> Sql:
    """The divisions of the day. Those for which nobody is responsible are nobody's, and left out."""
    text = f"""{responsible.responsible(as_of)}
        SELECT d.id, r.organisation AS "organisation", d.id AS "division", d.level AS "level",
            {flag("d.poor")} AS "poor"
        FROM responsible r JOIN divisions_division d ON d.id = r.division
        WHERE r.organisation IS NOT NULL
            AND {held("d", after(as_of))}"""
    return text, ()


def changes(as_of: int) -> Sql:
    """The days on which divisions or the places of associations change."""
    return responsible.changes(as_of), ()


DIVISIONS = register(
    Fact(
        name="divisions",
        label=Label("行政区划", "divisions"),
        columns=COLUMNS,
        sql=rows,
        touches=responsible.TOUCHES,
        changes=changes,
        unit="division",
    )
)
