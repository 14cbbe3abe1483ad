"""Where motions appear beside their own pages: the hub, a body, a meeting, the desk's start, and the home."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.motions.models import UNDER_WAY, Motion, MotionStatus, Part, Signature, SignatureStatus
from keqiao.blocks.assemblies.motions.offered import motion_url
from keqiao.blocks.assemblies.motions.rules import APPROVE, MANAGE
from keqiao.blocks.assemblies.motions.table import Line, assigned, book, lines, with_all
from keqiao.kernel.access.pages import actor_of, may
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.work.models import Step, StepStatus
from keqiao.look.panels import register_panel
from keqiao.plans.access import live_area, sees_own_live

from .mine import answered, posts_of, waits

MOST = 6


def hub_panel(request: HttpRequest, subject: object) -> str:
    """On an organisation's hub: how many are under way, the way to the book and to what the unit works on."""
    if not isinstance(subject, Organisation):
        return ""
    found = lines(book(subject).filter(status__in=UNDER_WAY))
    context = {
        "organisation": subject,
        "under_way": len(found),
        "late": sum(line.late for line in found),
        "mine": assigned(subject).filter(status=MotionStatus.ACCEPTED).count() if may(request, MANAGE, subject) else 0,
    }
    return render_to_string("motions/panel_hub.html", context, request)


def body_panel(request: HttpRequest, subject: object) -> str:
    """On a body's page: what its members handed in."""
    if not isinstance(subject, Body) or not sees_own_live(actor_of(request), subject.organisation_id):
        return ""
    return _list(request, with_all(subject.motions.exclude(number=None))[:MOST], subject.organisation)


def meeting_panel(request: HttpRequest, subject: object) -> str:
    """On a meeting's page: what was handed in at it."""
    if not isinstance(subject, Meeting) or not sees_own_live(actor_of(request), subject.body.organisation_id):
        return ""
    found = with_all(Motion.objects.filter(meeting=subject).exclude(number=None))
    return _list(request, found, subject.body.organisation)


def desk_panel(request: HttpRequest, subject: object) -> str:
    """What waits for the reader: to be looked at, to be assigned, overdue, to be worked on, to be approved."""
    actor = actor_of(request)
    if actor.user is None or not actor.needs & {MANAGE, APPROVE}:
        return ""
    found: list[tuple[str, Any, str]] = []
    if MANAGE in actor.needs:
        found += [(line.motion.title, line.state_word, motion_url(line.motion)) for line in _waiting(live_area(actor))]
        found += _for_units(request)
    if APPROVE in actor.needs:
        steps = Step.objects.filter(
            case__motion__isnull=False,
            case__organisation__in=reachable(actor, APPROVE),
            status=StepStatus.WAITING,
        ).exclude(written_by=actor.user)
        found += [(step.case.title, _("等待审核"), motion_url(step.case.motion)) for step in steps[:MOST]]
    return render_to_string("motions/panel_desk.html", {"found": found}, request) if found else ""


def home_panel(request: HttpRequest, subject: object) -> str:
    """What I am asked to sign, which answers wait for me, and the way to hand something in."""
    if not isinstance(subject, Person):
        return ""
    mine = Signature.objects.filter(person=subject).exclude(status=SignatureStatus.DECLINED)
    found = list(mine.select_related("motion__merged_into").order_by("-pk"))
    posts = posts_of(subject)
    if not found and not posts:
        return ""
    context = {
        "asked": [one for one in found if waits(one)],
        "unread": [one for one in found if answered(one)],
        "count": len(found),
        "posts": posts,
        "url": reverse("motions:mine"),
    }
    return render_to_string("motions/panel_home.html", context, request)


def _waiting(area: set[int]) -> list[Line]:
    """On the reader's own books: what is to be looked at or assigned, came back, or is overdue."""
    stages = (MotionStatus.FILED, MotionStatus.ACCEPTED)
    found = lines(with_all(Motion.objects.filter(body__organisation__in=area, status__in=stages)).order_by("pk"))
    wanted = (line for line in found if line.motion.status == MotionStatus.FILED or _stuck(line))
    return [line for _number, line in zip(range(MOST), wanted, strict=False)]


def _stuck(line: Line) -> bool:
    return not line.lead or line.sent_back or line.late


def _for_units(request: HttpRequest) -> list[tuple[str, Any, str]]:
    """What the reader's units were given by others and haven't done."""
    parts = Part.objects.filter(
        refused=None,
        party__unit__in=reachable(actor_of(request), MANAGE),
        party__case__motion__status=MotionStatus.ACCEPTED,
        opinion=None,
    ).select_related("party__case__motion__body__organisation")
    others = [one for one in parts.order_by("pk")[: MOST * 2] if one.party.unit_id != one.party.case.organisation_id]
    return [(str(one.party.case), _("由您的单位承办"), motion_url(one.party.case.motion)) for one in others[:MOST]]


def _list(request: HttpRequest, found: Any, organisation: Organisation) -> str:
    shown = lines(found)
    context = {"lines": shown, "organisation": organisation}
    return render_to_string("motions/panel_list.html", context, request) if shown else ""


register_panel("assemblies", "motions", _("提案建议"), hub_panel, order=40)
register_panel("body", "motions", _("提案建议"), body_panel, order=50)
register_panel("meeting", "motions", _("本次会议上提出的提案建议"), meeting_panel, order=60)
register_panel("desk", "motions", _("提案建议"), desk_panel, order=7)
register_panel("home", "motions", _("提案建议"), home_panel, order=30)
