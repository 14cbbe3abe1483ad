"""Verbs on tasks: out of a plan or by hand, who has them, by when, and how they end."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.standards.workdays import add_workdays, workdays_between
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus, Charge, Deadline, Party, PartyRole
from keqiao.plans.supervision.sources import sources

MANAGE = "supervision.manage"
_BETWEEN = re.compile(r"[、，,；;\n]+")

Title = Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("任务"))]
Long = Annotated[str, Field(max_length=4000), Asked(gettext_lazy("说明"), kind="long")]
Due = Annotated[dt.date | None, Asked(gettext_lazy("时限"), gettext_lazy("不填表示长期任务。"))]


class Parties(VerbData):
    """Who works on a task. ``lead`` and ``partners`` by name, ``lead_unit`` by code where it is registered."""

    lead: Annotated[str, Field(max_length=120), Asked(gettext_lazy("牵头单位（部门）"))] = ""
    lead_unit: Annotated[
        str | None,
        Asked(
            gettext_lazy("牵头单位在系统中的登记"),
            gettext_lazy("登记了的单位，其经办人员可以自己填写进展。"),
            kind="organisation",
        ),
    ] = None
    partners: Annotated[
        str, Field(max_length=600), Asked(gettext_lazy("配合单位"), gettext_lazy("多个用顿号分开。"))
    ] = ""
    responsible: Annotated[int | None, Asked(gettext_lazy("责任人"), kind="person")] = None


class OpenTask(Parties):
    """A task by hand."""

    title: Title
    text: Long = ""
    due: Due = None
    clause: Annotated[str, Field(max_length=40), Asked("", hidden=True)] = ""
    plan: Annotated[str, Field(max_length=60), Asked("", hidden=True)] = ""
    about: Annotated[str, Field(max_length=160), Asked("", hidden=True)] = ""


class OpenFromPlan(VerbData):
    """Which plan's commitments and programmes become tasks."""

    plan: str


class Milestone(VerbData):
    """A step on the way and its day."""

    title: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("节点"))]
    due: Annotated[dt.date, Asked(gettext_lazy("时限"))]


class NewDue(VerbData):
    """The task's own day; none makes it a standing one."""

    due: Due = None


class Met(VerbData):
    """The day on which it was done (default today)."""

    met: Annotated[dt.date | None, Asked(gettext_lazy("完成日期"))] = None


class Why(VerbData):
    """For what reason."""

    reason: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("原因"))]


class Outcome(VerbData):
    """How it ended."""

    outcome: Annotated[str, Field(min_length=2, max_length=2000), Asked(gettext_lazy("结果"), kind="long")]


@verb("supervision.open", does=gettext_lazy("下达了督查任务"), needs=MANAGE, on=lambda target, data: [target])
def open_task(act: Act, target: Organisation, data: OpenTask) -> Case:
    """Put a task on an organisation's books."""
    made = new_case(target, CaseKind.TASK, data.title, data.text, data.due)
    made.plan, made.clause, made.about = data.plan, data.clause, data.about
    made.save()
    set_due_day(made, data.due)
    assign_parties(made, data)
    return made


@verb(
    "supervision.open_from_plan",
    does=gettext_lazy("按方案下达了督查任务"),
    needs=MANAGE,
    on=lambda target, data: [target],
)
def open_from_plan(act: Act, target: Organisation, data: OpenFromPlan) -> list[Case]:
    """Make a task of each commitment and each programme of a plan that has none yet."""
    there = set(
        Case.objects.filter(organisation=target, plan=data.plan, kind=CaseKind.TASK).values_list("about", flat=True)
    )
    made = []
    for source in sources(target, data.plan):
        if source.about in there:
            continue
        case = new_case(target, CaseKind.TASK, source.title, source.text, source.due)
        case.plan, case.clause, case.about = data.plan, source.clause, source.about
        case.save()
        set_due_day(case, source.due)
        made.append(case)
    return made


