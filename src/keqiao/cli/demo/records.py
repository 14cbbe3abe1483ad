"""What the country's associations keep beside people: places, money, activities, awards, secondments, reports."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

from docx import Document

from keqiao.blocks.activities import verbs as activities
from keqiao.blocks.calls import verbs as calls
from keqiao.blocks.places import verbs as places
from keqiao.blocks.places.models import Place
from keqiao.blocks.returns import verbs as returns
from keqiao.cli.demo.fields import PREFECTURES, PROVINCES
from keqiao.cli.demo.places import SITES
from keqiao.cli.demo.shares import CHANGSHA, CHUZHOU, CITY, HUNAN, NATION, TAIZHOU
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.divisions.models import Division, Population
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, Actor
from keqiao.registry.verbs import files, money, posts

FEN = 100  # of a yuan
AUDIENCES = {"youth": "青少年", "farmers": "农民", "urban_workers": "城镇劳动者", "officials": "领导干部和公务员"}
STATIONS = 3  # workstations of a county in Chuzhou
NO_STATION = "341126"
NO_HALL = ("341102", "341122", "341126", "321203", "321281")
WITHOUT_MONEY = 13  # every so many counties of Hunan had no money for popularisation last year
CANDIDATES = 30


def build_places(stage: Stage) -> None:
    """Science halls, stations and bases of prefectures and counties; in Chuzhou workstations too."""
    for code in PREFECTURES:
        if code != CITY:
            own, city = stage.organisations[code], _short(stage, code)
            hall = _open(stage, own, "science_hall", f"{city}科技馆", dt.date(2012 + int(code[2:4]) % 9, 5, 20))
            area = {"kind": "floor_area", "value": 9_000 + 500 * int(code[3]), "starts": hall.opened}
            places.set_attribute(stage.act, hall, area)
            _open(stage, own, "survey_station", f"{city}科技工作者状况调查站点", dt.date(2018, 5, 30))
    for county in _counties(stage):
        _of_county(stage, county)


def build_money(stage: Stage) -> None:
    """Money for popularisation: about three yuan a head in 2020, a little more last year."""
    last = stage.today.year - 1
    people = dict(Population.objects.values_list("division__code", "people"))
    for code in (*PROVINCES, *(code for code in PREFECTURES if code != CITY)):
        for year in range(2018, last + 1):
            _fund(stage, stage.organisations[code], year, people.get(code, 0) * (28 + year - 2018) // 10)
    for place, county in enumerate(_counties(stage)):
        head = (31, 35, 24, 40, 30)[place % 5]
        _fund(stage, county, 2020, people.get(county.code, 0) * head // 10)
        if not (county.code.startswith(HUNAN[:2]) and place % WITHOUT_MONEY == 5):
            _fund(stage, county, last, people.get(county.code, 0) * (head + 4) // 10)
    _fund(stage, stage.nation, last, 380_000_000)


def build_activities(stage: Stage) -> None:
    """Literacy actions for the four groups in the provincial capital and Taizhou, and visits to schools in Chuzhou."""
    for code in (CHANGSHA, TAIZHOU):
        for month, (audience, word) in enumerate(AUDIENCES.items(), start=3):
            for year in (2019, stage.today.year - 1):
                title = f"{year}年{word}科学素质行动"
                data = {
                    "title": title,
                    "kind": "literacy_action",
                    "date": dt.date(year, month, 21),
                    "audience": audience,
                }
                activities.record_activity(stage.act, stage.organisations[code], data)
    for place, school in enumerate(stage.below(CHUZHOU[:4], "school")):
        if place != 1:
            county = stage.organisations[school.code[:6]]
            day = dt.date(2017 + place % 3, 5, 10)
            data = {"title": f"科普大篷车进{school.name}", "kind": "popularisation", "date": day, "served": school.code}
            activities.record_activity(stage.act, county, data | {"audience": "youth", "division": county.code})


def build_awards(stage: Stage) -> None:
    """Hunan's candidates of last year, as many as its plan asks for."""
    own, year = stage.organisations[HUNAN], stage.today.year - 1
    for number in range(1, CANDIDATES + 1):
        title = f"{year}年院士后备人才培养项目（第{number}项）"
        data = {"programme": "academician_reserve", "title": title, "date": dt.date(year, 10, 1 + number % 28)}
        calls.grant_award(stage.act, own, data)


