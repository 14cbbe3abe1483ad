"""Special and advisory committees and working groups: their year, what is missing, and one of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

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
from keqiao.blocks.assemblies.service.sitting import posts_on
from keqiao.kernel.access.pages import page
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import BodyKind
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


@require_safe
@page(NEED, on=place)
def committee(request: HttpRequest, code: str, body: uuid.UUID) -> HttpResponse:
    """One committee or group."""
    organisation = own(request, code)
    one = get_object_or_404(organisation.bodies, public_id=body, kind__in=KINDS)
    year = year_of(request)
    line, names = line_of(one, year), names_seen(request, organisation)
    advice = one.advice.all()
    context = {
        "organisation": organisation,
        "body": one,
        "name": body_word(one),
        "kind": _(one.get_kind_display()),
        "line": line,
        "year": year,
        "years": years(request, year),
        "items": [(item, links(request, item, finish_item, strike_item)) for item in line.items],
        "reports": list(one.year_reports.select_related("meeting")[:6]),
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


def _unreported(owing: Sequence[CommitteeLine], year: int) -> list[str]:
    """Who has made no report on a year that is over; of the running year nobody is missing yet."""
    if year >= timezone.localdate().year:
        return []
    return [body_word(one.body) for one in owing if one.report is None]