@verb(
    "supervision.assign",
    does=gettext_lazy("分解了督查任务"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def assign(act: Act, target: Case, data: Parties) -> Case:
    """Say who leads, who takes part and who answers for a case; what was said before is replaced."""
    check_open(target)
    assign_parties(target, data)
    target.save()
    return target


@verb(
    "supervision.set_due",
    does=gettext_lazy("调整了时限"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def set_due(act: Act, target: Case, data: NewDue) -> Case:
    """Move the day by which a case is to be done."""
    check_open(target)
    if data.due is not None and data.due < target.opened:
        raise VerbError(_("时限不能早于立项日期%(day)s，请核对。") % {"day": target.opened})
    set_due_day(target, data.due)
    target.save()
    return target


@verb(
    "supervision.add_milestone",
    does=gettext_lazy("设置了节点"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def add_milestone(act: Act, target: Case, data: Milestone) -> Deadline:
    """Set a milestone of a case."""
    check_open(target)
    if data.due < target.opened:
        raise VerbError(_("节点不能早于立项日期%(day)s，请核对。") % {"day": target.opened})
    made = Deadline(case=target, title=data.title, due=data.due)
    made.save()
    return made


@verb(
    "supervision.meet", does=gettext_lazy("完成了节点"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def meet(act: Act, target: Deadline, data: Met) -> Deadline:
    """Say that a milestone was reached."""
    if target.met is not None:
        raise VerbError(_("这个节点已经完成，没有重复登记。"))
    target.met = data.met or timezone.localdate()
    if target.met > timezone.localdate():
        raise VerbError(_("完成日期不能是将来的日期，请核对。"))
    target.save()
    return target


@verb(
    "supervision.pause",
    does=gettext_lazy("中止了时限"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def pause(act: Act, target: Deadline, data: Why) -> Deadline:
    """Stop the clock of a deadline, for a reason."""
    if target.met is not None or target.paused is not None:
        raise VerbError(_("这个时限已经完成或已经中止，不能再中止。"))
    target.paused, target.reason = timezone.localdate(), data.reason
    target.save()
    return target


@verb(
    "supervision.resume",
    does=gettext_lazy("恢复了时限"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def resume(act: Act, target: Deadline, data: VerbData) -> Deadline:
    """Let the clock go on; the day moves by as many working days as it stood."""
    if target.paused is None:
        raise VerbError(_("这个时限没有中止，不需要恢复。"))
    target.due = add_workdays(target.due, workdays_between(target.paused, timezone.localdate()))
    target.paused = None
    target.save()
    return target


@verb(
    "supervision.close", does=gettext_lazy("办结了事项"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def close(act: Act, target: Case, data: Outcome) -> Case:
    """Say that a case is settled, and how."""
    check_open(target)
    waiting = target.steps.filter(status="waiting").count()
    if waiting:
        raise VerbError(_("还有%(number)s条填报等待审核，审核之后才能办结。") % {"number": waiting})
    return settled(target, CaseStatus.DONE, data.outcome)


@verb(
    "supervision.drop", does=gettext_lazy("撤销了事项"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def drop(act: Act, target: Case, data: Why) -> Case:
    """Take a case off the books without having done it; what was written stays."""
    check_open(target)
    return settled(target, CaseStatus.DROPPED, data.reason)


def new_case(organisation: Organisation, kind: CaseKind, title: str, text: str, due: dt.date | None) -> Case:
    """A case that begins today, not yet stored."""
    today = timezone.localdate()
    if due is not None and kind is not CaseKind.TASK and due < today:
        raise VerbError(_("时限不能早于今天，请核对。"))
    return Case(organisation=organisation, kind=kind, title=title[:200], text=text, opened=today)


def settled(case: Case, status: CaseStatus, outcome: str) -> Case:
    """End a case; its own deadline counts as met when it was done."""
    case.status, case.outcome, case.closed = status, outcome, timezone.localdate()
    case.save()
    final = case.deadlines.filter(final=True, met=None).first()
    if final is not None and status is CaseStatus.DONE:
        final.met = case.closed
        final.save()
    return case


def check_open(case: Case) -> None:
    """Raise VerbError for a case that ended."""
    if case.status != CaseStatus.OPEN:
        said = _("“%(case)s”%(state)s，不能再办理。如需继续，请另立一项。")
        raise VerbError(said % {"case": case, "state": _(case.get_status_display())})


def set_due_day(case: Case, due: dt.date | None) -> None:
    """Give a case its own day, or none."""
    final = case.deadlines.filter(final=True).first()
    if due is None:
        if final is not None:
            final.delete()
        return
    final = final or Deadline(case=case, title=_("办结时限"), final=True, due=due)
    final.due, final.reminded = due, None
    final.save()


def assign_parties(case: Case, data: Parties) -> None:
    """Write down who leads, who takes part and who answers for a case, in place of what was said before."""
    unit = _unit(data.lead_unit)
    lead = data.lead or (unit.name if unit is not None else "")
    wanted = [(PartyRole.LEAD, lead, unit)] if lead else []
    names = dict.fromkeys(name.strip()[:120] for name in _BETWEEN.split(data.partners) if name.strip())
    wanted += [(PartyRole.PARTNER, name, None) for name in names]
    for former in list(case.parties.all()):
        former.delete()
    for role, name, organisation in wanted:
        Party(case=case, role=role, name=name, unit=organisation).save()
    _charge(case, data.responsible)


def _charge(case: Case, person: int | None) -> None:
    now = case.charges.filter(ends=None).first()
    if now is not None and now.person_id == person:
        return
    if now is not None:
        now.ends = timezone.localdate()
        now.save()
    if person is not None:
        found = Person.objects.filter(pk=person).first()
        if found is None:
            raise VerbError(_("没有找到所选的责任人，可能已被合并或删除。请重新选择。"))
        Charge(case=case, person=found, starts=timezone.localdate()).save()


def _unit(code: str | None) -> Organisation | None:
    if not code:
        return None
    found = Organisation.objects.filter(code=code, closed=None).first()
    if found is None:
        raise VerbError(_("没有机构代码为“%(code)s”的单位，请从列表中选择。") % {"code": code})
    return found
