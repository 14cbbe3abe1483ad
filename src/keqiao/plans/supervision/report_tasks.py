"""Tasks, findings and problems as they stood on a day. Only what a second person approved speaks in a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.standards.workdays import add_workdays, workdays_between
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus, Deadline, Party, Step, StepKind, StepStatus
from keqiao.look.formats import long_date
from keqiao.plans.supervision.ledger import SOON, Line, cases_of, lines
from keqiao.plans.supervision.report_content import LeadRow, TaskLine


@dataclass(frozen=True)
class Standing:
    """A case on a day: ``state`` is done, late, soon, paused or open; ``steps`` the latest approved of each kind."""

    line: Line
    day: dt.date
    state: str
    steps: Mapping[str, Step]
    waiting: int

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.line.case

    @property
    def due(self) -> dt.date | None:
        """By when it is to be done."""
        return self.line.due.due if self.line.due is not None else None

    @property
    def days_late(self) -> int:
        """By how many working days it is overdue."""
        return workdays_between(self.due, self.day) if self.due is not None and self.state == "late" else 0

    def said(self, kind: StepKind) -> str:
        """What was last written of a kind and approved, on one line."""
        step = self.steps.get(kind.value)
        return " ".join(step.text.split()) if step is not None else ""


def tasks_on(organisation: Organisation, day: dt.date, plan: str) -> list[Standing]:
    """An organisation's tasks on a day, in the order of the plans; those taken off the books are left out."""
    return _standing(organisation, list(cases_of(organisation, [CaseKind.TASK], plan=plan)), day)


def problems_on(organisation: Organisation, day: dt.date, plan: str) -> list[Standing]:
    """Findings and problems that were not settled on a day; those of other plans are left out."""
    found = cases_of(organisation, [CaseKind.FINDING, CaseKind.PROBLEM])
    kept = [case for case in found if not plan or case.plan in ("", plan)]
    return [one for one in _standing(organisation, kept, day) if one.state != "done"]


def _standing(organisation: Organisation, cases: Sequence[Case], day: dt.date) -> list[Standing]:
    wanted = [case for case in cases if case.opened <= day and not _dropped(case, day)]
    return [_on(line, day) for line in lines(organisation, wanted)]


def _dropped(case: Case, day: dt.date) -> bool:
    return case.status == CaseStatus.DROPPED and case.closed is not None and case.closed <= day


def _on(line: Line, day: dt.date) -> Standing:
    steps = [step for step in line.case.steps.all() if step.written <= day]
    approved = [one for one in steps if one.status == StepStatus.APPROVED and _by(one.decided, day)]
    replaced = {one.replaces_id for one in approved}
    waiting = [one for one in steps if one.status == StepStatus.WAITING or not _by(one.decided, day)]
    latest = {one.kind: one for one in approved if one.pk not in replaced}
    revised = {one.replaces_id for one in steps}
    return Standing(line, day, _state(line.case, line.due, day), latest, sum(one.pk not in revised for one in waiting))


def _by(decided: dt.date | None, day: dt.date) -> bool:
    return decided is not None and decided <= day


def _state(case: Case, due: Deadline | None, day: dt.date) -> str:
    if case.status != CaseStatus.OPEN and _by(case.closed, day):
        return "done"
    if due is None or _by(due.met, day):
        return "open"
    if _by(due.paused, day):
        return "paused"
    if due.due < day:
        return "late"
    return "soon" if due.due < add_workdays(day, SOON + 1) else "open"


def state_words(one: Standing) -> str:
    """How a task stands, in words."""
    match one.state:
        case "done":
            return _("已办结")
        case "late":
            return _("逾期%(days)d个工作日") % {"days": one.days_late}
        case "soon":
            assert one.due is not None  # without a day nothing comes near
            left = workdays_between(one.day, one.due)
            return _("还有%(days)d个工作日") % {"days": left} if left else _("当日到期")
        case "paused":
            return _("时限中止")
        case _:
            return _("办理中")


def task_lines(tasks: Iterable[Standing], records: Mapping[tuple[str, str], str], *, names: bool) -> list[TaskLine]:
    """The ledger's lines. ``records``: by plan and what a task is about, what its figure says; ``names``: of people."""
    return [
        TaskLine(
            number=number,
            title=one.case.title,
            clause=one.line.clause,
            lead=one.line.lead,
            partners=one.line.partners,
            responsible=one.line.responsible if names else "",
            due=long_date(one.due) if one.due is not None else _("长期"),
            state=state_words(one),
            records=records.get((one.case.plan, one.case.about), ""),
            progress=one.said(StepKind.PROGRESS),
            problem=one.said(StepKind.PROBLEM),
            next=one.said(StepKind.NEXT),
        )
        for number, one in enumerate(tasks, start=1)
    ]


def lead_rows(tasks: Sequence[Standing]) -> list[LeadRow]:
    """Tasks by who leads them; units in the order of their codes, then departments by name: never by score."""
    codes = dict(
        Party.objects.filter(case__in=[one.case.pk for one in tasks], unit__isnull=False).values_list(
            "name", "unit__code"
        )
    )
    counts: dict[str, list[str]] = {}
    for one in tasks:
        counts.setdefault(one.line.lead, []).append(one.state)
    ordered = sorted(counts.items(), key=lambda row: (row[0] == "", codes.get(row[0], "~"), row[0]))
    return [
        LeadRow(unit or _("尚未明确"), len(states), states.count("done"), states.count("late"))
        for unit, states in ordered
    ]
