"""Motions of the city's delegates at every stage, and its dealings with Party committee, government and conference."""

from __future__ import annotations

import datetime as dt

from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.motions import assigning, checking, filing, replying, signing
from keqiao.blocks.assemblies.motions.models import Motion
from keqiao.blocks.assemblies.motions.signers import posts_in
from keqiao.blocks.assemblies.outside import consulting, verbs
from keqiao.cli.demo.luzhai import LUZHAI
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.posts.models import Body, Post
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import Act, Actor
from keqiao.kernel.work.models import PartyRole

# Handed in on paper: kind, topic, title, what is asked for, and by how many.
ON_PAPER = (
    (
        "motion",
        "talent",
        "关于完善青年科技人才安居服务的提案",
        "青年科技人才租房成本高、通勤远。建议在两个园区各改造一批人才公寓，由企业科协统一申报。",
        4,
    ),
    (
        "motion",
        "grassroots",
        "关于在县域产业园区组建科协的提案",
        "县域园区企业多、科协组织少。建议县科协牵头，三年内每个园区建成一个科协并配备联络员。",
        3,
    ),
    (
        "suggestion",
        "popularisation",
        "关于延长县级科技馆周末开放时间的建议",
        "周末下午闭馆早，家长和学生反映来不及参观。建议周末开放到十八时，并公布预约余量。",
        1,
    ),
    (
        "suggestion",
        "popularisation",
        "关于县级科技馆周末延时开放的建议",
        "建议县级科技馆周末延时开放，延时段由志愿者讲解。",
        1,
    ),
    (
        "report",
        "innovation",
        "关于中小企业数字化改造需求的调研报告",
        "走访十二家中小企业，梳理数字化改造的共性需求、资金缺口和人才缺口，提出共建服务团队的建议。",
        1,
    ),
)


def build_motions(stage: Stage) -> None:
    """One in each stage: handed in, merged, assigned with a joint unit, a draft that waits, answered, signatures."""
    clerk, leader, delegate = (_acting(stage, name) for name in ("clerk", "leader", "delegate"))
    congress = stage.bodies[CITY, "congress"]
    mine = _post(congress, delegate)
    talent, parks, hours, _more, _report = (_on_paper(clerk, congress, number) for number in range(len(ON_PAPER)))
    for one in (talent, parks, hours):
        checking.accept(clerk, one, {})
    assigning.assign(clerk, talent, {"lead": "组织人事部", "joint": "学会学术部"})
    assigning.assign(clerk, parks, {"lead_unit": LUZHAI, "joint": "组织人事部"})
    joint = parks.case.parties.get(role=PartyRole.PARTNER)  # type: ignore[union-attr]  # it was accepted
    replying.give_opinion(clerk, joint, {"text": "联络员可由园区管委会人员兼任，经费列入年度基层组织建设经费。"})
    assigning.assign(clerk, hours, {"lead": "科学技术普及部"})
    _answer(clerk, None, hours, "拟从下月起周末开放到十八时，预约余量在门户公布。", "solved")
    solved = _own(delegate, mine, "suggestion", "societies", "关于公开学会学术活动日历的建议")
    _worked(clerk, leader, solved, "学会学术部", "学术活动日历已在门户公布，每周更新。", "solved")
    solved = Motion.objects.get(pk=solved.pk)
    signing.judge(delegate, solved.signatures.get(), {"mark": "satisfied"})
    replying.close(clerk, solved, {"outcome": "solved"})
    answered = _own(delegate, mine, "suggestion", "talent", "关于为工程师提供继续教育学时查询的建议")
    said = "继续教育学时查询列入明年信息化计划，先由各学会提供电子证明。"
    _worked(clerk, leader, answered, "组织人事部", said, "planned")
    _gathering(delegate, mine, congress)


