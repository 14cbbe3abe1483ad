"""One case: who has it and by when, what the records say, what was written step by step, and what comes next."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.kernel.access.pages import LOGIN, actor_of, may, page
from keqiao.kernel.access.rules import can
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.registry import all_verbs
from keqiao.kernel.work.models import SUPERVISED, Case, CaseKind, CaseStatus, Party, Step, StepKind
from keqiao.look.acts import ActLink, acts_of
from keqiao.plans.access import sees_own_live
from keqiao.plans.models import Programme
from keqiao.plans.pages.asked import organisation_of
from keqiao.plans.programmes.offered import address
from keqiao.plans.shown import board_address, figure_address
from keqiao.plans.supervision.ledger import Line, line_of, lines, with_all
from keqiao.plans.supervision.notes import note, note_as_lead

from .frame import NEED, frame

TAB = {
    CaseKind.TASK: "ledger",
    CaseKind.INSPECTION: "inspections",
    CaseKind.FINDING: "inspections",
    CaseKind.PROBLEM: "problems",
    CaseKind.PILOT: "pilots",
}


@dataclass(frozen=True)
class Written:
    """A step as the page shows it, with what may be done about it. ``by``: who wrote it; ``replaced``: revised."""

    step: Step
    kind: str
    status: str
    by: str
    acts: Sequence[ActLink]
    replaced: bool
    file_url: str


@require_http_methods(["GET", "HEAD", "POST"])
@page(LOGIN)
def task(request: HttpRequest, code: str, case: uuid.UUID) -> HttpResponseBase:
    """A case, for those on whose books it is and for those who work on it. Posting writes a step."""
    organisation, one = _case(request, code, case)
    if request.method == "POST":
        _note(request, one)
        return redirect("task", code, case)
    line = line_of(one)
    inside = sees_own_live(actor_of(request), organisation.pk)
    context = {
        "case": one,
        "line": line,
        "kind": _(one.get_kind_display()),
        "acts": acts_of(request, one) if inside else [],
        "deadlines": [(deadline, acts_of(request, deadline) if inside else []) for deadline in one.deadlines.all()],
        "steps": _steps(request, one, inside=inside),
        "kinds": _kinds(one),
        "may_note": one.status == CaseStatus.OPEN
        and one.kind != CaseKind.INSPECTION
        and _writer(request, one) is not None,
        "links": _links(line),
        "children": lines(organisation, list(with_all(Case.objects.filter(parent=one)))) if inside else [],
        "inside": inside,
    }
    return render(request, "supervision/task.html", context | _frame(request, organisation, one, inside=inside))


def _frame(request: HttpRequest, organisation: Organisation, one: Case, *, inside: bool) -> dict[str, Any]:
    if inside:
        return frame(request, organisation, TAB[CaseKind(one.kind)], last=one.title)
    trail = [{"label": _("我承办的任务"), "url": reverse("supervision")}, {"label": one.title, "url": ""}]
    return {"organisation": organisation, "title": one.title, "trail": trail, "tabs": [], "may_manage": False}


def _case(request: HttpRequest, code: str, public_id: uuid.UUID) -> tuple[Organisation, Case]:
    """The case, as far as the reader is of its books or of a unit that works on it."""
    organisation = organisation_of(code)
    one = get_object_or_404(
        with_all(Case.objects.filter(kind__in=SUPERVISED)), public_id=public_id, organisation=organisation
    )
    actor = actor_of(request)
    of_books = sees_own_live(actor, organisation.pk) and can(actor, NEED, organisation.pk)
    if not of_books and _party(request, one) is None:
        raise PermissionDenied(_("这项任务由立项单位和承办单位查看，您的账号不在其中。"))
    return organisation, one


def _party(request: HttpRequest, one: Case) -> Party | None:
    """As which of the units that work on the case the reader may write."""
    actor = actor_of(request)
    units = [party for party in one.parties.all() if party.unit_id is not None]
    return next((party for party in units if can(actor, "supervision.manage", party.organisation_id)), None)


def _writer(request: HttpRequest, one: Case) -> Case | Party | None:
    """On what the reader may write steps: the case of their own books, or their unit's part in it."""
    if may(request, "supervision.manage", one.organisation_id):
        return one
    return _party(request, one)


def _kinds(one: Case) -> list[tuple[str, str]]:
    kinds = [StepKind.PROGRESS, StepKind.PROBLEM, StepKind.NEXT]
    if one.kind == CaseKind.FINDING:
        kinds.insert(0, StepKind.RESULT)
    return [(kind.value, _(str(kind.label))) for kind in kinds]


def _steps(request: HttpRequest, one: Case, *, inside: bool) -> list[Written]:
    replaced = {step.replaces_id for step in one.steps.all()}
    found = []
    for step in one.steps.select_related("written_by__person", "attachment", "case").order_by("-pk"):
        writer = str(step.written_by) if step.written_by is not None else ""
        url = (
            reverse("step_file", args=[one.organisation.code, one.public_id, step.public_id])
            if step.attachment_id
            else ""
        )
        found.append(
            Written(
                step=step,
                kind=_(step.get_kind_display()),
                status=_(step.get_status_display()),
                by=step.signed or writer or _("系统管理员"),
                acts=acts_of(request, step) if inside else [],
                replaced=step.pk in replaced,
                file_url=url,
            )
        )
    return found


def _links(line: Line) -> list[tuple[str, str]]:
    """Where what the task is about has its page: the figure, the programme, the clause."""
    case, found = line.case, []
    if line.figure is not None:
        found = [
            (_("任务指标"), figure_address(line.figure)),
            (line.clause, f"{board_address(line.figure)}#c{case.clause}"),
        ]
    kind, _slash, name = case.about.partition("/")
    if kind == "programme":
        there = Programme.objects.filter(organisation=case.organisation_id, plan=case.plan, code=name)
        found += [(_("方案项目"), address(one)) for one in there.select_related("organisation")]
    return found


def _note(request: HttpRequest, one: Case) -> None:
    writer = _writer(request, one)
    if writer is None:
        raise PermissionDenied(_("您没有填报这项任务的权限。"))
    act, data = Act(actor_of(request)), {"kind": request.POST.get("kind", ""), "text": request.POST.get("text", "")}
    try:
        if (file := request.FILES.get("file")) is not None and isinstance(writer, Case):
            attach = all_verbs()["files.attach"]  # the register's, a floor above
            made = attach(act, one.organisation, {"name": file.name or "", "content": file.read()})
            data["attachment"] = made.pk
        if isinstance(writer, Case):
            note(act, writer, data)
        else:
            note_as_lead(act, writer, data)
    except VerbError as error:
        messages.error(request, str(error))
        return
    messages.success(request, _("已填报，等待另一人审核。"))


@require_safe
@page(LOGIN)
def step_file(request: HttpRequest, code: str, case: uuid.UUID, step: uuid.UUID) -> HttpResponseBase:
    """The file of a step, for those who may see the case."""
    _organisation, one = _case(request, code, case)
    found = get_object_or_404(Step.objects.select_related("attachment"), public_id=step, case=one)
    if found.attachment is None:
        raise Http404
    kept = found.attachment
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)
