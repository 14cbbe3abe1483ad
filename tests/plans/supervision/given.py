"""An association with tasks on its books, each step made through its verb: what ledger and report are tested with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from cast import acts
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act
from keqiao.kernel.work.models import Case, Step
from keqiao.plans.supervision import checks, notes, tasks
from plans.municipal import PLAN, Municipal

TODAY = timezone.localdate


@dataclass
class Book:
    """Liuzhou's books: who writes, who approves, and one task in each state.

    ``late`` was due ten days ago, ``soon`` is due tomorrow, ``coming`` in two months, ``done`` is done.
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
def book(municipal: Municipal) -> Book:
    """The city's books."""
    city, cast = municipal.city, municipal.cast
    clerk, leader, today = acts(cast.clerk), acts(cast.leader), TODAY()
    day = dt.timedelta(days=1)
    front = {"plan": PLAN, "clause": "二.1", "about": "commitment/congress-delegates-front-line"}
    made = Book(
        city,
        clerk,
        leader,
        late=task(clerk, city, "修订代表产生办法", today - 10 * day, lead="组织部", partners="办公室、学会部", **front),
        soon=task(clerk, city, "报送年度总结", today + day, lead="办公室"),
        coming=task(clerk, city, "建设科普e站", today + 60 * day, lead_unit="450223", plan=PLAN, clause="三.1"),
        done=task(clerk, city, "召开动员会", today + 90 * day, plan=PLAN, clause="二.1"),
        finding=checks.find(
            clerk,
            checks.inspect(clerk, city, {"title": "年中督查"}),
            {"title": "台账更新不及时", "lead": "办公室", "due": today + 20 * day},
        ),
        problem=checks.raise_problem(clerk, city, {"title": "基层经费不足", "lead": "计财部", "due": today + 30 * day}),
    )
    tasks.close(leader, made.done, {"outcome": "已召开"})
    return made
