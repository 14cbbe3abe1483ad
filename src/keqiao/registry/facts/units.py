"""Units of the lists in force: what coverage of enterprises, parks, townships… is a share of."""

from __future__ import annotations

from collections.abc import Iterable

from keqiao.kernel.facts.codes import ORGANISATION, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.kernel.units.models import Unit, UnitKind, UnitList

from .pieces import after, both_ends, held, next_days

UNIT_KINDS = codes(
    UnitKind,
    industrial_enterprise="larger industrial enterprises",
    high_tech_enterprise="high-tech enterprises",
    state_enterprise="state enterprises",
    private_tech_enterprise="private technology enterprises",
    new_economic="new economic organisations",
    small_enterprise="small and medium enterprises",
    park="parks",
    incubator="incubators",
    university="universities",
    institute="institutes",
    township="townships",
    village="villages",
    school="schools",
) | {
    "park": Label("园区", "parks"),
    "township": Label("乡镇街道", "townships"),
    "village": Label("村和社区", "villages"),
}
UNIT = Column("unit", Kind.REF, Label("名单中的单位", "unit"))
UNIT_KIND = Column("kind", Kind.CODE, Label("名单类型", "kind of list"), UNIT_KINDS)
COLUMNS = (ORGANISATION, UNIT, UNIT_KIND, Column("division", Kind.REF, Label("区划", "division"), nullable=True))


def rows(as_of: int) -> Sql:
    """The units of the lists in force, each the figure of whoever keeps the list."""
    text = f"""
        SELECT u.id, s.organisation_id AS "organisation", u.id AS "unit", s.kind AS "kind", u.division_id AS "division"
        FROM units_unit u JOIN units_unitlist s ON s.id = u.list_id
        WHERE {in_force("u", "s", as_of)}"""
    return text, ()


def in_force(unit: str, listed: str, day: int) -> str:
    """Whether a unit stands on a list in force. A list that begins nowhere is still being drawn up."""
    before = after(day)
    return f"{listed}.starts IS NOT NULL AND {held(listed, before)} AND {held(unit, before)}"


def turns() -> list[str]:
    """Statements for the days on which lists begin and end, and units join and leave them."""
    units = "FROM units_unit u JOIN units_unitlist s ON s.id = u.list_id"
    return both_ends("s", "s.organisation_id", "FROM units_unitlist s") + both_ends("u", "s.organisation_id", units)


def changes(as_of: int) -> Sql:
    """The days on which lists or their units change."""
    return next_days(as_of, *turns()), ()


def of_list(listed: UnitList) -> Iterable[int]:
    """Who keeps it."""
    return [listed.organisation_id]


def of_unit(unit: Unit) -> Iterable[int]:
    """Who keeps the list in which it stands."""
    return set(UnitList.objects.filter(pk=unit.list_id).values_list("organisation", flat=True))


UNITS = register(
    Fact(
        name="units",
        label=Label("名单中的单位", "listed units"),
        columns=COLUMNS,
        sql=rows,
        touches={UnitList._meta.label: of_list, Unit._meta.label: of_unit},
        changes=changes,
        unit="unit",
    )
)
