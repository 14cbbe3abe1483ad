"""A unit's Party organisation: its meetings, and its part in major decisions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.service.models import MajorDecision, MajorKind, PartyPart
from keqiao.blocks.assemblies.service.party import party_bodies, party_meetings, record_decision, withdraw_decision
from keqiao.blocks.assemblies.verbs import record_meeting
from keqiao.kernel.access.pages import page
from keqiao.registry.wording import body_word

from .asked import links, year_of, years


@require_safe
@page(NEED, on=place)
def party(request: HttpRequest, code: str) -> HttpResponse:
    """An organisation's Party life in a year."""
    organisation = own(request, code)
    year = year_of(request)
    decided = list(MajorDecision.objects.filter(organisation=organisation, year=year))
    meetings = party_meetings(organisation, year)
    context = {
        "organisation": organisation,
        "year": year,
        "years": years(request, year),
        "bodies": [
            (
                body_word(one),
                sum(meeting.body_id == one.pk for meeting in meetings),
                links(request, one, record_meeting),
            )
            for one in party_bodies(organisation)
        ],
        "meetings": meetings,
        "decisions": [
            (one, _(one.get_kind_display()), _(one.get_party_display()), links(request, one, withdraw_decision))
            for one in decided
        ],
        "kinds": [(_(str(kind.label)), *_counted([one for one in decided if one.kind == kind])) for kind in MajorKind],
        "acts": links(request, organisation, record_decision),
        "trail": trail(organisation, (_("党组织生活"), "")),
    }
    return render(request, "service/party.html", context)


def _counted(decided: list[MajorDecision]) -> tuple[int, int]:
    """How many, and in how many of them the Party organisation took part."""
    return len(decided), sum(one.party != PartyPart.NONE for one in decided)
