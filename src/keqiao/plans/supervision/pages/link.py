"""The one-time link of a ledger: a unit without an account fills it in, or hands in the spreadsheet, and signs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.kernel.access.pages import ANYONE, actor_of, page
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.plans.supervision.models import Sending
from keqiao.plans.supervision.sendings import by_secret, hand_in, still_open

from .sendings import lines_of, sending_sheet, upload


@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
@page(ANYONE)
def hand_in_page(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The tasks of a ledger to be filled in and signed. A link that is used, over or unknown says so."""
    one = by_secret(secret)
    if one is None or not still_open(one, timezone.localdate()):
        return _closed(request, one)
    if request.method == "POST":
        try:
            _hand_in(request, one)
        except VerbError as error:
            return _form(request, one, secret, refused=str(error), status=400)
        return render(request, "supervision/handed_in.html", {"one": one, "title": _("台账已交回")})
    return _form(request, one, secret)


@sensitive_variables("secret")
@require_safe
@page(ANYONE)
def sheet(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The same as a spreadsheet."""
    one = by_secret(secret)
    if one is None or not still_open(one, timezone.localdate()):
        return _closed(request, one)
    return sending_sheet(one)


def _closed(request: HttpRequest, one: Sending | None) -> HttpResponse:
    said = (
        _("这个链接已经使用过或已到期。如需更正或补报，请联系“%(unit)s”重新发出。") % {"unit": one.organisation}
        if one is not None
        else _("链接不完整或不存在。请核对收到的链接，或联系发出单位。")
    )
    return render(
        request, "supervision/handed_in.html", {"said": said, "title": _("链接不能使用")}, status=410 if one else 404
    )


def _form(request: HttpRequest, one: Sending, secret: str, *, refused: str = "", status: int = 200) -> HttpResponse:
    rows = [(line, _written(request, line.case.public_id, line)) for line in lines_of(one)]
    context: dict[str, Any] = {
        "one": one,
        "rows": rows,
        "secret": secret,
        "refused": refused,
        "name": request.POST.get("name", ""),
        "post": request.POST.get("post", ""),
        "title": _("填报督查台账"),
    }
    answer = render(request, "supervision/hand_in.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _written(request: HttpRequest, case: Any, line: Any) -> dict[str, str]:
    """What stands in the three fields: what was typed, otherwise what stands now."""
    now = {"progress": line.progress, "problem": line.problem, "next": line.next}
    return {kind: request.POST.get(f"{kind}-{case}", said) for kind, said in now.items()}


def _hand_in(request: HttpRequest, one: Sending) -> None:
    act = Act(actor_of(request))
    if request.FILES.get("file") is not None:
        upload(request, act, one)
        return
    back = [{"case": line.case.public_id, **_written(request, line.case.public_id, line)} for line in lines_of(one)]
    data = {"lines": back, "name": request.POST.get("name", ""), "post": request.POST.get("post", ""), "way": "link"}
    hand_in(act, one, data)