def build_outside(stage: Stage) -> None:
    """Who is in charge, what was heard, a seat, consultations, and an opinion that is asked for."""
    clerk, city, year = _acting(stage, "clerk"), stage.city, stage.today.year
    begins = dt.date(year - 2, 3, 1)
    party = {"side": "party", "name": "周文斌", "post": "市委副书记", "starts": begins}
    leaders = [verbs.name_leader(clerk, city, party)]
    government = {"side": "government", "name": "黄玉兰", "post": "副市长", "starts": begins}
    leaders.append(verbs.name_leader(clerk, city, government))
    plenary = Meeting.objects.filter(body=stage.bodies[CITY, "full_committee"]).order_by("-date").first()
    if plenary is not None and plenary.date is not None and plenary.date >= begins:
        verbs.note_presence(clerk, leaders[0], {"date": plenary.date})
    heard = {"kind": "hearing", "chamber": "party_committee", "date": _back(stage, 90), "title": "市委常委会会议"}
    verbs.record_hearing(clerk, city, heard | {"outcome": "原则同意科协下一年度工作要点，要求加强县级科协力量。"})
    sat = {"kind": "sitting_in", "chamber": "government", "date": _back(stage, 40), "title": "市政府科技创新专题会议"}
    verbs.record_hearing(clerk, city, sat)
    chair = posts_in(stage.bodies[CITY, "chair_meeting"])
    seat = {"person": min(chair), "kind": "cppcc_standing", "starts": begins}
    verbs.record_seat(clerk, city, seat)
    talk = {"kind": "consultation", "chamber": "cppcc", "topic": "提升县域科普服务能力", "date": _back(stage, 60)}
    talk |= {"procedure": "政协年度协商计划", "form": "专题协商座谈", "unit": "市政协教科卫体委员会"}
    consulting.record_consultation(clerk, city, talk | {"result": "三条建议写入协商报告。"})
    watch = {"kind": "supervision", "chamber": "peoples_congress", "topic": "科普条例执行情况检查"}
    consulting.record_consultation(clerk, city, watch | {"date": _back(stage, 30), "form": "联合检查"})
    asked = {"topic": "政协科技界委员推荐人选征求意见", "unit": "市委统战部", "candidates": 12}
    days = {"date": _back(stage, 4), "due": add_workdays(stage.today, 5)}
    consulting.ask_opinion(clerk, city, asked | days)


def _acting(stage: Stage, username: str) -> Act:
    return Act(Actor(stage.users[username]), "cli")


def _back(stage: Stage, days: int) -> dt.date:
    return stage.today - dt.timedelta(days=days)


def _post(body: Body, act: Act) -> Post:
    """The post in whose name somebody hands in."""
    assert act.actor.user is not None
    assert act.actor.user.person_id is not None  # the demo linked the account to a delegate
    return posts_in(body)[act.actor.user.person_id]


def _on_paper(clerk: Act, body: Body, number: int) -> Motion:
    kind, topic, title, text, signers = ON_PAPER[number]
    held = sorted(posts_in(body))
    people = held[number * 4 : number * 4 + signers]
    data = {"kind": kind, "topic": topic, "title": title, "text": text, "people": people}
    made: Motion = filing.record_motion(clerk, body, data)
    return made


def _own(delegate: Act, post: Post, kind: str, topic: str, title: str, **more: str) -> Motion:
    text = f"{title[2:-3]}，方便科技工作者，也减少重复填报。建议年内先试行，再逐步推开。"
    data = {"kind": kind, "topic": topic, "title": title, "text": text, **more}
    made: Motion = filing.file_motion(delegate, post, data)
    return made


def _worked(clerk: Act, leader: Act, motion: Motion, lead: str, text: str, outcome: str) -> None:
    """Accepted, assigned and answered."""
    checking.accept(clerk, motion, {})
    assigning.assign(clerk, motion, {"lead": lead})
    _answer(clerk, leader, motion, text, outcome)


def _answer(clerk: Act, leader: Act | None, motion: Motion, text: str, outcome: str) -> None:
    """A draft of the unit that leads; with a leader it is delivered."""
    assert motion.case is not None  # it was accepted
    party = motion.case.parties.get(role=PartyRole.LEAD)
    draft = replying.draft_reply(clerk, party, {"text": text, "outcome": outcome})
    if leader is not None:
        replying.approve(leader, draft, {})


def _gathering(delegate: Act, mine: Post, body: Body) -> None:
    """A motion that waits for two signatures, of colleagues whose names nobody else bears."""
    names = [post.person.name for post in posts_in(body).values() if post.person_id != mine.person_id]
    alone = sorted({name for name in names if names.count(name) == 1})[:2]
    title = "关于建立代表与学会结对联系制度的提案"
    _own(delegate, mine, "motion", "governance", title, cosigners="、".join(alone))
