"""The desk's start page: what waits for me, what changed in my area, figures at risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Employment
from keqiao.look.panels import panels_of
from keqiao.registry.pages.drafts import drafts_of
from keqiao.registry.pages.registrations import employers_waiting, names_waiting

from .changes import Changed, recent_changes

UNITS_SHOWN = 10


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the reader."""

    title: str
    where: str
    action: str
    url: str


@require_GET
@page("login")
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for whoever is logged in, and what happened around them."""
    actor = actor_of(request)
    held = actor.needs
    changes: Sequence[Changed] = recent_changes(reachable(actor, "figures.see"))
    context = {
        "waiting": [*_rosters(request), *_sources(actor), *_registrations(actor)],
        "changes": changes,
        "panels": panels_of("desk", request, None),
        "has_area": "figures.see" in held,
        "may_import": "people.import" in held,
    }
    return render(request, "web/desk.html", context)


def _rosters(request: HttpRequest) -> list[Waiting]:
    """Rosters that were read and not brought in."""
    drafts = drafts_of(request)
    units = Organisation.objects.in_bulk([draft.state.organisation for draft in drafts])
    return [
        Waiting(
            _("名册“%(file)s”等待核对") % {"file": draft.state.filename},
            str(units[draft.state.organisation]),
            _("继续核对"),
            reverse("registry:draft", args=[draft.token]),
        )
        for draft in drafts
    ]


def _registrations(actor: Actor) -> list[Waiting]:
    """Real names to verify and employers to confirm."""
    names, employers = names_waiting(actor).count(), employers_waiting(actor).count()
    here = reverse("registry:registrations")
    found = []
    if names:
        said = _("%(count)d件实名登记等待核验") % {"count": names}
        found.append(Waiting(said, _("登记核验"), _("去核验"), here))
    if employers:
        said = _("%(count)d人等待确认工作单位") % {"count": employers}
        found.append(Waiting(said, _("登记核验"), _("去确认"), f"{here}?kind=employers"))
    return found


def _sources(actor: Actor) -> list[Waiting]:
    """Units at which source classes wait to be confirmed, the most first."""
    work = Employment.objects.filter(confirmed=False, ends=None, person__keeper__in=reachable(actor, "people.manage"))
    counts = work.values_list("person__keeper").annotate(people=Count("pk")).order_by("-people", "person__keeper")
    shown = list(counts[:UNITS_SHOWN])
    units = Organisation.objects.in_bulk([keeper for keeper, _people in shown])
    return [
        Waiting(
            _("%(people)d人的来源类别待确认") % {"people": people},
            str(units[keeper]),
            _("确认来源类别"),
            reverse("registry:sources", args=[units[keeper].public_id]),
        )
        for keeper, people in shown
    ]
