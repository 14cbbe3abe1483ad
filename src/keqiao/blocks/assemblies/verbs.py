"""Verbs on meetings, attendance and duty acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ConfigDict

from keqiao.kernel.access.rules import can
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body, Post
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.formats import enumerated
from keqiao.registry.refusals import check_length, check_number, check_order, check_past, check_text, record
from keqiao.registry.wording import body_word

from .models import Attendance, AttendanceState, DutyAct, DutyKind, Meeting, MeetingKind, MeetingStatus

MOST_DUE = 100_000


STATUTORY_HINT = gettext_lazy("会议、扩大会议和线上会议计入会期；工作会议和协商、接待、现场会等其他形式不计。")


class RecordMeeting(VerbData):
    """A meeting, held or called. Without a title it is called after the body; ``quorate`` is the chair's statement."""

    date: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    kind: Annotated[MeetingKind, Asked(gettext_lazy("形式"), STATUTORY_HINT)] = MeetingKind.SESSION
    title: Annotated[str, Asked(gettext_lazy("会议名称"), gettext_lazy("不填则按机构命名。"))] = ""
    place: Annotated[str, Asked(gettext_lazy("地点"))] = ""
    due: Annotated[int | None, Asked(gettext_lazy("应到人数"))] = None
    quorate: Annotated[bool | None, Asked(gettext_lazy("达到法定人数"))] = None


class Attended(BaseModel):
    """Whether one person (their id) came."""

    model_config = ConfigDict(extra="forbid")

    person: int
    state: AttendanceState


class RecordAttendance(VerbData):
    """Whether these persons came; who was recorded before gets the new state. ``quorate`` may be stated with it."""

    people: list[Attended]
    quorate: bool | None = None


class RecordDuty(VerbData):
    """What a person (their id) did as a delegate or member of the body.

    ``came``: when it really came in, of one that counts for an earlier day.
    """

    person: Annotated[int, Asked(gettext_lazy("人员"), kind="person")]
    kind: Annotated[DutyKind, Asked(gettext_lazy("事项"))]
    date: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    title: Annotated[str, Asked(gettext_lazy("题目"))]
    came: Annotated[dt.date | None, Asked("", hidden=True)] = None


@verb(
    "assemblies.record_meeting",
    does=gettext_lazy("登记了会议"),
    needs="meetings.manage",
    on=lambda target, data: [target.organisation_id],
)
def record_meeting(act: Act, target: Body, data: RecordMeeting) -> Meeting:
    """Record a meeting of a body."""
    title = data.title or f"{target}{data.kind.label}"
    check_length(title, _("会议名称"), 200)
    check_length(data.place, _("会议地点"), 120)
    if data.due is not None:
        check_number(data.due, _("应到人数"), 1, MOST_DUE)
    if target.meetings.filter(date=to_int(data.date), title=title).exists():
        said = _("“%(body)s”%(day)s的“%(title)s”已经登记。请直接使用它，或换一个名称。")
        raise VerbError(said % {"body": body_word(target), "day": data.date, "title": title})
    made = Meeting(body=target, **{**data.model_dump(exclude={"seen_version", "key"}), "title": title})
    _check_quorate(made, data.quorate)
    made.save()
    return made


@verb(
    "assemblies.record_attendance",
    does=gettext_lazy("登记了会议出席"),
    needs="meetings.manage",
    on=lambda target, data: [target.body.organisation_id],
)
def record_attendance(act: Act, target: Meeting, data: RecordAttendance) -> Meeting:
    """Record who came to a meeting; only who held a post in the body on that day was due."""
    _check_recordable(target, data)
    states = _states(act, target, data.people)
    _check_quorate(target, data.quorate)
    recorded = {row.person_id: row for row in target.attendance.filter(person__in=states)}
    for person, state in states.items():
        row = recorded.get(person) or Attendance(meeting=target, person_id=person)
        if row.status != state:
            row.status = state
            row.save()
    if data.quorate is not None and data.quorate != target.quorate:
        target.quorate = data.quorate
        target.save()
    if AttendanceState.ABSENT in states.values():
        act.emit("assemblies.absent", body=target.body_id)
    return target


@verb(
    "assemblies.withdraw_meeting",
    does=gettext_lazy("撤回了会议登记"),
    needs="meetings.manage",
    on=lambda target, data: [target.body.organisation_id],
)
def withdraw_meeting(act: Act, target: Meeting, data: VerbData) -> None:
    """Delete a meeting that was recorded wrongly, and its attendance."""
    if target.status not in (MeetingStatus.RECORDED, MeetingStatus.PLANNED):
        said = _("“%(meeting)s”已经召集，参会人员已经得到通知，不能撤回登记。会议不开了请办理“取消会议”。")
        raise VerbError(said % {"meeting": target})
    try:
        target.delete()
    except ProtectedError as error:
        kept = next(iter(error.protected_objects))
        said = _("“%(meeting)s”名下有“%(record)s”，不能撤回登记。请先撤回它，或保留会议。")
        raise VerbError(said % {"meeting": target, "record": kept}) from None


