"""应到、实到、请假、缺席 of a meeting as it stands, and whether the rule of its day is met."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from django.db import models
from django.utils.translation import gettext as _

from keqiao.blocks.assemblies.models import AttendanceState, Meeting, MeetingStatus

from .models import InvitationKind, QuorumBase, Rules
from .planning import due_at
from .rules import quorum_words, rules_on


@dataclass(frozen=True)
class Count:
    """How many are due, present, excused and missing, and the rule. ``stated``: as recorded, nothing is worked out."""

    due: int | None
    present: int
    excused: int
    rules: Rules | None
    stated: bool = False
    said: bool | None = None

    @property
    def missing(self) -> int | None:
        """Who is due and neither there nor excused."""
        return None if self.due is None else max(self.due - self.present - self.excused, 0)

    @property
    def needed(self) -> int | None:
        """The least number present that meets the rule; None without a rule."""
        if self.rules is None or self.due is None or self.stated:
            return None
        base = self.due - (self.excused if self.rules.quorum_base == QuorumBase.WITHOUT_LEAVE else 0)
        share = self.rules.quorum * base
        return floor(share) + 1 if self.rules.quorum_more else ceil(share)

    @property
    def quorate(self) -> bool | None:
        """Whether it is met: worked out by the rule, or as it was stated."""
        if self.stated or self.needed is None:
            return self.said
        return self.due != 0 and self.present >= self.needed

    @property
    def words(self) -> str:
        """What stands under the numbers."""
        if self.stated:
            return {True: _("登记为达到法定人数"), False: _("登记为未达到法定人数"), None: _("未登记是否达到法定人数")}[
                self.said
            ]
        if self.rules is None or self.needed is None:
            return _("没有登记议事规则，是否达到法定人数由主持人宣布")
        told = {"rule": quorum_words(self.rules), "needed": self.needed}
        if self.quorate:
            return _("%(rule)s，须%(needed)s人，已达到") % told
        return _("%(rule)s，须%(needed)s人，还差%(lack)s人") % {**told, "lack": max(self.needed - self.present, 0)}


def count(meeting: Meeting) -> Count:
    """The numbers of a meeting in a few queries. What was closed or only recorded keeps what was stated then."""
    states = dict(meeting.attendance.values_list("status").annotate(n=models.Count("pk")))
    present, excused = states.get(AttendanceState.PRESENT, 0), states.get(AttendanceState.EXCUSED, 0)
    if meeting.status in (MeetingStatus.RECORDED, MeetingStatus.CLOSED):
        return Count(meeting.due, present, excused, rules_on(meeting.body, meeting.date), True, meeting.quorate)
    return Count(_due(meeting), present, excused, rules_on(meeting.body, meeting.date))


def _due(meeting: Meeting) -> int:
    if meeting.status == MeetingStatus.PLANNED:
        return len(due_at(meeting))
    return meeting.invitations.filter(kind=InvitationKind.DUE).count()
