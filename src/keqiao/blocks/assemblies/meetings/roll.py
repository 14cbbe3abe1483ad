"""The roll of a meeting: who is called, who said so, asked for leave and came; of any size in three queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.models import AttendanceState, Meeting
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.posts.models import Post
from keqiao.kernel.standards.strokes import stroke_key

from .models import Invitation, InvitationKind, LeaveStatus

PRESENT, EXCUSED, MISSING, LEAVE = "present", "excused", "missing", "leave"


@dataclass(frozen=True)
class RollLine:
    """One who is called. ``there``: present, excused, absent, or empty while nobody knows; ``leave``: asked for."""

    invitation: Invitation
    name: str
    kind: str
    delegation: str
    there: str
    leave: str

    @property
    def word(self) -> str:
        """How it stands, in words."""
        words = {PRESENT: _("到会"), EXCUSED: _("请假"), "absent": _("缺席")}
        if self.there:
            return words[self.there]
        if self.invitation.declined is not None:
            return _("告知不能参加")
        return _("请假待批准") if self.leave == LeaveStatus.ASKED else _("未签到")


def roll(meeting: Meeting) -> list[RollLine]:
    """Everybody who is called, those due first, by delegation and the strokes of the surname."""
    invited = list(meeting.invitations.select_related("person"))
    states = dict(meeting.attendance.values_list("person", "status"))
    leaves = dict(meeting.leaves.values_list("person", "status"))
    delegations = _delegations(meeting)
    lines = [
        RollLine(
            one,
            str(one),
            _(one.get_kind_display()),
            delegations.get(one.person_id or 0, "") or one.unit,
            states.get(one.person_id or 0, PRESENT if one.came else ""),
            leaves.get(one.person_id or 0, ""),
        )
        for one in invited
    ]
    return sorted(lines, key=_place)


def _place(line: RollLine) -> tuple[bool, str, Any]:
    return line.invitation.kind != InvitationKind.DUE, line.delegation, (stroke_key(line.name), line.name)


def chosen(lines: Sequence[RollLine], words: str, state: str) -> list[RollLine]:
    """Those whose name or delegation has the words in it, and that stand so."""
    return [
        line for line in lines if (not words or words in line.name or words in line.delegation) and _is(line, state)
    ]


def _is(line: RollLine, state: str) -> bool:
    if state == MISSING:
        return line.there in ("", AttendanceState.ABSENT)
    if state == LEAVE:
        return line.leave == LeaveStatus.ASKED or line.there == EXCUSED
    if state == "silent":
        return line.invitation.received is None
    return not state or line.there == state


def _delegations(meeting: Meeting) -> dict[int, str]:
    """The delegation or sector of each holder on the day."""
    assert meeting.date is not None
    day = to_int(meeting.date)
    posts = Post.objects.filter(holds_on(day), term__body=meeting.body, term__starts__lte=day).order_by("term__starts")
    return {
        person: delegation or sector
        for person, delegation, sector in posts.values_list("person", "delegation", "sector")
    }
