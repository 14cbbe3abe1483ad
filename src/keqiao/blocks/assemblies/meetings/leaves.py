"""Verbs on leave: asked by whoever is due, granted or refused by a named person before the meeting."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Attendance, AttendanceState, Meeting, MeetingStatus
from keqiao.kernel.access.models import User
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .models import Invitation, InvitationKind, Leave, LeaveReason, LeaveStatus
from .planning import CONVENE


class AskLeave(VerbData):
    """Why: a class, nothing about anybody's health."""

    reason: Annotated[LeaveReason, Asked(gettext_lazy("请假原因"))]


class Answer(VerbData):
    """What is said with it."""

    answer: Annotated[str, Field(max_length=200), Asked(gettext_lazy("答复"))] = ""


class Refusal(VerbData):
    """Why not."""

    answer: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("不批准的原因"))]


def is_self(act: Act, target: Invitation | Leave, data: VerbData) -> bool:
    """Whether the actor is the person whom it is about."""
    user = act.actor.user
    return user is not None and user.person_id is not None and user.person_id == target.person_id


@verb(
    "assemblies.ask_leave",
    does=gettext_lazy("请假"),
    needs="owner",
    owner=is_self,
    on=lambda target, data: [target.organisation_id],
)
def ask_leave(act: Act, target: Invitation, data: AskLeave) -> Leave:
    """Ask for leave from a meeting at which one is due; after a refusal one may ask again."""
    if target.kind != InvitationKind.DUE:
        raise VerbError(_("列席和特邀人员不用请假。不能参加的，请告知会议联系人。"))
    assert target.person is not None
    _check_before(target.meeting)
    there = target.meeting.leaves.filter(person=target.person).first()
    if there is not None and there.status in (LeaveStatus.ASKED, LeaveStatus.GRANTED):
        said = _("您已经请假，%(status)s，不用重复提出。")
        raise VerbError(said % {"status": _(there.get_status_display())})
    leave = there or Leave(meeting=target.meeting, person=target.person)
    leave.reason, leave.status, leave.asked = data.reason, LeaveStatus.ASKED, timezone.now()
    leave.decided_by, leave.decided, leave.answer = None, None, ""
    leave.save()
    if target.received is None:
        target.received = timezone.now()
        target.save()
    return leave


@verb(
    "assemblies.take_back_leave",
    does=gettext_lazy("撤回了请假"),
    needs="owner",
    owner=is_self,
    on=lambda target, data: [target.organisation_id],
)
def take_back_leave(act: Act, target: Leave, data: VerbData) -> Leave:
    """Come after all."""
    _check_before(target.meeting)
    if target.status not in (LeaveStatus.ASKED, LeaveStatus.GRANTED):
        raise VerbError(_("这次请假%(status)s，不用再撤回。") % {"status": _(target.get_status_display())})
    target.status = LeaveStatus.TAKEN_BACK
    target.save()
    for row in target.meeting.attendance.filter(person=target.person, status=AttendanceState.EXCUSED):
        row.delete()
    return target


@verb(
    "assemblies.grant_leave",
    does=gettext_lazy("批准了请假"),
    needs=CONVENE,
    on=lambda target, data: [target.organisation_id],
)
def grant_leave(act: Act, target: Leave, data: Answer) -> Leave:
    """Grant leave: the absence will be excused. Nobody grants their own."""
    _decide(act, target, LeaveStatus.GRANTED, data.answer)
    if not target.meeting.attendance.filter(person=target.person).exists():
        Attendance(meeting=target.meeting, person=target.person, status=AttendanceState.EXCUSED).save()
    return target


@verb(
    "assemblies.refuse_leave",
    does=gettext_lazy("没有批准请假"),
    needs=CONVENE,
    on=lambda target, data: [target.organisation_id],
)
def refuse_leave(act: Act, target: Leave, data: Refusal) -> Leave:
    """Refuse leave, saying why."""
    _decide(act, target, LeaveStatus.REFUSED, data.answer)
    return target


def _decide(act: Act, leave: Leave, status: LeaveStatus, answer: str) -> None:
    if leave.status != LeaveStatus.ASKED:
        raise VerbError(_("这次请假%(status)s，没有重复办理。") % {"status": _(leave.get_status_display())})
    if leave.meeting.status not in (MeetingStatus.CONVENED, MeetingStatus.RUNNING):
        raise VerbError(_("会议已经结束或取消，不能再批准请假。"))
    user: User | None = act.actor.user
    if user is not None and user.person_id == leave.person_id:
        raise Refused(_("本人的请假应由另一位负责人批准。"))
    leave.status, leave.answer = status, answer
    leave.decided_by, leave.decided = user, timezone.now()
    leave.save()


def begins_at(meeting: Meeting) -> dt.datetime:
    """The moment at which a meeting begins; of a day without an hour its first."""
    assert meeting.date is not None
    return timezone.make_aware(dt.datetime.combine(meeting.date, meeting.begins or dt.time(0, 0)))


def _check_before(meeting: Meeting) -> None:
    """Raise VerbError unless the meeting is called and hasn't begun."""
    if meeting.status != MeetingStatus.CONVENED:
        said = _("会议%(status)s，不能再办理请假。有特殊情况的，请联系会议召集单位。")
        raise VerbError(said % {"status": _(meeting.get_status_display())})
    begins = begins_at(meeting) if meeting.begins else begins_at(meeting) + dt.timedelta(days=1)
    if timezone.now() >= begins:
        raise VerbError(_("会议已经开始，不能再办理请假。有特殊情况的，请联系会议召集单位。"))
