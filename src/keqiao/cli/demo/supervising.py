"""Plans installed, and the city's books of supervision: tasks, what was written, an inspection, problems, pilots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from keqiao.cli.demo.shares import CITY, HUNAN, NATION
from keqiao.cli.demo.stage import Stage
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Post
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import Act, Actor
from keqiao.kernel.work.models import Case, StepKind
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.programmes.install import install_plan
from keqiao.plans.programmes.verbs import start
from keqiao.plans.supervision import checks, goals, notes, sendings, tasks
from keqiao.plans.supervision.handed_down import hand_down

PLANS = (
    (CITY, "liuzhou-2017"),
    (HUNAN, "hunan"),
    (NATION, "cast-2016"),
    ("321200", "taizhou-2017"),
    ("450223", "luzhai-fictional"),
)
LEADS = ("办公室", "组织人事部", "学会学术部", "科学技术普及部")
# By the numbers of the city's tasks: what was written. The last of each is still to be approved by a second person.
WRITTEN = {
    0: (("progress", "名额分配方案已经主席会议讨论，正在征求各代表团意见。"), ("next", "12月中旬前完成代表名单初审。")),
    2: (("progress", "已有两个县区提出调整建议。"), ("problem", "企业一线人选推荐偏慢。")),
    5: (("progress", "今年以来新建两家企业科协。"),),
    8: (("progress", "学会换届提醒已逐家发出。"), ("problem", "三家学会秘书长空缺，换届材料没有准备。")),
}
FOUR_SERVICES = """四服务
  为科技工作者服务
  为创新驱动发展服务
  为提高全民科学素质服务
  为党和政府科学决策服务"""
REFORM_1234 = """“1234”改革任务
  一个目标
  两个平台
  三项工程
  四类服务"""
SERVED = (
    ("为科技工作者服务", ("二", "四")),
    ("为创新驱动发展服务", ("九",)),
    ("为提高全民科学素质服务", ("五", "六", "七", "八")),
)


def build_programmes(stage: Stage) -> None:
    """Install the plans; the city switches on what it has records of."""
    for code, plan in PLANS:
        install_plan(stage.act, stage.organisations[code], {"plan": plan})
    drafts = Programme.objects.filter(organisation=stage.city, status=ProgrammeState.DRAFT).select_related(
        "organisation"
    )
    for programme in drafts.filter(template__in=("activities.series", "places.network", "calls.award"))[:24]:
        start(stage.act, programme, {})


def build_tasks(stage: Stage) -> None:
    """Tasks of the city's plan with those who have them and what was written; some are late, some come near."""
    clerk, leader = acting(stage, "clerk"), acting(stage, "leader")
    made = tasks.open_from_plan(clerk, stage.city, {"plan": "liuzhou-2017"})
    people = _staff(stage)
    for number, case in enumerate(made):
        person = people[number % len(people)] if people else None
        tasks.assign(clerk, case, {"lead": LEADS[number % len(LEADS)], "partners": "各县区科协", "responsible": person})
    days = (-12, 3, 9, 40, -4, 21)  # working days from today
    for case, away in zip(made, days, strict=False):
        tasks.set_due(clerk, case, {"due": _day(stage, max(away, 0)) if away >= 0 else stage.today})
        tasks.add_milestone(clerk, case, {"title": "完成初步方案", "due": _day(stage, 2)})
    hand_down(clerk, next(one for one in made if one.clause == "八"), {})
    for number, said in WRITTEN.items():
        _write(clerk, leader, made[number], said)
    sendings.send_ledger(clerk, stage.city, {"to": "市教育局", "cases": [one.public_id for one in made[6:9]]})
    back, _secret = sendings.send_ledger(
        clerk, stage.city, {"to": "鱼峰区科协", "cases": [one.public_id for one in made[2:5]]}
    )
    lines = [{"case": made[2].public_id, "progress": "已推荐五名企业一线人选，材料已报组织人事部。"}]
    sendings.hand_in(clerk, back, {"lines": lines, "name": "韦建国", "post": "副主席"})


def build_books(stage: Stage) -> None:
    """An inspection with two findings, problems, pilots and goal trees."""
    clerk, leader = acting(stage, "clerk"), acting(stage, "leader")
    city = stage.city
    one = checks.inspect(
        clerk, city, {"title": "县区科协改革任务半年检查", "text": "抽查三个县区的台账、场所和会议记录。"}
    )
    found = {"lead": "组织人事部", "due": _day(stage, 15)}
    checks.find(clerk, one, {"title": "两处科普e站登记后没有开展活动", **found})
    settled = checks.find(clerk, one, {"title": "一个县区的全委会记录缺出席名单", **found})
    notes.approve_note(leader, checks.rectify(clerk, settled, {"text": "已补齐出席名单，会议记录重新归档。"}), {})
    problem = {"title": "部分学会挂靠单位调整后办公用房没有着落", "lead": "学会学术部", "due": _day(stage, 30)}
    checks.raise_problem(clerk, city, problem)
    checks.raise_problem(clerk, city, {"title": "乡镇科协没有专职人员", "lead": "组织人事部"})
    checks.begin_pilot(clerk, city, {"title": "园区科协联合组建试点", "due": _day(stage, 60)})
    done = checks.begin_pilot(clerk, city, {"title": "学会换届材料清单化试点", "text": "在五家学会先行。"})
    said = "把换届材料列成清单，按届满日倒排，五家学会平均提前一个月完成。"
    checks.conclude_pilot(leader if _may(leader) else clerk, done, {"outcome": said, "copyable": True})
    goals.plant(stage.act, stage.organisations[HUNAN], {"text": REFORM_1234})
    root = goals.plant(clerk, city, {"text": FOUR_SERVICES})
    for title, clauses in SERVED:
        goal = root.children.get(title=title)
        goals.tag(clerk, goal, {"plan": "liuzhou-2017", "about": [f"clause/{number}" for number in clauses]})


def _write(clerk: Act, leader: Act, case: Case, said: Iterable[tuple[str, str]]) -> None:
    for kind, text in said:
        step = notes.note(clerk, case, {"kind": StepKind(kind), "text": text})
        if kind == "progress":
            notes.approve_note(leader, step, {})


def acting(stage: Stage, username: str) -> Act:
    """What one of the demo's users does."""
    return Act(Actor(stage.users[username]), "cli")


def _may(act: Act) -> bool:
    return "supervision.manage" in act.actor.needs


def _staff(stage: Stage) -> list[int]:
    """A few of the city's own people, to answer for tasks."""
    city: Organisation = stage.city
    posts = Post.objects.filter(term__body__organisation=city, term__body__kind="full_committee").order_by("pk")
    return list(posts.values_list("person", flat=True)[:6])


def _day(stage: Stage, workdays: int) -> dt.date:
    return add_workdays(stage.today, workdays)
