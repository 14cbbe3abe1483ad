"""Verbs on leaders in charge, hearings and seats: what the association's office notes as it happens."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.access.rules import can
from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import BodyKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_past, record
from keqiao.registry.verbs.files import AttachFile, keep_file

from .models import Chamber, Hearing, HearingKind, Leader, Presence, Seat, SeatKind, Side

MANAGE = "meetings.manage"
PLENARIES = (BodyKind.FULL_COMMITTEE, BodyKind.CONGRESS, BodyKind.COUNCIL, BodyKind.MEMBERS_CONGRESS)

Long = Annotated[str, Field(max_length=2000), Asked(gettext_lazy("结果"), kind="long")]


class NameLeader(VerbData):
    """Who is in charge, from when."""

    side: Annotated[Side, Asked(gettext_lazy("分工"))]
    name: Annotated[str, Field(min_length=2, max_length=60), Asked(gettext_lazy("姓名"))]
    post: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("职务"))]
    starts: Annotated[dt.date, Asked(gettext_lazy("从哪天起"))]


class Until(VerbData):
    """The first day on which it holds no more."""

    ends: Annotated[dt.date, Asked(gettext_lazy("到哪天止"))]


class NotePresence(VerbData):
    """The day of the plenary."""

    date: Annotated[dt.date, Asked(gettext_lazy("全委会（代表大会）日期"))]


class RecordHearing(VerbData):
    """What was heard, or where the head sat in."""

    kind: Annotated[HearingKind, Asked(gettext_lazy("类别"))]
    chamber: Annotated[Chamber, Asked(gettext_lazy("主持方"))]
    date: Annotated[dt.date, Asked(gettext_lazy("日期"))]
    title: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("会议名称"))]
    attended: Annotated[bool, Asked(gettext_lazy("科协负责人到会"), gettext_lazy("受邀而没有到会的，不勾选。"))] = True
    outcome: Long = ""


class RecordSeat(VerbData):
    """Who sits where, from when until when."""

    person: Annotated[int, Asked(gettext_lazy("科协负责人"), kind="person")]
    kind: Annotated[SeatKind, Asked(gettext_lazy("席位"))]
    starts: Annotated[dt.date, Asked(gettext_lazy("从哪天起"))]
    ends: Annotated[dt.date | None, Asked(gettext_lazy("到哪天止"))] = None


@verb("outside.name_leader", does=gettext_lazy("登记了分管领导"), needs=MANAGE, on=lambda target, data: [target])
def name_leader(act: Act, target: Organisation, data: NameLeader) -> Leader:
    """Note who is in charge or in liaison; whoever was before ends on that day."""
    for former in target.leaders_in_charge.filter(side=data.side, ends=None):
        assert former.starts is not None  # its column holds no NULL
        if former.starts >= data.starts:
            said = _("“%(leader)s”从%(day)s起，新任领导应在这之后。请核对日期。")
            raise VerbError(said % {"leader": former, "day": former.starts})
        former.ends = data.starts
        former.save()
    made = Leader(organisation=target, **data.model_dump(exclude={"seen_version", "key"}))
    made.save()
    return made


@verb(
    "outside.end_leader",
    does=gettext_lazy("登记了不再分管"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def end_leader(act: Act, target: Leader, data: Until) -> Leader:
    """Note that somebody is no longer in charge."""
    _ended(target, data.ends)
    return target


@verb(
    "outside.note_presence",
    does=gettext_lazy("登记了领导到会"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def note_presence(act: Act, target: Leader, data: NotePresence) -> Presence:
    """Note that a leader was at the plenary of that day."""
    found = Meeting.objects.filter(
        body__organisation=target.organisation_id, body__kind__in=PLENARIES, date=to_int(data.date)
    ).first()
    if found is None:
        said = _("%(day)s没有登记全委会或代表大会，请核对日期，或先登记会议。")
        raise VerbError(said % {"day": data.date})
    check_past(data.date, _("会议日期"))
    if not Leader.objects.filter(holds_on(to_int(data.date)), pk=target.pk).exists():
        raise VerbError(_("“%(leader)s”在%(day)s不分管科协工作。") % {"leader": target, "day": data.date})
    if target.presences.filter(meeting=found).exists():
        raise VerbError(_("这次会议的到会情况已经登记，没有重复登记。"))
    made = Presence(leader=target, meeting=found)
    made.save()
    return made


@verb(
    "outside.record_hearing", does=gettext_lazy("登记了听取汇报或列席"), needs=MANAGE, on=lambda target, data: [target]
)
def record_hearing(act: Act, target: Organisation, data: RecordHearing) -> Hearing:
    """Note that a report was heard, or that the head was asked to a meeting and came or didn't."""
    check_past(data.date, _("日期"))
    if target.hearings.filter(date=to_int(data.date), title=data.title).exists():
        raise VerbError(_("%(day)s的“%(title)s”已经登记。") % {"day": data.date, "title": data.title})
    if data.kind is HearingKind.HEARING and data.chamber is Chamber.PEOPLES_ORGANISATIONS:
        raise VerbError(_("听取汇报的应是党委、政府、人大或政协，请改选。"))
    made = Hearing(organisation=target, **data.model_dump(exclude={"seen_version", "key"}))
    made.save()
    return made


@verb(
    "outside.attach_document",
    does=gettext_lazy("附上了文件"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def attach_document(act: Act, target: Hearing, data: AttachFile) -> Hearing:
    """Put the minutes or the document beside it."""
    target.document = keep_file(target.organisation, data)
    target.save()
    return target


@verb(
    "outside.withdraw_hearing",
    does=gettext_lazy("撤回了登记"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def withdraw_hearing(act: Act, target: Hearing, data: VerbData) -> None:
    """Delete what was noted wrongly."""
    target.delete()


@verb("outside.record_seat", does=gettext_lazy("登记了席位"), needs=MANAGE, on=lambda target, data: [target])
def record_seat(act: Act, target: Organisation, data: RecordSeat) -> Seat:
    """Note a head's seat in the people's congress or the consultative conference, or that they attend it."""
    person = record(Person, data.person, _("人员"))
    if not can(act.actor, "people.see", person.keeper_id):
        raise VerbError(_("没有找到所选的人员，请从列表中选择。"))
    if data.ends is not None and data.ends <= data.starts:
        raise VerbError(_("止日应在起日之后，请核对。"))
    if target.seats_outside.filter(person=person, kind=data.kind, ends=None).exists():
        raise VerbError(_("这一席位已经登记，没有重复登记。"))
    made = Seat(organisation=target, person=person, kind=data.kind, starts=data.starts, ends=data.ends)
    made.save()
    return made


@verb(
    "outside.end_seat",
    does=gettext_lazy("登记了席位终止"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def end_seat(act: Act, target: Seat, data: Until) -> Seat:
    """Note that a seat is held no more."""
    _ended(target, data.ends)
    return target


def _ended(row: Leader | Seat, ends: dt.date) -> None:
    assert row.starts is not None  # its column holds no NULL
    if ends <= row.starts:
        raise VerbError(_("止日应在起日%(day)s之后，请核对。") % {"day": row.starts})
    if row.ends is not None and row.ends <= timezone.localdate():
        raise VerbError(_("已于%(day)s终止，没有重复登记。") % {"day": row.ends})
    row.ends = ends
    row.save()
