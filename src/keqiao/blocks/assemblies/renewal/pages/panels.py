"""Where changes of term appear beside their own pages: the hub, and what waits at the desk."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy

from keqiao.blocks.assemblies.pages.frame import NEED
from keqiao.blocks.assemblies.renewal.acts import renewal_url
from keqiao.blocks.assemblies.renewal.due import STATES, DueLine, due_lines
from keqiao.blocks.assemblies.renewal.models import Decision, Postponement, UnitKind
from keqiao.blocks.assemblies.renewal.partylines import WITHOUT
from keqiao.blocks.assemblies.renewal.steps import APPROVE
from keqiao.blocks.assemblies.renewal.timeline import unit_kind
from keqiao.kernel.access.models import Grant
from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.access.roles import ROLES
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.look.panels import register_panel

from .listed import link_of, pressing
from .partylines import lines_of

MOST = 8


def hub_panel(request: HttpRequest, subject: object) -> str:
    """On an organisation's hub: how many are near their end, past it or being changed, and the most pressing."""
    if not isinstance(subject, Organisation):
        return ""
    every = due_lines(subject, actor_of(request))
    urgent = pressing(every)
    society = unit_kind(subject) == UnitKind.SOCIETY
    context = {
        "organisation": subject,
        "without_party": 0 if society else sum(WITHOUT in one.gaps for one in lines_of(request, subject)),
        "counts": [
            (word, sum(line.state == code for line in every), f"{_list(subject)}?state={code}")
            for code, word in STATES.items()
        ],
        "lines": [(line, link_of(request, subject, line)) for line in urgent[:MOST]],
        "more": max(len(urgent) - MOST, 0),
        "url": _list(subject),
        "society": society,
    }
    return render_to_string("renewal/panel_hub.html", context, request)


def desk_panel(request: HttpRequest, subject: object) -> str:
    """What is due soon where the reader works, and postponements that wait for a second person."""
    actor = actor_of(request)
    if not actor.needs & {"posts.manage", APPROVE}:
        return ""
    found: list[tuple[Organisation, DueLine]] = []
    for organisation in _mine(actor):
        found += [(organisation, line) for line in pressing(due_lines(organisation, actor))]
    waiting = []
    if APPROVE in actor.needs:
        asked = Postponement.objects.filter(
            status=Decision.WAITING, renewal__case__organisation__in=reachable(actor, APPROVE)
        )
        every = asked.exclude(asked_by=actor.user).select_related("renewal__case__organisation")
        waiting = [(one, renewal_url(one.renewal)) for one in every.order_by("pk")[:MOST]]
    if not found and not waiting:
        return ""
    context = {
        "lines": [(line, link_of(request, organisation, line)) for organisation, line in found[:MOST]],
        "more": max(len(found) - MOST, 0),
        "waiting": waiting,
        "url": _list(found[0][0]) if found else "",
    }
    return render_to_string("renewal/panel_desk.html", context, request)


def _mine(actor: Actor) -> list[Organisation]:
    """The organisations on which the reader's own roles stand."""
    if actor.user is None:
        return []
    roles = [role.code for role in ROLES.values() if NEED in role.needs]
    grants = Grant.objects.filter(holds_on(today()), user=actor.user, role__in=roles)
    found = Organisation.objects.filter(pk__in=grants.values("organisation"), closed=None)
    return list(found.order_by("code")[:3])


def _list(organisation: Organisation) -> str:
    return reverse("assemblies:renewals", args=[organisation.code])


register_panel("assemblies", "renewal", gettext_lazy("换届"), hub_panel, order=20)
register_panel("desk", "renewal", gettext_lazy("换届"), desk_panel, order=8)
