"""The congress itself: who is expected, by delegation; who arrived; where everybody sits; lists to take along."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from keqiao.blocks.assemblies.composing.checks import MANAGE
from keqiao.blocks.assemblies.composing.congress import HELD, check_in, disinvite, grouped, participants, rows_of_seats
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
        "seating": rows_of_seats(people, width_of(request)) if names else [],
        "width": width_of(request),
        "seats": range(1, width_of(request) + 1),
        "choices": [
            Choice(_("每排%(number)s座") % {"number": number}, f"?width={number}#seating", number == width_of(request))
            for number in WIDTHS
        ],
        "held": one.status in HELD,
        "urls": {kind: address(one, "congress_file", kind) for kind in ("roll", "groups", "seating")},
    }
    return render(request, "composing/congress.html", context)


def width_of(request: HttpRequest) -> int:
    """How many seats a row has, as asked for."""
    text = request.GET.get("width", "")
    return int(text) if text in map(str, WIDTHS) else WIDTHS[1]


def _carry_out(request: HttpRequest, one: Making) -> None:
    step = request.POST.get("step", "")
    said = str(DONE.get(step, ""))
    people = [int(text) for text in request.POST.getlist("person") if text.isdecimal()]
    carried_out(request, said, lambda act: check_in(act, one, {"people": people, "gone": step == "gone"}))


def _invited(request: HttpRequest, one: Making) -> list[tuple[Attendee, str, object]]:
    found = one.attendees.select_related("person")
    return [(row, _(row.get_kind_display()), act_link(request, disinvite, row)) for row in found]
