"""会议和选举: where staff begin. An organisation's bodies, and what each room has to say of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.menus import register_menu_item
from keqiao.look.panels import panels_of
from keqiao.look.parts import Choice
from keqiao.plans.access import live_area
from keqiao.registry.pages.terms import bodies_of

from .frame import NEED, own, place, trail

UNITS_SHOWN = 60


@require_safe
@page(NEED)
def start(request: HttpRequest) -> HttpResponseBase:
    """The reader's own organisation; of several, a choice: those that have bodies come first."""
    mine = live_area(actor_of(request))
    units = Organisation.objects.filter(pk__in=mine, closed=None, bodies__isnull=False).distinct().order_by("code")
    found = list(units[:UNITS_SHOWN])
    if len(found) == 1:
        return redirect("assemblies:hub", found[0].code)
    context = {
        "units": found,
        "more": max(units.count() - UNITS_SHOWN, 0),
        "trail": [{"label": _("会议和选举"), "url": ""}],
    }
    return render(request, "assemblies/start.html", context)


@require_safe
@page(NEED, on=place)
def hub(request: HttpRequest, code: str) -> HttpResponse:
    """The bodies of an organisation, and what goes on in them."""
    organisation = own(request, code)
    panels = panels_of("assemblies", request, organisation)
    parts = [Choice(title, f"#part-{number}", current=False) for number, (title, _html) in enumerate(panels, 1)]
    context = {
        "organisation": organisation,
        "lines": bodies_of(organisation.pk),
        "panels": panels,
        "parts": [*parts, Choice(_("机构"), "#bodies", current=False)],
        "trail": trail(organisation),
    }
    return render(request, "assemblies/hub.html", context)


register_menu_item("desk", gettext_lazy("会议和选举"), "assemblies:start", needs="records.see", order=18, icon="people")
