"""Who owes what: a body's members and their yearly duties, their reports, and what a meeting found of them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.service.assessing import ASSESS, assess, assessing_meetings
from keqiao.blocks.assemblies.service.models import (
    Assessed,
    DutyReport,
    DutyRule,
    Reminder,
    ReportStatus,
    Result,
    RuleKind,
)
from keqiao.blocks.assemblies.service.offered import duties_url
from keqiao.blocks.assemblies.service.owed import Owed, counts, owed_in
from keqiao.blocks.assemblies.service.proof import proofs
from keqiao.blocks.assemblies.service.reminding import last_told, remind
from keqiao.blocks.assemblies.service.rules import set_rule
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.look.acts import acts_of
from keqiao.look.parts import Choice
from keqiao.registry.wording import body_word

from .asked import body_of, body_tabs, links, names_seen, year_of, years

KINDS = (
    BodyKind.CONGRESS,
    BodyKind.FULL_COMMITTEE,
    BodyKind.STANDING_COMMITTEE,
    BodyKind.CHAIR_MEETING,
    BodyKind.COUNCIL,
    BodyKind.STANDING_COUNCIL,
)
SHOWN = 40
# Where a duty can stand, what concerns staff most first.
WORDS = {
    "waits": gettext_lazy("已提交，等待回执"),
    "late": gettext_lazy("已过期限"),
    "open": gettext_lazy("尚未完成"),
    "done": gettext_lazy("已完成"),
}


@dataclass(frozen=True)
class Line:
    """A member's duty, what a meeting found of their year, and when they were last reminded."""

    owed: Owed
    word: str
    found: Assessed | None
    told: Reminder | None


@dataclass(frozen=True)
class Duty:
    """A rule of a body with how many stand where, and who."""

    rule: DutyRule
    word: str
    due: Any
    states: Sequence[Choice]
    page: Page[Line]
    assesses: bool


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=place)
def duties(request: HttpRequest, code: str) -> HttpResponseBase:
    """A body's duties of a year; posted, what a meeting found of the chosen members."""
    organisation = own(request, code)
    bodies = list(organisation.bodies.filter(kind__in=KINDS, terms__isnull=False).distinct().order_by("pk"))
    bodies.sort(key=lambda one: not one.duty_rules.exists())
    body, year = body_of(request, bodies), year_of(request)
    if request.method == "POST" and body is not None:
        _assess(request, body, year)
        return redirect(request.get_full_path())
    told = list(last_told([body])) if body is not None else []
    context = {
        "organisation": organisation,
        "body": body,
        "name": body_word(body) if body is not None else "",
        "year": year,
        "tabs": body_tabs(bodies, body, year=year),
        "years": years(request, year, body),
        "names": names_seen(request, organisation),
        "duties": _duties(request, body, year, told) if body is not None else [],
        "acts": links(request, body, set_rule, remind) if body is not None else [],
        "told": told[0].date if told else None,
        "reminded": sum(one.date == told[0].date for one in told),
        "reached": sum(one.sent for one in told if one.date == told[0].date),
        **_assessing(request, organisation, body),
        "trail": trail(organisation, (_("履职要求"), "")),
    }
    return render(request, "service/duties.html", context)


@require_safe
@page(NEED, on=place)
def duty_report(request: HttpRequest, code: str, report: uuid.UUID) -> HttpResponseBase:
    """A duty report as it was handed in, beside what the records say of that year."""
    organisation = own(request, code)
    if not names_seen(request, organisation):
        raise PermissionDenied(_("述职报告写有姓名，您没有查看人员的权限。请联系本单位的安全管理员开通。"))
    found = DutyReport.objects.exclude(status=ReportStatus.DRAFT).select_related("body__organisation", "person")
    one = get_object_or_404(found, public_id=report, body__organisation=organisation)
    if one.status == ReportStatus.RETURNED:
        raise Http404(_("这份述职报告已经退回本人修改，再次提交之后才能查看。"))
    context = {
        "organisation": organisation,
        "report": one,
        "body": body_word(one.body),
        "status": _(one.get_status_display()),
        "proofs": proofs(one.body, one.person, one.year),
        "assessed": Assessed.objects.filter(body=one.body, person=one.person, year=one.year)
        .select_related("meeting")
        .first(),
        "acts": acts_of(request, one),
        "trail": trail(
            organisation, (_("履职要求"), _duties_address(one)), (_("%(year)s年度述职报告") % {"year": one.year}, "")
        ),
    }
    return render(request, "service/duty_report.html", context)


def _duties_address(one: DutyReport) -> str:
    return f"{duties_url(one.body)}&year={one.year}"


def _duties(request: HttpRequest, body: Body, year: int, told: Sequence[Reminder]) -> list[Duty]:
    by_rule: dict[int, list[Owed]] = {}
    for one in owed_in(body, year):
        by_rule.setdefault(one.rule.pk, []).append(one)
    found = {one.person_id: one for one in body.assessed.filter(year=year).select_related("meeting")}
    last = {one.person_id: one for one in reversed(told) if one.date is not None and one.date.year == year}
    return [_duty(request, rows, found, last) for rows in by_rule.values()]


def _duty(
    request: HttpRequest, rows: Sequence[Owed], found: Mapping[int, Assessed], told: Mapping[int, Reminder]
) -> Duty:
    """A rule with those in one state: what was asked for, otherwise what waits for staff, otherwise what is owed."""
    rule, tally = rows[0].rule, counts(rows)
    kept = {"body": str(rows[0].body.public_id), "year": str(rows[0].year)}
    there, wanted = [code for code in WORDS if tally[code]], request.GET.get("show", "")
    shown = wanted if wanted in there else there[0]
    lines = [
        Line(one, str(WORDS[one.word]), found.get(one.person.pk), told.get(one.person.pk))
        for one in rows
        if one.word == shown
    ]
    return Duty(
        rule=rule,
        word=_(rule.get_kind_display()),
        due=rows[0].due,
        states=[
            Choice(str(WORDS[code]), f"?{urlencode({**kept, 'show': code})}", code == shown, tally[code])
            for code in there
        ],
        page=Paginator(lines, SHOWN).get_page(request.GET.get("page")),
        assesses=rule.kind == RuleKind.DUTY_REPORT,
    )


def _assessing(request: HttpRequest, organisation: Organisation, body: Body | None) -> dict[str, Any]:
    if body is None or not may(request, ASSESS, organisation) or not names_seen(request, organisation):
        return {"may_assess": False}
    meetings = assessing_meetings(body)
    results = [(one.value, _(str(one.label))) for one in Result]
    return {"may_assess": True, "meetings": list(meetings.values()), "results": results}


def _assess(request: HttpRequest, body: Body, year: int) -> None:
    meeting = request.POST.get("meeting", "")
    data = {
        "year": year,
        "meeting": int(meeting) if meeting.isdecimal() else 0,
        "result": request.POST.get("result", ""),
        "note": request.POST.get("note", ""),
        "people": [int(one) for one in request.POST.getlist("person") if one.isdecimal()],
    }
    try:
        made = assess(Act(actor_of(request)), body, data)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except VerbError as error:
        messages.error(request, str(error))
        return
    messages.success(request, _("已登记%(count)s人的评估结果。") % {"count": len(made)})
