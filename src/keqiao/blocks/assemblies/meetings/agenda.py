"""Verbs on the agenda and the papers of a meeting, and what item is on."""

from __future__ import annotations

from typing import Annotated, Literal

from django.db.models import Max, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb

from .models import AgendaItem, ItemStatus, Paper, PaperKind
from .planning import MANAGE
from .rules import file_of

DAY = 24 * 60  # minutes


class Item(VerbData):
    """An item: what it is about, who speaks, and for how long."""

    title: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("议题"))]
    speaker: Annotated[str, Field(max_length=80), Asked(gettext_lazy("报告人"))] = ""
    minutes: Annotated[int | None, Field(ge=1, le=DAY), Asked(gettext_lazy("预计分钟"))] = None


class Move(VerbData):
    """One place up or down."""

    way: Literal["up", "down"]


class AddPaper(VerbData):
    """A file (its id) under a title; ``item`` (its id) when it belongs to one."""

    file: int
    title: Annotated[str, Field(max_length=200)] = ""
    kind: PaperKind = PaperKind.PAPER
    item: int | None = None


@verb(
    "assemblies.add_item",
    does=gettext_lazy("增加了议题"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def add_item(act: Act, target: Meeting, data: Item) -> AgendaItem:
    """Put an item at the end of the agenda."""
    _check_open(target)
    last = target.items.aggregate(last=Max("place"))["last"] or 0
    made = AgendaItem(meeting=target, place=last + 1, title=data.title, speaker=data.speaker, minutes=data.minutes)
    made.save()
    return made


@verb(
    "assemblies.change_item",
    does=gettext_lazy("修改了议题"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def change_item(act: Act, target: AgendaItem, data: Item) -> AgendaItem:
    """Word an item anew."""
    _check_open(target.meeting)
    target.title, target.speaker, target.minutes = data.title, data.speaker, data.minutes
    target.save()
    return target


@verb(
    "assemblies.drop_item",
    does=gettext_lazy("撤下了议题"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def drop_item(act: Act, target: AgendaItem, data: VerbData) -> None:
    """Take an item off the agenda with its papers, as long as nothing was decided on it."""
    _check_open(target.meeting)
    if target.decisions.exists():
        raise VerbError(_("“%(item)s”已经作出决定，不能撤下。请先撤回决定。") % {"item": target})
    target.delete()


@verb(
    "assemblies.move_item",
    does=gettext_lazy("调整了议程次序"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def move_item(act: Act, target: AgendaItem, data: Move) -> AgendaItem:
    """Let an item change places with its neighbour."""
    _check_open(target.meeting)
    up = data.way == "up"
    others = target.meeting.items.filter(**{"place__lt" if up else "place__gt": target.place})
    other = others.order_by("-place" if up else "place").first()
    if other is None:
        raise VerbError(_("“%(item)s”已经在最前或最后，不能再移动。") % {"item": target})
    target.place, other.place = other.place, target.place
    other.save()
    target.save()
    return target


@verb(
    "assemblies.take_up",
    does=gettext_lazy("进入了议题"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def take_up(act: Act, target: AgendaItem, data: VerbData) -> AgendaItem:
    """Go on to an item: it stands on the screen, and the one before is done."""
    if target.meeting.status != MeetingStatus.RUNNING:
        raise VerbError(_("会议没有在进行，不能进入议题。请先宣布开会。"))
    for one in target.meeting.items.filter(status=ItemStatus.CURRENT).exclude(pk=target.pk):
        one.status = ItemStatus.DONE
        one.save()
    target.status = ItemStatus.CURRENT
    target.save()
    return target


@verb(
    "assemblies.add_paper",
    does=gettext_lazy("上传了会议材料"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def add_paper(act: Act, target: Meeting, data: AddPaper) -> Paper:
    """Put a file with a meeting: a paper for those invited, the document of a delegation, or the signed record."""
    if target.status == MeetingStatus.CANCELLED:
        raise VerbError(_("会议已经取消，不能再上传材料。"))
    item = target.items.filter(pk=data.item).first() if data.item is not None else None
    if data.item is not None and item is None:
        raise VerbError(_("没有找到所选的议题，可能已经撤下。请重新选择。"))
    if data.kind is PaperKind.RECORD and target.status not in (MeetingStatus.CLOSED, MeetingStatus.RECORDED):
        raise VerbError(_("会议还没有结束，不能上传签字的会议记录。请先结束会议。"))
    kept = file_of(target.organisation_id, data.file)
    title = data.title or kept.name.rpartition(".")[0] or kept.name
    made = Paper(meeting=target, item=item, kind=data.kind, title=title, file=kept)
    made.save()
    return made


@verb(
    "assemblies.drop_paper",
    does=gettext_lazy("撤下了会议材料"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def drop_paper(act: Act, target: Paper, data: VerbData) -> None:
    """Take a paper away from a meeting; the authority on which it was convened stays."""
    if target.kind == PaperKind.DELEGATION:
        raise VerbError(_("书面委托是召集会议的依据，不能撤下。"))
    target.delete()


def minutes_planned(meeting: Meeting) -> int:
    """How long the items are to take together, as far as it was said."""
    return meeting.items.aggregate(all=Sum("minutes"))["all"] or 0


def _check_open(meeting: Meeting) -> None:
    if meeting.status in (MeetingStatus.CLOSED, MeetingStatus.CANCELLED):
        said = _("“%(meeting)s”%(status)s，议程不能再改。")
        raise VerbError(said % {"meeting": meeting, "status": _(meeting.get_status_display())})
