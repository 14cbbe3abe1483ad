"""The fact awards."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.facts.codes import DATE, ORGANISATION, YEAR
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.registry.facts.pieces import flag, next_days

from .models import Award


def awards(as_of: int) -> Sql:
    """Projects and prizes granted by the day.

    Poor is the county that the division is or lies in; from the township or village up that is one step or two.
    """
    text = f"""
        SELECT a.id AS "id", a.organisation_id AS "organisation", a.programme AS "programme", a.year AS "year",
            a.date AS "date",
            CASE WHEN d.level = 'county' THEN {flag("d.poor")}
                WHEN p.level = 'county' THEN {flag("p.poor")}
                WHEN g.level = 'county' THEN {flag("g.poor")} END AS "poor_county"
        FROM calls_award a LEFT JOIN divisions_division d ON d.id = a.division_id
            LEFT JOIN divisions_division p ON p.id = d.parent_id
            LEFT JOIN divisions_division g ON g.id = p.parent_id
        WHERE a.date <= {as_of}"""
    return text, ()


def award_days(as_of: int) -> Sql:
    """The day of each organisation's next award, seen from a day of the past."""
    return next_days(as_of, 'SELECT a.organisation_id AS "organisation", a.date AS "day" FROM calls_award a'), ()


def _of_award(record: Award) -> list[int]:
    return [record.organisation_id]


def _of_division(record: Division) -> Iterable[int]:
    below = Q(division=record.pk) | Q(division__parent=record.pk) | Q(division__parent__parent=record.pk)
    return Award.objects.filter(below).order_by().values_list("organisation_id", flat=True).distinct()


AWARDS = register(
    Fact(
        "awards",
        Label("项目和奖励", "awards"),
        (
            ORGANISATION,
            # An open list: a plan names the programmes it counts.
            Column("programme", Kind.CODE, Label("项目", "programme")),
            YEAR,
            DATE,
            Column("poor_county", Kind.FLAG, Label("在贫困县", "in a poor county"), nullable=True),
        ),
        awards,
        touches={Award._meta.label: _of_award, Division._meta.label: _of_division},
        changes=award_days,
    )
)
