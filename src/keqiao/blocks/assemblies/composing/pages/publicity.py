"""The public page of a list while it is published: name, unit and position, and where objections go."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.composing.counting import seated, standing
from keqiao.blocks.assemblies.composing.documents import full_title, works_of
from keqiao.blocks.assemblies.composing.models import Making, MakingStatus, Publicity
from keqiao.kernel.access.pages import ANYONE, page
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.standards.strokes import in_stroke_order

Row = tuple[str, str, str]  # name, unit, position


@require_safe
@page(ANYONE)
def publicity(request: HttpRequest, publicity: uuid.UUID) -> HttpResponse:
    """The list from the first to the last day of its publicity; before and after there is no such page."""
    today = timezone.localdate()
    one = (
        Publicity.objects.filter(public_id=publicity, starts__lte=today, ends__gte=today)
        .exclude(making__status=MakingStatus.DROPPED)
        .select_related("making__body__organisation")
        .first()
    )
    if one is None:
        raise Http404(_("这份名单现在不在公示期内。"))
    context = {
        "one": one,
        "organisation": one.making.body.organisation,
        "title": full_title(one.making),
        "groups": _groups(one.making),
        "trail": [{"label": _("名单公示"), "url": ""}],
    }
    answer = render(request, "composing/publicity.html", context)
    answer["X-Robots-Tag"] = "noindex, noarchive"  # what was public for some days isn't to be found for ever
    return answer


def _groups(making: Making) -> Sequence[tuple[str, Sequence[Row]]]:
    """Those who stand by unit; of each what may be published, and nothing else."""
    people = seated(standing(making))
    works = works_of([one.person_id for one in people])
    groups: dict[str, list[Row]] = {}
    for one in in_stroke_order(people, str):
        work = works.get(one.person_id)
        row = (pad_name(one.person.name), work.unit_name if work else "", work.position if work else "")
        groups.setdefault(one.delegation or one.slate.allotment.name, []).append(row)
    order = [one.delegation or one.name for one in making.allotments.all()]
    return sorted(groups.items(), key=lambda group: order.index(group[0]) if group[0] in order else len(order))
