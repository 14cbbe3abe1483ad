"""Personal information in Liuzhou: purposes with their notices, delegates' consents, requests answered and waiting."""

from __future__ import annotations

from typing import Any

from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.people.models import Person
from keqiao.kernel.privacy.models import Purpose
from keqiao.kernel.verbs.contract import Act
from keqiao.registry.privacy.drafting import draft_of
from keqiao.registry.privacy.verbs.consents import give_consent, record_consent
from keqiao.registry.privacy.verbs.purposes import define_purpose, publish_notice
from keqiao.registry.privacy.verbs.requests import answer_request, ask, record_request

CONSENTING = 40  # delegates who signed the sheet

PURPOSES: tuple[dict[str, Any], ...] = (
    {
        "code": "congress",
        "name": "组织代表大会和委员履职",
        "kind": "general",
        "basis": "consent",
        "data": ["name", "particulars", "political", "titles", "contact", "duties"],
        "why": "推选和联系代表、委员，组织会议，测算名单的结构",
        "who": "市科协组织人事部，代表所在的县区科协",
        "keeps": "任期届满后三年",
    },
    {
        "code": "statistics",
        "name": "统计改革任务指标",
        "kind": "general",
        "basis": "duty",
        "data": ["particulars", "duties"],
        "why": "按改革方案计算基层一线科技工作者比例等指标，只得出数字，不出现姓名",
        "who": "市科协各部门",
        "keeps": "随代表、委员的任职记录保存",
    },
    {
        "code": "publish-lists",
        "name": "公开代表和委员名单",
        "kind": "publication",
        "basis": "consent",
        "data": ["name", "duties"],
        "why": "名单向社会公示，接受监督",
        "who": "市科协组织人事部、信息中心",
        "keeps": "公示期满后撤下，存档至届满",
    },
    {
        "code": "to-region",
        "name": "向自治区科协推荐专家",
        "kind": "passing_on",
        "basis": "consent",
        "data": ["name", "titles", "contact"],
        "why": "自治区科协组建专家库，邀请参加评审和科普活动",
        "who": "市科协学会部",
        "recipient": "广西壮族自治区科学技术协会学会部",
        "keeps": "推荐后两年",
    },
    {
        "code": "id-check",
        "name": "核验身份",
        "kind": "sensitive",
        "basis": "consent",
        "data": ["identity"],
        "why": "合并重复记录、发放证书和劳务费时核对是否本人",
        "who": "市科协登记员",
        "keeps": "核验后一年，逾期删除号码",
    },
)


def build_purposes(stage: Stage) -> None:
    """What the city handles personal data for; one notice has been changed so that people are asked again."""
    for one in PURPOSES:
        made = define_purpose(stage.act, stage.city, one)
        publish_notice(stage.act, made, {"text": draft_of(made)})


def build_consents(stage: Stage) -> None:
    """Delegates signed the sheet; the one who has an account decided online, before the notice was changed."""
    for person in _delegates(stage):
        for code in ("congress", "publish-lists"):
            sheet = {"purpose": code, "channel": "paper", "evidence": "代表登记表，存组织人事部", "day": stage.today}
            record_consent(stage.act, person, sheet)
    person, act = _self(stage)
    for code in ("congress", "to-region"):
        give_consent(act, person, {"purpose": code, "notice": 1})
    region = Purpose.objects.get(organisation=stage.city, code="to-region")
    text = f"{draft_of(region)}\n\n本版起，推荐材料增加代表性成果一栏。"
    publish_notice(stage.act, region, {"text": text, "changes": "推荐材料增加代表性成果", "renews": True})


def build_requests(stage: Stage) -> None:
    """One request was answered; others wait at the desk."""
    person, act = _self(stage)
    made = ask(
        act, person, {"kind": "explain", "about": "统计改革任务指标", "wish": "我的年龄会不会出现在公开的指标里？"}
    )
    answer = "不会。指标只有人数和比例，人数很少的分组也不显示，任何页面都不能由指标反查到个人。"
    answer_request(stage.act, made, {"outcome": "granted", "answer": answer})
    first, second = _delegates(stage)[:2]
    told = {"kind": "correct", "about": "工作经历", "wish": "今年起任总工程师，请更正职务。", "channel": "phone"}
    record_request(stage.act, first, told)
    told = {"kind": "limit", "about": "公开代表和委员名单", "wish": "公示时不要写出生年月。", "channel": "paper"}
    record_request(stage.act, second, told)


def _delegates(stage: Stage) -> list[Person]:
    """Delegates of the city without an account."""
    person, _act = _self(stage)
    kept = [one for one in stage.delegates if one.keeper_id == stage.city.pk and one.pk != person.pk]
    return kept[:CONSENTING]


def _self(stage: Stage) -> tuple[Person, Act]:
    """The delegate with an account, acting for themself."""
    user = stage.users["delegate"]
    user.refresh_from_db()
    if user.person is None:
        raise RuntimeError("The delegate has no person: accounts are built first.")
    return user.person, Act(Actor(user), "cli")
