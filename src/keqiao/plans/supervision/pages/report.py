"""The progress report as it will read, the files made of it, and the office's own template."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST, require_safe

from keqiao.exchange.documents.typeset import NoTypesetting
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.audit.looks import note_look
from keqiao.kernel.audit.models import Seen
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.look.downloads import to_keep
from keqiao.look.said import in_words
from keqiao.plans.access import NEED, sees_live
from keqiao.plans.engine import days
from keqiao.plans.packages.package import Package
from keqiao.plans.pages.asked import organisation_of
from keqiao.plans.pages.parts import reported_only
from keqiao.plans.shown import in_language
from keqiao.plans.supervision.report import people_named, plans_of, progress_report
from keqiao.plans.supervision.report_content import ReportContent
from keqiao.plans.supervision.report_pdf import pdf_report, why_not
from keqiao.plans.supervision.report_sample import sample_template
from keqiao.plans.supervision.report_template import NAMES, rendered
from keqiao.plans.supervision.report_verbs import (
    EXPORT,
    WORD,
    Form,
    content_of,
    keep_template,
    own_template,
    write_report,
)
from keqiao.plans.supervision.report_word import word_report
from keqiao.plans.supervision.tasks import MANAGE

CHINESE = "zh-hans"
PEOPLE = "people.see"


@dataclass(frozen=True)
class Choice:
    """Which report was asked for. ``plan``: "" for all in force; ``problem``: what was wrong with what was asked."""

    every: Sequence[Package]
    plan: str
    day: dt.date
    problem: str = ""

    @property
    def packages(self) -> Sequence[Package]:
        """The plans that the report is on."""
        return [one for one in self.every if self.plan in ("", one.id)]

    @property
    def query(self) -> str:
        """The same choice as part of an address."""
        return urlencode({"plan": self.plan, "as_of": self.day.isoformat()})


def on_code(request: HttpRequest, code: str, **_more: str) -> int:
    """On which organisation these pages check their need."""
    return organisation_of(code).pk


@require_safe
@page(NEED, on=on_code, open_in_demo=True)
def report_page(request: HttpRequest, code: str) -> HttpResponse:
    """The report as it will read, with its charts as tables, and the buttons that make files of it."""
    organisation = _live(request, code)
    choice = _choice(request, organisation)
    report = progress_report(
        organisation, choice.packages, choice.day, plan=choice.plan, names=may(request, PEOPLE, organisation)
    )
    missing = why_not()
    context = {
        "organisation": organisation,
        "report": report,
        "choice": choice,
        "plans": [(one.id, in_language(one.title)) for one in choice.every],
        "today": timezone.localdate(),
        "may_export": may(request, EXPORT, organisation),
        "may_keep": may(request, MANAGE, organisation),
        "template": own_template(organisation),
        "no_pdf": in_words(missing.said) if missing is not None else "",
        "names": NAMES,
        "key": uuid.uuid4(),
        "trail": [{"label": _("改革方案"), "url": reverse("plans")}, {"label": _("进展报告"), "url": ""}],
    }
    return render(request, "supervision/report.html", context)


@require_GET
@page(EXPORT, on=on_code)
def report_document(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    """The report as a file, in Chinese whatever the page's language; the audit keeps that it left."""
    organisation = _live(request, code)
    if form not in list(Form):
        raise Http404(_("报告没有“%(form)s”这种格式，请返回报告页选择。") % {"form": form})
    choice = _choice(request, organisation)
    names = may(request, PEOPLE, organisation)
    try:
        with translation.override(CHINESE):
            report = progress_report(organisation, choice.packages, choice.day, plan=choice.plan, names=names)
            made = _makers(organisation)[Form(form)](report)
        people = people_named(organisation, choice.plan, choice.day) if names else []
        _note(request, organisation, Form(form), choice, report, people)
    except Refused as refused:
        raise PermissionDenied(str(refused)) from None
    except VerbError as error:
        messages.error(request, str(error))
        return _back(code, choice)
    except NoTypesetting as missing:
        messages.error(request, _("没有生成PDF：%(why)s。可以先生成Word。") % {"why": in_words(missing.said)})
        return _back(code, choice)
    kind = "pdf" if form == Form.PDF else "docx"
    return _file(made, f"{report.title}{report.date:%Y%m%d}", kind)


