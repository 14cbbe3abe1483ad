"""The page of a meeting at the desk: how far it is, the one next step, and everything that belongs to it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count as Number
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from keqiao.blocks.assemblies.meetings import agenda, convening, decisions, door, running
from keqiao.blocks.assemblies.meetings.calendars import MEDIA_TYPE, calendar
from keqiao.blocks.assemblies.meetings.decisions import followed
from keqiao.blocks.assemblies.meetings.leaves import grant_leave, refuse_leave
from keqiao.blocks.assemblies.meetings.minutes import agenda as agenda_document
from keqiao.blocks.assemblies.meetings.minutes import minutes, when_words
from keqiao.blocks.assemblies.meetings.models import AgendaItem, Leave, LeaveStatus, Paper, PaperKind
from keqiao.blocks.assemblies.meetings.offered import meeting_url, people_url, rules_url
from keqiao.blocks.assemblies.meetings.quorum import count
from keqiao.blocks.assemblies.meetings.rules import rules_on
from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.blocks.assemblies.pages.frame import NEED, place
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.registry import Verb
from keqiao.look.acts import ActLink, act_link, acts_of
from keqiao.look.downloads import to_keep
from keqiao.look.formats import enumerated
from keqiao.look.panels import panels_of
from keqiao.look.parts import Step
from keqiao.registry.verbs.files import MEDIA_TYPES

from .found import found, links, way

NAMES = "people.see"
OF_ITEM = (agenda.take_up, agenda.change_item, agenda.drop_item)
OF_DECISION = (decisions.follow_up, decisions.withdraw_decision)


@dataclass(frozen=True)
class Next:
    """The one next step: a link, or only a sentence for whoever can't take it."""

    label: str
    url: str = ""
    said: str = ""


@dataclass(frozen=True)
class ItemLine:
    """An item of the agenda with its papers and what may be done."""

    item: AgendaItem
    papers: Sequence[Paper]
    acts: Sequence[ActLink]
    may_move: bool


