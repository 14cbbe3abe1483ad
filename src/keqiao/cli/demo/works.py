"""Publications, key projects, money, secondments and reported numbers of the demo."""

from __future__ import annotations

import datetime as dt

from keqiao.blocks.calls import verbs as calls
from keqiao.blocks.resources import verbs as resources
from keqiao.blocks.resources.models import Title
from keqiao.blocks.returns import verbs as returns
from keqiao.cli.demo import names
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, Actor
from keqiao.registry.verbs import money, posts

YUAN = 100  # fen
EXHIBITION = {2018: 78_000_000, 2019: 126_000_000, 2020: 88_000_000}
SHORT_SECONDMENT = 3  # which one was planned for a year only
NO_RESULT = "2020H1"  # a half-year in which no theoretical result came out


def build_publications(stage: Stage) -> None:
    """Periodicals twice a year, a popular work each year, a theoretical result each half-year but one."""
    for name in names.PERIODICALS:
        title = _title(stage, stage.city, "periodical_issue", name)
        for year in stage.years():
            for issue, month in ((1, 6), (2, 11)):
                _publish(stage, title, dt.date(year, month, 15), f"{year}年第{issue}期")
    writers = stage.organisations["lz-kepu"]
    for place, year in enumerate(stage.years()):
        title = _title(stage, writers, "popular_work", names.WORKS[place % len(names.WORKS)])
        _publish(stage, title, dt.date(year, 9, 3), f"{year}年版")
        for half, month in ((1, 5), (2, 10)):
            if f"{year}H{half}" != NO_RESULT:
                theory = names.THEORY[(2 * place + half) % len(names.THEORY)]
                result = _title(stage, stage.city, "theory_result", f"{theory}（{year}年）")
                _publish(stage, result, dt.date(year, month, 28), f"{year}年第{half}辑")


def build_projects(stage: Stage) -> None:
    """Two or three key projects a year, most of them in poor counties."""
    for year in stage.years():
        for place in range(2 + year % 2):
            title = names.PROJECTS[(year + place) % len(names.PROJECTS)]
            day = dt.date(year, 5, 20 + place)
            if stage.has_come(day):
                division = ("450226", "450225", "450202")[place]
                data = {"programme": "key_popularisation_project", "title": title, "date": day, "division": division}
                calls.grant_award(stage.act, stage.city, data)


def build_money(stage: Stage) -> None:
    """The new hall's exhibition, and the money for popularisation of each year."""
    for year, yuan in EXHIBITION.items():
        _record(stage, stage.organisations["lz-kjg"], year, "exhibition", yuan, "municipal")
    for year in stage.years():
        _record(stage, stage.city, year, "popularisation", 6_000_000 + 200_000 * (year - 2017), "municipal")
        for place, county in enumerate(stage.counties()):
            _record(stage, county, year, "popularisation", 300_000 + 60_000 * place, "county")


def build_secondments(stage: Stage) -> None:
    """Delegates who work in the association's office for two years, one of them for one year only."""
    for place, person in enumerate(stage.delegates[5:11]):
        starts = dt.date(2018 + place % 5, 3, 1)
        years = 1 if place == SHORT_SECONDMENT else 2
        if stage.has_come(starts):
            data = {
                "person": person.pk,
                "direction": "in",
                "starts": starts,
                "ends": starts.replace(year=starts.year + years),
            }
            posts.second(stage.act, stage.city, data | {"other": "柳州市科协机关"})


def build_returns(stage: Stage) -> None:
    """One reported number that the leader approved, and one that waits for it."""
    clerk, leader = (Act(Actor(stage.users[name]), "cli") for name in ("clerk", "leader"))
    cut = {"indicator": "headquarters_support_posts_cut", "year": 2018, "value": 1, "source": "机构编制批复文件"}
    returns.approve_return(leader, returns.report(clerk, stage.city, cut))
    batches = {"indicator": "poverty_batches", "year": 2020, "value": 7, "source": "市科协脱贫攻坚工作总结"}
    returns.report(clerk, stage.city, batches)


def _title(stage: Stage, organisation: Organisation, kind: str, name: str) -> Title:
    return resources.register_title(stage.act, organisation, {"kind": kind, "name": name})


def _publish(stage: Stage, title: Title, date: dt.date, note: str) -> None:
    if stage.has_come(date):
        resources.publish(stage.act, title, {"date": date, "note": note})


def _record(stage: Stage, organisation: Organisation, year: int, purpose: str, yuan: int, level: str) -> None:
    data = {"year": year, "kind": "budget", "level": level, "amount": yuan * YUAN, "purpose": purpose}
    money.record_funding(stage.act, organisation, data)
