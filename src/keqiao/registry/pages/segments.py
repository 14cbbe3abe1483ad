"""Saved segments of the directory: who is in them is asked anew, also how many."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet, Value
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.people.models import Segment
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.look.acts import act_url
from keqiao.registry.directory import BY_NAME, Reach, matching, read_filters
from keqiao.registry.many.offered import place_for
from keqiao.registry.verbs.segments import drop, save

NEED = "people.see"
SHOWN = 30


@dataclass(frozen=True)
class SegmentLine:
    """A segment with its filters in words, how many people are in it now, and the directory narrowed to it."""

    segment: Segment
    words: str
    people: int
    url: str
    drop_url: str


def segments_of(actor: Actor) -> QuerySet[Segment]:
    """The segments of organisations whose people the reader may see."""
    return Segment.objects.filter(organisation__in=reachable(actor, NEED)).select_related("organisation")


def lines(actor: Actor, segments: list[Segment]) -> list[SegmentLine]:
    """Each with its count: one question for all counts together."""
    filters = {one.pk: read_filters(json.loads(one.filters)) for one in segments}
    counts = _counts(actor, filters)
    address, mine = reverse("registry:people"), reachable(actor, "people.manage")
    managed = set(Segment.objects.filter(pk__in=filters, organisation__in=mine).values_list("pk", flat=True))
    return [
        SegmentLine(
            one,
            " · ".join(BY_NAME[name].words(value) for name, value in filters[one.pk].items()),
            counts.get(one.pk, 0),
            f"{address}?{urlencode(filters[one.pk])}",
            act_url(drop, one) if one.pk in managed else "",
        )
        for one in segments
    ]


def _counts(actor: Actor, filters: dict[int, dict[str, str]]) -> dict[int, int]:
    reach = Reach(actor)
    asked = [
        matching(actor, chosen, reach)
        .order_by()
        .annotate(segment=Value(pk))
        .values("segment")
        .annotate(people=Count("pk"))
        for pk, chosen in filters.items()
    ]
    if not asked:
        return {}
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return {row["segment"]: row["people"] for row in rows}


@require_http_methods(["GET", "POST"])
@page(NEED)
def segments(request: HttpRequest) -> HttpResponseBase:
    """The saved segments; posting saves the directory's filters as one."""
    actor, refusal = actor_of(request), ""
    if request.method == "POST":
        try:
            _save(request)
        except Refused as refused:
            raise PermissionDenied(str(refused)) from None
        except VerbError as error:
            refusal = str(error)
        else:
            return redirect("registry:segments")
    context = {
        "lines": lines(actor, list(segments_of(actor)[:SHOWN])),
        "refusal": refusal,
        "trail": [{"label": _("人员"), "url": reverse("registry:people")}, {"label": _("名单分组"), "url": ""}],
    }
    return render(request, "registry/segments.html", context, status=400 if refusal else 200)


def _save(request: HttpRequest) -> None:
    place = place_for(actor_of(request))
    if place is None:
        raise Refused(_("您没有保存名单分组的权限。请联系本单位的安全管理员开通。"))
    given = {"name": request.POST.get("name", ""), "note": request.POST.get("note", "")}
    made = save(Act(actor_of(request)), place, given | {"filters": read_filters(request.POST.dict())})
    messages.success(request, _("已保存名单分组“%(name)s”，人员按条件随时更新。") % {"name": made})
