"""What the country's associations lead: societies, grass-roots associations, institutions, Party organisations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from keqiao.cli.demo.fields import FIELDS, NATIONAL_INSTITUTIONS
from keqiao.cli.demo.shares import CHANGSHA, CHUZHOU, CITY, HUNAN, NATION, TAIZHOU

LINKED = dt.date(2018, 6, 1)  # the day from which ties hold
RATINGS = ("4A", "3A", "5A", "3A", "2A", "none")
BANDS = ("small", "medium", "large")
TOWNS = ("青石镇", "红岭镇", "云溪镇", "龙潭街道", "平岸镇")
NO_UPLINK = "tz-jinshu"  # the one rated society that is tied to nobody above
WITHOUT_GROUP = 11  # every so many counties have no leading Party group
Row = dict[str, Any]

# Codes of associations: how the codes of their societies begin, what these are called after, how many there are.
SOCIETIES = {
    NATION: ("cn", "中国", 18),
    "320000": ("js", "江苏省", 12),
    "340000": ("ah", "安徽省", 6),
    HUNAN: ("hn", "湖南省", 16),
    "450000": ("gx", "广西", 8),
    CHANGSHA: ("cs", "长沙市", 9),
    TAIZHOU: ("tz", "泰州市", 10),
    CHUZHOU: ("ch", "滁州市", 8),
}
ABOVE = {"hn": "cn", "js": "cn", "ah": "cn", "gx": "cn", "cs": "hn", "tz": "js", "ch": "ah"}


def rows(associations: Sequence[Row]) -> list[Row]:
    """Everything that hangs below these associations; what rests on others comes later."""
    found: list[Row] = []
    for one in associations:
        if one["level"] == "county" and not one["code"].startswith(CITY[:4]):
            found += _of_county(one)
        elif one["level"] == "municipal" and one["code"] != CITY:
            found += _of_prefecture(one)
    found += [
        row for code, (begins, called, number) in SOCIETIES.items() for row in _societies(code, begins, called, number)
    ]
    found += _county_societies(associations)
    found += _national()
    return found


def _of_county(county: Row) -> Iterator[Row]:
    """Its leading Party group, and a township's association and technical association in every third or in all."""
    code, short = county["code"], county["short_name"].removesuffix("科协")
    if int(code) % WITHOUT_GROUP or code.startswith(TAIZHOU[:4]):
        yield _party(county, "leading_party_group", f"中共{county['name']}党组")
    everywhere = not code.startswith(HUNAN[:2])
    if everywhere or int(code) % 3 == 0:
        town = TOWNS[int(code) % len(TOWNS)]
        yield _unit(f"{code}-xz", "township_association", f"{short}{town}科协", "township", code)
        yield _unit(f"{code}-nj", "rural_technical_association", f"{short}{town}种养技术协会", "county", code)
    if code.startswith(CHUZHOU[:4]):
        for number, name in enumerate(("青石小学", "云溪教学点"), start=1):
            said = {"attributes": {"poor": "1"}, "said_from": dt.date(2015, 1, 1)}
            yield _unit(f"{code}-xx{number}", "school", f"{short}{name}", "county", code) | said


def _of_prefecture(prefecture: Row) -> Iterator[Row]:
    """Associations of enterprises, a park and a university, and its leading Party group."""
    code, city = prefecture["code"], prefecture["short_name"].removesuffix("科协")
    place = city.removesuffix("市").removesuffix("州")
    yield _party(prefecture, "leading_party_group", f"中共{prefecture['name']}党组")
    for number, name in enumerate(("恒岳智能装备有限公司", "澄光新材料有限公司"), start=1):
        yield _unit(f"{code}-qy{number}", "enterprise", f"{place}{name}", "municipal", code)
        covers = {"links": [_tie("covers", f"{code}-qy{number}")]}
        yield _unit(f"{code}-qk{number}", "enterprise_association", f"{place}{name}科协", "municipal", code) | covers
    yield _unit(f"{code}-yq", "park_association", f"{city}高新产业园区科协", "municipal", code)
    yield _unit(f"{code}-gx", "university_association", f"{place}工程技术大学科协", "municipal", code)
    yield _unit(f"{code}-lk", "senior_association", f"{city}老科技工作者协会", "municipal", code)


