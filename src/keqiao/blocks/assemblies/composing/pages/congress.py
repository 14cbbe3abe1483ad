"""The congress itself: who is expected, by delegation; who arrived; where everybody sits; lists to take along."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from keqiao.blocks.assemblies.composing.arranging import changed_since_told, tell_seats
from keqiao.blocks.assemblies.composing.checks import MANAGE
from keqiao.blocks.assemblies.composing.congress import (
    HELD,
    Participant,
    SeatRow,
    check_in,
    disinvite,
    grouped,
    participants,
    rows_of_seats,
    told_rows,
)
from keqiao.blocks.assemblies.composing.models import Attendee, Making
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.kernel.access.pages import may, page
from keqiao.look.acts import act_link, acts_of
from keqiao.look.parts import Choice

from .frame import address, carried_out, making_of, way

WIDTHS = (10, 16, 20, 24)  # seats in a row
DONE = {
    "arrive": gettext_lazy("已登记报到。"),
    "gone": gettext_lazy("已取消报到。"),
    "tell": gettext_lazy("已公布座次，本人可以在手机上看到。"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def congress(request: HttpRequest, code: str, making: uuid.UUID) -> HttpResponseBase:
    """Everybody who is expected; posted to, it registers who arrived."""
    organisation, one = making_of(request, code, making)
    if request.method == "POST":
        _carry_out(request, one)
        return redirect(address(one, "congress"))
    people = participants(one)
    arrived = set(one.arrivals.values_list("person", flat=True))
    names = may(request, "people.see", organisation)
    context = {
        "making": one,
        "organisation": organisation,
        "trail": way(organisation, one, _("大会人员")),
        "acts": [link for link in acts_of(request, one) if "composing.invite" in link.url],
        "groups": [(name, [(row, row.person.pk in arrived) for row in group]) for name, group in grouped(people)],
        "total": len(people),
        "arrived": sum(row.person.pk in arrived for row in people),
        "names": names,
        "registers": names and may(request, MANAGE, organisation) and one.status in HELD,
        "invited": _invited(request, one) if names else [],
        **(_seating(request, one, people) if names else {}),
        "held": one.status in HELD,
        "urls": {kind: address(one, "congress_file", kind) for kind in ("roll", "groups", "seating")},
        "arrange_url": address(one, "arrange"),
    }
    return render(request, "composing/congress.html", context)


def width_of(request: HttpRequest, one: Making) -> int:
    """How many seats a row has: as asked for, as it was told, or as usual."""
    text = request.GET.get("width", "")
    return int(text) if text in map(str, WIDTHS) else one.seat_width or WIDTHS[1]


def seat_rows(request: HttpRequest, one: Making, people: Sequence[Participant]) -> list[SeatRow]:
    """As it was told, unless another width is tried."""
    told = one.seats_told is not None and "width" not in request.GET
    return told_rows(people) if told else rows_of_seats(people, width_of(request, one))


def _seating(request: HttpRequest, one: Making, people: Sequence[Participant]) -> dict[str, object]:
    width = width_of(request, one)
    found = seat_rows(request, one, people)
    return {
        "seating": found,
        "width": width,
        "seats": range(1, max([width, *(len(row.people) for row in found)]) + 1),
        "trying": "width" in request.GET,
        "stale": changed_since_told(one, people),
        "choices": [
            Choice(_("每排%(number)s座") % {"number": number}, f"?width={number}#seating", number == width)
            for number in WIDTHS
        ],
    }


def _carry_out(request: HttpRequest, one: Making) -> None:
    step = request.POST.get("step", "")
    said = str(DONE.get(step, ""))
    if step == "tell":
        width = {"width": width_of(request, one)}
        carried_out(request, said, lambda act: tell_seats(act, one, width))
        return
    people = [int(text) for text in request.POST.getlist("person") if text.isdecimal()]
    carried_out(request, said, lambda act: check_in(act, one, {"people": people, "gone": step == "gone"}))


def _invited(request: HttpRequest, one: Making) -> list[tuple[Attendee, str, object]]:
    found = one.attendees.select_related("person")
    return [(row, _(row.get_kind_display()), act_link(request, disinvite, row)) for row in found]
