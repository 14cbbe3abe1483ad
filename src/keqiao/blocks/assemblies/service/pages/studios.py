"""Studios of delegates: by area, the areas without one; and one studio with its sessions and opinions."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.service.models import Studio
from keqiao.blocks.assemblies.service.sitting import posts_on
from keqiao.blocks.assemblies.service.studios import (
    answer_opinion,
    areas_without,
    hand_on,
    open_studio,
    receive_opinion,
    studio_lines,
)
from keqiao.blocks.assemblies.verbs import record_meeting
from keqiao.kernel.access.pages import may, page
from keqiao.kernel.organisations.tree import today

from .asked import links, names_seen, year_of, years


@require_safe
@page(NEED, on=place)
def studios(request: HttpRequest, code: str) -> HttpResponse:
    """An organisation's studios and their year."""
    organisation = own(request, code)
    year = year_of(request)
    without = areas_without(organisation)
    context = {
        "organisation": organisation,
        "year": year,
        "years": years(request, year),
        "lines": studio_lines(organisation, year),
        "without": [(one, links(request, organisation, open_studio, division=one.code)) for one in without],
        "acts": links(request, organisation, open_studio),
        "trail": trail(organisation, (_("代表工作室"), "")),
    }
    return render(request, "service/studios.html", context)


@require_safe
@page(NEED, on=place)
def studio(request: HttpRequest, code: str, studio: uuid.UUID) -> HttpResponse:
    """One studio."""
    organisation = own(request, code)
    found = Studio.objects.select_related("body__organisation", "division")
    one = get_object_or_404(found, public_id=studio, body__organisation=organisation)
    here = request.get_full_path()
    delegates = posts_on(one.body, today())
    names = names_seen(request, organisation)
    opinions = one.opinions.select_related("meeting", "studio__body")
    context = {
        "organisation": organisation,
        "studio": one,
        "names": names,
        "delegates": [post.person for post in delegates] if names else [],
        "size": delegates.count(),
        "contacts": may(request, "people.contact", organisation),
        "meetings": list(one.body.meetings.order_by("-date", "-pk")[:12]),
        "opinions": [(said, links(request, said, hand_on, answer_opinion)) for said in opinions],
        "receive": links(request, one, receive_opinion, back=here),
        "meet": links(request, one.body, record_meeting, kind="reception", back=here),
        "trail": trail(
            organisation,
            (_("代表工作室"), reverse("assemblies:studios", args=[organisation.code])),
            (str(one), ""),
        ),
    }
    return render(request, "service/studio.html", context)
