"""Incidents at the desk: what happened, the steps with their deadlines, and drafts of what has to be told to whom."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.privacy.models import Incident, IncidentStep
from keqiao.look.acts import acts_of
from keqiao.look.formats import long_date
from keqiao.look.parts import Step
from keqiao.registry.privacy.drafting import notice_to_people, report_to_regulator
from keqiao.registry.privacy.offices import doors

from .places import desk_trail
from .tabs import tabs

A_PAGE = 20


@require_safe
@page("privacy.manage")
def incidents(request: HttpRequest) -> HttpResponse:
    """The incidents of the reader's organisations, the latest first."""
    actor = actor_of(request)
    held = Incident.objects.filter(organisation__in=reachable(actor, "privacy.manage")).select_related("organisation")
    now = timezone.now()
    held = held.annotate(
        left=Count("steps", Q(steps__done=None)), late=Count("steps", Q(steps__done=None, steps__due__lt=now))
    )
    context = {
        "page": Paginator(held.order_by("-found"), A_PAGE).get_page(request.GET.get("page")),
        "doors": doors(actor, "incidents.report"),
        "tabs": tabs(request, "incidents"),
        "trail": desk_trail((_("安全事件"), "")),
    }
    return render(request, "privacy/incidents.html", context)


def organisation_of(request: HttpRequest, incident: uuid.UUID) -> int:
    """Where the right to manage an incident is checked."""
    return get_object_or_404(Incident, public_id=incident).organisation_id


@require_safe
@page("privacy.manage", on=organisation_of)
def one_incident(request: HttpRequest, incident: uuid.UUID) -> HttpResponse:
    """One incident: facts, steps, drafts."""
    one = get_object_or_404(Incident.objects.select_related("organisation"), public_id=incident)
    context = {
        "one": one,
        "steps": _steps(list(one.steps.order_by("due"))),
        "to_people": notice_to_people(one),
        "to_regulator": report_to_regulator(one),
        "acts": acts_of(request, one),
        "trail": desk_trail((_("安全事件"), reverse("incidents")), (one.title, "")),
    }
    return render(request, "privacy/incident.html", context)


def _steps(found: list[IncidentStep]) -> list[Step]:
    """The steps as a process: the first that is left is the current one."""
    current = next((one.pk for one in found if one.done is None), None)
    return [_step(one, current=one.pk == current) for one in found]


def _step(one: IncidentStep, *, current: bool) -> Step:
    if one.done is not None:
        state = "done"
    elif one.due < timezone.now():
        state = "late"
    else:
        state = "current" if current else "coming"
    local = timezone.localtime(one.done or one.due)
    return Step(str(one), state, f"{long_date(local.date())} {local:%H:%M}", one.note)
