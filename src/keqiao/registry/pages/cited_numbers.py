"""Cited numbers at the desk: those that wait for a second person first, and all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.units.models import CitedNumber, Stage
from keqiao.look.acts import ActLink, act_url, offers
from keqiao.look.parts import Choice
from keqiao.registry.verbs.cited_numbers import approve_number, cite
from keqiao.registry.wording import choice_word, day_word, joined

from .unit_lists import A_PAGE, NEED, chosen_of, first_act


@dataclass(frozen=True)
class NumberLine:
    """A cited number with where it stands written, who said and who looked it up, and what the reader may do."""

    cited: CitedNumber
    place: str
    source: str
    stage: str
    submitted: str
    decided: str
    acts: Sequence[ActLink]


@require_GET
@page(NEED)
def cited_numbers(request: HttpRequest) -> HttpResponse:
    """The numbers of the organisations whose records the reader may see."""
    stage = chosen_of(request, {"stage": Stage.values})["stage"]
    related = ("organisation", "division", "submitted_by", "decided_by")
    held = CitedNumber.objects.filter(organisation__in=reachable(actor_of(request), NEED)).select_related(*related)
    waiting = held.filter(stage=Stage.SUBMITTED).count()
    found = (held.filter(stage=stage) if stage else held).order_by("organisation__code", "kind", "-date", "-pk")
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    counts = {Stage.SUBMITTED: waiting}
    context = {
        "page": shown,
        "lines": number_lines(request, list(shown)),
        "tabs": [
            Choice(_("全部"), "?", not stage),
            *(Choice(choice_word(one), f"?stage={one}", one == stage, counts.get(one)) for one in Stage),
        ],
        "start": first_act(request, cite),
        "trail": [{"label": _("引用数据"), "url": ""}],
    }
    return render(request, "registry/cited_numbers.html", context)


def number_lines(request: HttpRequest, cited: Sequence[CitedNumber]) -> list[NumberLine]:
    """The numbers with what may be done with each: one query however many."""
    where = Organisation.objects.filter(pk__in={one.organisation_id for one in cited})
    allowed = set(where.filter(pk__in=reachable(actor_of(request), approve_number.needs)).values_list("pk", flat=True))
    return [_line(one, _acts(one) if one.organisation_id in allowed else []) for one in cited]


def _acts(cited: CitedNumber) -> list[ActLink]:
    found = [one for one in offers().values() if one.model is CitedNumber and one.shown(cited)]
    return [ActLink(str(one.label), act_url(one.verb, cited)) for one in sorted(found, key=lambda one: one.order)]


def _line(one: CitedNumber, acts: Sequence[ActLink]) -> NumberLine:
    return NumberLine(
        one,
        joined(str(one.organisation), str(one.division or "")),
        joined(one.source, _("第%(page)s页") % {"page": one.page}, day_word(one.date)),
        choice_word(Stage(one.stage)),
        joined(str(one.submitted_by or _("系统运维")), day_word(one.submitted_on)),
        joined(str(one.decided_by or _("系统运维")), day_word(one.decided_on)) if one.decided_on is not None else "",
        acts,
    )
