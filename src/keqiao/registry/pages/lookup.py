"""Finding the association near one's work: by its name, the unit's name, the place or the kind, on a phone."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from keqiao.kernel.access.pages import ANYONE, actor_of, page
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.called import called
from keqiao.kernel.organisations.models import Link, Organisation, Placement
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.search.names import named
from keqiao.kernel.units.coverage import coverage
from keqiao.kernel.units.models import Unit
from keqiao.registry.wording import choice_word

from .branches import stem
from .faces import PUBLIC_KINDS, face_url, shown_of
from .organisations import organisations
from .unit_lists import chosen_of

A_PAGE = 20
UNITS = 50  # that a word may mean; of more, it says too little


@dataclass(frozen=True)
class Place:
    """Divisions that somebody means, and what they are called."""

    codes: tuple[str, ...]
    name: str
    wider: bool = False  # nothing stands there, so this is the division above


@require_GET
@page(ANYONE)
def organisations_page(request: HttpRequest) -> HttpResponseBase:
    """The list of organisations for those who work with them, the search for everybody else."""
    if settings.DEMO or actor_of(request).user is not None:
        return organisations(request)
    return HttpResponseRedirect(f"{reverse('lookup')}?{request.GET.urlencode()}".rstrip("?"))


@require_GET
@page(ANYONE)
def lookup(request: HttpRequest) -> HttpResponse:
    """What is public of the associations that match, those at the place itself first."""
    words, at = request.GET.get("q", "").strip(), request.GET.get("place", "").strip()
    kind = chosen_of(request, {"kind": [one.value for one in PUBLIC_KINDS]})["kind"]
    asked = bool(words or at or kind)
    found = _matching(words, kind) if asked else Organisation.objects.none()
    place = placed_at(at) if at else None
    if place is not None:
        found, place = near(found, place)
    elif at:
        found = Organisation.objects.none()
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "q": words,
        "at": at,
        "kind": kind,
        "place": place,
        "unknown_place": bool(at) and place is None,
        "kinds": [(one.value, choice_word(one)) for one in PUBLIC_KINDS],
        "page": listed,
        "results": [(shown, face_url(shown.one)) for shown in shown_of(listed)],
        "trail": [{"label": _("就近找科协组织"), "url": ""}],
    }
    return render(request, "registry/lookup.html", context)


def _matching(words: str, kind: str) -> QuerySet[Organisation]:
    """Those that everybody may know of, called so or standing for a unit called so."""
    public = [kind] if kind else [one.value for one in PUBLIC_KINDS]
    found = Organisation.objects.filter(holds_on(today(), starts="founded", ends="closed"), kind__in=public)
    if not words:
        return found.order_by("code")
    return found.filter(called(words) | Q(pk__in=standing_for(words))).order_by("code")


def standing_for(words: str) -> set[int]:
    """Associations (their ids) that stand for a unit of that name: listed, or on record and linked to them."""
    units = Unit.objects.filter(holds_on(today()), named(Unit, words), list__starts__isnull=False, list__ends=None)
    keys = list(units.order_by().values_list("pk", flat=True)[:UNITS])
    found: set[int] = set()
    if keys:
        with connection.cursor() as cursor:
            listed = ", ".join(map(str, keys))
            cursor.execute(f'SELECT c."association" FROM ({coverage(today())}) c WHERE c."unit" IN ({listed})')
            found |= {row[0] for row in cursor.fetchall()}
    tied = Link.objects.filter(holds_on(today()), kind__in=("host", "covers"))
    meant = Organisation.objects.filter(called(words), kind__in=("enterprise", "school", "village"))
    return found | set(tied.filter(target__in=meant.values("pk")).values_list("source", flat=True)[:UNITS])


def placed_at(words: str) -> Place | None:
    """The divisions of today of that code or name; several may be called alike."""
    held = Division.objects.filter(holds_on(today()))
    found = list(held.filter(Q(code=words) | Q(name=words))[:A_PAGE]) or list(
        held.filter(name__startswith=words)[:A_PAGE]
    )
    return Place(tuple(sorted({one.code for one in found})), found[0].name) if found else None


def near(found: QuerySet[Organisation], place: Place) -> tuple[QuerySet[Organisation], Place]:
    """Those at the place or inside it; where there is none, those of the division above, and so on upward."""
    while True:
        inside = _standing(found, place)
        if inside.exists():
            return inside, place
        above = Division.objects.filter(holds_on(today()), children__code__in=place.codes).order_by("code")
        wider = list(above.distinct()[:A_PAGE])
        if not wider:
            return inside, place
        place = Place(tuple(one.code for one in wider), wider[0].name, wider=True)


def _standing(found: QuerySet[Organisation], place: Place) -> QuerySet[Organisation]:
    within = Q()
    for code in place.codes:
        within |= Q(division__code__startswith=stem(code))
    held = Placement.objects.filter(holds_on(today()))
    at = held.filter(division__code__in=place.codes).values("organisation")
    first = Case(When(pk__in=at, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.filter(pk__in=held.filter(within).values("organisation")).order_by(first, "code")
