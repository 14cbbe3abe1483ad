"""The fact places."""

from __future__ import annotations

from keqiao.kernel.facts.codes import ORGANISATION, codes
from keqiao.kernel.facts.schema import Column, Fact, Kind, Label, Sql, register
from keqiao.registry.facts.columns import DIVISION, LEVEL
from keqiao.registry.facts.pieces import after, both_ends, flag, held, next_days

from .models import Partner, Place, PlaceAttribute, PlaceKind, Site

KINDS = codes(
    PlaceKind,
    science_hall="science halls",
    education_base="education bases",
    e_station="e-stations",
    survey_station="survey stations",
    workstation="workstations",
    earthquake_hall="earthquake halls",
    traffic_safety_base="traffic-safety bases",
    fire_safety_base="fire-safety bases",
    meteorology_hall="meteorology halls",
)
SITES = codes(Site, community="community", campus="campus", village="village", base="base")
PARTNERS = codes(
    Partner,
    seismology="seismology",
    fire="fire service",
    public_security="public security",
    meteorology="meteorology",
    other="others",
)


def places(as_of: int) -> Sql:
    """Places that exist on the day, with the numbers that hold of them on it."""
    text = f"""
        SELECT p.id AS "id", p.organisation_id AS "organisation", p.id AS "place", p.division_id AS "division",
            p.kind AS "kind", NULLIF(p.site, '') AS "site", NULLIF(p.partner, '') AS "partner", p.level AS "level",
            area.value AS "floor_area", days.value AS "weekend_days", p.opened AS "opened",
            {flag("p.lead_of_kind")} AS "lead_of_kind"
        FROM places_place p {_said("area", "floor_area", as_of)} {_said("days", "weekend_days", as_of)}
        WHERE (p.opened IS NULL OR p.opened <= {as_of}) AND (p.closed IS NULL OR p.closed > {as_of})"""
    return text, ()


def _said(table: str, kind: str, as_of: int) -> str:
    return f"""
            LEFT JOIN places_placeattribute {table} ON {table}.place_id = p.id AND {table}.kind = '{kind}'
                AND {held(table, after(as_of))}"""


def change_days(as_of: int) -> Sql:
    """The days on which places open and close, and on which what is said of them begins and ends to hold."""
    whole = ('SELECT p.organisation_id AS "organisation", p.{} AS "day" FROM places_place p').format
    said = "FROM places_placeattribute a JOIN places_place p ON p.id = a.place_id"
    return next_days(as_of, whole("opened"), whole("closed"), *both_ends("a", "p.organisation_id", said)), ()


def _of_place(record: Place) -> list[int]:
    return [record.organisation_id]


def _of_attribute(record: PlaceAttribute) -> list[int]:
    return [record.place.organisation_id]


PLACES = register(
    Fact(
        "places",
        Label("场所", "places"),
        (
            ORGANISATION,
            Column("place", Kind.REF, Label("场所", "place")),
            DIVISION,
            Column("kind", Kind.CODE, Label("类型", "kind"), KINDS),
            Column("site", Kind.CODE, Label("所在", "site"), SITES, nullable=True),
            Column("partner", Kind.CODE, Label("共建部门", "partner"), PARTNERS, nullable=True),
            LEVEL,
            Column("floor_area", Kind.INT, Label("建筑面积", "floor area"), unit="m2", nullable=True),
            Column("weekend_days", Kind.INT, Label("周末开放天数", "weekend days"), unit="days", nullable=True),
            Column("opened", Kind.DATE, Label("开放日期", "opening date"), nullable=True),
            Column("lead_of_kind", Kind.FLAG, Label("同类首个", "first of their kind"), nullable=True),
        ),
        places,
        touches={Place._meta.label: _of_place, PlaceAttribute._meta.label: _of_attribute},
        changes=change_days,
        unit="place",
    )
)
