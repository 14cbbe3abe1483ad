"""What Liuzhou's office-holders owe and do: duty reports, absences, residence, studios, committees, secondments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from keqiao.blocks.assemblies import verbs as assemblies
from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.service import (
    absences,
    assessing,
    committees,
    party,
    reports,
    rota,
    rules,
    secondments,
    studios,
)
from keqiao.blocks.assemblies.service.proof import first_text
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.access.models import User
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post, Secondment
from keqiao.kernel.verbs.contract import Act, Actor
from keqiao.registry.verbs import posts

SOCIETY = "lz-jixie"
BEGUN = dt.date(2022, 1, 10)  # when the special committees began
AREAS = ("450203", "450204", "450223")
OPINIONS = (
    ("希望园区科协帮助企业技术人员报职称材料，流程不熟。", "组织人事部", "已在园区开两场讲解，材料清单发到企业。"),
    ("乡镇中学缺实验器材，能否安排流动科技馆多停几天。", "科学技术普及部", "今年秋季起每站增加两天。"),
    ("农技协想请金橘病虫害专家，不知道找谁。", "学会学术部", ""),
    ("老旧小区科普栏内容多年没有更新。", "", ""),
)
WORK = ("走访三家企业科协，记下四项技术需求", "参加科普活动筹备会", "接待学会负责人，了解换届困难", "参加主席会议")
COMMITTEES = (
    (
        "科普工作专门委员会",
        "研究全市科普工作，督促科普设施和活动计划的落实。",
        ("调研乡镇科普设施", "审议全国科普日方案"),
    ),
    (
        "企业创新专门委员会",
        "联系企业科协和园区科协，研究企业技术需求的对接办法。",
        ("走访十家企业科协", "提出对接办法的建议"),
    ),
)
SAID = "一年来走访企业科协六家，提出县域科技小院建设的建议；到基层的时间还不够，明年每季度联系一次园区科协。"
DECISIONS = (
    ("decision", "通过学会五年工作规划", "first", "支部会议纪要第2号"),
    ("money", "购置学术会议设备十二万元", "asked", "支部书面意见"),
    ("project", "承办区域机械创新论坛", "attended", "理事会会议记录"),
    ("appointment", "聘任副秘书长", "none", ""),
)


def build_service(stage: Stage) -> None:
    """All of it but what people hand in themselves."""
    _ask(stage)
    _stay_away(stage)
    _reside(stage)
    _listen(stage)
    _sit_in_committees(stage)
    _second(stage)
    _keep_party_life(stage)


def build_handed_in(stage: Stage) -> None:
    """The leader's own duty report waits for a receipt; a few members have been assessed."""
    full, leader = stage.bodies[CITY, "full_committee"], stage.users["leader"]
    person = User.objects.get(pk=leader.pk).person
    act = Act(Actor(User.objects.get(pk=leader.pk)), "cli")
    if person is not None and Post.objects.filter(person=person, term__body=full, term__number=9).exists():
        text = first_text(full, person, stage.today.year) + SAID
        made = reports.draft_report(act, person, {"body": full.pk, "year": stage.today.year, "text": text})
        reports.hand_in(act, made, {"text": text})
    meeting = next(iter(assessing.assessing_meetings(full)), None)
    people = [one.pk for one in _members(full)[20:26]]
    if meeting is not None:
        found = {"year": stage.today.year, "meeting": meeting, "result": "done", "people": people}
        assessing.assess(act, full, found)


def _ask(stage: Stage) -> None:
    """A report or proposal of every delegate, a duty report of every member; some have come in on paper."""
    congress, full = stage.bodies[CITY, "congress"], stage.bodies[CITY, "full_committee"]
    begins = dt.date(stage.today.year, 1, 1)
    rules.set_rule(stage.act, congress, {"kind": "output", "starts": begins.replace(year=begins.year - 2)})
    rules.set_rule(stage.act, full, {"kind": "duty_report", "starts": begins})
    for person in _members(full)[20:32]:
        data = {"person": person.pk, "kind": "duty_report", "date": stage.today, "title": f"{begins.year}年度述职报告"}
        assemblies.record_duty(stage.act, full, data)


def _stay_away(stage: Stage) -> None:
    """One of the standing committee has stayed away three times in a row."""
    standing = stage.bodies[CITY, "standing_committee"]
    absent = [{"person": _members(standing)[-1].pk, "state": "absent"}]
    for meeting in Meeting.objects.filter(body=standing, attendance__isnull=False).distinct().order_by("-date")[:3]:
        assemblies.record_attendance(stage.act, meeting, {"people": absent})
    absences.find_absences(stage.act, standing, {})


def _reside(stage: Stage) -> None:
    """The part-time vice-chairs in turn, with a gap in July and an overlap in September."""
    chairs, year = stage.bodies[CITY, "chair_meeting"], stage.today.year
    part_time = Post.objects.filter(term__body=chairs, part_time=True).select_related("person").order_by("pk")
    people = [post.person for post in part_time][:3]
    if not people:
        return
    times = (((1, 1), (4, 1)), ((4, 1), (7, 1)), ((7, 11), (10, 1)), ((9, 21), (12, 31)))
    for place, (first, after) in enumerate(times):
        data = {"person": people[place % len(people)].pk, "task": "联系企业和园区科协"}
        days = {"starts": dt.date(year, *first), "ends": dt.date(year, *after)}
        slot = rota.assign_slot(stage.act, chairs, data | days)
        for step, work in enumerate(WORK):
            day = days["starts"] + dt.timedelta(days=7 * step)
            if stage.has_come(day):
                rota.log_day(stage.act, slot, {"date": day, "work": work})


