"""How organisations of Liuzhou and Hunan came to be and hang together: founding, ties, names, mergers, departments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from keqiao.cli.demo.shares import CHANGSHA, CITY, HUNAN, NATION
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation
from keqiao.registry.verbs import departments, founding, keydates, links, organisations, staffing, successions

REGION = "450000"
SINCE = dt.date(2018, 6, 1)
COUNTED = dt.date(2019, 7, 1)

# Units that associations cover, and those that host them: codes, kinds, names.
UNITS = (
    ("lz-f-01", "enterprise", "龙城重工机械有限公司"),
    ("lz-f-02", "enterprise", "柳江汽车零部件有限公司"),
    ("lz-f-03", "enterprise", "柳东新材料有限公司"),
    ("lz-f-04", "enterprise", "壶西电子有限公司"),
    ("lz-gw-01", "partner_department", "壶西工业园区管理委员会"),
    ("lz-bm-01", "partner_department", "柳州市教育局"),
    ("lz-bm-02", "partner_department", "柳州市农业农村局"),
    ("lz-lm-01", "alliance", "柳州新能源汽车协同创新联盟"),
    ("lz-lm-02", "alliance", "柳州金橘产业科协联盟"),
    ("lz-lh-01", "federation", "柳州市高校科协联合会"),
)
MODES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("lz-qk-01", {"founding": "independent", "covers": ["lz-f-01"]}),
    ("lz-qk-02", {"founding": "independent", "covers": ["lz-f-02"]}),
    ("lz-qk-03", {"founding": "independent"}),
    ("lz-qk-04", {"founding": "independent"}),
    ("lz-yq-01", {"founding": "regional_joint", "covers": ["lz-f-02", "lz-f-03"]}),
    ("lz-yq-02", {"founding": "attached", "host": "lz-gw-01"}),
    ("lz-gx-01", {"founding": "independent"}),
    ("lz-gx-02", {"founding": "independent"}),
    ("lz-ys-01", {"founding": "independent"}),
)
# Societies whose Party organisations the committee for societies leads.
LED_BY_COMMITTEE = ("lz-jixie", "lz-jinshu", "lz-nongxue")
# What an organisation is to another: source, relation, other, agreement.
TIES: tuple[tuple[str, str, str, str], ...] = (
    ("lz-jixie", "host", "lz-f-01", "挂靠协议"),
    ("lz-qiche", "host", "lz-f-02", "挂靠协议"),
    ("lz-jixie", "uplink", "gx-jixie", ""),
    ("lz-jixie", "uplink", "cn-jixie", ""),
    ("lz-qiche", "uplink", "gx-qiche", ""),
    (CITY, "partner", "gx-jixie", "学会服务柳州产业共建协议"),
    (CITY, "partner", "430100", "柳州—长沙科普合作协议"),
    (CITY, "contact", "lz-bm-01", "青少年科技教育联席会议纪要"),
    (CITY, "contact", "lz-bm-02", "科技助农合作备忘录"),
    *((member, "consortium", "lz-lm-01", "") for member in ("lz-jixie", "lz-qiche", "lz-qk-02", "lz-gx-01")),
    *((member, "consortium", "lz-lm-02", "") for member in ("450223-nj", "450224-nj", "450222-nj")),
    *((member, "consortium", "lz-lh-01", "") for member in ("lz-gx-01", "lz-gx-02")),
)
FORMER = (
    ("lz-kepu", "柳州市科普创作协会", dt.date(2013, 4, 12)),
    ("hn-dianji", "湖南省电力工程学会", dt.date(2009, 11, 3)),
)
MERGED = ("lz-zhuzao", "柳州市铸造学会", dt.date(1984, 5, 9), "lz-jixie", dt.date(2019, 6, 18))
DEPARTMENTS: tuple[tuple[str, str, str, str], ...] = (
    (REGION, "办公室", "文电、会务、财务、信访和后勤", ""),
    (REGION, "组织人事部", "机关和直属单位的干部人事、基层组织建设", ""),
    (REGION, "学会学术部", "学会改革发展、学术交流和决策咨询", ""),
    (REGION, "科学技术普及部", "全民科学素质工作和科普活动", ""),
    (CITY, "办公室", "综合协调、财务和后勤", "办公室"),
    (CITY, "组织联络部", "基层科协组织建设、科技工作者联系服务", "组织人事部"),
    (CITY, "学会部", "学会管理和学术交流", "学会学术部"),
    (CITY, "科普部", "科普活动、科普基地和流动科普设施", "科学技术普及部"),
    ("450223", "综合股", "综合协调和基层组织", "组织联络部"),
    ("450223", "科普股", "科普活动和科技助农", "科普部"),
    (HUNAN, "办公室", "综合协调、财务和后勤", ""),
    (HUNAN, "组织联络部", "组织建设和人才举荐", ""),
    (HUNAN, "学会工作部", "学会改革发展", ""),
    (HUNAN, "学术部", "学术交流和科技期刊", ""),
    (HUNAN, "科学技术普及部", "科普工作", ""),
)
STAFFING: tuple[tuple[str, str, int, str, str], ...] = (
    (CITY, "administrative", 22, "柳编〔2019〕12号", ""),
    (CITY, "senior_posts", 13, "柳编〔2019〕12号", ""),
    (CITY, "reserved", 2, "柳科协党组〔2019〕8号", "面向高校和企业的处级挂职岗位"),
    (CITY, "part_time", 5, "", "兼职副主席和挂职干部"),
    ("lz-kjg", "institution", 38, "柳编〔2016〕31号", ""),
    ("450223", "administrative", 6, "鹿编〔2018〕4号", ""),
    ("450223", "part_time", 2, "", "挂职副主席"),
    ("450223", "purchased", 3, "", "科普大篷车运行和新媒体"),
    ("450223", "community", 11, "", "社区科普员"),
    ("450223", "volunteers", 126, "", "科普志愿服务队"),
    (NATION, "affiliated", 13, "演示文号〔2016〕1号", ""),
    (NATION, "affiliated_posts", 1120, "演示文号〔2016〕1号", ""),
    ("cn-zs1", "institution", 96, "演示文号〔2016〕2号", ""),
    ("cn-zs2", "institution", 110, "演示文号〔2016〕2号", ""),
    ("cn-zs3", "institution", 74, "演示文号〔2016〕2号", ""),
)
SAID = (
    ("lz-jixie", "working_secretariat", "1"),
    ("lz-jixie", "secretary_chosen", "recruited"),
    ("lz-qiche", "secretary_chosen", "appointed"),
    ("cn-zs1", "reform", "kept"),
    ("cn-zs3", "reform", "converted"),
    ("lz-qk-01", "workers_reached", "860"),
    ("lz-gx-01", "workers_reached", "2300"),
)
SOCIETIES_WITH_DATES = 6


def build_network(stage: Stage) -> None:
    """Everything here, in the order in which one rests on the other."""
    _found(stage)
    _tie(stage)
    _rename(stage)
    _merge(stage)
    _describe(stage)
    _remind(stage)


def _found(stage: Stage) -> None:
    """Units and alliances, the four modes, and a vocational school's association as a pilot."""
    for code, kind, name in UNITS:
        data = {"code": code, "kind": kind, "name": name, "level": "municipal", "division": CITY}
        stage.known([organisations.register(stage.act, stage.city, data).code])
    for code, mode in MODES:
        founding.set_founding(stage.act, _one(stage, code), mode | {"starts": SINCE})
    new = {"level": "municipal", "division": CITY, "founded": dt.date(2021, 9, 10)}
    trade = {"code": "lz-qk-06", "name": "柳州市汽车零部件行业科协", "kind": "enterprise_association"}
    covers = {"founding": "industry_wide", "covers": ["lz-f-02", "lz-f-04"]}
    made = founding.found(stage.act, stage.city, new | trade | covers)
    school = {"code": "lz-gx-03", "name": "柳江职业技术学校科协", "kind": "university_association"}
    pilot = founding.found(stage.act, stage.city, new | school | {"founding": "independent"})
    organisations.set_attribute(stage.act, pilot, {"kind": "pilot", "value": "running", "starts": new["founded"]})
    joint = {
        "kind": "party_branch",
        "form": "joint",
        "name": "农口学会联合党支部",
        "founded": dt.date(2020, 7, 1),
    }
    for code in ("lz-linxue", "lz-xumu"):  # neither could have one alone
        qualified = {"kind": "party_conditions", "value": "1", "starts": joint["founded"]}
        organisations.set_attribute(stage.act, _one(stage, code), qualified)
    party = founding.found_party(stage.act, _one(stage, "lz-linxue"), joint | {"others": ["lz-xumu"]})
    stage.known([made.code, pilot.code, party.code])
    _lead_party(stage, party.code)


