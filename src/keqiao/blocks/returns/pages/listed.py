"""Outside forms at the desk: my own units with their forms, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.returns.forms.form import Form
from keqiao.blocks.returns.forms.library import forms
from keqiao.blocks.returns.models import Given
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.formats import long_date
from keqiao.plans.access import live_area
from keqiao.plans.shown import in_language

from .asked import NEED, check_sees, form_of, form_url, organisation_id, organisation_of, trail, usual_year

UNITS_SHOWN = 20


@dataclass(frozen=True)
class FormLine:
    """A form in a list: who asks for it, and whether the usual year's answers were kept already."""

    title: str
    asker: str
    url: str
    year: int
    given: str


@require_safe
@page(NEED)
def forms_page(request: HttpRequest) -> HttpResponseBase:
    """The units whose forms the reader may see; with a single one its forms at once."""
    wanted = request.GET.get("q", "").strip()
    every = _units(request)
    found = every if not wanted else [pk for pk, name in every.items() if wanted in name]
    if len(every) == 1 and not wanted:
        return redirect("returns:unit", Organisation.objects.get(pk=next(iter(every))).code)
    shown = Paginator(list(found), UNITS_SHOWN).get_page(request.GET.get("page"))
    units = Organisation.objects.in_bulk(shown.object_list)
    context = {
        "page": shown,
        "units": [units[pk] for pk in shown.object_list],
        "any": bool(every),
        "wanted": wanted,
        "trail": [{"label": _("对外报表"), "url": ""}],
    }
    return render(request, "returns/forms.html", context)


@require_safe
@page(NEED, on=organisation_id)
def unit_forms(request: HttpRequest, code: str) -> HttpResponse:
    """The forms that an organisation is asked for."""
    organisation = organisation_of(code)
    check_sees(request, organisation)
    asked = forms().asked_of(organisation.kind, organisation.level)
    context = {
        "organisation": organisation,
        "lines": _lines(organisation, asked),
        "trail": trail(organisation),
    }
    return render(request, "returns/unit.html", context)


@require_safe
@page(NEED, on=organisation_id)
def latest_year(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    """Lead on to the year that is asked for as a rule."""
    organisation = organisation_of(code)
    return redirect(form_url(organisation, form_of(organisation, form), usual_year()))


def _units(request: HttpRequest) -> dict[int, str]:
    """By id the names of the units whose forms the reader may see, in administrative order."""
    actor = actor_of(request)
    fitting = Q(pk__in=())
    for form in forms().forms.values():
        fitting |= Q(kind__in=form.kinds, level__in=form.levels) if form.levels else Q(kind__in=form.kinds)
    rows = Organisation.objects.filter(fitting, closed=None, pk__in=reachable(actor, NEED)).order_by("code")
    area = live_area(actor)
    named = rows.values_list("pk", "name", "short_name")
    return {pk: f"{name} {short}" for pk, name, short in named if pk in area}


def _lines(organisation: Organisation, asked: Sequence[Form]) -> list[FormLine]:
    year = usual_year()
    rows = Given.objects.filter(organisation=organisation, year=year, form__in=[form.id for form in asked])
    given = {row.form: row.given for row in rows.order_by("pk")}
    return [
        FormLine(
            in_language(form.title),
            in_language(form.asker),
            reverse("returns:form", args=[organisation.code, form.id, year]),
            year,
            long_date(given[form.id].date()) if form.id in given else "",
        )
        for form in asked
    ]
