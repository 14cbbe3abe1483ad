"""Seats split among units: a proposal by numbers, which people change before anything is stored."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from keqiao.blocks.assemblies.composing.checks import MANAGE, check_status
from keqiao.blocks.assemblies.composing.models import MakingStatus
from keqiao.blocks.assemblies.composing.programmes import proposed
from keqiao.blocks.assemblies.composing.seats import AllotMany, allot, allot_many
from keqiao.blocks.assemblies.composing.split import BY, proposal
from keqiao.blocks.assemblies.pages.frame import place
from keqiao.kernel.access.pages import page
from keqiao.look.acts import act_link
from keqiao.look.parts import Choice

from .frame import address, carried_out, making_of, way


@require_http_methods(["GET", "HEAD", "POST"])
@page(MANAGE, on=place)
def split(request: HttpRequest, code: str, making: uuid.UUID) -> HttpResponseBase:
    """The units with the seats proposed for each, to be changed; posted to, it allots them."""
    organisation, one = making_of(request, code, making)
    if one.status != MakingStatus.ALLOTTING:
        carried_out(request, "", lambda act: check_status(one, MakingStatus.ALLOTTING))
        return redirect(address(one, "making"))
    if request.method == "POST":
        if carried_out(request, _("已分配名额。"), lambda act: allot_many(act, one, _read(request.POST))):
            return redirect(address(one, "making"))
        return redirect(request.get_full_path())
    there = {row.unit_id: row.seats for row in one.allotments.all()}
    by = request.GET.get("by", "")
    by = by if by in BY else "" if there else "people"
    rows = proposal(one, by or "people")
    asked = proposed(one)
    context = {
        "making": one,
        "organisation": organisation,
        "trail": way(organisation, one, _("分配名额")),
        "choices": [Choice(str(label), f"?by={name}", name == by) for name, label in BY.items()],
        "by": by,
        "rows": [(row, row.seats if by else there.get(row.unit.pk, 0)) for row in rows],
        "total": sum(row.seats if by else there.get(row.unit.pk, 0) for row in rows),
        "beside": list(one.allotments.filter(unit=None)),
        "front_line": asked.front_line if asked else "",
        "young": asked.young if asked else "",
        "one_more": act_link(request, allot, one),
    }
    return render(request, "composing/split.html", context)


def _read(posted: Mapping[str, str]) -> AllotMany:
    """What was typed; an empty or senseless number is none."""
    units = [
        {"unit": name.removeprefix("seats-"), "seats": int(text) if text.isdecimal() and len(text) < 6 else 0}
        for name, text in posted.items()
        if name.startswith("seats-")
    ]
    asked = {name: posted.get(name, "")[:12] for name in ("front_line", "young")}
    return AllotMany.model_validate({"units": units, **asked})
