"""督查台账: an association's tasks, by plan and state, as a table, by who leads them, and as a spreadsheet."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import act_link
from keqiao.look.parts import Choice
from keqiao.plans.figures import owing
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.reports.upward import Reporting
from keqiao.plans.shown import in_language, printed
from keqiao.plans.supervision.exported import take_ledger
from keqiao.plans.supervision.ledger import Line, ledger, lines, overview, part_in
from keqiao.plans.supervision.sendings import VALID, send_ledger
from keqiao.plans.supervision.sheet import ledger_sheet
from keqiao.plans.supervision.tasks import open_from_plan, open_task

from .frame import NEED, books_of, frame, place, spreadsheet

LINES_SHOWN = 60
STATES = ("late", "soon", "ready", "open", "paused", "done", "dropped")


@require_GET
@page(NEED)
def start(request: HttpRequest) -> HttpResponseBase:
    """The books of the reader's own association; of several, a choice; and the tasks that their units work on."""
    actor = actor_of(request)
    mine = reachable(actor, "supervision.manage")
    units = list(
        Organisation.objects.filter(pk__in=mine, kind=OrganisationKind.ASSOCIATION, closed=None).order_by("code")[:50]
    )
    others = list(part_in(mine)[:200])
    found = [line for case in others for line in lines(case.organisation, [case])]
    if len(units) == 1 and not found:
        return redirect("ledger", units[0].code)
    trail = [{"label": _("督查"), "url": ""}]
    return render(request, "supervision/start.html", {"units": units, "lines": found, "trail": trail})


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def ledger_page(request: HttpRequest, code: str) -> HttpResponseBase:
    """The ledger. Posting makes tasks of a plan, or sends chosen tasks to a unit."""
    organisation = books_of(request, code)
    if request.method == "POST":
        return _act(request, organisation)
    plan, state = _asked(request)
    found = ledger(organisation, plan=plan)
    whole = request.GET.get("view") == "overview"
    if whole and not plan and found:  # parts of different plans don't add up: the one with the most tasks
        plan = Counter(line.case.plan for line in found).most_common(1)[0][0]
        found = [line for line in found if line.case.plan == plan]
    view = "&view=overview" if whole else ""
    named = _plans(organisation, found)
    shown = [line for line in found if not state or line.state == state]
    context = {
        "page": Paginator(shown, LINES_SHOWN).get_page(request.GET.get("page")),
        "total": len(found),
        "plan": plan,
        "state": state,
        "counts": _counts(found, plan),
        "plans": named,
        "chosen_plans": [Choice(title, f"?plan={name}{view}", current=name == plan) for name, title, _new in named],
        "overview": _overview(found) if whole else None,
        "add": act_link(request, open_task, organisation),
        "valid": VALID,
        "query": request.GET.urlencode(),
        "key": uuid.uuid4(),
    }
    return render(request, "supervision/ledger.html", context | frame(request, organisation, "ledger"))


def _asked(request: HttpRequest) -> tuple[str, str]:
    plan, state = request.GET.get("plan", ""), request.GET.get("state", "")
    return plan if plan in library().packages else "", state if state in STATES else ""


def _counts(found: Sequence[Line], plan: str) -> list[tuple[str, str, int]]:
    """How many tasks are in each state: the query that shows them, the word and the number."""
    words = {
        "late": _("逾期"),
        "soon": _("临近时限"),
        "ready": _("可以办结"),
        "open": _("办理中"),
        "paused": _("时限中止"),
        "done": _("已办结"),
        "dropped": _("已撤项"),
    }
    counts = Counter(line.state for line in found)
    head = f"plan={plan}&" if plan else ""
    return [(f"?{head}state={state}", words[state], counts[state]) for state in STATES if counts[state]]


def _plans(organisation: Organisation, found: Sequence[Line]) -> list[tuple[str, str, bool]]:
    """The plans under which the association owes something: id, title, and whether any of it isn't a task yet."""
    world = Reporting()
    tasks = {(line.case.plan, line.case.about) for line in found}
    named = []
    for package in library().all():
        if package.state != "draft" and owing(package, [organisation.pk], world):
            new = not any(plan == package.id for plan, _about in tasks)
            named.append((package.id, in_language(package.title), new))
    return named


def _overview(found: Sequence[Line]) -> dict[str, Any]:
    """Tasks by who leads them (rows) and by part of the plan (columns)."""
    parts = list(dict.fromkeys(line.case.clause.partition(".")[0] for line in found))
    names = {part: _part_name(part, found) for part in parts}
    rows = [(lead or _("还没有牵头单位"), [cells.get(part) for part in parts]) for lead, cells in overview(found)]
    return {"parts": [names[part] for part in parts], "rows": rows}


def _part_name(part: str, found: Sequence[Line]) -> str:
    plan = next(line.case.plan for line in found if line.case.clause.partition(".")[0] == part)
    package: Package | None = library().packages.get(plan)
    clause = next((one for one in package.all_clauses() if one.number == part), None) if package is not None else None
    return printed(clause) if clause is not None else part or _("其他")


def _act(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    act = Act(actor_of(request))
    try:
        if request.POST.get("action") == "plan":
            made = open_from_plan(act, organisation, {"plan": request.POST.get("plan", "")})
            messages.success(
                request, _("已按方案下达%(number)d项任务，请分解到牵头单位和责任人。") % {"number": len(made)}
            )
            return redirect(f"{reverse('ledger', args=[organisation.code])}?plan={request.POST.get('plan', '')}")
        return _send(request, act, organisation)
    except VerbError as error:
        messages.error(request, str(error))
        return redirect("ledger", organisation.code)


def _send(request: HttpRequest, act: Act, organisation: Organisation) -> HttpResponseBase:
    chosen = request.POST.getlist("case")
    if not chosen:
        raise VerbError(_("还没有选择任务。请勾选要发出的任务。"))
    data = {"to": request.POST.get("to", ""), "cases": chosen, "days": request.POST.get("days") or VALID}
    made, secret = send_ledger(act, organisation, data)
    request.session["ledger_link"] = {str(made.public_id): secret}  # shown once, on the next page
    messages.success(request, _("台账已生成。请把链接或表格发给“%(to)s”。") % {"to": made.to})
    return redirect("sending", organisation.code, made.public_id)


@require_safe
@page("exports.take", on=place)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The ledger as a spreadsheet, as filtered; the audit keeps that it left."""
    organisation = books_of(request, code)
    plan, state = _asked(request)
    found = [line for line in ledger(organisation, plan=plan) if not state or line.state == state]
    take_ledger(Act(actor_of(request)), organisation, {"rows": len(found), "what": "ledger"})
    title = _("%(unit)s督查台账") % {"unit": organisation.name}
    note = _("截至%(day)s。“按记录计算”一列由记录得出，不需要填写。") % {"day": timezone.localdate().isoformat()}
    return spreadsheet(ledger_sheet(title, note, found), f"{title}{today()}")
