"""Verbs that open and close a meeting: opened on its day, closed with its numbers stated."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Attendance, AttendanceState, Meeting, MeetingStatus
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated

from .models import InvitationKind, ItemStatus, LeaveStatus
from .planning import MANAGE, invite_due
from .quorum import Count, count


class Close(VerbData):
    """``reason``: why it is closed although something is missing. ``quorate``: the chair's word, where no rule says."""

    quorate: Annotated[
        bool | None,
        Asked(gettext_lazy("主持人宣布达到法定人数"), gettext_lazy("登记了议事规则的，按规则计算，不用填写。")),
    ] = None
    reason: Annotated[
        str,
        Field(max_length=400),
        Asked(gettext_lazy("说明"), gettext_lazy("缺少规则要求的内容仍要结束的，写明原因。"), kind="long"),
    ] = ""


@verb(
    "assemblies.open_meeting",
    does=gettext_lazy("宣布开会"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def open_meeting(act: Act, target: Meeting, data: VerbData) -> Meeting:
    """Open a meeting on its day; the door stays open until it is closed."""
    if target.status != MeetingStatus.CONVENED:
        said = _("“%(meeting)s”%(status)s，不能宣布开会。")
        raise VerbError(said % {"meeting": target, "status": _(target.get_status_display())})
    if target.date != timezone.localdate():
        said = _("会议定于%(day)s召开，今天不能宣布开会。改期的请先调整会议安排。")
        raise VerbError(said % {"day": target.date})
    invite_due(target)
    target.status = MeetingStatus.RUNNING
    target.save()
    return target


@verb(
    "assemblies.close_meeting",
    does=gettext_lazy("结束了会议"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def close_meeting(act: Act, target: Meeting, data: Close) -> Meeting:
    """Close a meeting: who is neither there nor excused was absent, and the quorum is stated by the rule."""
    if target.status != MeetingStatus.RUNNING:
        said = _("“%(meeting)s”%(status)s，不能结束。只有进行中的会议可以结束。")
        raise VerbError(said % {"meeting": target, "status": _(target.get_status_display())})
    numbers = count(target)
    missing = lacks(target, numbers, data.quorate)
    if missing and not data.reason:
        said = _("会议还不能结束：%(missing)s。请补上，或在说明中写明原因。")
        raise VerbError(said % {"missing": enumerated(missing)})
    if numbers.present:
        _note_absent(target)
        act.emit("assemblies.absent", body=target.body_id)
    for one in target.items.filter(status=ItemStatus.CURRENT):
        one.status = ItemStatus.DONE
        one.save()
    target.due = numbers.due
    target.quorate = _stated(numbers, data.quorate)
    target.remark, target.status = data.reason, MeetingStatus.CLOSED
    target.save()
    return target


def lacks(meeting: Meeting, numbers: Count, stated: bool | None = None) -> list[str]:
    """What is still missing of what the rules need, in words."""
    found = []
    if not numbers.present:
        found.append(_("没有人签到"))
    elif numbers.needed is not None and not numbers.quorate:
        found.append(
            _("没有达到法定人数（须%(needed)s人，到会%(there)s人）")
            % {
                "needed": numbers.needed,
                "there": numbers.present,
            }
        )
    elif numbers.needed is None and stated is None:
        found.append(_("没有登记议事规则，也没有写明主持人是否宣布达到法定人数"))
    waiting = meeting.leaves.filter(status=LeaveStatus.ASKED).count()
    if waiting:
        found.append(_("%(count)s人的请假还没有答复") % {"count": waiting})
    return found


def _stated(numbers: Count, said: bool | None) -> bool | None:
    """By the rule where there is one; nobody is counted absent, or a quorum missed, where nobody was checked in."""
    if not numbers.present:
        return None
    return numbers.quorate if numbers.needed is not None else said


def _note_absent(meeting: Meeting) -> None:
    known = set(meeting.attendance.values_list("person", flat=True))
    due = meeting.invitations.filter(kind=InvitationKind.DUE).values_list("person", flat=True)
    for person in due:
        if person is not None and person not in known:
            Attendance(meeting=meeting, person_id=person, status=AttendanceState.ABSENT).save()
