"""The country's tree: associations from the nation to the counties, and what each of them leads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

from keqiao.cli.demo import branches, fields
from keqiao.cli.demo.shares import CHUZHOU, CITY, NATION, TAIZHOU
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.registry.imports.registrations import RegisterMany, register_many
from keqiao.registry.verbs import divisions, organisations

COUNTRY = "100000"
FOUNDED = dt.date(1958, 9, 18)  # the day from which the national association stands for the country
CENSUS = 2020
PEOPLES = "苗族|侗族|瑶族|土家族"
ATTACHED = 17  # every so many counties have no association of their own standing, in the order of codes
Row = dict[str, Any]


def build_country(stage: Stage) -> None:
    """The national association, all division codes, and the tree below it but for what Liuzhou leads."""
    act = stage.act
    named = {"name": "中国科学技术协会", "short_name": "中国科协", "kind": "association", "level": "national"}
    nation = organisations.register_root(act, None, {"code": NATION} | named)
    stage.organisations[NATION] = nation
    divisions.load_divisions(act, nation)
    organisations.place(act, nation, {"leading": None, "starts": FOUNDED, "division": COUNTRY})
    rows = [*_associations(stage)]
    rows += branches.rows(rows)
    batch = register_many.stage(act, nation, RegisterMany(), rows, target=nation, title="演示：各级科协和所属组织")
    register_many.apply(act, batch, target=nation)
    stage.known([row["code"] for row in rows])


def build_populations(stage: Stage) -> None:
    """Residents of the country and its parts; a prefecture's are shared out among its counties by lot."""
    _settle(stage, COUNTRY, fields.COUNTRY)
    for code, people in (fields.PROVINCES | fields.PREFECTURES).items():
        _settle(stage, code, people)
    for prefecture, people in fields.PREFECTURES.items():
        if prefecture != CITY:  # whose counties are counted one by one
            counties = [one.code for one in stage.below(prefecture[:4], "association", "county")]
            lots = [stage.random.uniform(0.5, 1.6) for _ in counties]
            for code, lot in zip(counties, lots, strict=True):
                _settle(stage, code, round(people * lot / sum(lots)))


def _settle(stage: Stage, code: str, people: int) -> None:
    division = Division.objects.filter(holds_on(to_int(stage.today)), code=code).get()
    data = {"year": CENSUS, "people": 10_000 * people, "source": "演示数据（约数）"}
    divisions.set_population(stage.act, division, data)


def _associations(stage: Stage) -> Iterator[Row]:
    """Provinces, prefectures and counties, each led by the one above."""
    for code in fields.PROVINCES:
        yield _association(_division(stage, code), NATION, "")
    for code in fields.PREFECTURES:
        yield _association(_division(stage, code), f"{code[:2]}0000", "")
    for code in fields.PREFECTURES:
        prefecture = _division(stage, code)
        for place, county in enumerate(_counties(stage, code)):
            yield _association(county, code, prefecture.name) | _standing(county.code, place)


def _standing(code: str, place: int) -> Row:
    """How a county's association was set up, and whether it has staff; of one in Chuzhou nobody said."""
    if code.startswith(CHUZHOU[:4]) and place == 6:
        return {}
    attached = not code.startswith(TAIZHOU[:4]) and int(code) % ATTACHED == 0
    return {
        "founding": "attached" if attached else "independent",
        "attributes": {"full_time_staff": str(int(not attached))},
    }


def _association(division: Division, leading: str, prefecture: str) -> Row:
    district = division.name.endswith("区") and division.level == "county"
    name = f"{prefecture}{division.name}" if district else division.name
    return {
        "code": division.code,
        "name": f"{name}科学技术协会",
        "short_name": f"{short_name(division.name)}科协",
        "kind": "association",
        "level": division.level,
        "leading": leading,
        "division": division.code,
    }


def short_name(name: str) -> str:
    """A division as people call it: 湖南, 长沙市, 湘西州, 城步县."""
    name = re.sub(rf"(?:{PEOPLES})+自治(县|州)$", r"\1", name)
    return re.sub(r"壮族自治区$|省$", "", name)


def _division(stage: Stage, code: str) -> Division:
    return Division.objects.get(holds_on(to_int(stage.today)), code=code)


def _counties(stage: Stage, prefecture: str) -> Iterable[Division]:
    return Division.objects.filter(
        holds_on(to_int(stage.today)), code__startswith=prefecture[:4], level="county"
    ).order_by("code")
