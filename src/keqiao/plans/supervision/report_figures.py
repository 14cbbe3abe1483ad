"""The parts of a report: each top-level part of a plan with its figures, a sentence each, and its tasks' progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.kernel.work.models import StepKind
from keqiao.look import figures as look
from keqiao.look.formats import in_chinese, long_date
from keqiao.plans.engine import days
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.packages.package import Clause, Package
from keqiao.plans.shown import in_language, printed, shown
from keqiao.plans.supervision.report_charts import MARKS, figure_states, said
from keqiao.plans.supervision.report_content import FigureLine, Part, PlanSection, StateCount
from keqiao.plans.supervision.report_tasks import Standing


@dataclass(frozen=True)
class Told:
    """A figure with the line that tells it."""

    figure: Figure
    line: FigureLine


def told(figures: Iterable[Figure], packages: Mapping[str, Package]) -> list[Told]:
    """Figures with their lines."""
    return [Told(one, figure_line(one, packages[one.commitment.plan])) for one in figures]


def figure_line(figure: Figure, package: Package) -> FigureLine:
    """A figure in words, with how it is proved and the day on which it holds."""
    one = shown(figure, package)
    day = long_date(days.to_date(figure.valued_on))
    value = _value(one)
    return FigureLine(
        title=one.title,
        value=value,
        target=one.target_text,
        state=one.status_word,
        mark=MARKS[one.status][0],
        change=one.change_text,
        due=one.due_text,
        proof=one.proved_by,
        day=day,
        clause=one.clause,
        sentence=_sentence(one, value, day, period="" if figure.due is not None else one.due_text),
    )


def record_words(one: FigureLine) -> str:
    """What the ledger says of a task's figure: 63.3%（57/90），正常推进."""
    return _("%(value)s，%(state)s") % {"value": one.value, "state": one.state}


def plan_section(package: Package, figures: Sequence[Told], tasks: Sequence[Standing]) -> PlanSection:
    """The parts of a plan that have figures or approved progress."""
    made = []
    for clause in package.clauses:
        numbers = {one.number for one in clause.walk()}
        inside = [one for one in figures if one.figure.commitment.clause in numbers]
        notes = progress_notes([task for task in tasks if task.case.clause in numbers])
        if inside or notes:
            made.append(_part(clause, inside, notes))
    return PlanSection(_("《%(title)s》") % {"title": in_language(package.title)}, made)


def other_section(tasks: Sequence[Standing]) -> PlanSection | None:
    """Tasks that stand in no plan; None where nothing was approved of them."""
    notes = progress_notes(tasks)
    if not notes:
        return None
    return PlanSection(_("其他督查任务"), [Part(_("其他督查任务"), "", [], [], notes)])


def progress_notes(tasks: Iterable[Standing]) -> list[str]:
    """What was last approved as a task's progress, a sentence each."""
    found = []
    for one in tasks:
        text = one.said(StepKind.PROGRESS)
        if text:
            found.append(_("%(task)s：%(text)s") % {"task": task_words(one), "text": ended(text)})
    return found


def task_words(one: Standing) -> str:
    """“任务”（牵头单位：组织部）."""
    if not one.line.lead:
        return _("“%(task)s”") % {"task": one.case.title}
    return _("“%(task)s”（牵头单位：%(lead)s）") % {"task": one.case.title, "lead": one.line.lead}


def ended(text: str) -> str:
    """The text with a full stop, where it has no end of its own."""
    return text if text.endswith(("。", "！", "？", "…", "”", ".", "!", "?")) else text + _("。")


def _part(clause: Clause, figures: Sequence[Told], notes: Sequence[str]) -> Part:
    states = figure_states(one.figure.status.value for one in figures)
    summary = ""
    if figures:
        summary = _summary(len(figures), states)
    return Part(_titled(clause), summary, states, [one.line for one in figures], notes)


def _summary(total: int, states: Sequence[StateCount]) -> str:
    if len(states) > 1:
        return _("本部分任务指标%(total)d项，其中%(states)s。") % {"total": total, "states": said(states)}
    words = _("本部分任务指标%(total)d项，均%(state)s。") if total > 1 else _("本部分任务指标%(total)d项，%(state)s。")
    return words % {"total": total, "state": states[0].word}


def _titled(clause: Clause) -> str:
    """第一部分　总体要求; once where the place is all there is."""
    place, title = printed(clause), in_language(clause.title)
    if place == title:
        return title
    return f"{place}　{title}" if in_chinese() else f"{place} {title}"


def _value(one: look.Figure) -> str:
    if one.value is None:
        return _("暂无数据")
    if one.count_text:
        return _("%(value)s（%(count)s）") % {"value": one.value_text, "count": one.count_text}
    return one.value_text


def _sentence(one: look.Figure, value: str, day: str, *, period: str) -> str:
    """One whole sentence: value, change, demand, state, due day; in brackets the proof and the day.

    ``period``: the year or half-year that was counted, of a figure that has no last day.
    """
    said_of = [_("%(title)s：%(value)s") % {"title": one.title, "value": value}]
    if one.value is not None:
        said_of += [one.change_text, one.unknown_text]
    said_of += [one.target_label, one.status_word if one.status_word != value else ""]
    if one.due_text and not period:
        said_of.append(_("时限%(due)s") % {"due": one.due_text})
    proof = [one.proved_by, period, _("截至%(day)s") % {"day": day}, one.note]
    words = {
        "said": _("，").join(part for part in said_of if part),
        "proof": _("，").join(part for part in proof if part),
    }
    return _("%(said)s（%(proof)s）。") % words
