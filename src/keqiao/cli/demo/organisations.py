"""What Liuzhou's associations lead, down to villages; Party organisations, and what is said of each."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from keqiao.cli.demo import names
from keqiao.cli.demo.country import CENSUS
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.registry.verbs import divisions, links, organisations

POOR_SINCE = dt.date(2016, 1, 1)
RATINGS = ("4A", "3A", "3A", "2A", "none", "none")


def build_counties(stage: Stage) -> None:
    """What is known of Liuzhou's counties: which are poor, and how many live there."""
    for division in _counties(stage.today):
        divisions.mark_poor(stage.act, division, {"poor": division.code in names.POOR_COUNTIES})
        people = 10_000 * names.RESIDENTS.get(division.code, 0)
        if people:
            data = {"year": CENSUS, "people": people, "source": "演示数据（约数）"}
            divisions.set_population(stage.act, division, data)


def build_units(stage: Stage) -> None:
    """Societies, grass-roots associations, townships, rural technical associations and villages."""
    city = stage.city
    for place, (code, name) in enumerate(names.SOCIETIES):
        founded = dt.date(1979 + place % 20, 1 + place % 12, 12)
        made = _register(stage, city, _unit(code, "society", f"柳州市{name}") | {"founded": founded})
        links.link(stage.act, made, {"kind": "group_member", "other": CITY, "starts": founded})
        _say(stage, made, "rating", RATINGS[place % len(RATINGS)])
        _say(stage, made, "size_band", ("small", "medium", "large")[place % 3])
    for place, (code, kind, name) in enumerate(names.CITY_GRASSROOTS):
        made = _register(stage, city, _unit(code, kind, name) | {"founded": dt.date(2012 + place % 8, 3, 5)})
        if kind.endswith("_association"):
            _say(stage, made, "discipline_based", str(int(code in names.DISCIPLINE_BASED)))
    for place, county in enumerate(stage.counties()):
        _build_county(stage, county, place)


def build_party(stage: Stage) -> None:
    """Party organisations: a leading group in the city, branches in counties, branches and work groups in societies."""
    _party(stage, stage.city, "leading_party_group", "中共柳州市科协党组")
    for place, county in enumerate(stage.counties()):
        qualified = place not in (0, 3)
        _say(stage, county, "party_conditions", str(int(qualified)))
        if qualified:
            _party(stage, county, "party_branch", f"中共{county.short_name}支部委员会")
    for place, society in enumerate(stage.societies()):
        qualified = place % 2 == 0
        _say(stage, society, "party_conditions", str(int(qualified)))
        if qualified and place % 4 == 0:
            _party(stage, society, "party_branch", f"中共{society.name}支部委员会")
        elif qualified:
            _party(stage, society, "party_work_group", f"{society.name}党建工作小组")


def _build_county(stage: Stage, county: Organisation, place: int) -> None:
    code, short = county.code, county.short_name.removesuffix("科协")
    poor = code in names.POOR_COUNTIES
    township = names.TOWNSHIPS[place % len(names.TOWNSHIPS)]
    crop = names.CROPS[place % len(names.CROPS)]
    for unit in (
        _unit(f"{code}-xz", "township_association", f"{short}{township}镇科协", "township", code),
        _unit(f"{code}-nj", "rural_technical_association", f"{short}{crop}专业技术协会", "county", code),
    ):
        _say(stage, _register(stage, county, unit), "discipline_based", "0")
    for number, name in enumerate(names.VILLAGES[: 4 if poor else 1], start=1):
        village = _unit(f"{code}-c{number}", "village", f"{short}{township}镇{name}村", "village", code)
        made = _register(stage, county, village)
        organisations.set_attribute(
            stage.act, made, {"kind": "poor", "value": str(int(poor)), "starts": POOR_SINCE if poor else None}
        )


def _party(stage: Stage, of: Organisation, kind: str, name: str) -> None:
    made = _register(stage, of, _unit(f"{of.code}-dzz", kind, name, of.level, None))
    links.link(stage.act, made, {"kind": "party_organisation_of", "other": of.code})
    if of.kind == "society":
        _say(stage, made, "party_form", "council_group" if kind == "party_work_group" else "office_branch")


def _register(stage: Stage, leading: Organisation, data: dict[str, object]) -> Organisation:
    made = organisations.register(stage.act, leading, data)
    stage.organisations[made.code] = made
    return made


def _say(stage: Stage, organisation: Organisation, kind: str, value: str) -> None:
    organisations.set_attribute(stage.act, organisation, {"kind": kind, "value": value})


def _unit(code: str, kind: str, name: str, level: str = "municipal", division: str | None = CITY) -> dict[str, object]:
    return {"code": code, "name": name, "kind": kind, "level": level, "division": division}


def _counties(today: dt.date) -> QuerySet[Division]:
    return Division.objects.filter(holds_on(to_int(today)), parent__code=CITY, level="county").order_by("code")
