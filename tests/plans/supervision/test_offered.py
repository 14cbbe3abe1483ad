"""What may be done with a case depends on what it is and how far it is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import RequestFactory

from cast import Cast, acts
from keqiao.kernel.nouns.models import Noun
from keqiao.look.acts import acts_of, address_of
from keqiao.plans.supervision import checks, notes, tasks
from keqiao.plans.supervision.offered import case_url

DUE = dt.date(2099, 1, 1)


@pytest.fixture
def labels(cast: Cast, rf: RequestFactory) -> object:
    def of(record: Noun) -> set[str]:
        request = rf.get("/")
        request.user = cast.leader
        return {one.label for one in acts_of(request, record)}

    return of


def test_each_kind_of_case_has_its_own_acts(cast: Cast, labels: object) -> None:
    assert callable(labels)
    act = acts(cast.clerk)
    task = tasks.open_task(act, cast.liuzhou, {"title": "建设科普e站", "due": DUE})
    inspection = checks.inspect(act, cast.liuzhou, {"title": "半年检查"})
    finding = checks.find(act, inspection, {"title": "缺名单", "due": DUE})
    pilot = checks.begin_pilot(act, cast.liuzhou, {"title": "联合组建"})
    assert labels(task) == {"分解任务", "分解到下级科协", "调整时限", "设置节点", "办结事项", "撤项"}
    assert labels(inspection) == {"登记发现的问题", "办结事项", "撤项"}
    assert labels(finding) == {"报告整改", "分解任务", "调整时限", "设置节点", "撤项"}
    assert "总结试点" in labels(pilot)
    tasks.close(act, task, {"outcome": "建成了"})
    task.refresh_from_db()
    assert labels(task) == set()


def test_deadlines_and_steps(cast: Cast, labels: object) -> None:
    assert callable(labels)
    act = acts(cast.clerk)
    task = tasks.open_task(act, cast.liuzhou, {"title": "建设科普e站", "due": DUE, "lead": "科普部"})
    milestone = tasks.add_milestone(act, task, {"title": "选址", "due": DUE})
    assert labels(milestone) == {"已完成", "中止时限"}
    assert labels(task.deadlines.get(final=True)) == {"中止时限"}
    step = notes.note(act, task, {"text": "已选址。"})
    assert labels(step) == {"审核通过", "退回", "修改"}
    for record in (milestone, step, task.parties.get()):
        assert address_of(record) == case_url(task)
