"""The two charts of a report: figures of each part by state, and tasks by the month in which they are due."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.look.statuses import status_word
from keqiao.plans.pages.board import IN_ORDER
from keqiao.plans.supervision.report_content import Bar, Chart, PlanSection, StateCount
from keqiao.plans.supervision.report_tasks import Standing

# Shape, fill and ink of each state, as the look draws them; tasks take the colours of what they are like.
MARKS: Mapping[str, tuple[str, str, str]] = {
    "met": ("●", "2F6B3C", "FFFFFF"),
    "on_track": ("◐", "0F6B78", "FFFFFF"),
    "at_risk": ("▲", "8A5A00", "FFFFFF"),
    "missed": ("■", "8C1D4F", "FFFFFF"),
    "needs_human": ("◇", "5A3E85", "FFFFFF"),
    "no_data": ("○", "E9EBED", "1F2933"),
    "done": ("●", "2F6B3C", "FFFFFF"),
    "open": ("◐", "0F6B78", "FFFFFF"),
    "soon": ("▲", "8A5A00", "FFFFFF"),
    "late": ("■", "8C1D4F", "FFFFFF"),
}
TASK_STATES: Mapping[str, Promise] = {
    "done": gettext_lazy("已办结"),
    "open": gettext_lazy("办理中"),
    "soon": gettext_lazy("即将到期"),
    "late": gettext_lazy("逾期"),
}
MOST_MONTHS = 18  # with more, a bar stands for a year


def figure_states(states: Iterable[str]) -> list[StateCount]:
    """How many figures are in each state, in reading order; states without any are left out."""
    counts = Counter(states)
    return [
        StateCount(code.value, MARKS[code.value][0], status_word(code.value), counts[code.value])
        for code in IN_ORDER
        if counts[code.value]
    ]


def said(counts: Sequence[StateCount]) -> str:
    """已达标3项、正常推进2项."""
    words = [_("%(state)s%(count)d项") % {"state": one.word, "count": one.count} for one in counts]
    return _("、").join(words)


def charts(plans: Sequence[PlanSection], tasks: Sequence[Standing]) -> list[Chart]:
    """The charts that have something to show: for each plan its parts, then tasks by month."""
    made = [
        _chart(
            _figures_title(plan, several=len(plans) > 1),
            (_("方案部分"), _("任务指标")),
            [(part.title, part.states) for part in plan.parts if part.states],
        )
        for plan in plans
    ]
    made.append(_chart(_("督查任务时限分布"), (_("办结时限"), _("任务")), _by_month(tasks)))
    return [one for one in made if one.bars]


def _figures_title(plan: PlanSection, *, several: bool) -> str:
    """Parts of several plans bear the same numbers, so each chart says whose they are."""
    if several:
        return _("%(plan)s各部分任务指标状态") % {"plan": plan.title}
    return _("各部分任务指标状态")


def _chart(title: str, headings: tuple[str, str], rows: Sequence[tuple[str, Sequence[StateCount]]]) -> Chart:
    """A chart with a column of numbers for each state that occurs in it."""
    there = {one.code: one for _label_of, counts in rows for one in counts}
    columns = [there[code] for code in MARKS if code in there]
    bars = []
    for label, counts in rows:
        numbers = {one.code: str(one.count) for one in counts}
        bars.append(Bar(label, counts, said(counts), [numbers.get(one.code, "0") for one in columns]))
    return Chart(title, [*headings, *(f"{one.mark}\n{one.word}" for one in columns)], bars)


def _by_month(tasks: Sequence[Standing]) -> list[tuple[str, list[StateCount]]]:
    months: dict[tuple[int, int], list[str]] = {}
    yearly = len({(one.due.year, one.due.month) for one in tasks if one.due is not None}) > MOST_MONTHS
    for one in tasks:
        months.setdefault(_month(one.due, yearly=yearly), []).append(one.state)
    return [(_label(*month), _task_states(states)) for month, states in sorted(months.items())]


def _month(due: dt.date | None, *, yearly: bool) -> tuple[int, int]:
    """Tasks without a day come last."""
    if due is None:
        return (dt.MAXYEAR, 0)
    return (due.year, 0 if yearly else due.month)


def _label(year: int, month: int) -> str:
    if year == dt.MAXYEAR:
        return _("长期")
    if not month:
        return _("%(year)d年") % {"year": year}
    return _("%(year)d年%(month)d月") % {"year": year, "month": month}


def _task_states(states: Iterable[str]) -> list[StateCount]:
    found = Counter("open" if state == "paused" else state for state in states)
    return [
        StateCount(code, MARKS[code][0], str(word), found[code]) for code, word in TASK_STATES.items() if found[code]
    ]
