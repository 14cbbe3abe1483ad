"""Verbs on who comes: said to have received the call, signed in on one's own phone, or let in by staff."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Attendance, AttendanceState, Meeting, MeetingStatus
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .door import check_door
from .leaves import begins_at, is_self
from .models import Invitation, InvitationKind
from .planning import MANAGE

EARLY = dt.timedelta(minutes=60)  # before the beginning, from when on one signs in


class SignIn(VerbData):
    """The code that stands on the screen of the meeting, or what an earlier scan of it left (``door.pass_for``)."""

    code: Annotated[str, Field(max_length=60)] = ""
    scanned: Annotated[str, Field(max_length=200)] = ""


class Coming(VerbData):
    """Whether one means to come."""

    coming: bool


class CheckIn(VerbData):
    """Whom staff let in: ids of invitations."""

    invitations: Annotated[list[int], Field(min_length=1, max_length=2000)]


@verb(
    "assemblies.acknowledge",
    does=gettext_lazy("确认收到会议通知"),
    needs="owner",
    owner=is_self,
    on=lambda target, data: [target.organisation_id],
)
def acknowledge(act: Act, target: Invitation, data: VerbData) -> Invitation:
    """Say that one has received the call; saying it twice changes nothing."""
    if target.meeting.status not in (MeetingStatus.CONVENED, MeetingStatus.RUNNING):
        raise VerbError(_("会议%(status)s，不用再确认收到。") % {"status": _(target.meeting.get_status_display())})
    if target.received is None:
        target.received = timezone.now()
        target.save()
    return target


@verb(
    "assemblies.say_coming",
    does=gettext_lazy("告知能否参加会议"),
    needs="owner",
    owner=is_self,
    on=lambda target, data: [target.organisation_id],
)
def say_coming(act: Act, target: Invitation, data: Coming) -> Invitation:
    """Say that one can't come, or can after all; who is due asks for leave instead."""
    if target.kind == InvitationKind.DUE:
        raise VerbError(_("您是应到人员。不能参加的请办理请假，批准之后才算请假。"))
    if target.meeting.status != MeetingStatus.CONVENED:
        said = _("会议%(status)s，不用再告知能否参加。")
        raise VerbError(said % {"status": _(target.meeting.get_status_display())})
    now = timezone.now()
    target.declined = None if data.coming else target.declined or now
    target.received = target.received or now
    target.save()
    return target


@verb(
    "assemblies.sign_in",
    does=gettext_lazy("签到"),
    needs="owner",
    owner=is_self,
    on=lambda target, data: [target.organisation_id],
)
def sign_in(act: Act, target: Invitation, data: SignIn) -> Invitation:
    """Sign in on one's own phone, by the code on the screen, while the check-in is open."""
    check_door(target.meeting, data.code, data.scanned)
    check_window(target.meeting)
    let_in(target)
    return target


@verb(
    "assemblies.check_in",
    does=gettext_lazy("办理了签到"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def check_in(act: Act, target: Meeting, data: CheckIn) -> int:
    """Let people in by the list or by the code on their invitation. Returns how many were new."""
    check_window(target, staff=True)
    wanted = set(data.invitations)
    found = list(target.invitations.filter(pk__in=wanted).select_related("meeting", "person"))
    if len(found) != len(wanted):
        raise VerbError(_("所选人员中有的不在本次会议的名单上，可能刚被取消邀请。请刷新页面后重新选择。"))
    people = [one.person_id for one in found if one.person_id is not None]
    there = {row.person_id: row for row in target.attendance.filter(person__in=people)}
    return sum(_enter(one, there.get(one.person_id or 0)) for one in found)


def let_in(one: Invitation) -> bool:
    """Write down that somebody came; False when that stood there already."""
    row = one.meeting.attendance.filter(person=one.person_id).first() if one.person_id is not None else None
    return _enter(one, row)


def _enter(one: Invitation, row: Attendance | None) -> bool:
    if one.kind != InvitationKind.DUE:
        changed, one.came = not one.came, True
        if changed:
            one.declined = None
            one.save()
        return changed
    if row is None:
        return _come(one)
    if row.status == AttendanceState.PRESENT:
        return False
    row.status = AttendanceState.PRESENT
    row.save()
    return True


def _come(one: Invitation) -> bool:
    """Somebody else may be writing the same at this moment: then it stands there, and that is enough."""
    assert one.person is not None  # who is due is somebody of the register
    try:
        with transaction.atomic():
            Attendance(meeting_id=one.meeting_id, person=one.person, status=AttendanceState.PRESENT).save()
    except IntegrityError:
        return False
    return True


def window(meeting: Meeting) -> tuple[dt.datetime, dt.datetime]:
    """From when until when one signs in: an hour before the beginning until the end, or the end of the day."""
    begins = begins_at(meeting)
    assert meeting.date is not None
    midnight = dt.datetime.combine(meeting.date + dt.timedelta(days=1), dt.time(0, 0))
    ends = dt.datetime.combine(meeting.date, meeting.ends) if meeting.ends else midnight
    return (begins - EARLY if meeting.begins else begins), timezone.make_aware(ends)


def is_open(meeting: Meeting) -> bool:
    """Whether people can sign in now; a meeting that goes on longer than planned keeps its door open."""
    if meeting.status == MeetingStatus.RUNNING:
        return True
    opens, closes = window(meeting)
    return meeting.status == MeetingStatus.CONVENED and opens <= timezone.now() < closes


def check_window(meeting: Meeting, *, staff: bool = False) -> None:
    """Raise VerbError outside the time of checking in. Staff may, on the day, at any hour."""
    if is_open(meeting) or (staff and _is_today(meeting)):
        return
    if meeting.status in (MeetingStatus.CONVENED, MeetingStatus.RUNNING) and timezone.now() < window(meeting)[0]:
        opens = timezone.localtime(window(meeting)[0])
        said = _("签到还没有开始。签到从%(day)s %(hour)s起。")
        raise VerbError(said % {"day": opens.date(), "hour": f"{opens:%H:%M}"})
    if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.RECORDED):
        raise VerbError(_("这次会议没有由系统召集，不能在这里签到。"))
    raise VerbError(_("签到已经结束。到会情况有误的，请联系会议工作人员更正。"))


def _is_today(meeting: Meeting) -> bool:
    return meeting.status == MeetingStatus.CONVENED and meeting.date == timezone.localdate()