def _lead_party(stage: Stage, joint: str) -> None:
    """One Party committee leads some of the societies' Party organisations; the others have nobody over them yet."""
    data = {"kind": "party_committee", "name": "柳州市科技社团党委", "level": "municipal", "division": CITY}
    committee = organisations.register(stage.act, stage.city, data | {"code": "lz-kjst-dw", "founded": SINCE})
    stage.known([committee.code])
    for code in (joint, *(f"{one}-dzz" for one in LED_BY_COMMITTEE)):
        links.relate(stage.act, committee, {"relation": "supervises", "other": code, "starts": dt.date(2021, 1, 1)})


def _tie(stage: Stage) -> None:
    for source, relation, other, title in TIES:
        data = {"relation": relation, "other": other, "starts": SINCE, "title": title}
        links.relate(stage.act, _one(stage, source), data | ({"signed": SINCE} if title else {}))
    former = {"relation": "host", "other": CITY, "starts": dt.date(1990, 1, 1), "title": "原挂靠关系"}
    tie = links.relate(stage.act, _one(stage, "lz-qiche"), former)
    links.unlink(stage.act, tie, {"ends": SINCE})


def _rename(stage: Stage) -> None:
    """Societies that were called otherwise before."""
    for code, before, day in FORMER:
        one = _one(stage, code)
        name = one.name
        organisations.rename(stage.act, one, {"name": before, "short_name": one.short_name, "correction": True})
        organisations.rename(stage.act, one, {"name": name, "short_name": one.short_name, "starts": day})
        stage.organisations[code] = one


