"""Builds the whole demo, part by part, in the order in which one rests on the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from keqiao.cli.demo import (
    accounts,
    composing,
    congresses,
    country,
    draws,
    elections,
    listed,
    luzhai,
    meetings,
    members,
    motions,
    municipal,
    network,
    organisations,
    places,
    privacy,
    records,
    register,
    renewal,
    reporting,
    rolls,
    service,
    societies,
    supervising,
    works,
)
from keqiao.cli.demo.rosters import Term, body_of
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.nouns.planner import inform_planner
from keqiao.registry.verbs.posts import open_term


def build(stage: Stage, say: Callable[[str], None]) -> None:
    """Build everything, saying what comes. Raises what a verb refuses; the caller holds the transaction."""
    for word, parts in PARTS:
        say(f"{word}…")
        for part in parts:
            part(stage)


def build_county_congress(stage: Stage) -> None:
    """The county congress into which the sample rosters are imported: a term, nobody in it yet."""
    county = stage.organisations[luzhai.LUZHAI]
    starts = dt.date(2022, 6, 18)
    term = Term(8, starts, starts.replace(year=2027))
    body = body_of(stage, county, "congress")
    open_term(stage.act, body, {"number": term.number, "starts": term.starts, "ends": term.ends})


def _inform_planner(stage: Stage) -> None:
    """Reports are counted from all that has just come in."""
    inform_planner()


PARTS: tuple[tuple[str, tuple[Callable[[Stage], None], ...]], ...] = (
    (
        "载入行政区划，登记各级科协和学会",
        (country.build_country, organisations.build_counties, country.build_populations),
    ),
    ("登记柳州的学会、基层组织和党组织", (organisations.build_units, organisations.build_party)),
    ("登记组建方式、单位联系、部门编制和合并分立", (network.build_network,)),
    ("建立泰州的单位名单", (listed.build_lists,)),
    ("登记代表大会、全委会和常委会", (municipal.build_congress, municipal.build_chairs, build_county_congress)),
    ("登记学会的理事会和会员", (societies.build_societies,)),
    ("登记全国、湖南及其他地方的代表大会和学会", (congresses.build_congresses,)),
    ("登记会议、到会情况和代表履职", (municipal.build_meetings,)),
    (
        "登记场所和活动",
        (
            places.build_places,
            places.build_bases,
            places.build_activities,
            records.build_places,
            records.build_activities,
            luzhai.build_luzhai,
        ),
    ),
    (
        "登记出版物、项目、经费和挂职",
        (
            works.build_publications,
            works.build_projects,
            works.build_money,
            works.build_secondments,
            records.build_money,
            records.build_awards,
            records.build_secondments,
        ),
    ),
    ("登记荣誉和专长，查找重复的记录", (register.build_register,)),
    (
        "建立演示账号，上报数据",
        (
            accounts.build_accounts,
            members.build_members,
            works.build_returns,
            records.build_statements,
            listed.build_numbers,
            listed.build_city_lists,
            listed.build_faces,
        ),
    ),
    (
        "征求个人信息处理的同意",
        (privacy.build_purposes, privacy.build_consents, privacy.build_requests, rolls.build_rolls),
    ),
    ("办理换届，登记学会的机构和制度", (renewal.build_renewals,)),
    ("抽取评审专家和座谈小组", (draws.build_draws,)),
    ("登记履职、轮值、工作室和专门委员会", (service.build_service,)),
    ("举行选举和表决", (elections.build_elections,)),
    ("筹备换届", (composing.build_makings,)),
    ("办理提案建议，登记分管领导和协商", (motions.build_motions, motions.build_outside)),
    ("召集会议，登记会议决定", (meetings.build_meetings,)),
    (
        "安装方案，下达督查任务",
        (
            reporting.build_leaders,
            service.build_handed_in,
            supervising.build_programmes,
            supervising.build_tasks,
            supervising.build_books,
        ),
    ),
    ("确认并报送任务指标", (_inform_planner, reporting.build_reports)),
)
