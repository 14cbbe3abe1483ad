"""What may be done with tasks, findings, problems, pilots, their deadlines and steps, and with goals."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.work.models import Case, CaseKind, CaseStatus, Deadline, Party, PartyRole, Step, StepStatus
from keqiao.look.acts import offer, page_of
from keqiao.plans.supervision import checks, goals, notes, sendings, tasks
from keqiao.plans.supervision.handed_down import hand_down
from keqiao.plans.supervision.models import Goal, Sending


def case_url(case: Case) -> str:
    """The page of a case."""
    return reverse("task", args=[case.organisation.code, case.public_id])


def sending_url(one: Sending) -> str:
    """The page of a ledger that went out."""
    return reverse("sending", args=[one.organisation.code, one.public_id])


def goals_url(one: Goal) -> str:
    """The page of an association's goal trees."""
    return reverse("goals", args=[one.organisation.code])


def _open(case: Case) -> bool:
    return case.status == CaseStatus.OPEN


def _is(*kinds: CaseKind) -> Any:
    return lambda case: _open(case) and case.kind in kinds


def _as_assigned(case: Case) -> dict[str, Any]:
    parties = list(case.parties.select_related("unit"))
    lead = next((one for one in parties if one.role == PartyRole.LEAD), None)
    charge = case.charges.filter(ends=None).first()
    return {
        "lead": lead.name if lead is not None else "",
        "lead_unit": lead.unit.code if lead is not None and lead.unit is not None else None,
        "partners": "、".join(one.name for one in parties if one.role == PartyRole.PARTNER),
        "responsible": charge.person_id if charge is not None else None,
    }


def _day(case: Case) -> dict[str, Any]:
    final = case.deadlines.filter(final=True).first()
    return {"due": final.due if final is not None else None}


page_of(Case, case_url)
page_of(Deadline, lambda one: case_url(one.case))
page_of(Step, lambda one: case_url(one.case))
page_of(Party, lambda one: case_url(one.case))
page_of(Sending, sending_url)
page_of(Goal, goals_url)

for _verb, _label in (
    (tasks.open_task, _("下达任务")),
    (checks.inspect, _("开展督查检查")),
    (checks.raise_problem, _("登记问题")),
    (checks.begin_pilot, _("开始试点")),
):
    offer(_verb, label=_label, listed=False, lands=lambda organisation, made: case_url(made))
offer(
    goals.plant,
    label=_("建立目标树"),
    listed=False,
    lands=lambda organisation, made: goals_url(made),
)

WORKED = (CaseKind.TASK, CaseKind.FINDING, CaseKind.PROBLEM, CaseKind.PILOT)
offer(checks.find, label=_("登记发现的问题"), order=5, shown=_is(CaseKind.INSPECTION))
offer(checks.rectify, label=_("报告整改"), order=5, shown=_is(CaseKind.FINDING))
offer(checks.conclude_pilot, label=_("总结试点"), order=5, shown=_is(CaseKind.PILOT))
offer(tasks.assign, label=_("分解任务"), order=10, initial=_as_assigned, shown=_is(*WORKED))
offer(
    hand_down,
    label=_("分解到下级科协"),
    order=15,
    note=_("为直接领导的每个科协下达一项同样的任务，由它们填报进展；已经分解过的不重复下达。"),
    shown=lambda case: _open(case) and case.kind == CaseKind.TASK and case.parent_id is None,
    lands=lambda case, made: case_url(case),
)
offer(tasks.set_due, label=_("调整时限"), order=20, initial=_day, shown=_is(*WORKED))
offer(tasks.add_milestone, label=_("设置节点"), order=30, shown=_is(*WORKED))
offer(
    tasks.close,
    label=_("办结事项"),
    order=40,
    shown=_is(CaseKind.TASK, CaseKind.PROBLEM, CaseKind.INSPECTION),
)
offer(tasks.drop, label=_("撤项"), order=90, note=_("撤项之后不再统计，已有的填报都保留。"), shown=_open)

offer(tasks.meet, label=_("已完成"), shown=lambda one: one.met is None and not one.final and _open(one.case))
offer(tasks.pause, label=_("中止时限"), shown=lambda one: one.met is None and one.paused is None and _open(one.case))
offer(tasks.resume, label=_("恢复时限"), shown=lambda one: one.paused is not None and _open(one.case))

offer(notes.approve_note, label=_("审核通过"), order=5, shown=lambda one: one.status == StepStatus.WAITING)
offer(notes.return_note, label=_("退回"), order=10, shown=lambda one: one.status == StepStatus.WAITING)
offer(
    notes.revise,
    label=_("修改"),
    order=20,
    initial=lambda one: {"text": one.text},
    shown=lambda one: _open(one.case) and not Step.objects.filter(replaces=one).exists(),
)
offer(notes.note_as_lead, label=_("填报进展"), shown=lambda one: one.unit_id is not None and _open(one.case))

offer(sendings.cancel_sending, label=_("作废"), shown=lambda one: one.status == "out")
offer(goals.rename_goal, label=_("修改目标"), initial=lambda one: {"title": one.title})
offer(
    goals.fell,
    label=_("删除目标"),
    note=_("下级目标和标注一并删除，任务和指标不变。"),
    lands=lambda one, made: goals_url(one),
)
