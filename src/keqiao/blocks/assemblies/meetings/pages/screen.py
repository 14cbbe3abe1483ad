"""The large screen of a meeting: what it is, who is there, what is on, and the code by which people sign in."""

from __future__ import annotations

import uuid
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.meetings.minutes import when_words
from keqiao.blocks.assemblies.meetings.models import ItemStatus
from keqiao.blocks.assemblies.meetings.presence import is_open
from keqiao.blocks.assemblies.meetings.quorum import count
from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.kernel.access.pages import page
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.panels import panels_of

from .found import found

NEXT_SHOWN = 3  # items after the one that is on


@require_safe
@page(NEED, on=place)
def screen(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """The whole screen; what changes is asked for again every two seconds."""
    organisation, one = found(request, code, meeting)
    return render(request, "meetings/screen.html", _context(request, organisation, one))


@require_safe
@page(NEED, on=place)
def screen_now(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """What changes on it."""
    organisation, one = found(request, code, meeting)
    answer = render(request, "meetings/screen_now.html", _context(request, organisation, one))
    answer["Cache-Control"] = "no-store"
    return answer


def _context(request: HttpRequest, organisation: Organisation, one: Meeting) -> dict[str, Any]:
    items = list(one.items.all())
    current = next((item for item in items if item.status == ItemStatus.CURRENT), None)
    after = [item for item in items if item.status == ItemStatus.COMING][:NEXT_SHOWN]
    return {
        "one": one,
        "organisation": organisation,
        "when": when_words(one),
        "numbers": count(one),
        "item": current,
        "place": items.index(current) + 1 if current is not None else 0,
        "items": len(items),
        "after": after,
        "next": items.index(after[0]) + 1 if after else 0,
        "qr": sign_in_picture(request, one) if one.status in CALLED else "",
        "open": is_open(one) if one.is_convened_here else False,
        "panels": panels_of("screen", request, one),
    }


CALLED = (MeetingStatus.CONVENED, MeetingStatus.RUNNING)


def sign_in_picture(request: HttpRequest, one: Meeting) -> str:
    """The code that a phone reads: the address at which whoever is due signs in."""
    address = reverse("my_meetings:sign_in", args=[one.public_id, one.code])
    return segno.make(request.build_absolute_uri(address), error="m").svg_data_uri(scale=8, border=2)
