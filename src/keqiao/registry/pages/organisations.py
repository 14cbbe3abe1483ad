"""The list of organisations: found by name or code, narrowed by kind, level and whom they are led by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.divisions.models import Level
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.called import called
from keqiao.kernel.organisations.models import Organisation, OrganisationKind, OrganisationName, Placement
from keqiao.kernel.organisations.tree import today
from keqiao.look.parts import Chip
from keqiao.registry.exports import export_url
from keqiao.registry.wording import choice_word

from .reach import NEED, links_to, visible_to

A_PAGE = 30
FILTERS = ("q", "kind", "level", "leading")


@dataclass(frozen=True)
class Row:
    """A line of the list. ``formerly``: the former name by which it was found."""

    one: Organisation
    kind: str
    level: str
    above: Organisation | None
    url: str
    formerly: str


@require_GET
@page(NEED, open_in_demo=True)
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations that exist today, in administrative order."""
    chosen = _chosen(request.GET)
    placed = Placement.objects.filter(holds_on(today())).select_related("leading")
    former = OrganisationName.objects.filter(ends__isnull=False).order_by("-ends")
    found = _matching(visible_to(request), chosen).prefetch_related(
        Prefetch("placements", placed, to_attr="placed"), Prefetch("names", former, to_attr="former")
    )
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": listed,
        "rows": _rows(request, list(listed), chosen["q"]),
        "chosen": chosen,
        "chips": _chips(request, chosen),
        "export": export_url(request, "organisations"),
        "may_faces": NEED in actor_of(request).needs,
        "kinds": [(kind.value, choice_word(kind)) for kind in OrganisationKind],
        "levels": [(level.value, choice_word(level)) for level in Level],
    }
    return render(request, "registry/organisations.html", context)


def matching(query: QueryDict) -> QuerySet[Organisation]:
    """Those that exist today and fit the filters of an address, whoever may see them."""
    return _matching(Organisation.objects.all(), _chosen(query))


def _chosen(query: QueryDict) -> dict[str, str]:
    """The filters in force; a kind or level that doesn't exist is no filter."""
    given = {name: query.get(name, "").strip() for name in FILTERS}
    if given["kind"] not in OrganisationKind.values:
        given["kind"] = ""
    if given["level"] not in Level.values:
        given["level"] = ""
    return given


def _matching(found: QuerySet[Organisation], chosen: dict[str, str]) -> QuerySet[Organisation]:
    found = found.filter(holds_on(today(), starts="founded", ends="closed"))
    if chosen["q"]:
        found = found.filter(called(chosen["q"]))
    if chosen["leading"]:
        led = Placement.objects.filter(holds_on(today()), leading__code=chosen["leading"])
        found = found.filter(pk__in=led.values("organisation"))
    exact = {name: chosen[name] for name in ("kind", "level") if chosen[name]}
    return found.filter(**exact).order_by("code")


def _rows(request: HttpRequest, listed: list[Any], words: str) -> list[Row]:
    """Each organisation with its kind, its level, and whom it is led by with the page of that one."""
    leading = {one.pk: one.placed[0].leading if one.placed else None for one in listed}
    pages = links_to(request, [above for above in leading.values() if above is not None])
    return [
        Row(
            one,
            choice_word(OrganisationKind(one.kind)),
            choice_word(Level(one.level)),
            above := leading[one.pk],
            pages.get(above.pk, "") if above is not None else "",
            _formerly(one, words),
        )
        for one in listed
    ]


def _formerly(one: Any, words: str) -> str:
    """The former name by which it was found, when its present one doesn't say why it stands in the list."""
    if not words or _bears(one, words):
        return ""
    return next((str(name) for name in one.former if _bears(name, words)), "")


def _bears(named: Organisation | OrganisationName, words: str) -> bool:
    return all(word in f"{named.name} {named.short_name}" for word in words.split())


def _chips(request: HttpRequest, chosen: dict[str, str]) -> list[Chip]:
    labels = {
        "q": _("“%(words)s”") % {"words": chosen["q"]},
        "kind": choice_word(OrganisationKind(chosen["kind"])) if chosen["kind"] else "",
        "level": choice_word(Level(chosen["level"])) if chosen["level"] else "",
        "leading": _("%(name)s直接领导") % {"name": _name_of(chosen["leading"])},
    }
    return [Chip(labels[name], _without(request, name)) for name in FILTERS if chosen[name]]


def _name_of(code: str) -> str:
    found = Organisation.objects.filter(code=code).first() if code else None
    return str(found) if found is not None else code


def _without(request: HttpRequest, name: str) -> str:
    """This address without one filter, on its first page."""
    query = request.GET.copy()
    for parameter in (name, "page"):
        query.pop(parameter, None)
    return f"?{query.urlencode()}"
