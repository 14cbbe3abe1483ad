"""The ledger (督查台账): each task with who has it, by when, what the records say, and what was written last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.standards.workdays import add_workdays, workdays_between
from keqiao.kernel.work.models import (
    SUPERVISED,
    Case,
    CaseKind,
    CaseStatus,
    Charge,
    Deadline,
    Party,
    PartyRole,
    Step,
    StepKind,
    StepStatus,
)
from keqiao.look.statuses import status_word
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.status import Status
from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.shown import printed, result_words, target_words

SOON = 5  # working days before a deadline on which it wants attention


@dataclass(frozen=True)
class Line:
    """A case as the ledger shows it."""

    case: Case
    clause: str
    lead: str
    partners: str
    responsible: str
    due: Deadline | None
    milestones: Sequence[Deadline]
    records: str
    figure: Figure | None
    steps: Mapping[str, Step]
    waiting: int

    @property
    def state(self) -> str:
        """``done``, ``late``, ``soon``, ``paused``, ``ready`` or ``open``; ``dropped`` for one taken off the books.

        Ready: its own day has come near or passed, and the records say that it is done already.
        """
        found = state_of(self.case, self.due)
        return "ready" if found in ("late", "soon") and self.met_by_records else found

    @property
    def state_word(self) -> str:
        """The state in words, with how many working days are left or over."""
        return _("记录已达标，可以办结") if self.state == "ready" else state_word(self.case, self.due)

    @property
    def met_by_records(self) -> bool:
        """Whether the figure that the task is about is met."""
        return self.figure is not None and self.figure.status is Status.MET

    def said(self, kind: StepKind) -> str:
        """The latest that was written of a kind and stands."""
        step = self.steps.get(kind.value)
        return step.text if step is not None else ""

    @property
    def progress(self) -> str:
        """The latest progress."""
        return self.said(StepKind.PROGRESS)

    @property
    def problem(self) -> str:
        """The latest problem."""
        return self.said(StepKind.PROBLEM)

    @property
    def next(self) -> str:
        """What comes next."""
        return self.said(StepKind.NEXT)


def state_of(case: Case, due: Deadline | None) -> str:
    """How a case stands against its own day."""
    if case.status != CaseStatus.OPEN:
        return case.status
    if due is None or due.met is not None:
        return "open"
    if due.paused is not None:
        return "paused"
    today = timezone.localdate()
    if due.due < today:
        return "late"
    return "soon" if due.due < add_workdays(today, SOON + 1) else "open"


def state_word(case: Case, due: Deadline | None) -> str:
    """The same in words."""
    today = timezone.localdate()
    match state_of(case, due):
        case "late":
            assert due is not None
            return _("逾期%(days)d个工作日") % {"days": workdays_between(due.due, today)}
        case "soon":
            assert due is not None
            left = workdays_between(today, due.due)
            return _("还有%(days)d个工作日") % {"days": left} if left else _("今天到期")
        case "paused":
            return _("时限中止")
        case _:
            return _(case.get_status_display())


def cases_of(organisation: Organisation, kinds: Iterable[CaseKind], *, plan: str = "") -> QuerySet[Case]:
    """An organisation's cases of some kinds with all that a ledger shows of them."""
    found = Case.objects.filter(organisation=organisation, kind__in=list(kinds))
    return with_all(found.filter(plan=plan) if plan else found)


