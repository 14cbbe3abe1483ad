"""目标树: an association's goal trees with the figures and tasks that serve each goal, and what is tagged with one."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import act_link, acts_of
from keqiao.plans.figures import owing
from keqiao.plans.library import library
from keqiao.plans.models import Programme
from keqiao.plans.packages.package import Package
from keqiao.plans.pages.board import IN_ORDER
from keqiao.plans.reports.upward import Reporting
from keqiao.plans.shown import in_language, printed
from keqiao.plans.supervision.goals import branches, plant, tag
from keqiao.plans.supervision.models import Goal

from .frame import NEED, books_of, frame, place


@require_safe
@page(NEED, on=place)
def goals(request: HttpRequest, code: str) -> HttpResponse:
    """Every goal with how its figures and tasks stand."""
    organisation = books_of(request, code)
    rows = [
        (
            branch,
            [(status.value, branch.figures[status.value]) for status in IN_ORDER if branch.figures.get(status.value)],
        )
        for branch in branches(organisation)
    ]
    context = {"rows": rows, "add": act_link(request, plant, organisation)}
    return render(request, "supervision/goals.html", context | frame(request, organisation, "goals"))


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def goal(request: HttpRequest, code: str, goal: uuid.UUID) -> HttpResponseBase:
    """What serves a goal, plan by plan. Posting saves the ticks of one plan."""
    organisation = books_of(request, code)
    one = get_object_or_404(Goal, public_id=goal, organisation=organisation)
    if request.method == "POST":
        try:
            tag(
                Act(actor_of(request)),
                one,
                {"plan": request.POST.get("plan", ""), "about": request.POST.getlist("about")},
            )
            messages.success(request, _("已保存标注。"))
        except VerbError as error:
            messages.error(request, str(error))
        return redirect("goal", code, goal)
    context = {"one": one, "plans": _plans(organisation, one), "acts": acts_of(request, one)}
    return render(request, "supervision/goal.html", context | frame(request, organisation, "goals", last=one.title))


def _plans(organisation: Organisation, one: Goal) -> list[dict[str, Any]]:
    """Each plan of the association with its clauses, commitments and programmes, and which of them are tagged."""
    tagged = {(row.plan, row.about) for row in one.tags.all()}
    world = Reporting()
    return [
        {"id": package.id, "title": in_language(package.title), "rows": _rows(organisation, package, tagged)}
        for package in library().all()
        if package.state != "draft" and owing(package, [organisation.pk], world)
    ]


def _rows(organisation: Organisation, package: Package, tagged: set[tuple[str, str]]) -> list[dict[str, Any]]:
    programmes = Programme.objects.filter(organisation=organisation, plan=package.id)
    found = []
    for clause in package.all_clauses():
        found.append(
            _row(
                package,
                f"clause/{clause.number}",
                f"{printed(clause)} {in_language(clause.title)}",
                tagged,
                clause=True,
            )
        )
        found += [
            _row(package, f"commitment/{made.id}", in_language(made.title), tagged)
            for made in package.commitments
            if made.clause == clause.number
        ]
        found += [
            _row(package, f"programme/{here.code}", here.title, tagged)
            for here in programmes
            if here.clause == clause.number
        ]
    return found


def _row(
    package: Package, about: str, title: str, tagged: set[tuple[str, str]], *, clause: bool = False
) -> dict[str, Any]:
    return {"about": about, "title": title, "tagged": (package.id, about) in tagged, "clause": clause}
