"""The progress report of an association (改革任务进展报告): what it says, from figures and ledger, as of a day.

Only what a second person approved enters; what waits is counted. Units stand in administrative order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus, Charge
from keqiao.look.formats import long_date
from keqiao.plans.engine import days
from keqiao.plans.figures import board
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.shown import in_language
from keqiao.plans.supervision.report_ahead import next_steps, problem_words
from keqiao.plans.supervision.report_charts import charts, figure_states, said
from keqiao.plans.supervision.report_content import PlanSection, ReportContent, StateCount
from keqiao.plans.supervision.report_figures import Told, other_section, plan_section, record_words, told
from keqiao.plans.supervision.report_tasks import (
    Standing,
    lead_rows,
    problems_on,
    task_lines,
    tasks_on,
)


@dataclass(frozen=True)
class _Gathered:
    """What a report is made of."""

    packages: Sequence[Package]
    figures: Sequence[Told]
    tasks: Sequence[Standing]
    problems: Sequence[Standing]

    @property
    def waiting(self) -> int:
        """Steps that nobody has approved yet."""
        return sum(one.waiting for one in (*self.tasks, *self.problems))


def plans_of(organisation: Organisation) -> list[Package]:
    """The plans in force under which an association has figures or tasks, in the library's order."""
    packages = [one for one in library().all() if one.state != "draft"]
    owed = {one.commitment.plan for one in board(packages, organisations=[organisation.pk]).figures}
    owed |= set(Case.objects.filter(organisation=organisation, kind=CaseKind.TASK).values_list("plan", flat=True))
    return [one for one in packages if one.id in owed]


def progress_report(
    organisation: Organisation, packages: Sequence[Package], day: dt.date, *, plan: str = "", names: bool = False
) -> ReportContent:
    """The report on these plans. ``plan``: the only one, so that tasks of others stay out; ``names``: 责任人 too."""
    gathered = _gather(organisation, packages, day, plan)
    sections = _sections(gathered, plan)
    states = figure_states(one.figure.status.value for one in gathered.figures)
    return ReportContent(
        title=_("%(unit)s改革任务进展报告") % {"unit": organisation.name},
        unit=organisation.name,
        day=long_date(day),
        date=day,
        total=len(gathered.figures),
        states=states,
        overall=_overall(organisation, gathered, states, day),
        charts=charts(sections, gathered.tasks),
        leads=lead_rows(gathered.tasks),
        plans=sections,
        problems=problem_words(gathered.tasks, gathered.problems, day),
        next=next_steps([*gathered.tasks, *gathered.problems], day),
        tasks=task_lines(gathered.tasks, _records(gathered.figures), names=names),
        waiting=gathered.waiting,
    )


def people_named(organisation: Organisation, plan: str, day: dt.date) -> list[int]:
    """Ids of the people whom the ledger of a report names, for the record of who looked."""
    cases = Case.objects.filter(organisation=organisation, kind=CaseKind.TASK, opened__lte=day)
    cases = cases.filter(plan=plan) if plan else cases
    listed = cases.exclude(status=CaseStatus.DROPPED, closed__lte=day)
    charged = Charge.objects.filter(case__in=listed, ends=None).order_by("person").values_list("person", flat=True)
    return list(charged.distinct())


def _gather(organisation: Organisation, packages: Sequence[Package], day: dt.date, plan: str) -> _Gathered:
    found = board(packages, as_of=days.from_date(day), organisations=[organisation.pk]).figures
    by_id = {package.id: package for package in packages}
    return _Gathered(
        packages, told(found, by_id), tasks_on(organisation, day, plan), problems_on(organisation, day, plan)
    )


def _sections(gathered: _Gathered, plan: str) -> list[PlanSection]:
    found = []
    for package in gathered.packages:
        own = [one for one in gathered.figures if one.figure.commitment.plan == package.id]
        tasks = [one for one in gathered.tasks if one.case.plan == package.id]
        found.append(plan_section(package, own, tasks))
    placed = {package.id for package in gathered.packages}
    rest = other_section([one for one in gathered.tasks if one.case.plan not in placed])
    return [one for one in [*found, None if plan else rest] if one is not None and one.parts]


def _records(figures: Sequence[Told]) -> Mapping[tuple[str, str], str]:
    made = [(one.figure.commitment, one.line) for one in figures]
    return {(one.plan, f"commitment/{one.id}"): record_words(line) for one, line in made}


def _overall(organisation: Organisation, gathered: _Gathered, states: Sequence[StateCount], day: dt.date) -> list[str]:
    found = [
        _about_figures(organisation, gathered, states, day),
        _about_tasks(gathered.tasks),
        _("各项数值依据系统中的记录计算，或来自上报数据、材料认定，依据和截止日期在各项之后注明；填报内容均经审核。"),
    ]
    if gathered.waiting:
        found.append(_("另有%(count)d条填报待审核，未列入本报告。") % {"count": gathered.waiting})
    return found


def _about_figures(organisation: Organisation, gathered: _Gathered, states: Sequence[StateCount], day: dt.date) -> str:
    plans = _("、").join(_("《%(title)s》") % {"title": in_language(one.title)} for one in gathered.packages)
    values = {"day": long_date(day), "unit": organisation.name, "plans": plans, "total": len(gathered.figures)}
    if not gathered.figures:
        return _("截至%(day)s，%(unit)s没有需要报告的任务指标。") % values
    begun = _("截至%(day)s，%(unit)s按%(plans)s承担任务指标%(total)d项，其中%(states)s。")
    text = begun % (values | {"states": said(states)})
    final = sum(one.figure.final for one in gathered.figures)
    if final:
        text += _("已过完成时限的%(count)d项，按到期日的数值列出。") % {"count": final}
    return text


def _about_tasks(tasks: Sequence[Standing]) -> str:
    if not tasks:
        return _("督查台账中没有任务。")
    states = [one.state for one in tasks]
    done, late, soon = states.count("done"), states.count("late"), states.count("soon")
    values = {"total": len(tasks), "done": done, "open": len(tasks) - done, "late": late, "soon": soon}
    text = _("列入督查台账的任务共%(total)d项，已办结%(done)d项，正在办理%(open)d项") % values
    if late or soon:
        told_of = [
            _("逾期未办结%(late)d项") % values if late else "",
            _("5个工作日内到期%(soon)d项") % values if soon else "",
        ]
        return text + _("，其中%(told)s。") % {"told": _("、").join(part for part in told_of if part)}
    return text + _("，没有逾期未办结的任务。")
