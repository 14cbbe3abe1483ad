"""What a report says of problems (存在问题) and of what comes next (下步措施), in whole sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from keqiao.kernel.work.models import CaseKind, StepKind
from keqiao.look.formats import long_date
from keqiao.plans.engine import days
from keqiao.plans.supervision.report_figures import ended, task_words
from keqiao.plans.supervision.report_tasks import Standing

MONTHS_AHEAD = 3


def problem_words(tasks: Sequence[Standing], problems: Sequence[Standing], day: dt.date) -> list[str]:
    """A summary, then overdue tasks, problems written of tasks, and what inspections and the log leave open."""
    late = [one for one in tasks if one.state == "late"]
    written = [one for one in tasks if one.state != "done" and one.said(StepKind.PROBLEM)]
    findings = [one for one in problems if one.case.kind == CaseKind.FINDING]
    logged = [one for one in problems if one.case.kind == CaseKind.PROBLEM]
    counts = [
        (len(late), _("逾期未办结任务%(count)d项")),
        (len(written), _("反映问题的任务%(count)d项")),
        (len(findings), _("检查发现尚未整改的问题%(count)d项")),
        (len(logged), _("问题清单中尚未解决的问题%(count)d项")),
    ]
    parts = [words % {"count": count} for count, words in counts if count]
    if not parts:
        said = _("截至%(day)s，没有逾期未办结的任务，没有尚未整改的检查发现和尚未解决的问题。")
        return [said % {"day": long_date(day)}]
    summary = _("截至%(day)s，共有%(counts)s。") % {"day": long_date(day), "counts": _("、").join(parts)}
    each = [
        *(_late(one) for one in late),
        *(_written(one) for one in written),
        *(_open(one, _("检查发现")) for one in findings),
        *(_open(one, _("问题清单")) for one in logged),
    ]
    return [summary, *numbered(each)]


def next_steps(cases: Sequence[Standing], day: dt.date) -> list[str]:
    """What was approved as next steps, and what falls due in the next three months."""
    steps = [
        _("%(task)s：%(text)s") % {"task": task_words(one), "text": ended(text)}
        for one in cases
        if one.state != "done" and (text := one.said(StepKind.NEXT))
    ]
    last = days.to_date(days.shift_months(days.from_date(day), MONTHS_AHEAD))
    coming = sorted(_coming(cases, day, last), key=lambda row: row[0])
    found = numbered(steps)
    if coming:
        values = {"day": long_date(last), "count": len(coming)}
        found.append(_("今后三个月内（至%(day)s）到期的任务和节点共%(count)d项：") % values)
        found += [text for _day, text in coming]
    elif found:
        found.append(_("今后三个月内没有到期的任务和节点。"))
    return found or [_("尚无经审核的下步措施，今后三个月内没有到期的任务和节点。")]


def numbered(texts: Iterable[str]) -> list[str]:
    """1. …, 2. … as office documents number their items."""
    return [_("%(number)d. %(text)s") % {"number": number, "text": text} for number, text in enumerate(texts, 1)]


def _coming(cases: Iterable[Standing], day: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    """Own days and milestones that aren't met and lie ahead."""
    for one in cases:
        if one.state == "done":
            continue
        for deadline in one.case.deadlines.all():
            met = deadline.met is not None and deadline.met <= day
            if met or deadline.paused is not None or not day <= deadline.due <= last:
                continue
            values = {"day": long_date(deadline.due), "task": task_words(one), "step": deadline.title}
            words = _("%(day)s：%(task)s办结。") if deadline.final else _("%(day)s：%(task)s，节点“%(step)s”。")
            yield deadline.due, words % values


def _late(one: Standing) -> str:
    assert one.due is not None  # what is late has a day
    values = {"task": task_words(one), "due": long_date(one.due), "days": one.days_late}
    return _("%(task)s，时限为%(due)s，已逾期%(days)d个工作日。") % values


def _written(one: Standing) -> str:
    return _("%(task)s：%(text)s") % {"task": task_words(one), "text": ended(one.said(StepKind.PROBLEM))}


def _open(one: Standing, where: str) -> str:
    values = {"where": where, "task": task_words(one)}
    said = _("%(where)s%(task)s") % values
    if one.due is not None:
        said += _("，时限为%(due)s") % {"due": long_date(one.due)}
    if one.state == "late":
        said += _("，已逾期%(days)d个工作日") % {"days": one.days_late}
    progress = one.said(StepKind.PROGRESS) or one.said(StepKind.PROBLEM)
    return _("%(said)s。%(progress)s") % {"said": said, "progress": ended(progress) if progress else ""}
