"""Places of the demo and what was held there and in counties and villages."""

from __future__ import annotations

import datetime as dt

from keqiao.blocks.activities import verbs as activities
from keqiao.blocks.places import verbs as places
from keqiao.blocks.places.models import Place
from keqiao.cli.demo import names
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation

OLD_HALL, NEW_HALL = dt.date(1989, 10, 1), dt.date(2021, 5, 18)
MOVED = dt.date(2021, 4, 1)
SITES = {"community": "社区", "campus": "校园", "village": "乡村", "base": "基地"}
WITHOUT = {("450222", "base"), ("450225", "campus")}  # e-stations that are still missing
# Kind, partner, name and opening day of what was built with departments; the meteorology hall is still missing.
CO_BUILT = (
    ("earthquake_hall", "seismology", "柳州市地震科普馆", dt.date(2018, 7, 28)),
    ("traffic_safety_base", "public_security", "柳州市青少年交通安全教育基地", dt.date(2019, 6, 1)),
    ("fire_safety_base", "fire", "柳州市消防安全体验基地", dt.date(2019, 11, 9)),
)
GROUPS = {"youth": "青少年", "farmers": "农民", "urban_workers": "城镇劳动者", "officials": "领导干部和公务员"}
IDLE_BASE = 6  # which education base held nothing of its own in the latest complete year


def build_places(stage: Stage) -> None:
    """Science halls old and new, co-built venues, education bases, e-stations, survey stations."""
    _build_halls(stage)
    for kind, partner, name, opened in CO_BUILT:
        _open(stage, stage.city, kind, name, opened, partner=partner)
    _open(stage, stage.city, "survey_station", "柳州市科技工作者状况调查站点", dt.date(2018, 5, 30))
    for place, county in enumerate(stage.counties()):
        short = county.short_name.removesuffix("科协")
        for site, word in SITES.items():
            if (county.code, site) not in WITHOUT:
                _open(stage, county, "e_station", f"{short}{word}科普e站", dt.date(2018, 4 + place % 6, 20), site=site)
        if place % 3 == 0:
            _open(stage, county, "survey_station", f"{short}科技工作者调查站点", dt.date(2019, 3, 12))


def build_bases(stage: Stage) -> None:
    """Education bases, each with a themed activity every year but one."""
    for place, (name, county) in enumerate(zip(names.BASES, stage.counties(), strict=False)):
        short = county.short_name.removesuffix("科协")
        base = _open(stage, county, "education_base", f"{short}{name}", dt.date(2017, 11, 8))
        for year in stage.years():
            if place != IDLE_BASE or year != stage.today.year - 1:
                title = f"{year}年{name}科普开放日"
                _hold(stage, county, title, "popularisation", dt.date(year, 5, 12 + place), place=base.pk, themed=True)


def build_activities(stage: Stage) -> None:
    """Literacy actions for the four groups, guidance in poor counties, trainings in all poor villages but one."""
    for year in stage.years():
        for month, (audience, word) in enumerate(GROUPS.items(), start=3):
            _hold(
                stage, stage.city, f"{year}年{word}科学素质行动", "literacy_action", dt.date(year, month, 21), audience
            )
        if year % 2 == 0:
            title = f"{year}年柳州市学术交流周"
            _hold(stage, stage.city, title, "exchange", dt.date(year, 9, 17), "public")
    for adviser in stage.of_kind("rural_technical_association"):
        county = adviser.code.removesuffix("-nj")
        for year in (2018, 2020, 2023):
            _hold(stage, adviser, f"{year}年{adviser.name}入户指导", "guidance", dt.date(year, 4, 8), division=county)
    _train(stage)


def _train(stage: Stage) -> None:
    poor = [one for one in stage.of_kind("village") if one.code[:6] in names.POOR_COUNTIES]
    for place, village in enumerate(poor[:-1]):
        county = stage.organisations[village.code[:6]]
        crop = names.CROPS[place % len(names.CROPS)]
        day = dt.date(2018 + place % 3, 6 + place % 5, 14)
        title = f"{village.name}{crop}种植技术培训"
        _hold(stage, county, title, "training", day, "farmers", division=county.code, served=village.code)


def _build_halls(stage: Stage) -> None:
    keeper = stage.organisations["lz-kjg"]
    halls = (("柳州科技馆", OLD_HALL, 4200, 1), ("柳州科技馆新馆", NEW_HALL, 36800, 2))
    for name, opened, area, days in halls:
        hall = _open(stage, keeper, "science_hall", name, opened)
        for kind, value in (("floor_area", area), ("weekend_days", days)):
            places.set_attribute(stage.act, hall, {"kind": kind, "value": value, "starts": opened})
        if opened == OLD_HALL and stage.has_come(MOVED):
            places.close(stage.act, hall, {"closed": MOVED})


def _open(stage: Stage, keeper: Organisation, kind: str, name: str, opened: dt.date, **more: str) -> Place:
    division = keeper.code if keeper.kind == "association" else CITY
    level = "municipal" if division == CITY else "county"
    data = {"kind": kind, "name": name, "level": level, "division": division, "opened": opened}
    return places.open_place(stage.act, keeper, data | more)


def _hold(
    stage: Stage, holder: Organisation, title: str, kind: str, date: dt.date, audience: str = "public", **more: object
) -> None:
    """Record an activity; one that is still to come this year isn't held yet."""
    if stage.has_come(date):
        data = {"title": title, "kind": kind, "date": date, "audience": audience}
        activities.record_activity(stage.act, holder, data | more)
