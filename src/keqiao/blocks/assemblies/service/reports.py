"""Verbs on duty reports: the person writes and hands in, staff acknowledge or send back."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import DutyKind
from keqiao.blocks.assemblies.verbs import record_duty
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import record
from keqiao.registry.wording import body_word

from .models import DutyReport, ReportStatus
from .owed import members
from .sitting import own_person

LEAST = 20  # signs that a report which is handed in has
LONGEST = 8000


class Draft(VerbData):
    """The text so far, of a report on a year in a body (its id)."""

    body: Annotated[int, Asked("", hidden=True)]
    year: Annotated[int, Asked("", hidden=True)]
    text: Annotated[str, Field(max_length=LONGEST), Asked(gettext_lazy("述职内容"), kind="long")]


class Written(VerbData):
    """The text as it is handed in."""

    text: Annotated[str, Field(max_length=LONGEST), Asked(gettext_lazy("述职内容"), kind="long")]


class Receipt(VerbData):
    """A word with the receipt."""

    answer: Annotated[str, Field(max_length=400), Asked(gettext_lazy("回执留言"), kind="long")] = ""


class SentBack(VerbData):
    """What is to be added or changed."""

    answer: Annotated[str, Field(min_length=2, max_length=400), Asked(gettext_lazy("需要补充什么"), kind="long")]


def _writes(act: Act, report: DutyReport, data: Any) -> bool:
    return own_person(act) == report.person


@verb(
    "duties.draft",
    does=gettext_lazy("保存了述职报告草稿"),
    needs="owner",
    on=lambda target, data: Body.objects.filter(pk=data.body).values_list("organisation_id", flat=True),
    owner=lambda act, target, data: own_person(act) == target,
)
def draft_report(act: Act, target: Person, data: Draft) -> DutyReport:
    """Keep what one has written of one's report so far; nobody else sees it yet."""
    body, year = record(Body, data.body, _("机构")), timezone.localdate().year
    if data.year not in (year, year - 1):
        raise VerbError(_("只能写%(last)s年度和%(year)s年度的述职报告。") % {"last": year - 1, "year": year})
    if target not in members(body, data.year):
        said = _("您在%(year)s年度没有担任“%(body)s”的职务，不用写这一年的述职报告。")
        raise VerbError(said % {"year": data.year, "body": body_word(body)})
    found = body.duty_reports.filter(person=target, year=data.year).first()
    made = found or DutyReport(body=body, person=target, year=data.year)
    _check_with_person(made)
    made.text = data.text
    made.save()
    return made


@verb(
    "duties.hand_in",
    does=gettext_lazy("提交了述职报告"),
    needs="owner",
    on=lambda target, data: [target.organisation_id],
    owner=_writes,
)
def hand_in(act: Act, target: DutyReport, data: Written) -> DutyReport:
    """Hand one's report in; from now on staff and the standing committee see it."""
    _check_with_person(target)
    if len(data.text) < LEAST:
        said = _("述职内容只有%(length)s个字，至少写%(least)s个字再提交。没写完可以先保存草稿。")
        raise VerbError(said % {"length": len(data.text), "least": LEAST})
    target.text, target.status = data.text, ReportStatus.HANDED_IN
    target.handed_in, target.answer = timezone.localdate(), ""
    target.save()
    return target


@verb(
    "duties.acknowledge",
    does=gettext_lazy("出具了述职报告回执"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def acknowledge(act: Act, target: DutyReport, data: Receipt) -> DutyReport:
    """Say that a report has come in: it becomes a duty act of the year it is about, marked where it came after it."""
    _check_handed_in(target)
    target.status, target.received, target.answer = ReportStatus.RECEIVED, timezone.localdate(), data.answer
    target.save()
    handed_in = target.handed_in
    assert handed_in is not None  # it was checked
    last = dt.date(target.year, 12, 31)
    late = handed_in > last
    done = {"person": target.person_id, "kind": DutyKind.DUTY_REPORT, "title": str(target)}
    record_duty(act, target.body, done | {"date": last if late else handed_in, "came": handed_in if late else None})
    return target


@verb(
    "duties.send_back",
    does=gettext_lazy("退回了述职报告"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def send_back(act: Act, target: DutyReport, data: SentBack) -> DutyReport:
    """Send a report back to its writer, saying what is missing."""
    _check_handed_in(target)
    target.status, target.answer = ReportStatus.RETURNED, data.answer
    target.save()
    return target


def _check_with_person(report: DutyReport) -> None:
    if report.status not in (ReportStatus.DRAFT, ReportStatus.RETURNED):
        said = _("%(year)s年度述职报告已经提交，不能再修改。需要修改时请联系工作人员退回。")
        raise VerbError(said % {"year": report.year})


def _check_handed_in(report: DutyReport) -> None:
    if report.status != ReportStatus.HANDED_IN:
        said = _("这份述职报告现在的状态是“%(status)s”，不能办理。请刷新页面核对。")
        raise VerbError(said % {"status": _(report.get_status_display())})
