"""Changes of term at the city's societies: one overdue with papers half filled, one in time; counties reminded.

One society has all organs, a conflict between two posts, and its rule documents; the city's requirements are set.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from keqiao.blocks.assemblies.renewal import documents, governing, opening, papers, steps
from keqiao.blocks.assemblies.renewal.models import Renewal, StageKind
from keqiao.blocks.assemblies.renewal.timeline import months_after
from keqiao.cli.demo.rosters import body_of
from keqiao.cli.demo.societies import OVERDUE
from keqiao.cli.demo.stage import Stage
from keqiao.cli.demo.supervising import acting
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Post, Term
from keqiao.registry.verbs.posts import elect, form_body, open_term

ARTICLES = (
    (
        "第六条",
        "本会的业务范围：学术交流、科学普及。",
        "本会的业务范围：学术交流、科学普及、科技评价、团体标准制定。",
        "与承接的职能一致",
    ),
    ("第三十一条", "", "本会设监事会，监事由会员代表大会选举产生，理事不得兼任监事。", "健全内部监督"),
)
BRANCHES = (
    ("智能制造专业委员会", "professional", "智能制造方向的学术交流和团体标准。"),
    ("青年工作委员会", "youth", "青年会员的培养和举荐。"),
)
RULES = (
    ("charter", "章程", 6, "柳民复〔2020〕38号"),
    ("charter", "章程（修订）", 1, "柳民复〔2025〕17号"),
    ("meeting_rules", "理事会议事规则", 4, ""),
)


def build_renewals(stage: Stage) -> None:
    """Let the clerk lead a few changes of term, and the leader approve one delay."""
    filled = [one for one in stage.societies() if Post.objects.filter(term__body__organisation=one).exists()]
    clerk, leader = acting(stage, "clerk"), acting(stage, "leader")
    governing.set_rule(clerk, stage.city, {"code": "officer_age", "value": "70", "source": "第四部分第3条"})
    overdue = next((one for place, one in enumerate(filled) if place in OVERDUE), None)
    if filled:
        _govern(stage, filled[0])
    if overdue is not None:
        late = opening.open_renewal(clerk, body_of(stage, overdue, "council"), {})
        _prepare(stage, late, overdue)
    for one in filled[2:3]:
        made = opening.open_renewal(clerk, body_of(stage, one, "council"), {})
        first = made.stages.get(kind=StageKind.PLAN)
        steps.meet_stage(clerk, first, {"met": stage.today, "document": "常务理事会会议通过"})
        until = months_after(made.term_ends or stage.today, 3)
        asked = {"until": until, "reason": "章程修改尚待登记机关核准，拟核准后召开大会。"}
        steps.approve_postponement(leader, steps.ask_postponement(clerk, made, asked), {"answer": "同意，抓紧办理。"})
    _remind(stage)


def _govern(stage: Stage, society: Organisation) -> None:
    """All organs, with officers; a director who sits among the supervisors, and who explained it."""
    clerk, leader = acting(stage, "clerk"), acting(stage, "leader")
    council = Term.objects.filter(body=body_of(stage, society, "council")).order_by("-starts").first()
    people = list(Post.objects.filter(term=council).order_by("pk")) if council is not None else []
    if council is None or len(people) < 3:
        return
    for post, role in zip(people, ("chair", "vice_chair", "secretary_general"), strict=False):
        elect(stage.act, council, {"person": post.person_id, "role": role, "part_time": role != "secretary_general"})
    given = {"number": council.number, "starts": council.starts, "ends": council.ends}
    for kind, role, seated in (
        ("supervisory_board", "supervisor", people[-1:]),
        ("secretariat", "member", people[2:3]),
    ):
        term = open_term(stage.act, body_of(stage, society, kind), given)
        for post in seated:
            elect(stage.act, term, {"person": post.person_id, "role": role})
    said = {"code": "director_supervisor", "text": "监事出缺，由一名理事暂代，下次理事会补选。"}
    governing.approve_explanation(leader, governing.explain(clerk, society, said), {"answer": "同意暂代至年底。"})
    for kind, title, years, number in RULES:
        starts = stage.today.replace(day=1, month=3, year=stage.today.year - years)
        data: dict[str, Any] = {"kind": kind, "title": f"{society.name}{title}", "starts": starts, "number": number}
        documents.file_rules(clerk, society, data | ({"approved": starts} if number else {}))
    for name, kind, remit in BRANCHES:
        body = form_body(stage.act, society, {"kind": "special_committee", "name": name})
        governing.describe_branch(clerk, body, {"kind": kind, "remit": remit, "document": "理事会决议"})
    governing.keep_checkup(clerk, society)


def _prepare(stage: Stage, late: Renewal, society: Organisation) -> None:
    """Name officers and put the charter's articles side by side."""
    clerk = acting(stage, "clerk")
    held = Post.objects.filter(term=late.term).order_by("pk")
    for place, (post, role) in enumerate(zip(held, ("chair", "vice_chair", "secretary_general"), strict=False)):
        data = {"person": post.person_id, "role": role, "part_time": place < 2, "legal": place == 0}
        papers.name_officer(clerk, late, data)
    for article, before, after, reason in ARTICLES:
        papers.change_article(clerk, late, {"article": article, "before": before, "after": after, "reason": reason})


def _remind(stage: Stage) -> None:
    """Two counties whose term ends are followed by what they tell; one has told its result."""
    clerk = acting(stage, "clerk")
    for place, county in enumerate(stage.counties()[1:3]):
        ends = stage.today - dt.timedelta(days=40 - 70 * place)
        data = {"unit": county.code, "term_ends": ends}
        made = opening.watch_unit(clerk, stage.city, data)
        said = "已电话提醒，县科协答复正在向县委请示人选。"
        steps.record_reminder(clerk, made, {"day": stage.today - dt.timedelta(days=9), "text": said})
        if place:
            steps.record_reminder(clerk, made, {"day": stage.today, "way": "letter", "text": "已发函督促。"})
