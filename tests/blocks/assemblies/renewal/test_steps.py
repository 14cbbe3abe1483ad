"""Stages are met by records or by word, a second person decides on delay, and the filing settles the case."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.renewal.conftest import Scene
from cast import OPERATES, acts, user_with
from keqiao.blocks.assemblies.renewal.models import Renewal, Stage
from keqiao.blocks.assemblies.renewal.opening import open_renewal, watch_unit
from keqiao.blocks.assemblies.renewal.progress import progress_of
from keqiao.blocks.assemblies.renewal.steps import (
    approve_postponement,
    ask_postponement,
    meet_stage,
    record_reminder,
    record_result,
    refuse_postponement,
    reopen_stage,
)
from keqiao.blocks.assemblies.renewal.timeline import months_after
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import CaseStatus, Deadline


def stage(made: Renewal, kind: str) -> Stage:
    return Stage.objects.get(renewal=made, kind=kind)


def again(made: Renewal) -> Renewal:
    return Renewal.objects.get(pk=made.pk)


def test_the_new_term_proves_the_congress_and_sets_the_day_of_the_filing(scene: Scene) -> None:
    made = scene.opened()
    with pytest.raises(VerbError, match="由新一届的届次登记证明"):
        meet_stage(scene.clerk, stage(made, "congress"), {"met": scene.today})
    scene.renewed()
    progress = progress_of(again(made))
    assert progress.held == scene.today
    assert progress.on_time is True
    congress, filing = progress.lines[2], progress.lines[3]
    assert congress.met == scene.today
    assert congress.proved
    assert filing.due == add_workdays(scene.today, 30)


def test_the_filing_settles_the_case_and_keeps_what_records_proved(scene: Scene) -> None:
    made = scene.opened()
    with pytest.raises(VerbError, match="新一届还没有登记"):
        meet_stage(scene.clerk, stage(made, "filing"), {"met": scene.today})
    scene.renewed()
    with pytest.raises(VerbError, match="不能早于大会召开日期"):
        meet_stage(scene.clerk, stage(made, "filing"), {"met": scene.today - dt.timedelta(days=1)})
    meet_stage(scene.clerk, stage(made, "filing"), {"met": scene.today, "document": "柳科协〔2026〕1号"})
    made = again(made)
    assert (made.case.status, made.case.closed) == (CaseStatus.DONE, scene.today)
    assert stage(made, "congress").deadline.met == scene.today
    assert stage(made, "filing").document == "柳科协〔2026〕1号"


def test_a_stage_is_met_once_in_the_past_and_can_be_taken_back(scene: Scene) -> None:
    plan = stage(scene.opened(), "plan")
    with pytest.raises(VerbError, match="这一天还没有到"):
        meet_stage(scene.clerk, plan, {"met": scene.today + dt.timedelta(days=1)})
    meet_stage(scene.clerk, plan, {"met": scene.today})
    with pytest.raises(VerbError, match="没有重复登记"):
        meet_stage(scene.clerk, stage(plan.renewal, "plan"), {"met": scene.today})
    reopen_stage(scene.clerk, stage(plan.renewal, "plan"))
    assert stage(plan.renewal, "plan").deadline.met is None
    with pytest.raises(VerbError, match="不用撤回"):
        reopen_stage(scene.clerk, stage(plan.renewal, "plan"))


def test_a_second_person_approves_a_delay_and_the_days_move(scene: Scene) -> None:
    made = scene.opened()
    until = months_after(scene.term.ends or scene.today, 6)
    asked = ask_postponement(scene.clerk, made, {"until": until, "reason": "等待章程核准"})
    with pytest.raises(Refused):
        approve_postponement(scene.clerk, asked)
    approve_postponement(scene.leader, asked, {"answer": "同意"})
    made = again(made)
    assert made.postponed_to == until
    assert stage(made, "congress").deadline.due == until
    assert progress_of(made).due == until


def test_who_asked_doesnt_decide(scene: Scene) -> None:
    made = scene.opened()
    both = user_with("both", "leader", scene.cast.society)
    with pytest.raises(Refused):  # a leader has no hand in what clerks do
        ask_postponement(acts(both), made, {"until": months_after(scene.today, 8), "reason": "等待核准"})
    asked = ask_postponement(OPERATES, made, {"until": months_after(scene.today, 8), "reason": "等待核准"})
    with pytest.raises(Refused, match="另一人"):
        approve_postponement(OPERATES, asked)


def test_a_delay_is_at_most_as_long_as_is_set_and_asked_for_once(scene: Scene) -> None:
    made = scene.opened()
    ends = scene.term.ends or scene.today
    for until, why in ((ends, "应晚于"), (months_after(ends, 12) + dt.timedelta(days=1), "最长可以延期12个月")):
        with pytest.raises(VerbError, match=why):
            ask_postponement(scene.clerk, made, {"until": until, "reason": "等待核准"})
    asked = ask_postponement(scene.clerk, made, {"until": months_after(ends, 12), "reason": "等待核准"})
    with pytest.raises(VerbError, match="等待批准"):
        ask_postponement(scene.clerk, made, {"until": months_after(ends, 1), "reason": "等待核准"})
    refuse_postponement(scene.leader, asked, {"answer": "请按期换届"})
    with pytest.raises(VerbError, match="已经处理过"):
        refuse_postponement(scene.leader, asked, {"answer": "请按期换届"})
    assert again(made).postponed_to is None
    assert ask_postponement(scene.clerk, made, {"until": months_after(ends, 1), "reason": "再次申请"}).pk


def test_a_held_congress_needs_no_delay(scene: Scene) -> None:
    made = scene.opened()
    scene.renewed()
    with pytest.raises(VerbError, match="不用延期"):
        ask_postponement(scene.clerk, again(made), {"until": months_after(scene.today, 8), "reason": "等待核准"})


def test_a_county_is_reminded_and_its_result_settles_the_case(scene: Scene) -> None:
    given = {"unit": scene.cast.luzhai.code, "term_ends": scene.today - dt.timedelta(days=20)}
    made = watch_unit(scene.clerk, scene.cast.liuzhou, given)
    assert progress_of(made).overdue
    assert progress_of(made).days_late == 20
    record_reminder(scene.clerk, made, {"day": scene.today, "way": "letter", "text": "请于年底前换届"})
    assert made.reminders.get().way == "letter"
    record_result(scene.clerk, made, {"held": scene.today, "number": 9, "outcome": "选举产生新一届"})
    made = again(made)
    assert (made.held, made.number, made.case.status) == (scene.today, 9, CaseStatus.DONE)
    assert progress_of(made).on_time is False
    with pytest.raises(VerbError, match="不能再办理"):
        record_reminder(scene.clerk, made, {"day": scene.today})


def test_ones_own_result_isnt_typed(scene: Scene) -> None:
    with pytest.raises(VerbError, match="不在这里另填"):
        record_result(scene.clerk, scene.opened(), {"held": scene.today})


def test_a_delay_to_a_day_that_has_passed_needs_the_document_that_approved_it(scene: Scene) -> None:
    made = open_renewal(scene.clerk, scene.council, {})
    with ledger.exempt("given"):
        Renewal.objects.filter(pk=made.pk).update(term_ends=to_int(scene.today - dt.timedelta(days=90)))
    asked = {"until": scene.today - dt.timedelta(days=9), "reason": "等待章程核准"}
    made.refresh_from_db()
    with pytest.raises(VerbError, match="已经过去"):
        ask_postponement(scene.clerk, made, asked)
    assert ask_postponement(scene.clerk, made, asked | {"document": "柳科协〔2026〕5号"}).pk


def test_a_filing_is_late_by_the_day_of_the_congress_and_not_by_the_one_that_was_planned(scene: Scene) -> None:
    made = open_renewal(scene.clerk, scene.council, {})
    with ledger.exempt("given"):
        Deadline.objects.filter(renewal_stage__kind="filing").update(due=scene.today - dt.timedelta(days=100))
    scene.renewed()
    meet_stage(scene.clerk, Stage.objects.get(kind="filing"), {"met": scene.today})
    progress = progress_of(Renewal.objects.get(pk=made.pk))
    assert [line.late for line in progress.lines if line.kind == "filing"] == [0]
    assert progress.state == "met"


def test_a_term_that_was_changed_late_isnt_shown_as_met(scene: Scene) -> None:
    made = open_renewal(scene.clerk, scene.council, {})
    with ledger.exempt("given"):
        Renewal.objects.filter(pk=made.pk).update(term_ends=to_int(scene.today - dt.timedelta(days=30)))
    scene.renewed()
    progress = progress_of(Renewal.objects.get(pk=made.pk))
    assert (progress.on_time, progress.state) == (False, "at_risk")
