"""Secondments in and out, reserved posts, and who of the secretariat is in residence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.service.secondment_rules import bounds_of, set_rule
from keqiao.blocks.assemblies.service.secondments import (
    arrange_secondment,
    end_secondment,
    reserved_posts,
    resident_secretaries,
    secondment_lines,
)
from keqiao.kernel.access.pages import page
from keqiao.kernel.posts.models import SecondmentDirection

from .asked import links, names_seen


@require_safe
@page(NEED, on=place)
def secondments(request: HttpRequest, code: str) -> HttpResponse:
    """An organisation's secondments by direction, with who is past the end and who left early."""
    organisation = own(request, code)
    bounds, today = bounds_of(organisation), timezone.localdate()
    lines = secondment_lines(organisation, bounds)
    told = [(one, links(request, one.secondment, end_secondment) if not one.ended else []) for one in lines]
    context = {
        "organisation": organisation,
        "names": names_seen(request, organisation),
        "directions": [
            (_(str(way.label)), [row for row in told if row[0].secondment.direction == way.value])
            for way in SecondmentDirection
        ],
        "running": sum(one.runs for one in lines),
        "past": sum(one.is_past_end for one in lines),
        "early": sum(one.left_early for one in lines),
        "short": sum(one.is_short for one in lines),
        "months": bounds.months(today),
        "months_by": bounds.months_by(today),
        "share_by": bounds.share_by(today),
        "posts": reserved_posts(organisation, lines, bounds),
        "former": [one for one in lines if one.reserved and one.ended],
        "holders": [one for one in lines if one.reserved and one.runs],
        "secretaries": resident_secretaries(organisation),
        "acts": links(request, organisation, arrange_secondment),
        "rule": links(request, organisation, set_rule),
        "trail": trail(organisation, (_("挂职交流"), "")),
    }
    return render(request, "service/secondments.html", context)
