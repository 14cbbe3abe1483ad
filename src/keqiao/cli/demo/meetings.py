"""The city's meetings as they go on: one that runs today, one that was convened, and what was decided before."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from docx import Document

from keqiao.blocks.assemblies.meetings import agenda, convening, decisions, planning, presence, rules, running
from keqiao.blocks.assemblies.models import Meeting
from keqiao.cli.demo.shares import CITY
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.nouns.fields import from_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act, Actor
from keqiao.registry.verbs import files

COMING = 12  # days until the session of the full committee
SINCE = dt.date(2022, 1, 1)
RULED: dict[str, dict[str, Any]] = {
    "congress": {"quorum": "2/3", "convening_body": "full_committee", "rhythm": "gap", "months": 60, "notice_days": 30},
    "full_committee": {
        "quorum": "2/3",
        "convening_body": "standing_committee",
        "rhythm": "period",
        "months": 12,
        "notice_days": 10,
    },
    "standing_committee": {
        "quorum": "1/2",
        "quorum_more": True,
        "convening_body": "chair_meeting",
        "convening_role": "chair",
        "rhythm": "period",
        "months": 6,
        "notice_days": 5,
    },
}
TODAYS = (
    ("听取全年重点工作情况", "秘书长", 30),
    ("研究科技工作者之家建设安排", "组织人事部", 25),
    ("审议下一年度科普活动计划", "科学技术普及部", 20),
)
SESSION = (
    ("听取常委会工作报告", "主席", 60),
    ("审议经费收支情况报告", "副主席", 30),
    ("讨论代表提案办理情况", "办公室", 40),
    ("审议大会筹备工作安排", "秘书长", 30),
)
DECIDED = (
    ("明年春季举办县区科协工作交流会", "由组织人事部制定方案，三月底前完成。", "组织人事部", -10),
    ("为新建企业科协配备工作联系人", "各县区科协逐家落实联系人，半年内全部到位。", "各县区科协", 60),
    ("通过代表联系日安排", "每季度第一个月的二十日为代表联系日。", "", 0),
)


def build_meetings(stage: Stage) -> None:
    """Rules of the three bodies; what the last session decided; today's session, and one to come."""
    for kind, ruled in RULED.items():
        body = stage.bodies[CITY, kind]
        data = {"title": f"柳州市科协{body}议事规则", "starts": SINCE, **ruled}
        rules.adopt_rules(stage.act, body, data)
    standing, full = stage.bodies[CITY, "standing_committee"], stage.bodies[CITY, "full_committee"]
    _decided(stage, standing)
    _running(stage, standing)
    _coming(stage, full)


def _decided(stage: Stage, body: Body) -> None:
    last = body.meetings.order_by("-date").first()
    assert last is not None
    for title, text, lead, days in DECIDED:
        made = decisions.decide(stage.act, last, {"title": title, "text": text})
        if lead:
            due = stage.today + dt.timedelta(days=days)
            decisions.follow_up(stage.act, made, {"lead": lead, "due": due})


def _running(stage: Stage, body: Body) -> None:
    """A session on the day on which the demo is built: most are there, and the second item is on."""
    day = from_int(today())
    title = f"{day:%Y年%-m月}常委会议（扩大）"
    data = {"date": day, "begins": "9:00", "title": title, "place": "市科协三楼会议室", "kind": "enlarged"}
    made = _convened(stage, body, data, TODAYS, late="年底工作集中，经主席同意临时召集")
    running.open_meeting(stage.act, made, {})
    guest = planning.invite(stage.act, made, {"name": "桂美玲", "unit": "市财政局教科文科"})
    ids = list(made.invitations.filter(kind="due").order_by("pk").values_list("pk", flat=True))
    presence.check_in(stage.act, made, {"invitations": [*ids[: len(ids) - 3], guest.pk]})
    for item in made.items.order_by("place")[:2]:
        agenda.take_up(stage.act, item, {})


def _coming(stage: Stage, body: Body) -> None:
    """A session to come, with papers, of which the demo's delegate has heard where they sit in it."""
    day = from_int(today()) + dt.timedelta(days=COMING)
    title = f"{day:%Y年%-m月}全委会议"
    data = {"date": day, "begins": "9:00", "ends": "11:40", "title": title, "place": "柳州市科技馆报告厅"}
    made = _convened(stage, body, data, SESSION, basis="常委会议决定")
    report = made.items.order_by("place")[0]
    for name, item in (("常委会工作报告（讨论稿）", report), ("会议须知", None)):
        kept = files.attach(stage.act, stage.city, {"name": f"{name}.docx", "content": _paper(name)})
        agenda.add_paper(stage.act, made, {"file": kept.pk, "item": item.pk if item is not None else None})
    delegate = stage.users["delegate"]
    call = made.invitations.filter(person=delegate.person_id).first() if delegate.person_id is not None else None
    if call is not None:
        presence.acknowledge(Act(Actor(delegate), "cli"), call, {})


def _convened(
    stage: Stage, body: Body, data: dict[str, Any], items: tuple[tuple[str, str, int], ...], **why: str
) -> Meeting:
    made = planning.plan_meeting(stage.act, body, data)
    for title, speaker, minutes in items:
        agenda.add_item(stage.act, made, {"title": title, "speaker": speaker, "minutes": minutes})
    return convening.convene_meeting(stage.act, made, {**convening.proposed(made), **why})


def _paper(title: str) -> bytes:
    """A page that says what it would be."""
    written = Document()
    written.add_heading(title, 0)
    written.add_paragraph("演示文件：内容略。")
    target = io.BytesIO()
    written.save(target)
    return target.getvalue()
