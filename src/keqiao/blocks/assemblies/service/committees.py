"""Special and advisory committees and working groups: remit, yearly plan, yearly report, advice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_number, check_order, check_past, check_text, day_or_today

from .models import Adoption, Advice, PlanItem, Remit, YearReport
from .sitting import sitting_on

KINDS = (BodyKind.SPECIAL_COMMITTEE, BodyKind.ADVISORY_COMMITTEE, BodyKind.WORKING_GROUP)
# Which of them owe a plan and a report each year; a working group's decisions are followed up one by one.
YEARLY = (BodyKind.SPECIAL_COMMITTEE, BodyKind.ADVISORY_COMMITTEE)
FIRST_YEAR, LAST_YEAR = 2000, 2100


class SetRemit(VerbData):
    """What a body is there for, from a day on (default today)."""

    text: Annotated[str, Field(max_length=4000), Asked(gettext_lazy("职责"), kind="long")]
    document: Annotated[str, Field(max_length=120), Asked(gettext_lazy("依据文号"))] = ""
    starts: Annotated[dt.date | None, Asked(gettext_lazy("起始日期"), gettext_lazy("不填为今天。"))] = None


class PlanYear(VerbData):
    """What a body means to do in a year: one piece of work a line."""

    year: Annotated[int, Asked(gettext_lazy("年度"))]
    items: Annotated[
        str, Field(max_length=4000), Asked(gettext_lazy("工作计划"), gettext_lazy("每行一项。"), kind="long")
    ]


class Finish(VerbData):
    """By what it can be seen that it was done, and since when (default today)."""

    evidence: Annotated[
        str,
        Field(min_length=2, max_length=300),
        Asked(gettext_lazy("完成依据"), gettext_lazy("会议、文件、报告的名称或文号。")),
    ]
    done: Annotated[dt.date | None, Asked(gettext_lazy("完成日期"), gettext_lazy("不填为今天。"))] = None


class ReportYear(VerbData):
    """A report on a year; ``meeting`` is that (its id) to which it was made."""

    of: Annotated[int, Asked(gettext_lazy("报告年度"))]
    title: Annotated[str, Field(max_length=200), Asked(gettext_lazy("报告题目"))]
    date: Annotated[dt.date | None, Asked(gettext_lazy("报告日期"), gettext_lazy("不填为今天。"))] = None
    meeting: Annotated[int | None, Asked("", hidden=True)] = None


class Ask(VerbData):
    """Who puts which question to an advisory body, and when."""

    asked_by: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("提出单位"))]
    question: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("咨询事项"))]
    date: Annotated[dt.date | None, Asked(gettext_lazy("提出日期"), gettext_lazy("不填为今天。"))] = None


class Give(VerbData):
    """The opinion that was given."""

    opinion: Annotated[str, Field(max_length=4000), Asked(gettext_lazy("咨询意见"), kind="long")]
    date: Annotated[dt.date | None, Asked(gettext_lazy("提交日期"), gettext_lazy("不填为今天。"))] = None


class Adopted(VerbData):
    """What became of it, and by what one knows."""

    adoption: Annotated[Adoption, Asked(gettext_lazy("采纳情况"))]
    evidence: Annotated[str, Field(max_length=300), Asked(gettext_lazy("采纳依据"))] = ""


@verb(
    "committees.set_remit",
    does=gettext_lazy("登记了职责"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def set_remit(act: Act, target: Body, data: SetRemit) -> Remit:
    """Say what a body is there for from a day on; what was said before ends there."""
    check_text(data.text, _("职责"), 4000)
    starts = day_or_today(data.starts)
    former = target.remits.filter(ends=None).first()
    if former is not None and former.starts == starts:
        former.text, former.document = data.text, data.document
        former.save()
        return former
    if former is not None:
        check_order(former.starts, starts, _("原来的职责"))
        former.ends = starts
        former.save()
    made = Remit(body=target, text=data.text, document=data.document, starts=starts)
    made.save()
    return made


@verb(
    "committees.plan",
    does=gettext_lazy("登记了年度工作计划"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def plan_year(act: Act, target: Body, data: PlanYear) -> list[PlanItem]:
    """Add pieces of work to a body's plan of a year; what is on it already isn't doubled."""
    check_number(data.year, _("年度"), FIRST_YEAR, LAST_YEAR)
    titles = [line.strip() for line in data.items.splitlines() if line.strip()]
    if not titles:
        raise VerbError(_("没有填写工作计划。请每行填写一项工作。"))
    for title in titles:
        check_text(title, _("计划中的一项工作"), 200)
    there = set(target.plan_items.filter(year=data.year).values_list("title", flat=True))
    made = [PlanItem(body=target, year=data.year, title=one) for one in dict.fromkeys(titles) if one not in there]
    for item in made:
        item.save()
    return made


@verb(
    "committees.finish",
    does=gettext_lazy("完成了一项计划工作"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def finish_item(act: Act, target: PlanItem, data: Finish) -> PlanItem:
    """Say that a piece of work was done, and by what that can be seen."""
    if target.done is not None:
        raise VerbError(_("这项工作已于%(day)s完成，没有重复登记。") % {"day": target.done})
    done = day_or_today(data.done)
    check_past(done, _("完成日期"))
    target.done, target.evidence = done, data.evidence
    target.save()
    return target


@verb(
    "committees.strike",
    does=gettext_lazy("删除了一项计划工作"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def strike_item(act: Act, target: PlanItem, data: VerbData) -> None:
    """Take a piece of work that wasn't done off a plan."""
    if target.done is not None:
        raise VerbError(_("这项工作已经完成，不能删除。"))
    target.delete()


