"""Meetings chosen by name in forms."""

from __future__ import annotations

from django.db.models import Q

from keqiao.kernel.access.rules import Actor, reachable
from keqiao.look.formats import long_date
from keqiao.look.picking import SHOWN, Found, register_finder

from .models import Meeting, MeetingStatus


def find_meetings(actor: Actor, words: str, kinds: tuple[str, ...] = ()) -> list[Found]:
    """Meetings of bodies whose elections the actor prepares, by part of the title or by number, the latest first."""
    own = Meeting.objects.exclude(status=MeetingStatus.CANCELLED)
    if not actor.operator:
        own = own.filter(body__organisation__in=reachable(actor, "elections.manage"))
    by_number = words.isdecimal() and len(words) < 10
    wanted = Q(pk=int(words)) if by_number else Q(title__icontains=words)
    return [Found(str(one.pk), _said(one)) for one in own.filter(wanted).order_by("-date", "-pk")[:SHOWN]]


def _said(one: Meeting) -> str:
    day = long_date(one.date) if one.date is not None else ""
    return f"{day} {one.title}（{one.pk}）"


register_finder("meeting", find_meetings)