def _merge(stage: Stage) -> None:
    """A society that went into another."""
    code, name, founded, into, day = MERGED
    data = {"code": code, "name": name, "kind": "society", "level": "municipal", "division": CITY}
    one = organisations.register(stage.act, stage.city, data | {"founded": founded, "starts": founded})
    links.link(stage.act, one, {"kind": "group_member", "other": CITY, "starts": founded})
    successions.merge(stage.act, one, {"into": into, "day": day, "document": "柳科协发〔2019〕21号"})


def _describe(stage: Stage) -> None:
    """Departments, of which some were merged, posts and helpers, and what else is said."""
    made = {}
    for code, name, duties, counterpart in DEPARTMENTS:
        data = {"name": name, "duties": duties, "counterpart": counterpart, "starts": SINCE}
        made[code, name] = departments.open_department(stage.act, _one(stage, code), data)
    day = dt.date(2022, 3, 1)
    departments.close_department(stage.act, made[HUNAN, "学术部"], {"ends": day, "into": "学会工作部"})
    after = {"name": "学会学术部", "duties": "学会改革发展、学术交流和科技期刊", "starts": day}
    departments.change(stage.act, made[HUNAN, "学会工作部"], after)
    for code, kind, number, document, duties in STAFFING:
        data = {"kind": kind, "number": number, "document": document, "duties": duties, "starts": COUNTED}
        staffing.set_staffing(stage.act, _one(stage, code), data)
    for code, kind, value in SAID:
        organisations.set_attribute(stage.act, _one(stage, code), {"kind": kind, "value": value, "starts": SINCE})


def _remind(stage: Stage) -> None:
    """Annual checks of societies, and agreements that run out."""
    check = {"kind": "annual_check", "day": dt.date(stage.today.year + 1, 5, 31), "yearly": True}
    for one in stage.societies()[:SOCIETIES_WITH_DATES]:
        keydates.add(stage.act, one, check)
    soon = stage.today + dt.timedelta(days=45)
    agreement = {"kind": "agreement", "day": soon, "title": "柳州—长沙科普合作协议"}
    for code in (CITY, CHANGSHA):
        keydates.add(stage.act, _one(stage, code), agreement)
    certificate = {"kind": "certificate", "day": stage.today - dt.timedelta(days=12), "title": "社会团体法人登记证书"}
    keydates.add(stage.act, _one(stage, "lz-jinshu"), certificate)


def _one(stage: Stage, code: str) -> Organisation:
    return stage.organisations[code]
