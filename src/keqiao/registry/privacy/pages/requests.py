"""The desk's work list of what people asked about their own data: by due date, with everything needed for an answer."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.privacy.models import DataRequest, RequestKind
from keqiao.look.acts import acts_of
from keqiao.look.parts import Choice
from keqiao.registry.privacy.erasing import hindrances

from .places import desk_trail
from .tabs import tabs

A_PAGE = 30


def waiting(actor: Actor) -> QuerySet[DataRequest]:
    """Requests that the actor may answer and nobody has."""
    return DataRequest.objects.filter(keeper__in=reachable(actor, "people.manage"), outcome="")


@require_safe
@page("people.manage")
def requests(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the soonest due first; or what was answered, the latest first."""
    actor, done = actor_of(request), request.GET.get("done") == "1"
    found = DataRequest.objects.filter(keeper__in=reachable(actor, "people.manage"))
    found = found.exclude(outcome="").order_by("-answered") if done else found.filter(outcome="").order_by("due", "pk")
    context = {
        "page": Paginator(found.select_related("person", "keeper"), A_PAGE).get_page(request.GET.get("page")),
        "done": done,
        "today": timezone.localdate(),
        "choices": [
            Choice(_("待答复"), "?", current=not done, count=waiting(actor).count()),
            Choice(_("已办结"), "?done=1", current=done),
        ],
        "tabs": tabs(request, "requests"),
        "trail": desk_trail((_("个人信息请求"), "")),
    }
    return render(request, "privacy/requests.html", context)


def keeper_of(request: HttpRequest, asked: uuid.UUID) -> int:
    """Where the right to answer is checked."""
    return get_object_or_404(DataRequest, public_id=asked).keeper_id


@require_safe
@page("people.manage", on=keeper_of)
def one_request(request: HttpRequest, asked: uuid.UUID) -> HttpResponse:
    """One request: what is asked, until when, and what stands in the way of a deletion."""
    one = get_object_or_404(DataRequest.objects.select_related("person", "keeper", "answered_by"), public_id=asked)
    deleting = one.kind == RequestKind.DELETE and not one.outcome
    context = {
        "one": one,
        "late": not one.outcome and one.due is not None and one.due < timezone.localdate(),
        "acts": acts_of(request, one),
        "deleting": deleting,
        "hindrances": hindrances(one.person) if deleting else [],
        "trail": desk_trail((_("个人信息请求"), reverse("data_requests")), (str(one), "")),
    }
    return render(request, "privacy/request.html", context)
