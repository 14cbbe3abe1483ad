"""方案项目: what a plan starts at an association, and each of them with its records."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import ActLink, acts_of
from keqiao.look.formats import in_chinese, quantity
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.status import Status
from keqiao.plans.models import Programme, ProgrammeState
from keqiao.plans.opened import opened
from keqiao.plans.packages.package import Package
from keqiao.plans.programmes import templates
from keqiao.plans.programmes.install import Difference, differences, install_plan
from keqiao.plans.programmes.offered import address
from keqiao.plans.programmes.running import programme_board
from keqiao.plans.shown import in_language, noun, printed, target_words

from .asked import organisation_id, organisation_of, plan_of
from .board import Started
from .parts import add_link, trail

MOST_RECORDS = 200


def programme_place(request: HttpRequest, plan: str, code: str, programme: uuid.UUID) -> int:
    """On which organisation the page of a programme checks its need."""
    return organisation_of(code).pk


@dataclass(frozen=True)
class Line:
    """A programme in a list. ``figure``: what it has come to; None while it can't be counted."""

    programme: Programme
    title: str
    template: str
    clause: str
    url: str
    figure: Figure | None

    @property
    def state(self) -> str:
        """Its state as people read it."""
        return _(self.programme.get_status_display())

    @property
    def mark(self) -> str:
        """Its state as a figure; empty for one that has no day by which it is to be done."""
        if self.figure is None or (self.figure.due is None and self.figure.status is not Status.MET):
            return ""
        return self.figure.status.value

    @property
    def said(self) -> str:
        """How many records there are, beside how many there should be."""
        if self.figure is None:
            return ""
        made, value = self.figure.commitment, self.figure.result.value
        counted = quantity(value, made.unit, noun(made)) if value is not None else "0"
        return _("%(value)s（要求%(target)s）") % {"value": counted, "target": target_words(made)}


@require_http_methods(["GET", "HEAD", "POST"])
@page("figures.see", on=organisation_id, open_in_demo=True)
def programmes(request: HttpRequest, plan: str, code: str) -> HttpResponseBase:
    """Every programme of a plan at an association. Posting installs the plan, or brings the drafts up to date."""
    package, organisation = plan_of(plan), organisation_of(code)
    if request.method == "POST":
        _install(request, package, organisation)
        return redirect("programmes", plan, code)
    lines = programme_lines(package, organisation)
    wanted = request.GET.get("state", "")
    context = {
        "package": package,
        "organisation": organisation,
        "title": in_language(package.title),
        "trail": trail(package, organisation, _("方案项目")),
        "lines": [line for line in lines if not wanted or line.programme.status == wanted],
        "total": len(lines),
        "missing": len({one.id for one in package.programmes} - {line.programme.code for line in lines}),
        "wanted": wanted,
        "states": _states(lines),
        "differences": [_told(one) for one in differences(organisation.pk, package)] if lines else [],
        "may_install": may(request, "plans.install", organisation),
    }
    return render(request, "plans/programmes.html", context)


def programme_lines(package: Package, organisation: Organisation) -> list[Line]:
    """An association's programmes under a plan in the plan's order, each with what it has come to."""
    order = {one.id: place for place, one in enumerate(package.programmes)}
    clauses = {clause.number: clause for clause in package.all_clauses()}
    there = Programme.objects.filter(organisation=organisation, plan=package.id).select_related("organisation")
    listed = sorted(there, key=lambda one: order.get(one.code, len(order)))
    running = [one for one in listed if one.status in (ProgrammeState.RUNNING, ProgrammeState.PAUSED)]
    figures = {one.commitment.id: one for one in programme_board(package, organisation, running).figures}
    labels = templates.known()
    return [
        Line(
            programme=one,
            title=title_of(one),
            template=str(labels.get(one.template, one.template)),
            clause=printed(clauses[one.clause]) if one.clause in clauses else one.clause,
            url=address(one),
            figure=figures.get(one.code),
        )
        for one in listed
    ]


def started_by_clause(plan: str, organisation: int) -> dict[str, list[Started]]:
    """An association's programmes under a plan by clause, those that ended left out."""
    found: dict[str, list[Started]] = {}
    there = Programme.objects.filter(organisation=organisation, plan=plan).exclude(status=ProgrammeState.ENDED)
    for one in there.select_related("organisation"):
        found.setdefault(one.clause, []).append(Started(title_of(one), _(one.get_status_display()), address(one)))
    return found


