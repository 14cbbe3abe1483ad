"""The list of plans and a plan's scoreboard (改革任务进展) for one association."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import ANYONE, actor_of, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.look import figures as look
from keqiao.look.parts import Chip
from keqiao.look.statuses import STATUSES, status_word
from keqiao.plans.access import NEED, Reader, chain_in, sees_live, sees_report, viewer
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.tree import Node, Tree
from keqiao.plans.figures import board
from keqiao.plans.issued import Issued, issued
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.repairs import advice
from keqiao.plans.reports.upward import Reporting
from keqiao.plans.reports.verbs import reported
from keqiao.plans.shown import in_language, shown
from keqiao.plans.world import Installation

from .asked import AsOf, day_of, organisation_id, organisation_of, plan_of
from .board import sections, tally, tree
from .dates import beside
from .parts import doors, reported_only, trail
from .programmes import started_by_clause


@require_safe
@page(ANYONE)
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan with the associations it binds, as far as the reader may see their figures."""
    context = {"rows": plan_rows(request), "faulty": list(library().faulty), "title": _("改革方案")}
    return render(request, "plans/plans.html", context)


@dataclass(frozen=True)
class PlanRow:
    """A plan in a list, the associations it binds that the reader may see, and how many figures are in each state.

    ``above``: the reader's own associations above one it binds, which see what units reported.
    """

    package: Package
    title: str
    roots: Sequence[Node]
    tally: Sequence[tuple[str, int]]
    above: Sequence[Node] = ()


def plan_rows(request: HttpRequest) -> list[PlanRow]:
    """The plans whose figures the reader may see, all counted at once."""
    world, reader = Reporting(), viewer(actor_of(request))
    now = world.tree(today())
    packages = library().all()
    bound = {package.id: package.scope.roots(now) for package in packages}
    live = {name: [root for root in roots if reader.live(chain_in(now, root.id))] for name, roots in bound.items()}
    shown_ones = [package for package in packages if live[package.id]]
    everybody = {root.id for package in shown_ones for root in live[package.id]}
    figures = board(shown_ones, organisations=sorted(everybody), world=world).figures
    found = []
    for package in packages:
        own = {root.id for root in live[package.id]}
        counted = [one for one in figures if one.commitment.plan == package.id and one.subject.id in own]
        counts = tally([shown(figure, package) for figure in counted])
        above = [] if own else [node for root in bound[package.id] if (node := _above(root, now, reader)) is not None]
        if own or above:
            found.append(PlanRow(package, in_language(package.title), live[package.id], counts, above))
    return found


def _above(root: Node, tree: Tree, reader: Reader) -> Node | None:
    """The nearest association above one that a plan binds whose own figures the reader sees."""
    return next((node for node in tree.ancestors(root.id) if reader.live(chain_in(tree, node.id))), None)


@require_safe
@page(ANYONE)
def plan_start(request: HttpRequest, plan: str) -> HttpResponse:
    """A plan's own address leads to the scoreboard of the association it binds."""
    roots = plan_of(plan).scope.roots(Installation().tree(today()))
    return redirect("scoreboard", plan, roots[0].code) if len(roots) == 1 else redirect("plans")


@require_safe
@page(NEED, on=organisation_id, open_in_demo=True)
def scoreboard(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Each clause with its figures, for one association on one day or on two side by side."""
    package, organisation = plan_of(plan), organisation_of(code)
    if not sees_live(actor_of(request), organisation.pk):
        return _as_reported(request, package, organisation)
    frame = {
        "package": package,
        "title": in_language(package.title),
        "organisation": organisation,
        "earliest": AsOf(package.adopted),
        "latest": AsOf(today()),
        "trail": trail(package, organisation),
        "doors": doors(package, organisation),
    }
    if request.GET.get("beside"):
        return render(request, "plans/dates.html", frame | beside(request, package, organisation))
    as_of = day_of(request, package)
    found = board([package], as_of=as_of.day, organisations=[organisation.pk])
    text = issued(package, organisation.pk)
    context = {"as_of": as_of, "issued": text} | _context(request, package, found.figures, text)
    started = started_by_clause(package.id, organisation.pk)
    context["sections"] = [replace(one, programmes=started.get(one.number, ())) for one in context["sections"]]
    return render(request, "plans/scoreboard.html", frame | context)


def _as_reported(request: HttpRequest, package: Package, organisation: Organisation) -> HttpResponse:
    """Where the reader sees another association's figures as it reported them. Raises PermissionDenied for none."""
    latest = reported(organisation, package.id)
    if latest is None or not sees_report(actor_of(request), latest):
        raise PermissionDenied(reported_only(organisation))
    messages.info(
        request, _("“%(name)s”的实时指标由本单位掌握，这里显示的是它报送的指标。") % {"name": organisation.name}
    )
    return redirect("report", package.id, organisation.code, latest.public_id)


def _context(request: HttpRequest, package: Package, figures: Sequence[Figure], text: Issued | None) -> dict[str, Any]:
    wanted = request.GET.get("status", "")
    wanted = wanted if wanted in STATUSES else ""
    every = [(figure.commitment.clause, replace(shown(figure, package), advice=advice(figure))) for figure in figures]
    chosen = [(clause, one) for clause, one in every if not wanted or one.status == wanted]
    by_clause: dict[str, list[look.Figure]] = defaultdict(list)
    for clause, one in chosen:
        if not one.final:
            by_clause[clause].append(one)
    everything = request.GET.get("all") == "1" and not wanted
    texts = text.clauses if text is not None else None
    listed = sections(package.clauses, by_clause, () if wanted else package.notes, texts=texts)
    return {
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
