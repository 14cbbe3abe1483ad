"""Papers beside what a committee plans and reports: the plan as issued, the report, and by what work was seen done."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.files.models import Attachment
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_number
from keqiao.registry.verbs.files import AttachFile, keep_file

from .committees import FIRST_YEAR, LAST_YEAR
from .models import PlanItem, YearPlan, YearReport


class AttachPlan(AttachFile):
    """A file, and of which year it is the plan."""

    year: int


@verb(
    "committees.attach_plan",
    does=gettext_lazy("附上了年度计划文件"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def attach_plan(act: Act, target: Body, data: AttachPlan) -> YearPlan:
    """Put the paper in which a body's plan of a year was issued beside it; a new one takes the place of the former."""
    check_number(data.year, _("年度"), FIRST_YEAR, LAST_YEAR)
    made = target.year_plans.filter(year=data.year).first() or YearPlan(body=target, year=data.year)
    made.attachment = keep_file(target.organisation, data)
    made.save()
    return made


@verb(
    "committees.attach_report",
    does=gettext_lazy("附上了年度报告文件"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def attach_report(act: Act, target: YearReport, data: AttachFile) -> YearReport:
    """Put the report itself beside its record."""
    target.attachment = keep_file(target.body.organisation, data)
    target.save()
    return target


@verb(
    "committees.attach_evidence",
    does=gettext_lazy("附上了完成依据"),
    needs="duties.record",
    on=lambda target, data: [target.organisation_id],
)
def attach_evidence(act: Act, target: PlanItem, data: AttachFile) -> PlanItem:
    """Put by what it can be seen that a piece of work was done beside it."""
    target.attachment = keep_file(target.body.organisation, data)
    target.save()
    return target


def papers_of(body: Body) -> Sequence[Attachment]:
    """Everything that stands beside a body's plans, work and reports."""
    held = Attachment.objects
    return [
        *held.filter(year_plans__body=body),
        *held.filter(year_reports__body=body),
        *held.filter(plan_items__body=body),
    ]
