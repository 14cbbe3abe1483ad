"""Where meetings appear on others' pages: the hub, a body, the desk, and the home of whoever is invited."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.blocks.assemblies.meetings.models import Invitation, Leave, LeaveStatus
from keqiao.blocks.assemblies.meetings.offered import meeting_url, rules_url
from keqiao.blocks.assemblies.meetings.planning import plan_meeting
from keqiao.blocks.assemblies.meetings.rhythm import outlooks
from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.blocks.assemblies.pages.frame import NEED
from keqiao.blocks.assemblies.verbs import record_meeting
from keqiao.kernel.access.pages import actor_of, may
from keqiao.kernel.access.rules import reachable
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.look.acts import act_link
from keqiao.look.panels import register_panel
from keqiao.plans.access import live_area, sees_own_live

from .lines import meeting_lines, outlook_lines
from .mine import card

MOST = 8
SHOWN = 6  # meetings of a body on its page
OPEN = (MeetingStatus.PLANNED, MeetingStatus.CONVENED, MeetingStatus.RUNNING)


def hub_panel(request: HttpRequest, subject: object) -> str:
    """The meetings to come and which bodies have to meet by when."""
    assert isinstance(subject, Organisation)
    ahead = Meeting.objects.filter(body__organisation=subject, status__in=OPEN).select_related("body__organisation")
    context = {
        "organisation": subject,
        "ahead": meeting_lines(list(ahead.order_by("date", "begins"))),
        "outlooks": outlook_lines(request, outlooks(subject.bodies.select_related("organisation"))),
        "meetings_url": reverse("assemblies:meetings", args=[subject.code]),
        "decisions_url": reverse("assemblies:meeting_decisions", args=[subject.code]),
    }
    return render_to_string("meetings/panel_hub.html", context, request)


def body_panel(request: HttpRequest, subject: object) -> str:
    """The latest meetings of a body, for staff of its organisation; nothing for anybody else."""
    assert isinstance(subject, Body)
    actor = actor_of(request)
    own = actor.user is not None and sees_own_live(actor, subject.organisation_id)
    if not own or not may(request, NEED, subject.organisation_id):
        return ""
    rows = subject.meetings.select_related("body__organisation").order_by("-date", "-pk")[:SHOWN]
    links = (act_link(request, verb, subject) for verb in (plan_meeting, record_meeting))
    context = {
        "lines": meeting_lines(list(rows)),
        "links": [link for link in links if link is not None],
        "rules": subject.rules.first(),
        "rules_url": rules_url(subject),
        "meetings_url": reverse("assemblies:meetings", args=[subject.organisation.code]),
    }
    return render_to_string("meetings/panel_body.html", context, request)


def desk_panel(request: HttpRequest, subject: object) -> str:
    """What waits: leave to be answered, meetings that come near, and bodies that are overdue."""
    actor = actor_of(request)
    if not actor.needs & {"meetings.manage", "meetings.convene"}:
        return ""
    area = live_area(actor)
    leaves = []
    if "meetings.convene" in actor.needs:
        asked = Leave.objects.filter(
            status=LeaveStatus.ASKED,
            meeting__status=MeetingStatus.CONVENED,
            meeting__body__organisation__in=reachable(actor, "meetings.convene"),
        )
        leaves = list(asked.select_related("meeting__body__organisation").order_by("meeting__date", "pk")[:MOST])
    near = Meeting.objects.filter(body__organisation__in=area, status__in=OPEN).select_related("body__organisation")
    bodies = Body.objects.filter(organisation__in=area, organisation__closed=None).select_related("organisation")
    late = [one for one in outlooks(bodies) if one.standing == "overdue"]
    context = {
        "leaves": [(one, f"{meeting_url(one.meeting)}#leaves") for one in leaves],
        "near": meeting_lines(list(near.order_by("date", "begins")[:MOST])),
        "late": outlook_lines(request, late[:MOST]),
        "more": max(len(late) - MOST, 0),
    }
    if not leaves and not context["near"] and not late:
        return ""
    return render_to_string("meetings/panel_desk.html", context, request)


def home_panel(request: HttpRequest, subject: object) -> str:
    """The next meeting as one card, and the way to all others."""
    assert isinstance(subject, Person)
    mine = Invitation.objects.filter(person=subject)
    today = to_int(timezone.localdate())
    coming = (
        mine.filter(meeting__date__gte=today)
        .exclude(meeting__status__in=(MeetingStatus.PLANNED, MeetingStatus.CLOSED))
        .select_related("meeting__body__organisation", "person")
        .order_by("meeting__date", "meeting__begins", "pk")
    )
    first = coming.first()
    past = mine.filter(meeting__status=MeetingStatus.CLOSED).exists()
    if first is None and not past:
        return ""
    context = {"card": card(first) if first is not None else None, "more": max(coming.count() - 1, 0)}
    return render_to_string("meetings/panel_home.html", context, request)


register_panel("assemblies", "meetings", _("会议"), hub_panel, order=10)
register_panel("body", "meetings", _("会议"), body_panel, order=20)
register_panel("renewal", "meetings", _("会议"), body_panel, order=20)
register_panel("desk", "meetings", _("会议"), desk_panel, order=6)
register_panel("home", "meetings", _("我的会议"), home_panel, order=10)
