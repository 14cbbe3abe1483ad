"""学会党组织: every society that is led from here with its Party organisations, and the gaps first at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.renewal.partylines import (
    NO_GROUP,
    NO_LINE,
    NO_OFFICE,
    WITHOUT,
    PartyLine,
    party_lines,
    societies_of,
)
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import subtree
from keqiao.look.acts import act_url
from keqiao.look.formats import enumerated
from keqiao.look.parts import Choice
from keqiao.plans.access import live_area
from keqiao.registry.verbs.founding import found_party
from keqiao.registry.verbs.links import relate

MOST = 300
GAPS: dict[str, str | Promise] = {
    WITHOUT: gettext_lazy("没有党组织"),
    NO_GROUP: gettext_lazy("没有党建工作小组"),
    NO_OFFICE: gettext_lazy("办事机构没有党组织"),
    NO_LINE: gettext_lazy("没有归口党委"),
}


@dataclass(frozen=True)
class Row:
    """A society as the page shows it."""

    society: Organisation
    groups: str
    offices: str
    led_by: str
    gaps: Sequence[str]
    acts: Sequence[tuple[str, str]]  # label and address


@require_safe
@page(NEED, on=place)
def party_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every society with its Party organisations and the committee over them, narrowed to a gap."""
    organisation = own(request, code)
    every = lines_of(request, organisation)
    gap = request.GET.get("gap", "")
    gap = gap if gap in GAPS else ""
    shown = [line for line in every if not gap or gap in line.gaps]
    own_ones = _managed(request, shown[:MOST])
    context = {
        "organisation": organisation,
        "rows": [_row(line, managed=line.society.pk in own_ones) for line in shown[:MOST]],
        "more": max(len(shown) - MOST, 0),
        "all": len(every),
        "covered": sum(WITHOUT not in line.gaps for line in every),
        "choices": _choices(every, gap),
        "narrowed": bool(gap),
        "trail": trail(organisation, (_("学会党组织"), "")),
    }
    return render(request, "renewal/partylines.html", context)


def lines_of(request: HttpRequest, organisation: Organisation) -> list[PartyLine]:
    """The societies led from here, or the society itself, as far as the reader sees them live."""
    return party_lines(societies_of(live_area(actor_of(request)) & set(subtree(organisation.pk))))


def _choices(every: Sequence[PartyLine], gap: str) -> list[Choice]:
    choices = [Choice(_("全部学会（%(count)s）") % {"count": len(every)}, "?", current=not gap)]
    for code, word in GAPS.items():
        told = {"gap": word, "count": sum(code in line.gaps for line in every)}
        choices.append(Choice(_("%(gap)s（%(count)s）") % told, f"?gap={code}", current=code == gap))
    return choices


def _managed(request: HttpRequest, lines: Sequence[PartyLine]) -> set[int]:
    """Those of the societies (their ids) whose organisations the reader keeps; asked for once, not for each."""
    there = Organisation.objects.filter(pk__in=reachable(actor_of(request), found_party.needs))
    return set(there.filter(pk__in=[line.society.pk for line in lines]).values_list("pk", flat=True))


def _row(line: PartyLine, *, managed: bool) -> Row:
    acts = []
    if managed and set(line.gaps) - {NO_LINE}:
        acts.append((_("设立党组织"), act_url(found_party, line.society)))
    if managed and NO_LINE in line.gaps:
        acts.append((_("登记归口党委"), act_url(relate, line.society, relation="supervises:in")))
    return Row(
        line.society,
        enumerated(one.name for one in line.groups),
        enumerated(one.name for one in line.offices),
        enumerated(one.name for one in line.led_by),
        [str(GAPS[code]) for code in line.gaps],
        acts,
    )
