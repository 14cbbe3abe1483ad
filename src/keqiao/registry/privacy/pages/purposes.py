"""The record of processing (处理活动清单) at the desk: every purpose with its basis, its notice, and what it lacks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.privacy.models import Purpose, PurposeKind
from keqiao.look.acts import acts_of
from keqiao.registry.privacy.offices import doors

from .notices import data_said
from .places import desk_trail
from .tabs import tabs

A_PAGE = 30


@dataclass(frozen=True)
class PurposeLine:
    """A purpose as the list tells it. ``lacks``: what the law asks for and isn't there, in words."""

    purpose: Purpose
    data: str
    version: int
    consents: int
    lacks: list[str]


@require_safe
@page("privacy.manage")
def purposes(request: HttpRequest) -> HttpResponse:
    """The purposes of the reader's organisations."""
    actor = actor_of(request)
    held = Purpose.objects.filter(organisation__in=reachable(actor, "privacy.manage")).select_related("organisation")
    holds = Q(assessments__valid_until__gte=timezone.localdate())
    counted = held.annotate(
        latest=Max("notices__number"),
        given=Count("consents", Q(consents__withdrawn=None), distinct=True),
        assessed=Count("assessments", holds, distinct=True),
    )
    shown = Paginator(counted.order_by("organisation", "kind", "code"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": [_line(one) for one in shown],
        "doors": doors(actor, "purposes.define"),
        "tabs": tabs(request, "purposes"),
        "trail": desk_trail((_("处理活动清单"), "")),
    }
    return render(request, "privacy/purposes.html", context)


def organisation_of(request: HttpRequest, purpose: uuid.UUID) -> int:
    """Where the right to manage a purpose is checked."""
    return get_object_or_404(Purpose, public_id=purpose).organisation_id


@require_safe
@page("privacy.manage", on=organisation_of)
def one_purpose(request: HttpRequest, purpose: uuid.UUID) -> HttpResponse:
    """One purpose with its notices."""
    one = get_object_or_404(Purpose.objects.select_related("organisation"), public_id=purpose)
    versions = list(one.notices.order_by("-number"))
    context = {
        "purpose": one,
        "data": data_said(one),
        "versions": versions,
        "given": one.consents.filter(withdrawn=None).count(),
        "assessments": list(one.assessments.order_by("-pk")),
        "withdrawn": one.consents.exclude(withdrawn=None).count(),
        "acts": acts_of(request, one),
        "trail": desk_trail((_("处理活动清单"), reverse("purposes")), (one.name, "")),
    }
    return render(request, "privacy/purpose.html", context)


def _line(purpose: Purpose) -> PurposeLine:
    version: int = getattr(purpose, "latest", None) or 0
    lacks = []
    if not version and not purpose.ends:
        lacks.append(_("没有告知书"))
    if purpose.kind != PurposeKind.GENERAL and not purpose.ends and not getattr(purpose, "assessed", 0):
        lacks.append(_("没有影响评估"))
    return PurposeLine(purpose, data_said(purpose), version, getattr(purpose, "given", 0), lacks)
