"""Meetings of an organisation: those to come first, then those that were, with search by name."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.meetings.decisions import followed
from keqiao.blocks.assemblies.meetings.models import Decision
from keqiao.blocks.assemblies.meetings.rhythm import outlooks
from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.kernel.access.pages import page
from keqiao.kernel.nouns.fields import to_int
from keqiao.look.parts import Choice

from .lines import meeting_lines, outlook_lines

PAGE = 40


@require_safe
@page(NEED, on=place)
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings of all its bodies."""
    organisation = own(request, code)
    words = request.GET.get("q", "").strip()
    found = Meeting.objects.filter(body__organisation=organisation).select_related("body__organisation")
    if words:
        found = found.filter(Q(title__icontains=words) | Q(body__name__icontains=words))
    today = to_int(timezone.localdate())
    ahead = Q(date__gte=today) & ~Q(status__in=(MeetingStatus.CLOSED, MeetingStatus.CANCELLED))
    past = Paginator(found.exclude(ahead).order_by("-date", "-pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "words": words,
        "ahead": meeting_lines(list(found.filter(ahead).order_by("date", "begins", "pk"))),
        "past": meeting_lines(list(past)),
        "page": past,
        "outlooks": outlook_lines(request, outlooks(organisation.bodies.select_related("organisation"))),
        "trail": trail(organisation, (_("会议"), "")),
    }
    return render(request, "meetings/meetings.html", context)


@require_safe
@page(NEED, on=place)
def decisions(request: HttpRequest, code: str) -> HttpResponse:
    """What the meetings of an organisation decided, and how far that is carried out."""
    organisation = own(request, code)
    only = request.GET.get("state", "")
    rows = Decision.objects.filter(meeting__body__organisation=organisation).order_by("-meeting__date", "number")
    if only == "open":
        rows = rows.filter(case__status="open")
    elif only == "none":
        rows = rows.filter(case=None)
    rows = rows.select_related("case", "meeting__body__organisation")
    shown = Paginator(rows.prefetch_related("case__parties", "case__deadlines"), PAGE).get_page(request.GET.get("page"))
    offered = (("", _("全部")), ("open", _("落实中")), ("none", _("未转为任务")))
    context = {
        "organisation": organisation,
        "lines": followed(list(shown)),
        "page": shown,
        "choices": [Choice(label, f"?state={value}", value == only) for value, label in offered],
        "trail": trail(organisation, (_("会议决定"), "")),
    }
    return render(request, "meetings/decisions.html", context)
