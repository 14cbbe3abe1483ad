"""The list of plans and a plan's scoreboard (改革任务进展) for one association."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import ANYONE, actor_of, page
from keqiao.kernel.access.rules import scope
from keqiao.kernel.organisations.tree import today
from keqiao.look import figures as look
from keqiao.look.parts import Chip
from keqiao.look.statuses import STATUSES, status_word
from keqiao.plans.engine import days
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.tree import Node
from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.shown import in_language, shown
from keqiao.plans.world import Installation

from .asked import AsOf, day_of, organisation_id, organisation_of, plan_of
from .board import sections, tally, tree

NEED = "figures.see"


@require_safe
@page(ANYONE)
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan with the associations it binds, as far as the reader may see their figures."""
    context = {"rows": plan_rows(request), "faulty": list(library().faulty), "title": _("改革方案")}
    return render(request, "plans/plans.html", context)


@dataclass(frozen=True)
class PlanRow:
    """A plan in a list, the associations it binds that the reader may see, and how many figures are in each state."""

    package: Package
    title: str
    roots: Sequence[Node]
    tally: Sequence[tuple[str, int]]


def plan_rows(request: HttpRequest) -> list[PlanRow]:
    """The plans whose figures the reader may see."""
    now = Installation().tree(today())
    visible = None if settings.DEMO else scope(actor_of(request), NEED)
    found = []
    for package in library().all():
        roots = [root for root in package.scope.roots(now) if visible is None or root.id in visible]
        if roots:
            figures = board([package], organisations=[root.id for root in roots]).figures
            counts = tally([shown(figure, package) for figure in figures])
            found.append(PlanRow(package, in_language(package.title), roots, counts))
    return found


@require_safe
@page(ANYONE)
def plan_start(request: HttpRequest, plan: str) -> HttpResponse:
    """A plan's own address leads to the scoreboard of the association it binds."""
    roots = plan_of(plan).scope.roots(Installation().tree(today()))
    return redirect("scoreboard", plan, roots[0].code) if len(roots) == 1 else redirect("plans")


@require_safe
@page(NEED, on=organisation_id, open_in_demo=True)
def scoreboard(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Each clause with its figures, for one association on one day."""
    package, organisation = plan_of(plan), organisation_of(code)
    as_of = day_of(request, package)
    found = board([package], as_of=as_of.day, organisations=[organisation.pk])
    context = _context(request, package, found.figures) | {
        "as_of": as_of,
        "organisation": organisation,
        "earliest": AsOf(package.adopted),
        "latest": AsOf(today()),
        "trail": _trail(organisation.name),
    }
    return render(request, "plans/scoreboard.html", context)


def _context(request: HttpRequest, package: Package, figures: Sequence[Figure]) -> dict[str, Any]:
    wanted = request.GET.get("status", "")
    wanted = wanted if wanted in STATUSES else ""
    every = [(figure.commitment.clause, shown(figure, package)) for figure in figures]
    chosen = [(clause, one) for clause, one in every if not wanted or one.status == wanted]
    by_clause: dict[str, list[look.Figure]] = defaultdict(list)
    for clause, one in chosen:
        if not one.final:
            by_clause[clause].append(one)
    everything = request.GET.get("all") == "1" and not wanted
    listed = sections(package.clauses, by_clause, () if wanted else package.notes)
    return {
        "package": package,
        "title": in_language(package.title),
        "issuer": in_language(package.issuer),
        "adopted": days.to_date(package.adopted),
        "tally": tally([one for _clause, one in every]),
        "total": len(every),
        "status": wanted,
        "chips": [Chip(status_word(wanted), _without(request, "status"))] if wanted else [],
        "everything": everything,
        "sections": [one for one in listed if everything or one.holds_more],
        "final": [one for _clause, one in chosen if one.final],
        "tree": tree(package.clauses, by_clause),
    }


def _without(request: HttpRequest, name: str) -> str:
    """This address without one of its parameters."""
    query = request.GET.copy()
    query.pop(name, None)
    return f"?{query.urlencode()}"


def _trail(organisation: str) -> list[dict[str, str]]:
    return [{"label": _("改革方案"), "url": reverse("plans")}, {"label": organisation, "url": ""}]
