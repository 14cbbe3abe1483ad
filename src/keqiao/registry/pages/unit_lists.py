"""Lists of units at the desk: which there are, from when they hold, and how many of their units are covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.units.models import Unit, UnitKind, UnitList
from keqiao.kernel.verbs.registry import Verb
from keqiao.look.acts import act_url
from keqiao.look.parts import Chip
from keqiao.registry.verbs.unit_lists import start_list
from keqiao.registry.wording import choice_word

from .covers import is_covered

NEED = "records.see"
A_PAGE = 30
STANDS: dict[str, Promise] = {
    "in_force": gettext_lazy("现行"),
    "draft": gettext_lazy("未启用"),
    "former": gettext_lazy("已停用"),
}


@dataclass(frozen=True)
class ListLine:
    """A list as the overview shows it."""

    listed: UnitList
    kind: str
    stand: str
    units: int
    covered: int


@require_GET
@page(NEED)
def unit_lists(request: HttpRequest) -> HttpResponse:
    """The lists of the organisations whose records the reader may see."""
    chosen = chosen_of(request, {"kind": UnitKind.values, "stand": list(STANDS)})
    found = UnitList.objects.filter(organisation__in=reachable(actor_of(request), NEED)).select_related("organisation")
    ordered = _narrowed(found, chosen).order_by("organisation__code", "kind", "-as_of", "-pk")
    shown = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    labels = {
        "kind": choice_word(UnitKind(chosen["kind"])) if chosen["kind"] else "",
        "stand": str(STANDS.get(chosen["stand"], "")),
    }
    context = {
        "page": shown,
        "lines": list_lines(list(shown)),
        "chosen": chosen,
        "chips": [Chip(label, without(request, name)) for name, label in labels.items() if label],
        "kinds": [(kind.value, choice_word(kind)) for kind in UnitKind],
        "stands": list(STANDS.items()),
        "start": first_act(request, start_list),
        "trail": [{"label": _("单位名单"), "url": ""}],
    }
    return render(request, "registry/unit_lists.html", context)


def chosen_of(request: HttpRequest, allowed: dict[str, Sequence[str]]) -> dict[str, str]:
    """The filters in force; a choice that doesn't exist is no filter."""
    given = {name: request.GET.get(name, "") for name in allowed}
    return {name: value if value in allowed[name] else "" for name, value in given.items()}


def without(request: HttpRequest, name: str) -> str:
    """This address without one filter, on its first page."""
    query = request.GET.copy()
    for parameter in (name, "page"):
        query.pop(parameter, None)
    return f"?{query.urlencode()}"


def first_act(request: HttpRequest, verb: Verb[Organisation, Any, Any]) -> str:
    """Where the reader does a verb to the uppermost association for which they may; empty when there is none."""
    held = Organisation.objects.filter(kind="association", closed=None)
    one = held.filter(pk__in=reachable(actor_of(request), verb.needs)).order_by("code").first()
    return act_url(verb, one) if one is not None else ""


def _narrowed(found: QuerySet[UnitList], chosen: dict[str, str]) -> QuerySet[UnitList]:
    day = today()
    stands = {
        "draft": Q(starts=None),
        "former": Q(ends__lte=day),
        "in_force": Q(starts__isnull=False) & (Q(ends=None) | Q(ends__gt=day)),
    }
    if chosen["stand"]:
        found = found.filter(stands[chosen["stand"]])
    return found.filter(kind=chosen["kind"]) if chosen["kind"] else found


def list_lines(listed: Sequence[UnitList]) -> list[ListLine]:
    """The lists with how many units stand on each and how many are covered: two queries however many."""
    held = Unit.objects.filter(holds_on(today()), list__in=[one.pk for one in listed])
    units, reached = _counted(held), _counted(held.filter(is_covered()))
    return [
        ListLine(one, choice_word(UnitKind(one.kind)), stand_of(one), units.get(one.pk, 0), reached.get(one.pk, 0))
        for one in listed
    ]


def _counted(units: QuerySet[Unit]) -> dict[int, int]:
    return dict(units.order_by().values_list("list").annotate(Count("pk")))


def stand_of(one: UnitList) -> str:
    """Whether a list is in force, in words."""
    if one.starts is None:
        return str(STANDS["draft"])
    return str(STANDS["former" if one.ends is not None and to_int(one.ends) <= today() else "in_force"])
