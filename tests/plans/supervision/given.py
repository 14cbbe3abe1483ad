"""An association with tasks on its books, each step made through its verb; and a report as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cast import Cast, acts
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act
from keqiao.kernel.work.models import Case, Step
from keqiao.plans.supervision import checks, notes, tasks
from keqiao.plans.supervision.report_content import (
    Bar,
    Chart,
    FigureLine,
    LeadRow,
    Part,
    PlanSection,
    ReportContent,
    StateCount,
    TaskLine,
)
from plans.municipal import PLAN

ABOUT = "commitment/congress-delegates-front-line"


@dataclass
class Book:
    """Liuzhou's books: who writes, who approves, and one task in each state.

    ``late`` was due ten days ago, ``soon`` is due tomorrow, ``coming`` in sixty days, ``done`` is done.
    """

    city: Organisation
    clerk: Act
    leader: Act
    late: Case
    soon: Case
    coming: Case
    done: Case
    finding: Case
    problem: Case

    def wrote(self, case: Case, text: str, kind: str = "progress", *, approved: bool = True) -> Step:
        """A step, approved by the leader or waiting."""
        made: Step = notes.note(self.clerk, case, {"kind": kind, "text": text})
        return notes.approve_note(self.leader, made, {}) if approved else made


def task(clerk: Act, city: Organisation, title: str, due: dt.date | None, **more: Any) -> Case:
    """A task on the city's books."""
    made: Case = tasks.open_task(clerk, city, {"title": title, "due": due, **more})
    return made


@pytest.fixture
def book(cast: Cast, only_liuzhou: Path) -> Book:
    """The city's books."""
    city, clerk, leader = cast.liuzhou, acts(cast.clerk), acts(cast.leader)
    today, day = timezone.localdate(), dt.timedelta(days=1)
    front = {"plan": PLAN, "clause": "二.1", "about": ABOUT}
    inspection = checks.inspect(clerk, city, {"title": "年中督查"})
    found = {"title": "台账更新不及时", "lead": "办公室", "due": today + 20 * day}
    raised = {"title": "基层经费不足", "lead": "计财部", "due": today + 30 * day}
    made = Book(
        city,
        clerk,
        leader,
        late=task(clerk, city, "修订代表产生办法", today - 10 * day, lead="组织部", partners="办公室、学会部", **front),
        soon=task(clerk, city, "报送年度总结", today + day, lead="办公室"),
        coming=task(clerk, city, "建设科普e站", today + 60 * day, lead_unit="450223", plan=PLAN, clause="三.1"),
        done=task(clerk, city, "召开动员会", today + 90 * day, plan=PLAN, clause="二.1"),
        finding=checks.find(clerk, inspection, found),
        problem=checks.raise_problem(clerk, city, raised),
    )
    tasks.close(leader, made.done, {"outcome": "已召开"})
    return made


def content(*, tasks: int = 1, charts: bool = True, plans: int = 1) -> ReportContent:
    """A report with one of everything."""
    met, missed = StateCount("met", "●", "已达标", 3), StateCount("missed", "■", "未达标", 1)
    figure = FigureLine(
        title="代表中基层一线科技工作者比例",
        value="68.8%（11/16）",
        target="70%以上",
        state="进度滞后",
        mark="▲",
        change="较原比例提高10.8个百分点",
        due="2027年换届",
        proof="依据任职记录自动计算",
        day="2026年11月30日",
        clause="第二部分第1条",
        sentence="代表中基层一线科技工作者比例：68.8%（11/16），要求70%以上，进度滞后（依据任职记录自动计算）。",
    )
    part = Part("第二部分　联系服务", "本部分任务指标4项。", [met, missed], [figure], ["“某任务”：已完成初稿。"])
    bar = Bar(part.title, [met, missed], "已达标3项、未达标1项", ["3", "1"])
    chart = Chart("各部分任务指标状态", ["方案部分", "任务指标", "●\n已达标", "■\n未达标"], [bar])
    return ReportContent(
        title="柳州市科学技术协会改革任务进展报告",
        unit="柳州市科学技术协会",
        day="2026年11月30日",
        date=dt.date(2026, 11, 30),
        total=4,
        states=[met, missed],
        overall=["共4项，其中已达标3项、未达标1项。"],
        charts=[chart] if charts else [],
        leads=[LeadRow("组织部", 2, 1, 1)] if charts else [],
        plans=[PlanSection(f"《方案{number}》", [part]) for number in range(1, plans + 1)],
        problems=["1. “某任务”已逾期6个工作日。"],
        next=["1. “某任务”：月底前提请审议。"],
        tasks=[line(number) for number in range(1, tasks + 1)],
        waiting=0,
    )


def line(number: int) -> TaskLine:
    """A task of the ledger."""
    return TaskLine(
        number=number,
        title="修订代表产生办法",
        clause="第二部分第1条",
        lead="组织部",
        partners="办公室",
        responsible="韦晓",
        due="2026年11月20日",
        state="逾期6个工作日",
        records="68.8%（11/16），进度滞后",
        progress="已完成初稿 & <征求意见>",
        problem="反馈较慢",
        next="月底前完成",
    )
