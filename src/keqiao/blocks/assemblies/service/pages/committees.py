"""Special and advisory committees and working groups: their year, what is missing, and one of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.service.committees import (
    KINDS,
    CommitteeLine,
    adopt_advice,
    ask_advice,
    committee_lines,
    finish_item,
    give_advice,
    line_of,
    plan_year,
    report_year,
    set_remit,
    strike_item,
)
from keqiao.blocks.assemblies.service.models import YearReport
from keqiao.blocks.assemblies.service.papers import attach_evidence, attach_plan, attach_report, papers_of
from keqiao.blocks.assemblies.service.sitting import posts_on
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.registry.wording import body_word

from .asked import links, names_seen, year_of, years


@require_safe
@page(NEED, on=place)
def committees(request: HttpRequest, code: str) -> HttpResponse:
    """An organisation's committees and groups in a year."""
    organisation = own(request, code)
    year = year_of(request)
    found = committee_lines(organisation, year)
    owing = [one for one in found if one.owes]
    context = {
        "organisation": organisation,
        "year": year,
        "years": years(request, year),
        "lines": [(one, body_word(one.body), _(one.body.get_kind_display())) for one in found],
        "unplanned": [body_word(one.body) for one in owing if not one.items],
        "unreported": _unreported(owing, year),
        "trail": trail(organisation, (_("专门委员会和工作小组"), "")),
    }
    return render(request, "service/committees.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def committee(request: HttpRequest, code: str, body: uuid.UUID) -> HttpResponse:
    """One committee or group. Posting puts a paper beside its plan, its report or a piece of work."""
    organisation = own(request, code)
    one = get_object_or_404(organisation.bodies, public_id=body, kind__in=KINDS)
    year = year_of(request)
    if request.method == "POST":
        _attach(request, one, year)
        return redirect(request.get_full_path())
    line, names = line_of(one, year), names_seen(request, organisation)
    advice = one.advice.all()
    reports = list(one.year_reports.select_related("meeting", "attachment")[:6])
    context = {
        "organisation": organisation,
        "body": one,
        "name": body_word(one),
        "kind": _(one.get_kind_display()),
        "line": line,
        "year": year,
        "years": years(request, year),
        "items": [(item, links(request, item, finish_item, strike_item)) for item in line.items],
        "reports": reports,
        "paper": one.year_plans.filter(year=year).select_related("attachment").first(),
        "places": _places(line, reports) if may(request, "duties.record", organisation) else [],
        "posts": list(posts_on(one, today())) if names else [],
        "is_advisory": one.kind == BodyKind.ADVISORY_COMMITTEE,
        "advice": [
            (said, _(said.get_adoption_display()), links(request, said, give_advice, adopt_advice)) for said in advice
        ],
        "acts": links(request, one, set_remit, report_year, ask_advice),
        "plan": links(request, one, plan_year, year=str(year)),
        "trail": trail(
            organisation,
            (_("专门委员会和工作小组"), reverse("assemblies:committees", args=[organisation.code])),
            (body_word(one), ""),
        ),
    }
    return render(request, "service/committee.html", context)


@require_safe
@page(NEED, on=place)
def committee_paper(request: HttpRequest, code: str, body: uuid.UUID, paper: uuid.UUID) -> FileResponse:
    """A paper beside its plans and reports."""
    one = get_object_or_404(own(request, code).bodies, public_id=body, kind__in=KINDS)
    kept = next((kept for kept in papers_of(one) if kept.public_id == paper), None)
    if kept is None:
        raise Http404
    return FileResponse(kept.content.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)


def _places(line: CommitteeLine, reports: Sequence[YearReport]) -> list[tuple[str, str]]:
    """Beside what a paper can be put: a name for the form, and what people read."""
    of = [("plan", _("%(year)s年度工作计划") % {"year": line.year})] if line.owes else []
    of += [
        (str(one.public_id), _("%(year)s年度报告《%(title)s》") % {"year": one.of, "title": one.title})
        for one in reports
    ]
    done = [one for one in line.items if one.done is not None]
    return of + [(str(one.public_id), _("完成依据：%(title)s") % {"title": one.title}) for one in done]


def _attach(request: HttpRequest, body: Body, year: int) -> None:
    """Put the posted file where the form says."""
    act, beside, file = Act(actor_of(request)), request.POST.get("beside", ""), request.FILES.get("file")
    data: dict[str, Any] = {"name": file.name or "", "content": file.read()} if file else {"name": "", "content": b""}
    report = next((one for one in body.year_reports.all() if str(one.public_id) == beside), None)
    item = next((one for one in body.plan_items.all() if str(one.public_id) == beside), None)
    try:
        if report is not None:
            attach_report(act, report, data)
        elif item is not None:
            attach_evidence(act, item, data)
        else:
            attach_plan(act, body, data | {"year": year})
        messages.success(request, _("材料已附上。"))
    except VerbError as error:
        messages.error(request, str(error))


def _unreported(owing: Sequence[CommitteeLine], year: int) -> list[str]:
    """Who has made no report on a year that is over; of the running year nobody is missing yet."""
    if year >= timezone.localdate().year:
        return []
    return [body_word(one.body) for one in owing if one.report is None]
