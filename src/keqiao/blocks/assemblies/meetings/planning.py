"""Verbs that prepare a meeting: planned, changed, guests invited, cancelled."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting, MeetingKind, MeetingStatus
from keqiao.blocks.assemblies.verbs import STATUTORY_HINT, holders_on
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import record
from keqiao.registry.wording import body_word

from .models import Invitation, InvitationKind

MANAGE, CONVENE = "meetings.manage", "meetings.convene"
AHEAD = (MeetingStatus.PLANNED, MeetingStatus.CONVENED)

Title = Annotated[str, Field(max_length=200), Asked(gettext_lazy("会议名称"), gettext_lazy("不填则按机构命名。"))]
Clock = Annotated[str, Field(pattern=r"^([01]?\d|2[0-3])[:：][0-5]\d$|^$")]
Begins = Annotated[Clock, Asked(gettext_lazy("开始时间"), gettext_lazy("如9:00。"))]
Ends = Annotated[Clock, Asked(gettext_lazy("结束时间"), gettext_lazy("如11:30。"))]
Place = Annotated[str, Field(max_length=120), Asked(gettext_lazy("地点"))]
Online = Annotated[
    str,
    Field(max_length=300),
    Asked(gettext_lazy("线上入口"), gettext_lazy("线上参加的链接或会议号，只给参会人员看。")),
]


class PlanMeeting(VerbData):
    """A meeting to come. Without a title it is called after the body; times as 9:00."""

    date: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    begins: Begins = "9:00"
    ends: Ends = ""
    kind: Annotated[MeetingKind, Asked(gettext_lazy("形式"), STATUTORY_HINT)] = MeetingKind.SESSION
    title: Title = ""
    place: Place = ""
    online: Online = ""


class ChangeMeeting(VerbData):
    """When and where it is, and what it is called."""

    date: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    begins: Begins = ""
    ends: Ends = ""
    title: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("会议名称"))]
    place: Place = ""
    online: Online = ""


class Invite(VerbData):
    """Somebody who isn't due: a person of the register (their id), or a guest by name."""

    person: Annotated[int | None, Asked(gettext_lazy("已登记的人员"), kind="person")] = None
    name: Annotated[
        str, Field(max_length=60), Asked(gettext_lazy("姓名"), gettext_lazy("没有登记的，直接填写姓名。"))
    ] = ""
    unit: Annotated[str, Field(max_length=120), Asked(gettext_lazy("单位及职务"))] = ""


class Why(VerbData):
    """For what reason."""

    reason: Annotated[str, Field(min_length=2, max_length=400), Asked(gettext_lazy("原因"))]


