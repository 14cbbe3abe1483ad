"""Which associations stand for the units of the lists in force: founded in them, or covering them together."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from keqiao.kernel.divisions.models import Division
from keqiao.kernel.facts.codes import ORGANISATION, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.organisations.models import Link, Organisation, Placement
from keqiao.kernel.units.coverage import GRASSROOTS, coverage
from keqiao.kernel.units.models import How, Unit, UnitCover, UnitList

from .columns import ORGANISATION_KINDS
from .pieces import both_ends, next_days
from .units import UNIT, in_force, of_list, of_unit, turns

HOWS = codes(How, own="founded in the unit", joint="covering several units")
COLUMNS = (
    ORGANISATION,
    UNIT,
    Column("association", Kind.REF, Label("科协组织", "association")),
    Column("association_kind", Kind.CODE, Label("组织类型", "kind of association"), ORGANISATION_KINDS),
    Column("how", Kind.CODE, Label("组建方式", "how"), HOWS),
    Column("fitting", Kind.FLAG, Label("属于名单要求建立的组织", "of the kind that the list asks for")),
)


def rows(as_of: int) -> Sql:
    """Each unit with each association that stands for it, seen from whoever keeps the list."""
    text = f"""
        SELECT u.id, s.organisation_id AS "organisation", u.id AS "unit", r."association" AS "association",
            r."association_kind" AS "association_kind", r."how" AS "how", r."fitting" AS "fitting"
        FROM ({coverage(as_of)}) r
            JOIN units_unit u ON u.id = r."unit" JOIN units_unitlist s ON s.id = u.list_id
        WHERE {in_force("u", "s", as_of)}"""
    return text, ()


def changes(as_of: int) -> Sql:
    """The days on which lists, units, ties or places change; days of founding and closing count for every keeper."""
    units = "JOIN units_unitlist s ON s.id = u.list_id"
    covers = f"FROM units_unitcover c JOIN units_unit u ON u.id = c.unit_id {units}"
    links = f"FROM organisations_link l JOIN units_unit u ON u.registered_id = l.target_id {units}"
    places = f"""FROM organisations_placement p JOIN divisions_division e ON e.id = p.division_id
        JOIN divisions_division d ON d.code = e.code JOIN units_unit u ON u.division_id = d.id {units}"""
    kinds = ", ".join(f"'{kind.value}'" for kind in GRASSROOTS)
    lives = [
        f"""SELECT s.organisation_id AS "organisation", o.{end} AS "day"
            FROM units_unitlist s CROSS JOIN organisations_organisation o
            WHERE o.kind IN ({kinds}) AND o.{end} > {as_of}"""
        for end in ("founded", "closed")
    ]
    dated = [
        turn
        for table, source in (("c", covers), ("l", links), ("p", places))
        for turn in both_ends(table, "s.organisation_id", source)
    ]
    return next_days(as_of, *turns(), *dated, *lives), ()


def _keepers(which: Q) -> set[int]:
    return set(Unit.objects.filter(which).order_by().values_list("list__organisation", flat=True).distinct())


def _standing_at(codes: QuerySet[Division, str]) -> Q:
    return Q(list__kind__in=("township", "village"), division__code__in=codes)


def _of_cover(cover: UnitCover) -> Iterable[int]:
    return _keepers(Q(pk=cover.unit_id))


def _of_organisation(one: Organisation) -> Iterable[int]:
    tied = Link.objects.filter(source=one.pk).values("target")
    placed = Division.objects.filter(placements__organisation=one.pk).values_list("code", flat=True)
    by_cover = Q(pk__in=UnitCover.objects.filter(association=one.pk).values("unit"))
    return _keepers(Q(registered=one.pk) | Q(registered__in=tied) | by_cover | _standing_at(placed))


def _of_link(link: Link) -> Iterable[int]:
    return _keepers(Q(registered=link.target_id))


def _of_placement(placement: Placement) -> Iterable[int]:
    return _keepers(_standing_at(Division.objects.filter(pk=placement.division_id or 0).values_list("code", flat=True)))


def _of_division(division: Division) -> Iterable[int]:
    return _keepers(Q(division=division.pk) | Q(division__code=division.code))


UNIT_COVERAGE = register(
    Fact(
        name="unit_coverage",
        label=Label("单位的科协组织", "associations of listed units"),
        columns=COLUMNS,
        sql=rows,
        touches={
            UnitList._meta.label: of_list,
            Unit._meta.label: of_unit,
            UnitCover._meta.label: _of_cover,
            Organisation._meta.label: _of_organisation,
            Link._meta.label: _of_link,
            Placement._meta.label: _of_placement,
            Division._meta.label: _of_division,
        },
        changes=changes,
    )
)