def build_secondments(stage: Stage) -> None:
    """People of the national association who work elsewhere for two years, one of them for one."""
    body = stage.bodies.get((NATION, "full_committee"))
    term = body.terms.order_by("-number")[0] if body is not None else None
    for place, post in enumerate(term.posts.order_by("pk")[:5] if term is not None else ()):
        starts = dt.date(2019 + place, 3, 1)
        ends = starts.replace(year=starts.year + (1 if place == 2 else 2))
        data = {"person": post.person_id, "direction": "out", "starts": starts, "ends": ends, "other": "湖南省科协机关"}
        posts.second(stage.act, stage.nation, data)


def build_statements(stage: Stage) -> None:
    """Numbers reported and documents handed in; some approved, some waiting for it."""
    clerk, leader = (Act(Actor(stage.users[name]), "cli") for name in ("hnclerk", "hnleader"))
    hunan = stage.organisations[HUNAN]
    for indicator, value in (("institutions_dissolved", 3), ("institutions_made_enterprises", 1)):
        data = {"indicator": indicator, "year": 2019, "value": value, "source": "机构编制批复文件"}
        returns.approve_return(leader, returns.report(clerk, hunan, data))
    share = {"indicator": "headquarters_seconded_officials", "year": stage.today.year - 1, "value": 24, "per": 100}
    returns.report(clerk, hunan, share | {"source": "省科协干部名册"})
    for code in PREFECTURES:
        if code.startswith(HUNAN[:2]) and code not in ("430800", "433100"):
            own = stage.organisations[code]
            title = f"{own.short_name}深化改革实施办法"
            paper = files.attach(clerk, own, {"name": f"{title}.docx", "content": _document(title)})
            said = {"topic": "reform.local-measures", "statement": f"{title}（演示文本）", "attachment": paper.pk}
            made = returns.submit(clerk, own, said)
            if code != "431300":
                returns.approve_attestation(leader, made)
    projects = {"indicator": "literacy_projects", "year": 2024, "value": 6, "source": "泰州市科协年度工作总结"}
    returns.report(stage.act, stage.organisations[TAIZHOU], projects)
    posts_kept = {"indicator": "affiliated_institution_posts", "year": 2025, "value": 1118, "source": "事业编制批复"}
    returns.report(Act(Actor(stage.users["nclerk"]), "cli"), stage.nation, posts_kept)


def _document(title: str) -> bytes:
    """A page that says what it would be."""
    written = Document()
    written.add_heading(title, 0)
    written.add_paragraph("演示文件：内容略。")
    target = io.BytesIO()
    written.save(target)
    return target.getvalue()


def _of_county(stage: Stage, county: Organisation) -> None:
    """A hall in most counties, stations in all, and of three sites two at most."""
    code, short, lot = county.code, _short(stage, county.code), int(county.code) % 7
    if code not in NO_HALL and lot not in (1, 4):
        hall = _open(stage, county, "science_hall", f"{short}科技馆", dt.date(2013 + lot, 9, 17))
        area = {"kind": "floor_area", "value": 1_500 + 400 * lot, "starts": hall.opened}
        places.set_attribute(stage.act, hall, area)
    for site, word in list(SITES.items())[: 1 + lot % 2]:
        _open(stage, county, "e_station", f"{short}{word}科普e站", dt.date(2018, 4 + lot % 6, 20), site=site)
    if code.startswith(CHUZHOU[:4]) and code != NO_STATION:
        for number in range(1, STATIONS + 1):
            _open(stage, county, "workstation", f"{short}第{number}院士（专家）工作站", dt.date(2017 + number, 6, 8))


def _open(stage: Stage, keeper: Organisation, kind: str, name: str, opened: dt.date, **more: str) -> Place:
    """Open a place at its keeper's division, not before this had the code that it has now."""
    since = Division.objects.get(placements__organisation=keeper, placements__ends=None).starts
    day = opened if since is None else max(opened, since)
    data = {"kind": kind, "name": name, "level": keeper.level, "division": keeper.code, "opened": day}
    return places.open_place(stage.act, keeper, data | more)


def _fund(stage: Stage, own: Organisation, year: int, yuan: int) -> None:
    data = {"year": year, "kind": "budget", "level": own.level, "amount": yuan * FEN, "purpose": "popularisation"}
    if yuan:
        money.record_funding(stage.act, own, data)


def _counties(stage: Stage) -> Iterable[Organisation]:
    """The counties of all prefectures but Liuzhou."""
    prefixes = tuple(code[:4] for code in PREFECTURES if code != CITY)
    return stage.below(prefixes, "association", "county")


def _short(stage: Stage, code: str) -> str:
    return stage.organisations[code].short_name.removesuffix("科协")
