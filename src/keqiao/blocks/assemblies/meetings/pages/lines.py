"""How meetings and the rhythm of bodies stand in lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.meetings.minutes import when_words
from keqiao.blocks.assemblies.meetings.offered import meeting_url, rules_url
from keqiao.blocks.assemblies.meetings.planning import plan_meeting
from keqiao.blocks.assemblies.meetings.rhythm import Outlook
from keqiao.blocks.assemblies.meetings.rules import rhythm_words
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.access.pages import may
from keqiao.look.acts import ActLink
from keqiao.look.formats import long_date

from .found import links

STATUS = {"overdue": "missed", "soon": "at_risk", "fine": "on_track", "unknown": "no_data"}


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list."""

    meeting: Meeting
    url: str
    when: str
    status: str


@dataclass(frozen=True)
class OutlookLine:
    """A body that has to meet: when it did last, by when again, and how near that is."""

    outlook: Outlook
    name: str
    rhythm: str
    last: str
    by: str
    status: str
    word: str
    rules_url: str
    coming: MeetingLine | None
    plan: ActLink | None


def meeting_lines(meetings: Sequence[Meeting]) -> list[MeetingLine]:
    """Meetings as lines; give them with their body's organisation."""
    return [meeting_line(one) for one in meetings]


def meeting_line(one: Meeting) -> MeetingLine:
    """A meeting as a line."""
    return MeetingLine(one, meeting_url(one), when_words(one), _(one.get_status_display()))


def outlook_lines(request: HttpRequest, found: Sequence[Outlook]) -> list[OutlookLine]:
    """How bodies stand, overdue ones as they come in their own order."""
    units = {one.body.organisation_id for one in found}
    manages = {unit for unit in units if may(request, "meetings.manage", unit)}
    return [_line(one, may_plan=one.body.organisation_id in manages) for one in found]


def _line(one: Outlook, *, may_plan: bool) -> OutlookLine:
    words = {"overdue": _("逾期未开"), "soon": _("临近"), "fine": _("正常"), "unknown": _("没有会议记录")}
    rhythm = rhythm_words(one.rhythm, one.months)
    if one.coming is not None:
        one.coming.body = one.body
    return OutlookLine(
        outlook=one,
        name=_(one.body.name),
        rhythm=_("%(rhythm)s（通行会期）") % {"rhythm": rhythm} if one.usual else rhythm,
        last=long_date(one.last) if one.last is not None else "—",
        by=long_date(one.by),
        status=STATUS[one.standing],
        word=words[one.standing],
        rules_url=rules_url(one.body),
        coming=meeting_line(one.coming) if one.coming is not None else None,
        plan=next(iter(links(one.body, plan_meeting)), None) if may_plan else None,
    )