@verb(
    "assemblies.plan_meeting",
    does=gettext_lazy("筹备了会议"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def plan_meeting(act: Act, target: Body, data: PlanMeeting) -> Meeting:
    """Begin to prepare a meeting of a body; nobody is told before it is convened."""
    check_to_come(data.date)
    title = data.title or _("%(body)s%(kind)s") % {"body": body_word(target), "kind": _(str(data.kind.label))}
    check_free(target, data.date, title)
    begins, ends = clock(data.begins), clock(data.ends)
    check_times(begins, ends)
    made = Meeting(
        body=target,
        date=data.date,
        kind=data.kind,
        title=title,
        place=data.place,
        online=data.online,
        begins=begins,
        ends=ends,
        status=MeetingStatus.PLANNED,
        code=secrets.token_urlsafe(9),
    )
    made.save()
    return made


@verb(
    "assemblies.change_meeting",
    does=gettext_lazy("调整了会议安排"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def change_meeting(act: Act, target: Meeting, data: ChangeMeeting) -> Meeting:
    """Set day, time and place anew; those invited are told again."""
    check_ahead(target)
    check_to_come(data.date)
    if (data.date, data.title) != (target.date, target.title):
        check_free(target.body, data.date, data.title)
    begins, ends = clock(data.begins), clock(data.ends)
    check_times(begins, ends)
    moved = (target.date, target.begins, target.place, target.online)
    target.date, target.begins, target.ends = data.date, begins, ends
    target.title, target.place, target.online = data.title, data.place, data.online
    target.save()
    if target.status == MeetingStatus.CONVENED:
        invite_due(target)
        if moved != (target.date, target.begins, target.place, target.online):
            _tell_again(target)
    return target


@verb(
    "assemblies.invite",
    does=gettext_lazy("邀请了参会人员"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def invite(act: Act, target: Meeting, data: Invite) -> Invitation:
    """Invite somebody who isn't due: as an observer, when they are registered, otherwise as a guest."""
    if target.status not in (*AHEAD, MeetingStatus.RUNNING):
        raise VerbError(_("会议%(status)s，不能再邀请人员。") % {"status": _(target.get_status_display())})
    person = record(Person, data.person, _("人员")) if data.person is not None else None
    if person is None and not data.name:
        raise VerbError(_("没有填写邀请谁。请选择已登记的人员，或填写姓名。"))
    if person is not None and person.pk in due_at(target):
        said = _("%(person)s是应到人员，召集时会自动通知，不用另行邀请。")
        raise VerbError(said % {"person": person.name})
    if person is not None and target.invitations.filter(person=person).exists():
        raise VerbError(_("%(person)s已经邀请过，没有重复邀请。") % {"person": person.name})
    kind = InvitationKind.OBSERVER if person is not None else InvitationKind.GUEST
    made = Invitation(meeting=target, kind=kind, person=person, name=data.name, unit=data.unit, code=new_code())
    made.save()
    return made


@verb(
    "assemblies.uninvite",
    does=gettext_lazy("取消了邀请"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def uninvite(act: Act, target: Invitation, data: VerbData) -> None:
    """Take back the invitation of somebody who isn't due."""
    if target.kind == InvitationKind.DUE:
        raise VerbError(_("应到人员由任职确定，不能取消通知。任职有误的，请先更正任职。"))
    if target.came:
        raise VerbError(_("%(who)s已经到会，不能取消邀请。") % {"who": target})
    target.delete()


@verb(
    "assemblies.cancel_meeting",
    does=gettext_lazy("取消了会议"),
    needs=CONVENE,
    on=lambda target, data: [target.organisation_id],
)
def cancel_meeting(act: Act, target: Meeting, data: Why) -> Meeting:
    """Call a meeting off before it began; the record stays with the reason, and whoever was told of it is told."""
    if target.decisions.exists():
        raise VerbError(_("会议已经作出决定，不能取消。请结束会议。"))
    check_ahead(target)
    target.status, target.remark = MeetingStatus.CANCELLED, data.reason
    target.save()
    return target


def invite_due(meeting: Meeting) -> None:
    """Invitations for everybody due on the day, and none any more for who no longer is."""
    due = due_at(meeting)
    there = {one.person_id: one for one in meeting.invitations.exclude(person=None)}
    for pk, one in there.items():
        if one.kind == InvitationKind.DUE and pk not in due:
            one.delete()
        elif one.kind != InvitationKind.DUE and pk in due:
            one.kind = InvitationKind.DUE
            one.save()
    for pk in sorted(due - there.keys()):
        Invitation(meeting=meeting, kind=InvitationKind.DUE, person_id=pk, code=new_code()).save()


def due_at(meeting: Meeting) -> set[int]:
    """Ids of those who hold a post in the body on the day of the meeting."""
    assert meeting.date is not None
    return holders_on(meeting.body, to_int(meeting.date))


def new_code() -> str:
    """A code that nobody guesses."""
    return secrets.token_urlsafe(9)


def check_ahead(meeting: Meeting) -> None:
    """Raise VerbError for a meeting that began, is over, or was only recorded."""
    if meeting.status not in AHEAD:
        said = _("“%(meeting)s”%(status)s，会前的安排不能再改。")
        raise VerbError(said % {"meeting": meeting, "status": _(meeting.get_status_display())})


def check_to_come(day: dt.date) -> None:
    """Raise VerbError for a day that has passed: what was held already is recorded."""
    if day < timezone.localdate():
        said = _("%(day)s已经过去。筹备的会议应在今天或以后；已经开过的会议请办理“登记会议”。")
        raise VerbError(said % {"day": day})


def check_free(body: Body, day: dt.date, title: str) -> None:
    """Raise VerbError when the body has a meeting of that name on that day."""
    if body.meetings.filter(date=to_int(day), title=title).exists():
        said = _("“%(body)s”%(day)s的“%(title)s”已经登记。请直接使用它，或换一个名称。")
        raise VerbError(said % {"body": body_word(body), "day": day, "title": title})


def clock(text: str) -> dt.time | None:
    """The time written as 9:00; None for nothing."""
    if not text:
        return None
    hour, _colon, minute = text.replace("：", ":").partition(":")
    return dt.time(int(hour), int(minute))


def check_times(begins: dt.time | None, ends: dt.time | None) -> None:
    """Raise VerbError for a meeting that ends before it begins."""
    if begins is not None and ends is not None and ends <= begins:
        raise VerbError(_("结束时间应晚于开始时间，请核对。"))


def _tell_again(meeting: Meeting) -> None:
    for one in meeting.invitations.exclude(told=None):
        one.told, one.received, one.declined = None, None, None
        one.reminded_early, one.reminded_late = None, None
        one.save()