def with_all(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with their parties, people, deadlines and steps."""
    return cases.select_related("organisation", "parent").prefetch_related(
        "parties",
        "deadlines",
        Prefetch("charges", Charge.objects.filter(ends=None).select_related("person")),
        Prefetch("steps", Step.objects.select_related("attachment").order_by("pk")),
    )


def ledger(organisation: Organisation, *, plan: str = "", open_only: bool = False) -> list[Line]:
    """An organisation's tasks in the plans' order; overdue ones aren't moved, they are marked."""
    found = cases_of(organisation, [CaseKind.TASK], plan=plan)
    if open_only:
        found = found.filter(status=CaseStatus.OPEN)
    return lines(organisation, list(found))


def lines(organisation: Organisation, cases: Sequence[Case]) -> list[Line]:
    """Cases as ledger lines, with the figures of the commitments that they are about."""
    packages = {one.id: one for one in library().all()}
    figures = _figures(organisation, cases, packages)
    made = [_line(case, packages.get(case.plan), figures.get((case.plan, case.about))) for case in cases]
    order = {
        (package.id, clause.number): place
        for package in packages.values()
        for place, clause in enumerate(package.all_clauses())
    }
    last = len(order)
    return sorted(
        made, key=lambda line: (line.case.plan, order.get((line.case.plan, line.case.clause), last), line.case.pk)
    )


def line_of(case: Case) -> Line:
    """One case as a ledger line."""
    return lines(case.organisation, [case])[0]


def part_in(units: Iterable[int]) -> QuerySet[Case]:
    """The cases on others' books in which these organisations lead or take part."""
    mine = list(units)
    found = Case.objects.filter(kind__in=SUPERVISED, parties__unit__in=mine)
    return with_all(found.exclude(organisation__in=mine).distinct())


def _figures(
    organisation: Organisation, cases: Iterable[Case], packages: Mapping[str, Package]
) -> dict[tuple[str, str], Figure]:
    wanted: dict[str, set[str]] = {}
    for case in cases:
        kind, _slash, name = case.about.partition("/")
        if kind == "commitment" and case.plan in packages:
            wanted.setdefault(case.plan, set()).add(name)
    found = {}
    for plan, names in wanted.items():
        for figure in board([packages[plan]], organisations=[organisation.pk], commitments=names).figures:
            found[plan, f"commitment/{figure.commitment.id}"] = figure
    return found


def _line(case: Case, package: Package | None, figure: Figure | None) -> Line:
    parties = list(case.parties.all())
    deadlines = list(case.deadlines.all())
    steps = [step for step in case.steps.all() if step.status != StepStatus.RETURNED]
    replaced = {step.replaces_id for step in case.steps.all() if step.replaces_id is not None}
    standing = [step for step in steps if step.pk not in replaced]
    return Line(
        case=case,
        clause=_clause(case, package),
        lead=_named(parties, PartyRole.LEAD),
        partners=_named(parties, PartyRole.PARTNER),
        responsible="、".join(charge.person.name for charge in case.charges.all()),
        due=next((one for one in deadlines if one.final), None),
        milestones=[one for one in deadlines if not one.final],
        records=records_words(figure) if figure is not None else "",
        figure=figure,
        steps={step.kind: step for step in standing},
        waiting=sum(step.status == StepStatus.WAITING for step in standing),
    )


def records_words(figure: Figure) -> str:
    """What the records say: the value, what is asked, and how that stands."""
    said = {
        "value": result_words(figure.commitment, figure.result),
        "target": target_words(figure.commitment),
        "state": status_word(figure.status.value),
    }
    return _("%(value)s，要求%(target)s，%(state)s") % said


def _clause(case: Case, package: Package | None) -> str:
    found = next((one for one in package.all_clauses() if one.number == case.clause), None) if package else None
    return printed(found) if found is not None else case.clause


def _named(parties: Iterable[Party], role: PartyRole) -> str:
    return "、".join(party.name for party in parties if party.role == role)


def due_text(line: Line) -> str:
    """The day by which a task is to be done, or that it is a standing one."""
    return line.due.due.isoformat() if line.due is not None else _("长期")


def overview(found: Sequence[Line]) -> list[tuple[str, dict[str, tuple[int, int, int]]]]:
    """Tasks by who leads them and by part of the plan: all, done and late; units in the order of their codes."""
    codes = dict(Party.objects.filter(case__in=[line.case for line in found]).values_list("name", "unit__code"))
    table: dict[str, dict[str, tuple[int, int, int]]] = {}
    for line in found:
        part = line.case.clause.partition(".")[0]
        counts = table.setdefault(line.lead, {}).get(part, (0, 0, 0))
        done, late = line.case.status == CaseStatus.DONE, line.state == "late"
        table[line.lead][part] = (counts[0] + 1, counts[1] + done, counts[2] + late)
    return sorted(table.items(), key=lambda row: (row[0] == "", codes.get(row[0]) or "9", row[0]))