def _listen(stage: Stage) -> None:
    """Studios in some areas, a session in each, and opinions on their way to an answer."""
    for place, area in enumerate(AREAS):
        delegates = [one.pk for one in stage.delegates[7 + 2 * place : 9 + 2 * place]]
        starts = dt.date(stage.today.year - 1, 5, 4)
        made = studios.open_studio(stage.act, stage.city, {"division": area, "delegates": delegates, "starts": starts})
        day = stage.today - dt.timedelta(days=30 + place)
        session = assemblies.record_meeting(
            stage.act, made.body, {"date": day, "title": f"{made}听取意见会", "place": "社区科普活动室"}
        )
        for text, handler, answer in OPINIONS[place : place + 2]:
            one = studios.receive_opinion(stage.act, made, {"text": text, "date": day, "meeting": session.pk})
            if handler:
                studios.hand_on(stage.act, one, {"handler": handler, "date": day + dt.timedelta(days=3)})
            if answer:
                studios.answer_opinion(stage.act, one, {"text": answer, "date": day + dt.timedelta(days=12)})


def _sit_in_committees(stage: Stage) -> None:
    """Two special committees and one that advises."""
    year, members = stage.today.year, _members(stage.bodies[CITY, "standing_committee"])
    for place, (name, remit, items) in enumerate(COMMITTEES):
        body = _body(stage, "special_committee", name, members[place::5][:4])
        committees.set_remit(stage.act, body, {"text": remit, "document": "柳科协〔2022〕6号", "starts": BEGUN})
        if place == 0:
            done, _open = committees.plan_year(stage.act, body, {"year": year, "items": "\n".join(items)})
            committees.finish_item(
                stage.act, done, {"evidence": "乡镇科普设施调研报告", "done": stage.today - dt.timedelta(days=70)}
            )
            told = {"of": year - 1, "title": f"{year - 1}年科普工作情况", "date": dt.date(year, 2, 26)}
            committees.report_year(stage.act, body, told)
    advisers = _body(stage, "advisory_committee", "专家决策咨询委员会", members[2::5][:4])
    day = dt.date(year - 1, 9, 8)
    asked = committees.ask_advice(
        stage.act, advisers, {"asked_by": "市人民政府办公室", "question": "新能源汽车零部件产业布局", "date": day}
    )
    opinion = {"opinion": "建议以整车企业为龙头分两期布局，先补电控短板。", "date": day + dt.timedelta(days=40)}
    committees.give_advice(stage.act, asked, opinion)
    committees.adopt_advice(stage.act, asked, {"adoption": "partly", "evidence": "市政府专题会议纪要"})


def _second(stage: Stage) -> None:
    """Those who came long ago have gone back, one of them early; somebody fills a reserved post now."""
    former = Secondment.objects.filter(organisation=stage.city, ends__lt=stage.today).order_by("-ends", "pk")
    for place, one in enumerate(list(former)[1:]):
        assert one.ends is not None  # each was planned to its end
        early = {"ended": one.ends - dt.timedelta(days=60), "reason": "原单位重点任务需要"}
        secondments.end_secondment(stage.act, one, early if place == 1 else {"ended": one.ends})
    now = {"direction": "in", "other": "广西科技大学", "post": "学会学术部副部长", "reserved": True}
    starts = dt.date(stage.today.year - 1, 9, 1)
    days = {"starts": starts, "ends": starts.replace(year=starts.year + 2)}
    secondments.arrange_secondment(stage.act, stage.city, {"person": stage.delegates[12].pk, **now, **days})


def _keep_party_life(stage: Stage) -> None:
    """A society's branch meets, and takes part in its major decisions."""
    society: Organisation = stage.organisations[SOCIETY]
    branch = posts.form_body(stage.act, society, {"kind": "party_organisation", "name": "学会党支部"})
    for back, title in ((150, "组织生活会"), (60, "支部党员大会"), (12, "专题民主生活会")):
        day = stage.today - dt.timedelta(days=back)
        assemblies.record_meeting(stage.act, branch, {"date": day, "title": title})
    for place, (kind, title, part, evidence) in enumerate(DECISIONS):
        day = dt.date(stage.today.year, 1, 8) + dt.timedelta(days=20 * place)
        data = {"kind": kind, "title": title, "party": part, "evidence": evidence, "date": min(day, stage.today)}
        party.record_decision(stage.act, society, data)


def _body(stage: Stage, kind: str, name: str, people: Sequence[Person]) -> Body:
    """A body of the city's whose term began with the congress."""
    body = posts.form_body(stage.act, stage.city, {"kind": kind, "name": name})
    term = posts.open_term(stage.act, body, {"number": 1, "starts": BEGUN})
    for place, person in enumerate(people):
        posts.elect(stage.act, term, {"person": person.pk, "role": "member" if place else "chair"})
    return body


def _members(body: Body) -> list[Person]:
    """Who sits in the body's latest term, in the order in which they were entered."""
    term = body.terms.order_by("-number")[0]
    return [post.person for post in Post.objects.filter(term=term).select_related("person").order_by("pk")]
