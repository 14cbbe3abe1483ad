"""What an office-holder does on the phone: the year's duties, the duty report, days in residence, a statement."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.blocks.assemblies.service.absences import absent_from, state_reasons
from keqiao.blocks.assemblies.service.models import AbsenceRun, Assessed, DutyReport, ReportStatus, RotaSlot
from keqiao.blocks.assemblies.service.owed import members, owed_by
from keqiao.blocks.assemblies.service.proof import first_text, proofs
from keqiao.blocks.assemblies.service.reports import LONGEST, draft_report, hand_in
from keqiao.blocks.assemblies.service.rota import log_own_day
from keqiao.kernel.access.pages import LOGIN, actor_of, page
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.kernel.verbs.registry import Verb
from keqiao.kernel.work.models import CaseStatus
from keqiao.look.asking import VerbForm, verb_form
from keqiao.registry.privacy.pages.places import home_trail, with_self
from keqiao.registry.wording import body_word

from .cards import duty_cards

LAST_YEAR = 9999  # an address may name any number
OPEN_TO_PERSON = (ReportStatus.DRAFT, ReportStatus.RETURNED)


@require_safe
@page(LOGIN)
@with_self
def my_duties(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Everything that the person owes this year and owed last year."""
    year = timezone.localdate().year
    context = {
        "years": [(one, duty_cards(owed_by(person, one))) for one in (year, year - 1)],
        "assessed": [
            (one, body_word(one.body), _(one.get_result_display()))
            for one in Assessed.objects.filter(person=person).select_related("body", "meeting")
        ],
        "trail": home_trail((_("我的履职"), "")),
    }
    return render(request, "service/my_duties.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@page(LOGIN)
@with_self
def my_report(request: HttpRequest, person: Person, body: uuid.UUID, year: int) -> HttpResponseBase:
    """The person's own duty report: written, kept as a draft, handed in; afterwards, as it was received."""
    one = get_object_or_404(Body.objects.select_related("organisation"), public_id=body)
    report = DutyReport.objects.filter(body=one, person=person, year=min(year, LAST_YEAR)).first()
    if report is None and not (_near(year) and person in members(one, year)):
        raise Http404(_("您在这一年没有担任这个机构的职务，没有述职报告。"))
    if request.method == "POST" and _write(request, person, one, year):
        return redirect("my_report", one.public_id, year)
    text = request.POST.get("text") if request.method == "POST" else None
    context = {
        "body": one,
        "name": body_word(one),
        "year": year,
        "report": report,
        "status": _(report.get_status_display()) if report is not None else "",
        "writing": report is None or report.status in OPEN_TO_PERSON,
        "text": text if text is not None else report.text if report is not None else first_text(one, person, year),
        "longest": LONGEST,
        "proofs": proofs(one, person, year),
        "trail": home_trail((_("%(year)s年度述职报告") % {"year": year}, "")),
    }
    return render(request, "service/my_report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(LOGIN)
@with_self
def my_residence(request: HttpRequest, person: Person, slot: uuid.UUID) -> HttpResponseBase:
    """The person's own time in residence, and the form for a day of it."""
    one = get_object_or_404(RotaSlot.objects.select_related("body__organisation"), public_id=slot)
    _check_own(one.person_id, person)
    form = _form(request, log_own_day, {"date": timezone.localdate()})
    if request.method == "POST" and _carry_out(request, log_own_day, one, form, _("已登记驻会工作。")):
        return redirect("my_residence", one.public_id)
    today = timezone.localdate()
    context = {
        "slot": one,
        "name": body_word(one.body),
        "days": list(one.days.order_by("-date")),
        "form": form,
        "begun": one.starts is not None and one.starts <= today,
        "trail": home_trail((_("我的驻会"), "")),
    }
    return render(request, "service/my_residence.html", context, status=400 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@page(LOGIN)
@with_self
def my_absence(request: HttpRequest, person: Person, run: uuid.UUID) -> HttpResponseBase:
    """A case on the person's own absences: what it rests on, what they say, and what was decided."""
    one = get_object_or_404(AbsenceRun.objects.select_related("case", "body__organisation"), public_id=run)
    _check_own(one.person_id, person)
    form = _form(request, state_reasons, {"text": one.statement})
    if request.method == "POST" and _carry_out(request, state_reasons, one, form, _("已提交情况说明。")):
        return redirect("my_absence", one.public_id)
    context = {
        "run": one,
        "name": body_word(one.body),
        "meetings": [row.meeting for row in absent_from(one)],
        "is_open": one.case.status == CaseStatus.OPEN,
        "outcome": _(one.get_outcome_display()) if one.outcome else "",
        "form": form,
        "trail": home_trail((_("缺席情况"), "")),
    }
    return render(request, "service/my_absence.html", context, status=400 if form.errors else 200)


def _near(year: int) -> bool:
    """Whether a report on that year may still be begun."""
    return timezone.localdate().year - 1 <= year <= timezone.localdate().year


def _check_own(whose: int, person: Person) -> None:
    if person.pk != whose:
        raise PermissionDenied(_("这一页只有本人可以查看。"))


def _write(request: HttpRequest, person: Person, body: Body, year: int) -> bool:
    """Keep the draft, and hand it in where that was asked for. False: it was refused, and a message says why."""
    act, text = Act(actor_of(request)), request.POST.get("text", "").replace("\r\n", "\n")
    try:
        made = draft_report(act, person, {"body": body.pk, "year": year, "text": text})
        if request.POST.get("do") == "hand_in":
            hand_in(act, made, {"text": text})
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except VerbError as error:
        messages.error(request, str(error))
        return False
    handed_in = request.POST.get("do") == "hand_in"
    messages.success(request, _("述职报告已提交，工作人员收到后会出具回执。") if handed_in else _("草稿已保存。"))
    return True


def _form(request: HttpRequest, verb: Verb[Any, Any, Any], initial: Mapping[str, Any]) -> VerbForm:
    posted = request.POST.copy() if request.method == "POST" else None
    return verb_form(verb.schema, actor_of(request), data=posted, initial=initial)


def _carry_out(request: HttpRequest, verb: Verb[Any, Any, Any], target: Any, form: VerbForm, said: str) -> bool:
    if not form.is_valid():
        return False
    try:
        verb(Act(actor_of(request)), target, form.given())
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except VerbError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, said)
    return True