def _societies(leading: str, begins: str, called: str, number: int) -> Iterator[Row]:
    """Societies of an association, tied to it and to those of their field above, with their Party organisations."""
    level = "national" if leading == NATION else "provincial" if leading.endswith("0000") else "municipal"
    for place, (field, name) in enumerate(FIELDS[:number]):
        code = f"{begins}-{field}"
        ties = [_tie("group_member", leading)]
        ties += [_tie("uplink", f"{up}-{field}") for up in _above(begins, place) if code != NO_UPLINK]
        row = _unit(code, "society", f"{called}{name}", level, leading) | {
            "division": leading if leading != NATION else None,
            "founded": dt.date(1956 + 2 * place, 1 + place % 12, 12),
            "attributes": {
                "rating": RATINGS[place % len(RATINGS)],
                "size_band": BANDS[place % len(BANDS)],
                "full_time_staff": str(int(place % 5 != 4)),
            },
            "links": ties,
        }
        yield row
        yield from _party_of_society(row, place)


def _above(begins: str, place: int) -> Iterator[str]:
    """The societies' codes begin so on each level above that has a society of that place in the list."""
    numbers = {code: number for code, _called, number in SOCIETIES.values()}
    up = ABOVE.get(begins)
    while up is not None:
        if place < numbers[up]:
            yield up
        up = ABOVE.get(up)


def _party_of_society(society: Row, place: int) -> Iterator[Row]:
    """Four of five have a branch, three of five a work group: some have both, one in ten has neither."""
    if place % 5 != 4:
        yield _party(society, "party_branch", f"中共{society['name']}支部委员会") | _form("office_branch")
    if place % 5 in (0, 2, 3) or place == 4 or society["leading"] == TAIZHOU:
        yield _party(society, "party_work_group", f"{society['name']}党建工作小组", "gz") | _form("council_group")


def _form(form: str) -> Row:
    return {"attributes": {"party_form": form}, "said_from": LINKED}


def _county_societies(associations: Iterable[Row]) -> Iterator[Row]:
    """Two societies of a county in Taizhou and Changsha, tied to the prefecture's of their field."""
    for prefecture in (TAIZHOU, CHANGSHA):
        begins, _called, number = SOCIETIES[prefecture]
        counties = [one for one in associations if one["level"] == "county" and one["leading"] == prefecture]
        for place, county in enumerate(counties):
            for field, name in (FIELDS[(2 * place + step) % number] for step in (0, 1)):
                code, short = county["code"], county["short_name"].removesuffix("科协")
                ties = [_tie("group_member", code), _tie("uplink", f"{begins}-{field}")]
                yield _unit(f"{code}-{field}", "society", f"{short}{name}", "county", code) | {"links": ties}


def _national() -> Iterator[Row]:
    """Affiliated institutions, a consortium of societies, the leading Party group."""
    for number, name in enumerate(NATIONAL_INSTITUTIONS, start=1):
        yield _unit(f"cn-zs{number}", "affiliated_institution", f"中国科协{name}", "national", NATION) | {
            "division": None
        }
    members = [_tie("consortium", f"cn-{field}") for field in ("jixie", "jinshu", "huaxue")]
    yield _unit("cn-lht", "consortium", "先进材料学会联合体", "national", NATION) | {"division": None, "links": members}
    yield _unit("cn-dz", "leading_party_group", "中国科协党组", "national", NATION) | {
        "division": None,
        "links": [_tie("party_organisation_of", NATION)],
    }


def _party(of: Row, kind: str, name: str, ending: str = "dz") -> Row:
    ties = [_tie("party_organisation_of", of["code"])]
    return _unit(f"{of['code']}-{ending}", kind, name, of["level"], of["code"]) | {"division": None, "links": ties}


def _unit(code: str, kind: str, name: str, level: str, leading: str) -> Row:
    return {"code": code, "kind": kind, "name": name, "level": level, "leading": leading, "division": leading}


def _tie(kind: str, other: str) -> Row:
    return {"kind": kind, "other": other, "starts": LINKED}
