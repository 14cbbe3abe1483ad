"""Panels: the makings of an organisation on its hub and on the body's page, and the lists that wait for me."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.blocks.assemblies.composing import seats
from keqiao.blocks.assemblies.composing.checks import APPROVE, MANAGE, OPEN
from keqiao.blocks.assemblies.composing.models import ListStatus, Making, MakingStatus, NomineeList
from keqiao.blocks.assemblies.composing.offered import list_url, making_url
from keqiao.kernel.access.pages import actor_of, may
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.look.acts import ActLink, act_url
from keqiao.look.formats import long_date
from keqiao.look.panels import register_panel
from keqiao.plans.access import live_area, sees_own_live
from keqiao.registry.wording import body_word

SHOWN = 8
FILLED = (ListStatus.DRAFT, ListStatus.RETURNED)
# Bodies whose next term is usually made from lists; others begin on their own page.
MADE = (
    BodyKind.CONGRESS,
    BodyKind.FULL_COMMITTEE,
    BodyKind.STANDING_COMMITTEE,
    BodyKind.MEMBERS_CONGRESS,
    BodyKind.COUNCIL,
    BodyKind.STANDING_COUNCIL,
    BodyKind.SUPERVISORY_BOARD,
)


@dataclass(frozen=True)
class Line:
    """A making or a list on a panel."""

    title: str
    url: str
    state: str
    note: str = ""


def hub_panel(request: HttpRequest, subject: object) -> str:
    """The makings of an organisation, and the lists that others want of it."""
    if not isinstance(subject, Organisation):
        return ""
    makings = Making.objects.filter(body__organisation=subject).select_related("body__organisation")
    lines = [_making(one) for one in makings[:SHOWN]] + [_list(one) for one in _wanted([subject.pk])]
    return _drawn(request, lines, _begins(request, subject))


def body_panel(request: HttpRequest, subject: object) -> str:
    """The makings of one body, for those of its organisation."""
    if not isinstance(subject, Body) or not sees_own_live(actor_of(request), subject.organisation_id):
        return ""
    return _drawn(request, _makings_of(subject))


def renewal_panel(request: HttpRequest, subject: object) -> str:
    """On a change of term of a body: its makings, and where one begins."""
    if not isinstance(subject, Body) or not sees_own_live(actor_of(request), subject.organisation_id):
        return ""
    return _drawn(request, _makings_of(subject), _begins(request, subject.organisation, only=subject))


def desk_panel(request: HttpRequest, subject: object) -> str:
    """Lists that I am to fill in or accept, and those that wait for my approval."""
    actor = actor_of(request)
    lines: list[Line] = []
    area = live_area(actor)
    if MANAGE in actor.needs:
        managed = Organisation.objects.filter(pk__in=area).filter(pk__in=reachable(actor, MANAGE))
        mine = set(managed.values_list("pk", flat=True))
        lines += [_list(one) for one in _wanted(mine)]
        lines += [_to_settle(one, number) for one, number in _reported(mine)]
    if APPROVE in actor.needs:
        waiting = Making.objects.filter(body__organisation__in=area, status=MakingStatus.SUBMITTED)
        waiting = waiting.exclude(submitted_by=actor.user).select_related("body__organisation")
        lines += [_making(one, _("等待您审定")) for one in waiting[:SHOWN]]
    return _drawn(request, lines)


def _begins(request: HttpRequest, subject: Organisation, only: Body | None = None) -> list[ActLink]:
    """Where a new list begins, for bodies (or one) that aren't in the making."""
    if not may(request, MANAGE, subject.pk):
        return []
    bodies = subject.bodies.filter(kind__in=MADE).exclude(makings__status__in=OPEN).order_by("pk")
    if only is not None:
        bodies = bodies.filter(pk=only.pk)
    return [ActLink(body_word(one), act_url(seats.begin, one)) for one in bodies]


def _wanted(units: Sequence[int] | set[int]) -> list[NomineeList]:
    """Lists that these units have to fill in, those of units without an account included."""
    open_ones = NomineeList.objects.filter(status__in=FILLED, allotment__making__status=MakingStatus.NOMINATING)
    own = open_ones.filter(allotment__unit__in=units)
    for_others = open_ones.filter(allotment__unit=None, allotment__making__body__organisation__in=units)
    found = (own | for_others).select_related("allotment__unit", "allotment__making__body__organisation")
    return list(found.order_by("allotment__making", "pk")[:SHOWN])


def _reported(units: set[int]) -> list[tuple[Making, int]]:
    """Makings with lists to accept, and how many."""
    waiting = NomineeList.objects.filter(
        status=ListStatus.REPORTED,
        allotment__making__status=MakingStatus.NOMINATING,
        allotment__making__body__organisation__in=units,
    )
    counts: dict[int, int] = {}
    for making in waiting.values_list("allotment__making", flat=True):
        counts[making] = counts.get(making, 0) + 1
    found = Making.objects.filter(pk__in=counts).select_related("body__organisation")
    return [(one, counts[one.pk]) for one in found[:SHOWN]]


def _makings_of(body: Body) -> list[Line]:
    found = body.makings.select_related("body__organisation").exclude(status=MakingStatus.DROPPED)
    return [_making(one) for one in found[:SHOWN]]


def _making(one: Making, note: str = "") -> Line:
    said = note or _("计划%(day)s召开") % {"day": long_date(one.day)}
    return Line(str(one), making_url(one), _(one.get_status_display()), said)


def _to_settle(one: Making, number: int) -> Line:
    said = _("有%(number)s份名单等待接收") % {"number": number}
    return Line(str(one), making_url(one), _(one.get_status_display()), said)


def _list(one: NomineeList) -> Line:
    making = one.allotment.making
    told = {"organisation": making.body.organisation, "making": making, "unit": one.allotment.name}
    title = _("%(unit)s推荐名单（%(organisation)s%(making)s）") % told
    note = _("名额%(seats)s个") % {"seats": one.allotment.seats}
    if one.status == ListStatus.RETURNED:
        note = _("退回原因：%(reason)s") % {"reason": one.reason}
    return Line(title, list_url(one), _(one.get_status_display()), note)


def _drawn(request: HttpRequest, lines: Sequence[Line], begins: Sequence[ActLink] = ()) -> str:
    context = {"lines": lines, "begins": begins}
    return render_to_string("composing/panel.html", context, request) if lines or begins else ""


register_panel("assemblies", "makings", gettext_lazy("换届名单"), hub_panel, order=25)
register_panel("body", "makings", gettext_lazy("换届名单"), body_panel, order=40)
register_panel("renewal", "makings", gettext_lazy("换届名单"), renewal_panel, order=10)
register_panel("desk", "slates", gettext_lazy("换届名单"), desk_panel, order=9)
