"""Inspections find, others set right and a second person agrees; problems and pilots are settled in words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cast import Cast, acts
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import CaseKind, CaseStatus
from keqiao.plans.supervision import checks, notes, tasks


def soon() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=20)


def test_a_finding_is_settled_by_the_approved_result(cast: Cast) -> None:
    act = acts(cast.clerk)
    inspection = checks.inspect(act, cast.liuzhou, {"title": "半年检查"})
    finding = checks.find(act, inspection, {"title": "记录缺名单", "due": soon(), "lead": "办公室"})
    assert (finding.parent, finding.kind) == (inspection, CaseKind.FINDING)
    step = checks.rectify(act, finding, {"text": "已补齐。"})
    finding.refresh_from_db()
    assert finding.status == CaseStatus.OPEN
    notes.approve_note(acts(cast.leader), step, {})
    finding.refresh_from_db()
    assert (finding.status, finding.outcome) == (CaseStatus.DONE, "已补齐。")
    assert finding.deadlines.get().met == timezone.localdate()


def test_a_result_that_was_sent_back_leaves_the_finding_open(cast: Cast) -> None:
    act = acts(cast.clerk)
    inspection = checks.inspect(act, cast.liuzhou, {"title": "半年检查"})
    finding = checks.find(act, inspection, {"title": "记录缺名单", "due": soon()})
    notes.return_note(acts(cast.leader), checks.rectify(act, finding, {"text": "已补齐。"}), {"reason": "附名单"})
    finding.refresh_from_db()
    assert finding.status == CaseStatus.OPEN


def test_only_inspections_find_and_only_findings_are_rectified(cast: Cast) -> None:
    act = acts(cast.clerk)
    task = tasks.open_task(act, cast.liuzhou, {"title": "任务一"})
    with pytest.raises(VerbError, match="只有督查检查"):
        checks.find(act, task, {"title": "问题", "due": soon()})
    with pytest.raises(VerbError, match="只有检查发现"):
        checks.rectify(act, task, {"text": "改了"})
    inspection = checks.inspect(act, cast.liuzhou, {"title": "半年检查"})
    with pytest.raises(VerbError, match="不能早于今天"):
        checks.find(act, inspection, {"title": "问题", "due": timezone.localdate() - dt.timedelta(days=1)})
    with pytest.raises(Refused):
        checks.find(acts(cast.outsider), inspection, {"title": "问题", "due": soon()})


def test_a_problem_is_on_the_log_until_it_is_closed(cast: Cast) -> None:
    act = acts(cast.clerk)
    problem = checks.raise_problem(act, cast.liuzhou, {"title": "没有专职人员", "lead": "组织部", "due": soon()})
    assert (problem.kind, problem.parties.get().name) == (CaseKind.PROBLEM, "组织部")
    tasks.close(act, problem, {"outcome": "已招录两人"})
    assert problem.status == CaseStatus.DONE


def test_a_pilot_says_what_came_of_it(cast: Cast) -> None:
    act = acts(cast.clerk)
    pilot = checks.begin_pilot(act, cast.liuzhou, {"title": "联合组建", "due": soon()})
    checks.conclude_pilot(act, pilot, {"outcome": "三家园区联合组建", "copyable": True})
    assert (pilot.status, pilot.about) == (CaseStatus.DONE, checks.GOOD_PRACTICE)
    with pytest.raises(VerbError, match="不能再办理"):
        checks.conclude_pilot(act, pilot, {"outcome": "再总结"})
    task = tasks.open_task(act, cast.liuzhou, {"title": "任务一"})
    with pytest.raises(VerbError, match="只有试点"):
        checks.conclude_pilot(act, task, {"outcome": "总结"})
