"""The public page of a list while it is published: name, unit and position, and where objections go."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.composing.counting import seated, standing
from keqiao.blocks.assemblies.composing.documents import public_title, works_of
from keqiao.blocks.assemblies.composing.models import Making, MakingStatus, Nominee, Publicity
from keqiao.blocks.assemblies.composing.publishing import publishable
from keqiao.kernel.access.pages import ANYONE, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.standards.names import pad_name
from keqiao.kernel.standards.strokes import in_stroke_order
from keqiao.look.panels import register_panel

Row = tuple[str, str, str]  # name, unit, position


@require_safe
@page(ANYONE)
def publicity(request: HttpRequest, publicity: uuid.UUID) -> HttpResponse:
    """The list from the first to the last day of its publicity; before and after the page says so and names nobody."""
    found = Publicity.objects.select_related("making__body__organisation", "purpose")
    one, today = get_object_or_404(found, public_id=publicity), timezone.localdate()
    organisation = one.making.body.organisation
    runs = one.runs(today)
    context = {
        "one": one,
        "organisation": organisation,
        "title": public_title(one.making),
        "runs": runs,
        "coming": not runs and one.withdrawn is None and one.starts > today,
        **(_named(one) if runs else {}),
        "trail": [
            {"label": organisation.name, "url": reverse("organisation_face", args=[organisation.code])},
            {"label": _("名单公示"), "url": ""},
        ],
    }
    answer = render(request, "composing/publicity.html", context)
    # What was public for some days isn't to be found for ever.
    answer["X-Robots-Tag"], answer["Cache-Control"] = "noindex, noarchive", "no-store"
    return answer


def _named(one: Publicity) -> dict[str, object]:
    """Those who stand and consent, by unit, and how many others there are."""
    people = seated(standing(one.making))
    public = publishable(one, [nominee.person_id for nominee in people])
    groups = _groups(one.making, people, public)
    return {"groups": groups, "size": len(people), "unnamed": len({row.person_id for row in people} - public)}


def _groups(making: Making, people: Sequence[Nominee], public: Collection[int]) -> Sequence[tuple[str, Sequence[Row]]]:
    """By unit; of each what may be published, and nothing else."""
    named = [one for one in people if one.person_id in public]
    works = works_of([one.person_id for one in named])
    groups: dict[str, list[Row]] = {}
    for one in in_stroke_order(named, str):
        work = works.get(one.person_id)
        row = (pad_name(one.person.name), work.unit_name if work else "", work.position if work else "")
        groups.setdefault(one.delegation or one.slate.allotment.name, []).append(row)
    order = [one.delegation or one.name for one in making.allotments.all()]
    return sorted(groups.items(), key=lambda group: order.index(group[0]) if group[0] in order else len(order))


def of_face(request: HttpRequest, subject: object) -> str:
    """On an organisation's public face: the lists that are public today."""
    assert isinstance(subject, Organisation)
    today = timezone.localdate()
    found = Publicity.objects.filter(
        making__body__organisation=subject, withdrawn=None, starts__lte=today, ends__gte=today
    ).exclude(making__status=MakingStatus.DROPPED)
    lines = [(public_title(one.making), one) for one in found.select_related("making__body__organisation")]
    return render_to_string("composing/panel_face.html", {"lines": lines}, request) if lines else ""


register_panel("organisation_face", "publicities", gettext_lazy("名单公示"), of_face, order=5)
