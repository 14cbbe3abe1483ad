"""The rota of residence: a calendar year by month, who served how many days, gaps and overlaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.service.calendar_year import RotaYear, rota_year
from keqiao.blocks.assemblies.service.models import ResidenceDay, RotaSlot
from keqiao.blocks.assemblies.service.rota import assign_slot, cancel_slot, log_day, move_slot
from keqiao.kernel.access.pages import page
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Employment
from keqiao.kernel.posts.models import BodyKind
from keqiao.look.acts import ActLink
from keqiao.registry.wording import body_word

from .asked import body_of, body_tabs, links, names_seen, year_of, years

KINDS = (BodyKind.CHAIR_MEETING, BodyKind.SECRETARIAT, BodyKind.STANDING_COMMITTEE)
LATEST = 6  # days of work that are shown


@dataclass(frozen=True)
class SlotLine:
    """A time in residence with the employer that goes on keeping the person, and days served in the year."""

    slot: RotaSlot
    employer: str
    served: int
    acts: Sequence[ActLink]


@require_safe
@page(NEED, on=place)
def rota(request: HttpRequest, code: str) -> HttpResponse:
    """A body's rota in a year."""
    organisation = own(request, code)
    bodies = list(organisation.bodies.filter(kind__in=KINDS).order_by("pk"))
    bodies.sort(key=lambda one: (not one.rota_slots.exists(), one.kind != BodyKind.CHAIR_MEETING))
    body, year = body_of(request, bodies), year_of(request)
    names = names_seen(request, organisation)
    found = rota_year(body, year) if body is not None else None
    days = ResidenceDay.objects.filter(slot__body=body, year=year).select_related("person")
    context = {
        "organisation": organisation,
        "body": body,
        "name": body_word(body) if body is not None else "",
        "tabs": body_tabs(bodies, body, year=year),
        "year": year,
        "years": years(request, year, body, coming=True),
        "rota": found,
        "names": names,
        "lines": _lines(request, found) if found is not None else [],
        "days": list(days.order_by("-date", "pk")[:LATEST]) if names and body is not None else [],
        "acts": links(request, body, assign_slot) if body is not None else [],
        "trail": trail(organisation, (_("驻会轮值"), "")),
    }
    return render(request, "service/rota.html", context)


def _lines(request: HttpRequest, found: RotaYear) -> list[SlotLine]:
    works = Employment.objects.filter(holds_on(today()), person__in=[one.person_id for one in found.slots])
    employers = {work.person_id: work.unit_name for work in works.order_by("pk")}
    served: dict[int, int] = {}
    for month in found.months:
        for turn in month.turns:
            served[turn.slot.pk] = served.get(turn.slot.pk, 0) + turn.served
    return [
        SlotLine(
            one,
            employers.get(one.person_id, ""),
            served.get(one.pk, 0),
            links(request, one, log_day, move_slot, cancel_slot),
        )
        for one in found.slots
    ]