@require_safe
@page(NEED, on=place)
def meeting(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """One meeting, for staff of its organisation."""
    organisation, one = found(request, code, meeting)
    names = may(request, NAMES, organisation)
    manages = may(request, "meetings.manage", organisation)
    papers = list(one.papers.select_related("file", "item"))
    context = {
        "one": one,
        "organisation": organisation,
        "names": names,
        "manages": manages,
        "when": when_words(one),
        "status": _(one.get_status_display()),
        "kind": _(one.get_kind_display()),
        "steps": steps(one),
        "next": next_step(request, one),
        "acts": acts_of(request, one),
        "numbers": count(one),
        "replies": _replies(one),
        "leaves": _leaves(request, one) if names else [],
        "waiting": one.leaves.filter(status=LeaveStatus.ASKED).count(),
        "items": _items(one, papers, manages=manages),
        "papers": [
            (paper, links(paper, agenda.drop_paper) if manages else []) for paper in papers if paper.item_id is None
        ],
        "paper_kinds": _kinds(one),
        "decisions": _decisions(one, manages=manages),
        "rules": rules_on(one.body, one.date),
        "rules_url": rules_url(one.body),
        "arrangement": _arrangement(one),
        "arrange": act_link(request, door.arrange_meeting, one),
        "convening": getattr(one, "convening", None),
        "panels": panels_of("meeting", request, one),
        "trail": way(organisation, one),
    }
    return render(request, "meetings/meeting.html", context)


@require_safe
@page(NEED, on=place)
def minutes_document(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """The minutes as a Word file; it names people, so whoever may not see names gets none."""
    organisation, one = found(request, code, meeting)
    if not may(request, NAMES, organisation):
        messages.warning(request, _("会议纪要列有姓名，您没有查看姓名的权限。"))
        return redirect(meeting_url(one))
    return to_keep(minutes(one), MEDIA_TYPES["docx"], _("%(title)s会议纪要.docx") % {"title": one.title})


@require_safe
@page(NEED, on=place)
def agenda_file(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """The agenda as a Word file."""
    _organisation, one = found(request, code, meeting)
    return to_keep(agenda_document(one), MEDIA_TYPES["docx"], _("%(title)s议程.docx") % {"title": one.title})


@require_safe
@page(NEED, on=place)
def calendar_file(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """The meeting as a calendar entry."""
    _organisation, one = found(request, code, meeting)
    return to_keep(calendar([one]), MEDIA_TYPE, f"{one.title}.ics")


@require_POST
@page("meetings.manage", on=place)
def move(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponseBase:
    """Let an item change places with its neighbour."""
    _organisation, one = found(request, code, meeting)
    chosen = request.POST.get("item", "")
    item = one.items.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    if item is not None:
        carry_out(request, agenda.move_item, item, {"way": request.POST.get("way", "")})
    return redirect(meeting_url(one) + "#agenda")


def carry_out(
    request: HttpRequest, verb: Verb[Any, Any, Any], target: Any, data: dict[str, Any], said: str = ""
) -> bool:
    """Do a verb from a button; what it refuses is told above the page."""
    try:
        verb(Act(actor_of(request)), target, data)
    except VerbError as error:
        messages.error(request, str(error))
        return False
    if said:
        messages.success(request, said)
    return True


def steps(one: Meeting) -> list[Step]:
    """From preparing to the signed record; nothing for what was only recorded."""
    if not one.is_convened_here or one.status == MeetingStatus.CANCELLED:
        return []
    signed = one.papers.filter(kind=PaperKind.RECORD).exists()
    order = (MeetingStatus.PLANNED, MeetingStatus.CONVENED, MeetingStatus.RUNNING, MeetingStatus.CLOSED)
    at = order.index(MeetingStatus(one.status)) + (one.status == MeetingStatus.CLOSED and signed)
    titles = (_("筹备"), _("召集和通知"), _("开会和签到"), _("纪要归档"))
    return [
        Step(title, "done" if place < at else "current" if place == at else "coming")
        for place, title in enumerate(titles)
    ]


def next_step(request: HttpRequest, one: Meeting) -> Next | None:
    """What comes next, and where it is done."""
    if one.status == MeetingStatus.PLANNED:
        return _to_convene(request, one)
    if one.status == MeetingStatus.CONVENED:
        return _to_open(request, one)
    if one.status == MeetingStatus.RUNNING:
        return _linked(_("结束会议"), act_link(request, running.close_meeting, one))
    if one.status == MeetingStatus.CLOSED and not one.papers.filter(kind=PaperKind.RECORD).exists():
        address = reverse("assemblies:meeting_minutes", args=[one.body.organisation.code, one.public_id])
        return Next(_("下载会议纪要（Word）"), address, _("签字之后，在“材料”中上传签字的会议记录。"))
    return None


def _to_convene(request: HttpRequest, one: Meeting) -> Next:
    if not one.items.exists() and (link := act_link(request, agenda.add_item, one)) is not None:
        return Next(_("编排议程"), link.url, _("先列出议题，再由负责人召集。"))
    link = act_link(request, convening.convene_meeting, one)
    if link is not None:
        return Next(link.label, link.url)
    return Next("", said=_("等待有召集权限的负责人召集会议。"))


def _to_open(request: HttpRequest, one: Meeting) -> Next | None:
    if one.leaves.filter(status=LeaveStatus.ASKED).exists() and may(request, "meetings.convene", one.organisation_id):
        return Next(_("批准请假"), "#leaves")
    if one.date == timezone.localdate():
        return _linked(_("宣布开会"), act_link(request, running.open_meeting, one))
    return Next(_("查看通知和回执"), people_url(one))


def _linked(label: str, link: ActLink | None) -> Next | None:
    return Next(label, link.url) if link is not None else None


def _replies(one: Meeting) -> dict[str, int]:
    """How many were called, reached, and said that they know."""
    answered: dict[str, int] = one.invitations.aggregate(
        all=Number("pk"),
        told=Number("pk", filter=Q(told__isnull=False)),
        reached=Number("pk", filter=Q(reached=True)),
        received=Number("pk", filter=Q(received__isnull=False)),
    )
    return answered


def _leaves(request: HttpRequest, one: Meeting) -> list[tuple[Leave, list[ActLink]]]:
    """Who asks for leave, with the two answers where they are still to be given."""
    rows = one.leaves.exclude(status=LeaveStatus.TAKEN_BACK).select_related(
        "person", "meeting__body__organisation", "decided_by__person"
    )
    may_decide = may(request, "meetings.convene", one.organisation_id)
    return [(row, links(row, grant_leave, refuse_leave) if may_decide else []) for row in rows]


def _items(one: Meeting, papers: Sequence[Paper], *, manages: bool) -> list[ItemLine]:
    """The agenda; the running meeting is read once, so that no item asks for it again."""
    lines = []
    for item in one.items.all():
        item.meeting = one
        mine = [paper for paper in papers if paper.item_id == item.pk]
        open_still = one.status not in (MeetingStatus.CLOSED, MeetingStatus.CANCELLED)
        lines.append(ItemLine(item, mine, links(item, *OF_ITEM) if manages else [], manages and open_still))
    return lines


def _arrangement(one: Meeting) -> dict[str, str] | None:
    """How people sign in and are reminded, in words; nothing for what was only recorded or is over."""
    if one.status not in (MeetingStatus.PLANNED, MeetingStatus.CONVENED, MeetingStatus.RUNNING):
        return None
    known = door.arranged(one)
    wanted = [
        _(word())
        for code, word in ((known.early, known.get_early_display), (known.late, known.get_late_display))
        if code != "none"
    ]
    ahead = one.status != MeetingStatus.RUNNING
    return {
        "door_word": _(known.get_door_display()),
        "reminders": (enumerated(wanted) or _("不提醒")) if ahead else "",
    }


def _kinds(one: Meeting) -> list[tuple[str, str]]:
    """What kinds of file can be added now."""
    after = one.status in (MeetingStatus.CLOSED, MeetingStatus.RECORDED)
    kinds = [PaperKind.RECORD, PaperKind.PAPER] if after else [PaperKind.PAPER]
    return [(kind.value, _(str(kind.label))) for kind in kinds]


def _decisions(one: Meeting, *, manages: bool) -> list[dict[str, Any]]:
    rows = list(one.decisions.select_related("case", "item").prefetch_related("case__parties", "case__deadlines"))
    for row in rows:
        row.meeting = one
    return [{"line": line, "acts": links(line.decision, *OF_DECISION) if manages else []} for line in followed(rows)]