@verb(
    "committees.report",
    does=gettext_lazy("登记了年度报告"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def report_year(act: Act, target: Body, data: ReportYear) -> YearReport:
    """Record a body's report on a year to the standing committee."""
    check_text(data.title, _("报告题目"), 200)
    date = day_or_today(data.date)
    check_past(date, _("报告日期"))
    check_number(data.of, _("报告年度"), FIRST_YEAR, date.year)
    if target.year_reports.filter(of=data.of).exists():
        raise VerbError(_("%(year)s年度的报告已经登记，没有重复登记。") % {"year": data.of})
    meeting = None
    if data.meeting is not None:
        meeting = Meeting.objects.filter(pk=data.meeting, body__organisation=target.organisation_id).first()
        if meeting is None:
            raise VerbError(_("没有找到听取报告的会议，请在本单位的会议中选择。"))
    made = YearReport(body=target, of=data.of, title=data.title, date=date, meeting=meeting)
    made.save()
    return made


@verb(
    "committees.ask",
    does=gettext_lazy("登记了咨询事项"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def ask_advice(act: Act, target: Body, data: Ask) -> Advice:
    """Record a question that was put to an advisory body."""
    date = day_or_today(data.date)
    check_past(date, _("提出日期"))
    made = Advice(body=target, asked_by=data.asked_by, question=data.question, date=date)
    made.save()
    return made


@verb(
    "committees.give",
    does=gettext_lazy("登记了咨询意见"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def give_advice(act: Act, target: Advice, data: Give) -> Advice:
    """Record the opinion that an advisory body gave."""
    check_text(data.opinion, _("咨询意见"), 4000)
    given = day_or_today(data.date)
    check_past(given, _("提交日期"))
    check_order(target.date, given + dt.timedelta(days=1), _("咨询"))
    target.opinion, target.given = data.opinion, given
    target.save()
    return target


@verb(
    "committees.adopt",
    does=gettext_lazy("登记了意见采纳情况"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def adopt_advice(act: Act, target: Advice, data: Adopted) -> Advice:
    """Record what became of advice that was given."""
    if target.given is None:
        raise VerbError(_("还没有登记咨询意见，不能登记采纳情况。"))
    if data.adoption in (Adoption.ADOPTED, Adoption.PARTLY) and not data.evidence:
        raise VerbError(_("没有填写采纳依据。请写明批示、文件或会议。"))
    target.adoption, target.evidence = data.adoption, data.evidence
    target.save()
    return target


@dataclass(frozen=True)
class CommitteeLine:
    """A committee or group with its year."""

    body: Body
    year: int
    remit: Remit | None
    members: int
    items: Sequence[PlanItem]
    report: YearReport | None
    owes: bool  # whether a plan and a report are asked of it

    @property
    def done(self) -> int:
        """How many pieces of work were done."""
        return sum(one.done is not None for one in self.items)


def committee_lines(organisation: Organisation, year: int) -> list[CommitteeLine]:
    """Every committee and group of an organisation with its year."""
    bodies = list(organisation.bodies.filter(kind__in=KINDS).order_by("pk"))
    return [line_of(one, year) for one in bodies]


def line_of(body: Body, year: int) -> CommitteeLine:
    """One of them."""
    return CommitteeLine(
        body=body,
        year=year,
        remit=body.remits.filter(holds_on(today())).first(),
        members=len(sitting_on(body, timezone.localdate())),
        items=list(body.plan_items.filter(year=year).select_related("attachment")),
        report=body.year_reports.filter(of=year).first(),
        owes=body.kind in YEARLY,
    )
