"""The demo's organisations: the tree from the nation down to villages, Party organisations, what is said of each."""

from __future__ import annotations

import datetime as dt
import re

from django.db.models import QuerySet

from keqiao.cli.demo import names
from keqiao.cli.demo.stage import CITY, Stage
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.registry.verbs import divisions, organisations

CENSUS = 2020
POOR_SINCE = dt.date(2016, 1, 1)
RATINGS = ("4A", "3A", "3A", "2A", "none", "none")


def build_tree(stage: Stage) -> None:
    """中国科协, 广西科协, 柳州市科协 and its county associations, with all division codes."""
    act = stage.act
    nation = organisations.register_root(
        act, None, _association("000000", "中国科学技术协会", "中国科协", "national") | {"division": None}
    )
    divisions.load_divisions(act, nation)
    region = organisations.register(
        act, nation, _association("450000", "广西壮族自治区科学技术协会", "广西科协", "provincial")
    )
    city = organisations.register(act, region, _association(CITY, "柳州市科学技术协会", "柳州市科协", "municipal"))
    stage.organisations |= {one.code: one for one in (nation, region, city)}
    for division in _counties(stage.today):
        _register(stage, city, _county_association(division))
        divisions.mark_poor(act, division, {"poor": division.code in names.POOR_COUNTIES})
        people = 10_000 * names.RESIDENTS.get(division.code, 0)
        if people:
            divisions.set_population(act, division, {"year": CENSUS, "people": people, "source": "演示数据（约数）"})


def build_units(stage: Stage) -> None:
    """Societies, grass-roots associations, townships, rural technical associations and villages."""
    city = stage.city
    for place, (code, name) in enumerate(names.SOCIETIES):
        founded = dt.date(1979 + place % 20, 1 + place % 12, 12)
        made = _register(stage, city, _unit(code, "society", f"柳州市{name}") | {"founded": founded})
        organisations.link(stage.act, made, {"kind": "group_member", "other": CITY, "starts": founded})
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
    organisations.link(stage.act, made, {"kind": "party_organisation_of", "other": of.code})


def _register(stage: Stage, leading: Organisation, data: dict[str, object]) -> Organisation:
    made = organisations.register(stage.act, leading, data)
    stage.organisations[made.code] = made
    return made


def _say(stage: Stage, organisation: Organisation, kind: str, value: str) -> None:
    organisations.set_attribute(stage.act, organisation, {"kind": kind, "value": value})


def _association(code: str, name: str, short: str, level: str) -> dict[str, object]:
    return {"code": code, "name": name, "short_name": short, "kind": "association", "level": level, "division": code}


def _county_association(division: Division) -> dict[str, object]:
    name = f"柳州市{division.name}" if division.name.endswith("区") else division.name
    short = re.sub(r"(苗族|侗族)自治县$", "县", division.name)
    return _association(division.code, f"{name}科学技术协会", f"{short}科协", "county")


def _unit(code: str, kind: str, name: str, level: str = "municipal", division: str | None = CITY) -> dict[str, object]:
    return {"code": code, "name": name, "kind": kind, "level": level, "division": division}


def _counties(today: dt.date) -> QuerySet[Division]:
    return Division.objects.filter(holds_on(to_int(today)), parent__code=CITY, level="county").order_by("code")
