"""The registrar's work list: real names to verify, employers to confirm; and the page of each."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from keqiao.kernel.access.addresses import client_address
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Seen
from keqiao.kernel.identities.models import EmployerCheck, MailDomain, RealName
from keqiao.kernel.nouns.fields import holds_on, latest_first
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment
from keqiao.look.acts import act_url, acts_of
from keqiao.look.parts import Choice
from keqiao.registry.verbs.employers import end_mail_domain

PER_PAGE = 50
WHY = "核验实名登记"


def real_name_at(request: HttpRequest, public_id: uuid.UUID) -> int:
    """Where the right to see a number is checked."""
    return get_object_or_404(RealName, public_id=public_id).keeper_id


def employer_at(request: HttpRequest, public_id: uuid.UUID) -> int:
    """Where the right to confirm is checked."""
    return get_object_or_404(EmployerCheck, public_id=public_id).organisation_id


def names_waiting(actor: Actor) -> QuerySet[RealName]:
    """Applications that wait for this registrar, the oldest first."""
    waiting = RealName.objects.filter(decided=None, keeper__in=reachable(actor, "people.identity"))
    return waiting.order_by("submitted", "pk")


def employers_waiting(actor: Actor) -> QuerySet[EmployerCheck]:
    """Employments that wait to be confirmed by whoever this is, the oldest first."""
    waiting = EmployerCheck.objects.filter(decided=None, organisation__in=reachable(actor, "people.manage"))
    return waiting.order_by("asked", "pk")


@require_GET
@page("people.manage")
def registrations(request: HttpRequest) -> HttpResponse:
    """What waits, of one kind at a time."""
    actor, here = actor_of(request), reverse("registry:registrations")
    names, employers = names_waiting(actor), employers_waiting(actor)
    kind = "employers" if request.GET.get("kind") == "employers" else "names"
    shown = employers if kind == "employers" else names
    work = Prefetch(
        "person__employments", Employment.objects.filter(holds_on(today())).order_by(latest_first()), "work"
    )
    rows: Any = shown.select_related("person")
    rows = rows.select_related("employment") if kind == "employers" else rows.prefetch_related(work)
    context = {
        "kind": kind,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "tabs": [
            Choice(_("实名登记"), here, kind == "names", names.count()),
            Choice(_("工作单位"), f"{here}?kind=employers", kind == "employers", employers.count()),
        ],
        "trail": [{"label": _("登记核验"), "url": ""}],
    }
    return render(request, "registry/registrations.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@page("people.identity", on=real_name_at)
def real_name(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One application. The number is shown when asked for, and the person reads who saw it."""
    found = get_object_or_404(RealName.objects.select_related("person__keeper", "decided_by"), public_id=public_id)
    number = ""
    if request.method == "POST" and found.sealed:
        actor, place = actor_of(request), found.keeper_id
        told = {"why": WHY, "place": place, "need": "people.identity", "address": client_address(request)}
        note_look(actor, found.person_id, what=Seen.IDENTITY, **told)  # type: ignore[arg-type]  # as named there
        number = found.number()
    context = {
        "one": found,
        "work": found.person.employments.filter(holds_on(today())).first(),
        "number": number,
        "acts": acts_of(request, found),
        "trail": _trail(str(found)),
    }
    return render(request, "registry/real_name.html", context)


@require_GET
@page("people.manage", on=employer_at)
def employer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One employment to confirm."""
    found = EmployerCheck.objects.select_related("person", "employment", "organisation", "decided_by")
    one = get_object_or_404(found, public_id=public_id)
    context = {"one": one, "acts": acts_of(request, one), "trail": _trail(str(one))}
    return render(request, "registry/employer.html", context)


def domains_panel(request: HttpRequest, subject: object) -> str:
    """The mail domains of a unit, for those who may end them."""
    if not isinstance(subject, Organisation) or not may(request, "organisations.manage", subject):
        return ""
    domains = list(MailDomain.objects.filter(organisation=subject, ends=None))
    rows = [(one, act_url(end_mail_domain, one)) for one in domains]
    return render_to_string("registry/panel_domains.html", {"rows": rows}, request) if rows else ""


def _trail(label: str) -> list[dict[str, str]]:
    return [{"label": _("登记核验"), "url": reverse("registry:registrations")}, {"label": label, "url": ""}]
