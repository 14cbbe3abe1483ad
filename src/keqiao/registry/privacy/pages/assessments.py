"""Impact assessments at the desk: the officer writes them, a leader approves them, both read them."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.privacy.models import Assessment
from keqiao.look.acts import acts_of

from .places import desk_trail
from .tabs import tabs

A_PAGE = 30


@require_safe
@page("privacy.see")
def assessments(request: HttpRequest) -> HttpResponse:
    """The assessments of the reader's organisations, those that wait for approval first."""
    held = Assessment.objects.filter(organisation__in=reachable(actor_of(request), "privacy.see"))
    held = held.select_related("purpose", "organisation").order_by("approved", "-pk")
    waiting = held.filter(approved=None).order_by("pk")
    context = {
        "waiting": list(waiting),
        "page": Paginator(held.exclude(approved=None), A_PAGE).get_page(request.GET.get("page")),
        "today": timezone.localdate(),
        "tabs": tabs(request, "assessments"),
        "trail": desk_trail((_("影响评估"), "")),
    }
    return render(request, "privacy/assessments.html", context)


def organisation_of(request: HttpRequest, assessment: uuid.UUID) -> int:
    """Where the right to see an assessment is checked."""
    return get_object_or_404(Assessment, public_id=assessment).organisation_id


@require_safe
@page("privacy.see", on=organisation_of)
def one_assessment(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """One assessment, fit to print."""
    found = Assessment.objects.select_related("purpose__organisation", "author", "approver")
    one = get_object_or_404(found, public_id=assessment)
    context = {
        "one": one,
        "over": one.valid_until is not None and one.valid_until < timezone.localdate(),
        "acts": acts_of(request, one),
        "trail": desk_trail((_("影响评估"), reverse("assessments")), (str(one), "")),
    }
    return render(request, "privacy/assessment.html", context)
