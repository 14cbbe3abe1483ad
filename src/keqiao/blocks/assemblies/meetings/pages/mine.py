"""会议 on the phone of whoever is invited: when and where, papers, receipt, leave, signing in, and the own calendar."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import segno
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keqiao.blocks.assemblies.meetings.calendars import MEDIA_TYPE, calendar
from keqiao.blocks.assemblies.meetings.door import check_door
from keqiao.blocks.assemblies.meetings.leaves import ask_leave, take_back_leave
from keqiao.blocks.assemblies.meetings.minutes import when_words
from keqiao.blocks.assemblies.meetings.models import (
    Decision,
    Invitation,
    InvitationKind,
    Leave,
    LeaveReason,
    LeaveStatus,
    Paper,
    PaperKind,
)
from keqiao.blocks.assemblies.meetings.presence import acknowledge, check_window, is_open, say_coming, sign_in
from keqiao.blocks.assemblies.models import Attendance, AttendanceState, Meeting, MeetingStatus
from keqiao.kernel.access.pages import LOGIN, page
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import VerbError
from keqiao.look.downloads import to_keep
from keqiao.registry.privacy.pages.places import home_trail, with_self

from .meeting import carry_out
from .papers import as_file
from .people import entrance_url
from .scanned import remembers_scan, scanned_before

PAST_SHOWN = 20


@dataclass(frozen=True)
class Card:
    """A meeting as the one invited sees it. ``there``: present, excused, absent or empty."""

    invitation: Invitation
    meeting: Meeting
    when: str
    papers: int
    leave: Leave | None
    there: str

    @property
    def may_reply(self) -> bool:
        """Whether there is still something to say to the call."""
        return self.meeting.status == MeetingStatus.CONVENED

    @property
    def may_ask(self) -> bool:
        """Whether leave can be asked for."""
        asked = self.leave is not None and self.leave.status in (LeaveStatus.ASKED, LeaveStatus.GRANTED)
        return self.may_reply and self.invitation.kind == InvitationKind.DUE and not asked and not self.there

    @property
    def may_say(self) -> bool:
        """Whether somebody who isn't due can say that they don't come, or do."""
        return self.may_reply and self.invitation.kind != InvitationKind.DUE and not self.there

    @property
    def leave_word(self) -> str:
        """How the leave stands, in words; empty without one."""
        if self.leave is None or self.leave.status == LeaveStatus.TAKEN_BACK:
            return ""
        return _(self.leave.get_status_display())


def card(one: Invitation) -> Card:
    """What the phone shows of an invitation; give it with its meeting and the body's organisation."""
    meeting = one.meeting
    row = Attendance.objects.filter(meeting=meeting, person=one.person_id).first()
    there = row.status if row is not None else AttendanceState.PRESENT.value if one.came else ""
    papers = meeting.papers.filter(kind=PaperKind.PAPER).count()
    leave = meeting.leaves.filter(person=one.person_id).first()
    return Card(one, meeting, when_words(meeting), papers, leave, there)


@require_safe
@page(LOGIN)
@with_self
def mine(request: HttpRequest, person: Person) -> HttpResponse:
    """The meetings to come and those that were, with what they decided."""
    rows = Invitation.objects.filter(person=person).exclude(meeting__status=MeetingStatus.PLANNED)
    rows = rows.select_related("meeting__body__organisation")
    open_ones = rows.filter(meeting__status__in=(MeetingStatus.CONVENED, MeetingStatus.RUNNING))
    past = rows.exclude(meeting__status__in=(MeetingStatus.CONVENED, MeetingStatus.RUNNING))
    shown = list(past.order_by("-meeting__date")[:PAST_SHOWN])
    decided: dict[int, list[Decision]] = {}
    for decision in Decision.objects.filter(meeting__in=[one.meeting_id for one in shown]):
        decided.setdefault(decision.meeting_id, []).append(decision)
    context = {
        "coming": [(one, when_words(one.meeting)) for one in open_ones.order_by("meeting__date", "meeting__begins")],
        "past": [(one, when_words(one.meeting), decided.get(one.meeting_id, [])) for one in shown],
        "trail": home_trail((_("我的会议"), "")),
    }
    return render(request, "meetings/mine.html", context)


