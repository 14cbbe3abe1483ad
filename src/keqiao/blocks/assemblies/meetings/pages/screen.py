"""The large screen of a meeting: what it is, who is there, what is on, and the code by which people sign in."""

from __future__ import annotations

import uuid
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.meetings.door import arrange_meeting, arranged, present_code
from keqiao.blocks.assemblies.meetings.minutes import place_words, when_words
from keqiao.blocks.assemblies.meetings.models import Door, ItemStatus
from keqiao.blocks.assemblies.meetings.presence import is_open
from keqiao.blocks.assemblies.meetings.quorum import count
from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.kernel.access.pages import page
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.acts import act_link
from keqiao.look.panels import panels_of

from .found import found, way

CALLED = (MeetingStatus.CONVENED, MeetingStatus.RUNNING)
NEXT_SHOWN = 3  # items after the one that is on


@require_safe
@page(NEED, on=place)
def screen(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """The whole screen; what changes is asked for again every two seconds."""
    organisation, one = found(request, code, meeting)
    return render(request, "meetings/screen.html", _context(request, organisation, one) | _code(request, one))


@require_safe
@page(NEED, on=place)
def screen_now(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """What changes on it."""
    organisation, one = found(request, code, meeting)
    answer = render(request, "meetings/screen_now.html", _context(request, organisation, one))
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@page(NEED, on=place)
def screen_code(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """The code to sign in; nothing to change as long as it is the one that is shown (``shown``)."""
    _organisation, one = found(request, code, meeting)
    context = _code(request, one)
    if request.GET.get("shown", "") == context["shown"]:
        return HttpResponse(status=204)
    answer = render(request, "meetings/screen_code.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@page(NEED, on=place)
def poster(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """The code that stays the same, to be printed and put up at the entrance."""
    organisation, one = found(request, code, meeting)
    fixed = arranged(one).door == Door.FIXED
    context = {
        "one": one,
        "organisation": organisation,
        "when": when_words(one),
        "place": place_words(one),
        "qr": sign_in_picture(request, present_code(one), one) if fixed and one.code else "",
        "arrange": act_link(request, arrange_meeting, one),
        "trail": way(organisation, one, _("入口二维码")),
    }
    return render(request, "meetings/poster.html", context)


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
        "open": is_open(one) if one.is_convened_here else False,
        "panels": panels_of("screen", request, one),
    }


def _code(request: HttpRequest, one: Meeting) -> dict[str, Any]:
    """The code of now as a picture, and ``shown``, by which the next request says which one it has."""
    code = present_code(one) if one.status in CALLED else ""
    return {
        "one": one,
        "shown": code,
        "qr": sign_in_picture(request, code, one) if code else "",
        "moving": arranged(one).door == Door.MOVING,
    }


def sign_in_picture(request: HttpRequest, code: str, one: Meeting) -> str:
    """The code that a phone reads: the address at which whoever is due signs in."""
    address = reverse("my_meetings:sign_in", args=[one.public_id, code])
    return segno.make(request.build_absolute_uri(address), error="m").svg_data_uri(scale=8, border=2)