@require_POST
@page(MANAGE, on=on_code)
def keep_page(request: HttpRequest, code: str) -> HttpResponseBase:
    """Keep the uploaded file as the office's own template; what is wrong with it is told."""
    organisation = _live(request, code)
    sent = request.FILES.get("template")
    back = redirect(reverse("progress_report", args=[code]) + "#template")
    if sent is None:
        messages.error(request, _("没有选择文件。请选择本单位的Word模板（.docx）后再上传。"))
        return back
    data = {"name": sent.name or "", "content": sent.read(), "key": request.POST.get("key") or None}
    try:
        made = keep_template(Act(actor_of(request)), organisation, data)
    except VerbError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("模板“%(name)s”已启用，可以用它生成报告。") % {"name": made.name})
    return back


@require_GET
@page(MANAGE, on=on_code)
def template_file(request: HttpRequest, code: str, which: str) -> HttpResponseBase:
    """The sample to start from, or the template in use."""
    organisation = organisation_of(code)
    if which == "sample":
        with translation.override(CHINESE):
            return _file(sample_template(), _("进展报告模板样例"), "docx")
    own = own_template(organisation) if which == "own" else None
    if own is None:
        raise Http404(_("“%(name)s”还没有自己的报告模板。请先下载样例，修改后上传。") % {"name": organisation})
    try:
        return _file(content_of(own), own.name.removesuffix(".docx"), "docx")
    except VerbError as error:
        raise Http404(str(error)) from None


def _live(request: HttpRequest, code: str) -> Organisation:
    """The organisation, whose live figures the reader sees. Raises PermissionDenied."""
    organisation = organisation_of(code)
    if not sees_live(actor_of(request), organisation.pk):
        raise PermissionDenied(reported_only(organisation))
    return organisation


def _choice(request: HttpRequest, organisation: Organisation) -> Choice:
    every = plans_of(organisation)
    plan, today = request.GET.get("plan", ""), timezone.localdate()
    if plan and plan not in {one.id for one in every}:
        said = _("“%(plan)s”不是本单位现行的方案，已按全部方案显示。")
        return Choice(every, "", today, said % {"plan": plan})
    written = request.GET.get("as_of", "")
    if not written:
        return Choice(every, plan, today)
    try:
        day = days.to_date(days.parse(written))
    except ValueError:
        said = _("“%(day)s”不是日期，已按今天计算。请按 2026-11-24 的样式填写。")
        return Choice(every, plan, today, said % {"day": written})
    chosen = [one.adopted for one in every if plan in ("", one.id)]
    if day > today:
        return Choice(every, plan, today, _("还不能计算将来的日期，已按今天计算。"))
    if chosen and days.from_date(day) < min(chosen):
        return Choice(every, plan, today, _("这一天方案还没有印发，已按今天计算。"))
    return Choice(every, plan, day)


def _makers(organisation: Organisation) -> dict[Form, Callable[[ReportContent], bytes]]:
    """What makes a file of a report, by form."""

    def in_own(report: ReportContent) -> bytes:
        own = own_template(organisation)
        if own is None:
            raise VerbError(_("本单位还没有上传报告模板。请先下载样例，修改后上传。"))
        return rendered(content_of(own), report)

    return {Form.WORD: word_report, Form.PDF: pdf_report, Form.TEMPLATE: in_own}


def _note(
    request: HttpRequest,
    organisation: Organisation,
    form: Form,
    choice: Choice,
    report: ReportContent,
    people: Sequence[int],
) -> None:
    """Record that the report left, and of whom it told."""
    data: dict[str, Any] = {"form": form.value, "plan": choice.plan, "day": choice.day}
    told = data | {"tasks": len(report.tasks), "people": len(people)}
    write_report(Act(actor_of(request)), organisation, told)
    if people:
        note_look(
            actor_of(request),
            people,
            what=Seen.EXPORT,
            why=gettext_noop("生成进展报告"),
            place=organisation.pk,
            address=request.META.get("REMOTE_ADDR", ""),
        )


def _back(code: str, choice: Choice) -> HttpResponseBase:
    return redirect(f"{reverse('progress_report', args=[code])}?{choice.query}")


def _file(made: bytes, name: str, kind: str) -> HttpResponse:
    return to_keep(made, "application/pdf" if kind == "pdf" else WORD, f"{name}.{kind}")
