"""The roll at the desk: notices, receipts and leave, and letting people in by list or by their own code."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.meetings.offered import people_url
from keqiao.blocks.assemblies.meetings.planning import invite, uninvite
from keqiao.blocks.assemblies.meetings.presence import check_in, check_window, is_open
from keqiao.blocks.assemblies.meetings.quorum import count
from keqiao.blocks.assemblies.meetings.roll import LEAVE, MISSING, PRESENT, RollLine, chosen, roll
from keqiao.blocks.assemblies.meetings.sheets import attendance_sheet, sheet_title
from keqiao.blocks.assemblies.models import Meeting, MeetingStatus
from keqiao.blocks.assemblies.pages.frame import place
from keqiao.kernel.access.pages import may, page
from keqiao.kernel.verbs.contract import VerbError
from keqiao.look.acts import ActLink, act_link
from keqiao.look.downloads import to_keep
from keqiao.look.parts import Choice
from keqiao.registry.verbs.files import MEDIA_TYPES

from .found import found, links, way
from .meeting import carry_out

NEED = "people.see"
PAGE = 60


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def people(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponseBase:
    """Everybody who is called; posting lets those in whose boxes are ticked."""
    organisation, one = found(request, code, meeting)
    if request.method == "POST":
        _let_in(request, one)
        return redirect(request.get_full_path())
    lines = roll(one)
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    shown = Paginator(chosen(lines, words, state), PAGE).get_page(request.GET.get("page"))
    manages = may(request, "meetings.manage", organisation)
    context = {
        "one": one,
        "organisation": organisation,
        "lines": [(line, _uninvite(line, one) if manages else None) for line in shown],
        "page": shown,
        "words": words,
        "state": state,
        "choices": _choices(lines, words, state),
        "numbers": count(one),
        "may_check_in": manages and _may_still(one),
        "open": is_open(one) if one.is_convened_here else False,
        "sheet": sheet_title(one) if lines else "",
        "invite": act_link(request, invite, one),
        "trail": way(organisation, one, _("参会人员")),
    }
    return render(request, "meetings/people.html", context)


@require_safe
@page(NEED, on=place)
def sheet(request: HttpRequest, code: str, meeting: uuid.UUID) -> HttpResponse:
    """The roll as a Word file: to be signed, or with who came."""
    _organisation, one = found(request, code, meeting)
    if not one.invitations.exists():
        raise Http404(_("会议还没有召集，没有参会名单。"))
    name = _("%(title)s%(sheet)s.docx") % {"title": one.title, "sheet": sheet_title(one)}
    return to_keep(attendance_sheet(one), MEDIA_TYPES["docx"], name)


@require_http_methods(["GET", "HEAD", "POST"])
@page("meetings.manage", on=place)
def entrance(request: HttpRequest, code: str, meeting: uuid.UUID, pass_code: str) -> HttpResponseBase:
    """The door: opened by the code that somebody shows on their phone; one tap lets them in."""
    organisation, one = found(request, code, meeting)
    guest = get_object_or_404(one.invitations.select_related("person"), code=pass_code)
    if request.method == "POST":
        carry_out(request, check_in, one, {"invitations": [guest.pk]})
        return redirect(request.path)
    line = next(line for line in roll(one) if line.invitation.pk == guest.pk)
    context = {
        "one": one,
        "organisation": organisation,
        "line": line,
        "refused": _refused(one),
        "trail": way(organisation, one, _("签到")),
        "people_url": people_url(one),
    }
    return render(request, "meetings/entrance.html", context)


def entrance_url(one: Meeting, pass_code: str) -> str:
    """Where the code on somebody's invitation leads staff."""
    return reverse("assemblies:meeting_entrance", args=[one.body.organisation.code, one.public_id, pass_code])


def _refused(one: Meeting) -> str:
    try:
        check_window(one, staff=True)
    except VerbError as error:
        return str(error)
    return ""


def _may_still(one: Meeting) -> bool:
    return one.status in (MeetingStatus.CONVENED, MeetingStatus.RUNNING) and not _refused(one)


def _let_in(request: HttpRequest, one: Meeting) -> None:
    ids = [int(text) for text in request.POST.getlist("invitation") if text.isdecimal()]
    if not ids:
        messages.warning(request, _("没有选择人员。请先勾选，再登记到会。"))
        return
    if carry_out(request, check_in, one, {"invitations": ids}):
        messages.success(request, _("已登记%(count)s人到会。") % {"count": len(ids)})


def _choices(lines: list[RollLine], words: str, state: str) -> list[Choice]:
    """Which part of the roll to look at, with its number."""
    offered = (
        ("", _("全部")),
        (MISSING, _("未到会")),
        (PRESENT, _("已到会")),
        (LEAVE, _("请假")),
        ("silent", _("未确认收到")),
    )
    asked = f"q={words}&" if words else ""
    return [
        Choice(label, f"?{asked}state={value}", value == state, len(chosen(lines, words, value)))
        for value, label in offered
    ]


def _uninvite(line: RollLine, one: Meeting) -> ActLink | None:
    if line.invitation.kind == "due" or line.there == PRESENT or one.status not in ("planned", "convened"):
        return None
    return next(iter(links(line.invitation, uninvite)), None)