def title_of(programme: Programme) -> str:
    """Its title in the page's language."""
    return programme.title if in_chinese() or not programme.title_en else programme.title_en


def _states(lines: Sequence[Line]) -> list[tuple[str, str, int]]:
    """How many programmes are in each state: its code, word and number."""
    counts = {state: sum(line.programme.status == state for line in lines) for state in ProgrammeState}
    return [(state.value, _(str(state.label)), count) for state, count in counts.items() if count]


def _told(one: Difference) -> Mapping[str, str]:
    """A difference in words."""
    words = {
        "title": _("名称"),
        "clause": _("条目"),
        "template": _("类型"),
        "gone": _("方案包里已经没有这个项目"),
        "settings.at_least": _("至少要有几项记录"),
    }
    return {
        "title": title_of(one.programme),
        "url": address(one.programme),
        "what": words.get(one.key, one.key.removeprefix("settings.")),
        "ours": one.ours,
        "packaged": one.packaged,
    }


def _install(request: HttpRequest, package: Package, organisation: Organisation) -> None:
    try:
        done = install_plan(Act(actor_of(request)), organisation, {"plan": package.id})
    except VerbError as error:
        messages.error(request, str(error))
        return
    said = _("已建立%(begun)d个项目，更新%(updated)d个。项目是草稿，由工作人员逐个启用。")
    messages.success(request, said % {"begun": len(done.begun), "updated": len(done.updated)})


@require_safe
@page("figures.see", on=programme_place, open_in_demo=True)
def programme_page(request: HttpRequest, plan: str, code: str, programme: uuid.UUID) -> HttpResponse:
    """A programme: what it is, how it is counted, its records, and what may be done."""
    package, organisation = plan_of(plan), organisation_of(code)
    related = Programme.objects.select_related("organisation")
    one = get_object_or_404(related, public_id=programme, plan=plan, organisation=organisation)
    found = programme_board(package, organisation, [one])
    figure = found.figures[0] if found.figures else None
    entry = next((entry for entry in package.programmes if entry.id == one.code), None)
    line = Line(one, title_of(one), str(templates.known().get(one.template, one.template)), "", address(one), figure)
    clause = next((clause for clause in package.all_clauses() if clause.number == one.clause), None)
    context = {
        "package": package,
        "organisation": organisation,
        "line": line,
        "summary": in_language(entry.summary) if entry is not None and entry.summary is not None else "",
        "clause": printed(clause) if clause is not None else one.clause,
        "clause_title": in_language(clause.title) if clause is not None else "",
        "clause_url": f"{reverse('scoreboard', args=[plan, code])}#c{one.clause}",
        "trail": [
            *trail(package, organisation, _("方案项目"), line.title)[:2],
            {"label": _("方案项目"), "url": reverse("programmes", args=[plan, code])},
            {"label": line.title, "url": ""},
        ],
        "acts": acts_of(request, one),
        "add": _adding(request, one, figure),
        "running": one.status == ProgrammeState.RUNNING,
    }
    if figure is not None:
        inside = opened(figure, package, found)
        names = not inside.names_persons or set(found.leaves(figure)) <= set(reachable(actor_of(request), "people.see"))
        records = inside.records(names=names)
        context |= {
            "inside": inside,
            "running_year": True,  # a history of the running year says nothing
            "records": records[:MOST_RECORDS],
            "more": max(len(records) - MOST_RECORDS, 0),
            "names_hidden": inside.names_persons and not names,
        }
    return render(request, "plans/programme.html", context | {"heading": 2})


def _adding(request: HttpRequest, one: Programme, figure: Figure | None) -> ActLink | None:
    """The link by which staff add a record of it, with what its settings fix filled in."""
    template = templates.find(one.template)
    if figure is None or template is None or one.status != ProgrammeState.RUNNING:
        return None
    known = template.settings.model_validate_json(one.settings).model_dump(mode="json", exclude={"at_least", "per"})
    fixed = {name: str(value) for name, value in known.items() if value}
    return add_link(request, figure.commitment.fact, one.organisation, fixed, address(one))