@verb(
    "assemblies.record_duty",
    does=gettext_lazy("登记了履职"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def record_duty(act: Act, target: Body, data: RecordDuty) -> DutyAct:
    """Record what somebody did as a delegate or member of a body."""
    check_text(data.title, _("题目"), 200)
    check_past(data.date, _("履职日期"))
    if data.came is not None:
        check_past(data.came, _("补交日期"))
        check_order(data.date, data.came, _("补交的履职"))
    person = record(Person, data.person, _("人员"))
    if person.pk not in holders_on(target, to_int(data.date)):
        said = _("%(person)s在%(day)s没有担任“%(body)s”的职务，不能登记履职。请核对人员和日期，或先登记任职。")
        raise VerbError(said % {"person": _shown(act, person), "day": data.date, "body": body_word(target)})
    if target.duty_acts.filter(person=person, kind=data.kind, date=to_int(data.date), title=data.title).exists():
        said = _("%(person)s%(day)s的《%(title)s》已经登记，没有重复登记。")
        raise VerbError(said % {"person": person, "day": data.date, "title": data.title})
    told = {"kind": data.kind, "date": data.date, "title": data.title, "came": data.came}
    made = DutyAct(body=target, person=person, **told)
    made.save()
    return made


@verb(
    "assemblies.withdraw_duty",
    does=gettext_lazy("撤回了履职登记"),
    needs="duties.record",
    on=lambda target, data: [target.body.organisation_id],
)
def withdraw_duty(act: Act, target: DutyAct, data: VerbData) -> None:
    """Delete a duty act that was recorded wrongly; one that was left by what it came from goes with that."""
    try:
        target.delete()
    except ProtectedError:
        raise VerbError(_("这条履职记录由提案建议自动产生，不能单独撤回。请由提出人撤回提案建议。")) from None


def _check_recordable(meeting: Meeting, data: RecordAttendance) -> None:
    """Of a meeting that is convened here the check-in tells who came, and only a leave that was granted excuses."""
    if meeting.is_convened_here and meeting.status != MeetingStatus.CLOSED:
        said = _("“%(meeting)s”由系统召集，到会情况请在签到页办理，请假由本人提出、负责人批准。")
        raise VerbError(said % {"meeting": meeting})
    excused = {one.person for one in data.people if one.state is AttendanceState.EXCUSED}
    known = meeting.attendance.filter(status=AttendanceState.EXCUSED).values_list("person", flat=True)
    if meeting.is_convened_here and excused - set(known):
        raise VerbError(_("这次会议由系统召集，只有会前批准的请假才算请假。请改为到会或缺席。"))


def _states(act: Act, meeting: Meeting, people: list[Attended]) -> dict[int, AttendanceState]:
    """Each person's state. Raises VerbError for whoever isn't due, is named twice, or can't have come yet."""
    if not people:
        raise VerbError(_("没有选择人员。请至少登记一人的到会情况。"))
    states = {one.person: one.state for one in people}
    if len(states) < len(people):
        given = [one.person for one in people]
        twice = _names(act, {person for person in given if given.count(person) > 1})
        raise VerbError(_("%(people)s在名单中出现了不止一次。请每人只保留一条。") % {"people": twice})
    strangers = states.keys() - holders_on(meeting.body, _day(meeting))
    if strangers:
        said = _(
            "%(people)s在%(day)s没有担任“%(body)s”的职务，不属于应到人员，全部没有登记。请从名单中去掉，或先登记任职。"
        )
        told = {"people": _names(act, strangers), "day": meeting.date, "body": body_word(meeting.body)}
        raise VerbError(said % told)
    if _is_to_come(meeting) and set(states.values()) != {AttendanceState.EXCUSED}:
        said = _("会议定于%(day)s召开，现在只能登记请假。请在会后登记到会和缺席。")
        raise VerbError(said % {"day": meeting.date})
    return states


def _check_quorate(meeting: Meeting, quorate: bool | None) -> None:
    if quorate is not None and _is_to_come(meeting):
        said = _("会议定于%(day)s召开，现在还不知道是否达到法定人数。请先不填，会后与到会情况一起登记。")
        raise VerbError(said % {"day": meeting.date})


def _is_to_come(meeting: Meeting) -> bool:
    return _day(meeting) > today()


def _day(meeting: Meeting) -> int:
    assert meeting.date is not None  # its column holds no NULL, which the type of a DayField can't tell
    return to_int(meeting.date)


def holders_on(body: Body, day: int) -> set[int]:
    """Ids of those who held a post in the body on a day: in the term that ran, which ends when the next begins."""
    return set(Post.objects.running(day).filter(term__body=body).values_list("person", flat=True))


def _names(act: Act, people: Iterable[int]) -> str:
    ids = sorted(people)
    found = Person.objects.in_bulk(ids[:3])
    shown = enumerated(_shown(act, found[pk]) if pk in found else _unnamed(pk) for pk in ids[:3])
    return _("%(names)s等%(count)s人") % {"names": shown, "count": len(ids)} if len(ids) > 3 else shown


def _shown(act: Act, person: Person) -> str:
    """The name for those who may see it: who is no holder of a post here may be another unit's person."""
    return person.name if can(act.actor, "people.see", person.keeper_id) else _unnamed(person.pk)


def _unnamed(pk: int) -> str:
    return _("编号为%(number)s的人员") % {"number": pk}
