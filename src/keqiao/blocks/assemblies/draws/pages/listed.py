"""All draws of an organisation, and the panel where its assemblies begin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.draws.models import Draw, DrawStatus
from keqiao.blocks.assemblies.draws.verbs import prepare
from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.kernel.access.pages import page
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.acts import act_link
from keqiao.look.panels import register_panel

SHOWN = 200


@require_safe
@page(NEED, on=place)
def draws(request: HttpRequest, code: str) -> HttpResponse:
    """The draws of an organisation, the latest first."""
    organisation = own(request, code)
    context = {
        "organisation": organisation,
        "draws": organisation.draws.all()[:SHOWN],
        "prepare": _prepare_link(request, organisation),
        "trail": trail(organisation, (_("公平抽取"), "")),
    }
    return render(request, "draws/draws.html", context)


def panel(request: HttpRequest, organisation: object) -> str:
    """Draws that wait, and the way to all of them."""
    assert isinstance(organisation, Organisation)
    waiting = Draw.objects.filter(organisation=organisation).exclude(status=DrawStatus.DRAWN)
    any_at_all = waiting.exists() or organisation.draws.exists()
    link = _prepare_link(request, organisation)
    if not any_at_all and link is None:
        return ""
    context = {"organisation": organisation, "waiting": waiting[:5], "prepare": link, "any": any_at_all}
    return render_to_string("draws/panel.html", context, request)


def _prepare_link(request: HttpRequest, organisation: Organisation) -> object:
    return act_link(request, prepare, organisation, back=reverse("assemblies:draws", args=[organisation.code]))


register_panel("assemblies", "draws", gettext_lazy("公平抽取"), panel, order=80)