@require_safe
@page(LOGIN)
@with_self
def my_meeting(request: HttpRequest, person: Person, meeting: uuid.UUID) -> HttpResponse:
    """One meeting."""
    one = invited(person, meeting)
    shown = card(one)
    papers = list(shown.meeting.papers.filter(kind=PaperKind.PAPER))
    context = {
        "card": shown,
        "items": [
            (item, [paper for paper in papers if paper.item_id == item.pk]) for item in shown.meeting.items.all()
        ],
        "papers": [paper for paper in papers if paper.item_id is None],
        "decisions": shown.meeting.decisions.all() if shown.meeting.status == MeetingStatus.CLOSED else [],
        "reasons": [(code, _(label)) for code, label in LeaveReason.choices],
        "pass": _pass(request, one) if shown.may_reply or shown.meeting.status == MeetingStatus.RUNNING else "",
        "open": is_open(shown.meeting),
        "trail": home_trail((_("我的会议"), _list_url()), (shown.meeting.title, "")),
    }
    return render(request, "meetings/my_meeting.html", context)


@require_POST
@page(LOGIN)
@with_self
def reply(request: HttpRequest, person: Person, meeting: uuid.UUID) -> HttpResponseBase:
    """收到, 请假, coming or not: one button each."""
    one, what = invited(person, meeting), request.POST.get("reply", "")
    leave = one.meeting.leaves.filter(person=person).first()
    if what == "received":
        carry_out(request, acknowledge, one, {}, _("已确认收到。"))
    elif what == "leave":
        carry_out(request, ask_leave, one, {"reason": request.POST.get("reason", "")}, _("已提出请假，等待批准。"))
    elif what in ("can", "cannot"):
        said = _("已告知会议联系人：能参加。") if what == "can" else _("已告知会议联系人：不能参加。")
        carry_out(request, say_coming, one, {"coming": what == "can"}, said)
    elif what == "come" and leave is not None:
        carry_out(request, take_back_leave, leave, {}, _("已撤回请假。"))
    return redirect("my_meetings:meeting", one.meeting.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@remembers_scan
@page(LOGIN)
@with_self
def sign_in_page(request: HttpRequest, person: Person, meeting: uuid.UUID, code: str) -> HttpResponseBase:
    """Where the code on the screen leads: one tap, and the name in answer."""
    one, given = _for_sign_in(person, meeting), {"code": code, "scanned": scanned_before(request)}
    if one is not None and request.method == "POST":
        carry_out(request, sign_in, one, given)
        return redirect(request.path)
    stranger = _("您不在本次会议的参会名单上。请联系会议工作人员。")
    refused = _refused(one.meeting, **given) if one is not None else stranger
    context = {
        "card": card(one) if one is not None else None,
        "person": person,
        "refused": refused,
        "trail": home_trail((_("我的会议"), _list_url()), (_("签到"), "")),
    }
    return render(request, "meetings/sign_in.html", context)


@require_safe
@page(LOGIN)
@with_self
def my_paper(request: HttpRequest, person: Person, meeting: uuid.UUID, paper: uuid.UUID) -> HttpResponseBase:
    """A paper, for those invited."""
    one = invited(person, meeting)
    papers = Paper.objects.filter(meeting=one.meeting, kind=PaperKind.PAPER).select_related("file")
    return as_file(get_object_or_404(papers, public_id=paper).file)


@require_safe
@page(LOGIN)
@with_self
def my_entry(request: HttpRequest, person: Person, meeting: uuid.UUID) -> HttpResponse:
    """The meeting as a calendar entry."""
    one = invited(person, meeting)
    return to_keep(calendar([one.meeting]), MEDIA_TYPE, f"{one.meeting.title}.ics")


def invited(person: Person, meeting: uuid.UUID) -> Invitation:
    """A person's invitation to a meeting that was convened. Raises Http404 when there is none."""
    found = Invitation.objects.filter(person=person, meeting__public_id=meeting)
    one = found.exclude(meeting__status=MeetingStatus.PLANNED).select_related("meeting__body__organisation").first()
    if one is None:
        raise Http404(_("没有您的这次会议通知。会议可能已经取消，或您不在参会名单上。"))
    return one


def _for_sign_in(person: Person, meeting: uuid.UUID) -> Invitation | None:
    """The invitation; None for somebody who isn't called to a meeting that exists."""
    get_object_or_404(Meeting, public_id=meeting)
    try:
        return invited(person, meeting)
    except Http404:
        return None


def _refused(meeting: Meeting, code: str, scanned: str) -> str:
    """Why this code signs nobody in now; empty when it does."""
    try:
        check_window(meeting)
        check_door(meeting, code, scanned)
    except VerbError as error:
        return str(error)
    return ""


def _pass(request: HttpRequest, one: Invitation) -> str:
    """The own code, which staff scan at the door."""
    address = request.build_absolute_uri(entrance_url(one.meeting, one.code))
    return segno.make(address, error="m").svg_data_uri(scale=5, border=2)


def _list_url() -> str:
    return reverse("my_meetings:mine")
