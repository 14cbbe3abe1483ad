"""A body's rules of procedure: every version, what it asks for, and its text."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.meetings.models import Rules
from keqiao.blocks.assemblies.meetings.offered import rules_url
from keqiao.blocks.assemblies.meetings.rules import (
    adopt_rules,
    adoption_words,
    attach_rules,
    convener_words,
    quorum_words,
    rhythm_words,
    rules_on,
    withdraw_rules,
)
from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import ActLink, act_link, address_of

from .found import links
from .papers import as_file, uploaded


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def rules(request: HttpRequest, code: str, body: uuid.UUID) -> HttpResponseBase:
    """The versions of a body's rules, the latest first. Posting puts the text beside a version."""
    organisation, one = _body(request, code, body)
    if request.method == "POST":
        _attach(request, organisation, one)
        return redirect(rules_url(one))
    now = rules_on(one, timezone.localdate())
    manages = may(request, "meetings.manage", organisation)
    context = {
        "body": one,
        "organisation": organisation,
        "versions": [
            _said(version, current=version == now, acts=links(version, withdraw_rules) if manages else [])
            for version in one.rules.select_related("document", "body")
        ],
        "adopt": act_link(request, adopt_rules, one),
        "may_manage": manages,
        "trail": trail(organisation, (str(one), address_of(one)), (_("议事规则"), "")),
    }
    return render(request, "meetings/rules.html", context)


@require_safe
@page(NEED, on=place)
def rules_file(request: HttpRequest, code: str, body: uuid.UUID, version: uuid.UUID) -> HttpResponseBase:
    """The text of a version as it was uploaded."""
    _organisation, one = _body(request, code, body)
    found = get_object_or_404(one.rules.select_related("document"), public_id=version)
    if found.document is None:
        raise Http404(_("这一版没有上传文本。"))
    return as_file(found.document)


def _body(request: HttpRequest, code: str, body: uuid.UUID) -> tuple[Organisation, Body]:
    organisation = own(request, code)
    bodies = Body.objects.select_related("organisation")
    return organisation, get_object_or_404(bodies, public_id=body, organisation=organisation)


def _said(version: Rules, *, current: bool, acts: list[ActLink]) -> dict[str, Any]:
    rows = [
        (_("法定人数"), quorum_words(version)),
        (_("通过决议"), adoption_words(version)),
        (_("召集"), convener_words(version.convening_body, version.convening_role) or _("没有规定")),
        (_("会前通知"), _("提前%(days)s天") % {"days": version.notice_days} if version.notice_days else _("没有规定")),
        (_("会期"), rhythm_words(version.rhythm, version.months)),
    ]
    return {"version": version, "rows": rows, "current": current, "withdraw": acts}


def _attach(request: HttpRequest, organisation: Organisation, one: Body) -> None:
    chosen = request.POST.get("version", "")
    version = get_object_or_404(one.rules, pk=int(chosen) if chosen.isdecimal() else 0)
    try:
        attach_rules(Act(actor_of(request)), version, {"file": uploaded(request, organisation).pk})
    except VerbError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已上传议事规则文本。"))
