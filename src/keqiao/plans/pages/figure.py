"""One figure: on a page of its own, and its inside alone for the scoreboard to open in place."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.acts import ActLink
from keqiao.plans.access import sees_live
from keqiao.plans.engine.commitments import Measure, Scope
from keqiao.plans.figures import board
from keqiao.plans.opened import Opened, opened
from keqiao.plans.packages.package import Package
from keqiao.plans.shown import board_address, in_language, printed, shown

from .asked import AsOf, day_of, organisation_id, organisation_of, plan_of
from .parts import add_link, reported_only

MOST_RECORDS = 200  # listed on a page; more are said in a number


@require_safe
@page("figures.see", on=organisation_id, open_in_demo=True)
def figure_page(request: HttpRequest, plan: str, code: str, commitment: str) -> HttpResponse:
    """A figure with its rule, records, history and what would have to change."""
    package, organisation = plan_of(plan), organisation_of(code)
    if not sees_live(actor_of(request), organisation.pk):
        raise PermissionDenied(reported_only(organisation))
    as_of = day_of(request, package)
    inside = _inside(package, organisation, commitment, as_of)
    names = inside.names_persons and _may_see_names(request, inside)
    records = inside.records(names=names)
    context = {
        "inside": inside,
        "records": records[:MOST_RECORDS],
        "more": max(len(records) - MOST_RECORDS, 0),
        "given": [one for one in inside.given if one.as_of is not None][:MOST_RECORDS],
        "silent": inside.silent,
        "names_hidden": inside.names_persons and not names,
        "remark": in_language(inside.figure.commitment.remark) if inside.figure.commitment.remark else "",
    }
    if request.GET.get("part") == "inside":  # under the figure's own heading on the scoreboard, a level deeper
        return render(request, "plans/inside.html", context | {"heading": 4})
    frame = _frame(inside, package, organisation, as_of)
    frame["add"] = None if as_of.past else _add(request, inside, organisation)
    return render(request, "plans/figure.html", context | frame | {"heading": 3})


def _add(request: HttpRequest, inside: Opened, organisation: Organisation) -> ActLink | None:
    """The link by which staff add a record that the figure counts, where it counts the organisation's own."""
    made = inside.figure.commitment
    if made.scope is not Scope.OWN:
        return None
    known = {Measure.ATTESTED: {"topic": made.topic}, Measure.RETURNED: {"indicator": made.indicator}}
    return add_link(request, made.fact, organisation, known.get(made.measure, {}), request.path)


def _inside(package: Package, organisation: Organisation, commitment: str, as_of: AsOf) -> Opened:
    """The figure asked for. Raises Http404 when the association doesn't owe such a commitment."""
    found = board([package], as_of=as_of.day, organisations=[organisation.pk], commitments=[commitment])
    if not found.figures:
        raise Http404(_("“%(name)s”没有这项任务指标。") % {"name": organisation.name})
    return opened(found.figures[0], package, found)


def _may_see_names(request: HttpRequest, inside: Opened) -> bool:
    """Names of a unit below are its own: only those who may see people at every unit that is counted see them."""
    return set(inside.board.leaves(inside.figure)) <= set(reachable(actor_of(request), "people.see"))


def _frame(inside: Opened, package: Package, organisation: Organisation, as_of: AsOf) -> dict[str, object]:
    figure = replace(shown(inside.figure, package), more_url="", url="")
    clause = package.clause(inside.figure.commitment.clause)
    return {
        "figure": figure,
        "as_of": as_of,
        "clause_place": printed(clause),
        "clause_title": in_language(clause.title),
        "clause_summary": in_language(clause.summary),
        "title": figure.title,
        "trail": [
            {"label": _("改革方案"), "url": reverse("plans")},
            {"label": organisation.name, "url": board_address(inside.figure)},
            {"label": figure.title, "url": ""},
        ],
    }
