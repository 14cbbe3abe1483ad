"""发出和交回: ledgers that went out to units, and what came back, line by line beside what stands now."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.work.models import Case
from keqiao.look.acts import acts_of
from keqiao.plans.supervision.ledger import Line, lines, with_all
from keqiao.plans.supervision.models import Sending, SendingStatus
from keqiao.plans.supervision.sendings import differences, hand_in, merge_ledger
from keqiao.plans.supervision.sheet import ledger_sheet, read_ledger

from .frame import NEED, books_of, frame, place, spreadsheet


@require_safe
@page(NEED, on=place)
def sendings(request: HttpRequest, code: str) -> HttpResponse:
    """Every ledger that went out, the latest first."""
    organisation = books_of(request, code)
    listed = Sending.objects.filter(organisation=organisation).prefetch_related("lines")
    return render(request, "supervision/sendings.html", {"listed": listed} | frame(request, organisation, "sendings"))


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def sending(request: HttpRequest, code: str, sending: uuid.UUID) -> HttpResponseBase:
    """One ledger: its link (once), its return by upload, the differences and their merging."""
    organisation = books_of(request, code)
    one = get_object_or_404(Sending, public_id=sending, organisation=organisation)
    if request.method == "POST":
        _act(request, one)
        return redirect("sending", code, sending)
    secret = request.session.pop("ledger_link", {}).get(str(one.public_id), "")
    context: dict[str, Any] = {
        "one": one,
        "lines": lines_of(one),
        "link": request.build_absolute_uri(reverse("hand_in", args=[secret])) if secret else "",
        "differences": differences(one) if one.status == SendingStatus.BACK else [],
        "acts": acts_of(request, one),
    }
    return render(request, "supervision/sending.html", context | frame(request, organisation, "sendings", last=one.to))


@require_safe
@page(NEED, on=place)
def sheet(request: HttpRequest, code: str, sending: uuid.UUID) -> HttpResponse:
    """The ledger that goes out, as a spreadsheet with locked keys."""
    organisation = books_of(request, code)
    return sending_sheet(get_object_or_404(Sending, public_id=sending, organisation=organisation))


def sending_sheet(one: Sending) -> HttpResponse:
    """A ledger that went out as a spreadsheet."""
    title = _("%(unit)s督查台账") % {"unit": one.organisation.name}
    note = _("请“%(to)s”只填写进展、问题、下步措施三列，于%(day)s前交回。表中不得填写涉密内容。")
    return spreadsheet(
        ledger_sheet(title, note % {"to": one.to, "day": one.until.isoformat()}, lines_of(one)), title + one.to
    )


def lines_of(one: Sending) -> list[Line]:
    """The tasks of a ledger that went out, as they stand now."""
    organisation: Organisation = one.organisation
    return lines(organisation, list(with_all(Case.objects.filter(sent_in__sending=one))))


def _act(request: HttpRequest, one: Sending) -> None:
    act = Act(actor_of(request))
    try:
        if request.POST.get("action") == "merge":
            made = merge_ledger(act, one, {"take": request.POST.getlist("take"), "seen_version": _seen(request)})
            messages.success(request, _("已合并%(number)d处填报。") % {"number": len(made)})
            return
        upload(request, act, one)
        messages.success(request, _("已读入交回的台账，请核对差异后合并。"))
    except VerbError as error:
        messages.error(request, str(error))


def upload(request: HttpRequest, act: Act, one: Sending) -> None:
    """Hand in an uploaded ledger. Raises VerbError telling what is wrong with it."""
    file = request.FILES.get("file")
    if file is None:
        raise VerbError(_("还没有选择文件。请选择填好的台账（xlsx）。"))
    if (file.size or 0) > 5 * 2**20:
        raise VerbError(_("文件超过5MB，不像是发出的台账。请核对文件。"))
    back = [{"case": row.case, **row.texts} for row in read_ledger(file.read())]
    hand_in(
        act,
        one,
        {"lines": back, "name": request.POST.get("name", ""), "post": request.POST.get("post", ""), "way": "upload"},
    )


def _seen(request: HttpRequest) -> int | None:
    version = request.POST.get("seen_version", "")
    return int(version) if version.isdecimal() else None
