"""The report as a Word document on GB/T 9704: text, charts that stay editable, and the ledger as an annex across."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.document import Document
from docx.shared import Twips

from keqiao.exchange.documents import bars as drawn
from keqiao.exchange.documents.layout import STANDARD, Layout
from keqiao.exchange.documents.page import new_document, packed
from keqiao.exchange.documents.prose import (
    add_annex,
    add_heading,
    add_prose_styles,
    add_signature,
    add_text,
    add_title,
    turn_page,
)
from keqiao.exchange.documents.tables import Column, add_caption, add_columns, add_small_styles
from keqiao.look.formats import spelled
from keqiao.plans.supervision.report_charts import MARKS
from keqiao.plans.supervision.report_content import Bar, Part, ReportContent, TaskLine


def word_report(report: ReportContent, layout: Layout = STANDARD) -> bytes:
    """The document as a file; the same content gives the same bytes."""
    document = new_document(layout, report.title)
    add_prose_styles(document, layout)
    add_small_styles(document, layout)
    add_title(document, title_lines(report), [_("（截至%(day)s）") % {"day": report.day}], layout)
    _overall(document, report, layout)
    _parts(document, report, layout)
    for heading, texts in ((_("三、存在问题"), report.problems), (_("四、下步措施"), report.next)):
        add_heading(document, heading, 1, layout)
        for text in texts:
            add_text(document, text)
    if report.tasks:
        document.add_paragraph()
        add_text(document, _("附件：督查台账"), keep=True)
    add_signature(document, report.unit, report.day, layout)
    if report.tasks:
        _annex(document, report, layout)
    return packed(document)


def title_lines(report: ReportContent) -> list[str]:
    """The title broken after the unit, as title pages do."""
    rest = report.title.removeprefix(report.unit)
    return [report.unit, rest] if rest != report.title and rest else [report.title]


def _overall(document: Document, report: ReportContent, layout: Layout) -> None:
    add_heading(document, _("一、总体情况"), 1, layout)
    for text in report.overall:
        add_text(document, text)
    for number, chart in enumerate(report.charts, start=1):
        add_caption(document, _("图%(number)d　%(title)s") % {"number": number, "title": chart.title})
        drawn.add_bars(document, [_bar(one) for one in chart.bars], chart.headings, layout)
    if report.leads:
        add_caption(document, leads_caption())
        columns = [Column(head, share, place > 0) for place, (head, share) in enumerate(_lead_columns())]
        rows = [(one.unit, str(one.all), str(one.done), str(one.late)) for one in report.leads]
        add_columns(document, columns, rows, layout, width=layout.area_width)


def leads_caption() -> str:
    """What the table of units is called."""
    return _("表1　各牵头单位任务办理情况（按单位顺序排列）")


def _lead_columns() -> list[tuple[str, float]]:
    return [(_("牵头单位"), 0.49), (_("任务"), 0.17), (_("已办结"), 0.17), (_("逾期"), 0.17)]


def _bar(bar: Bar) -> drawn.Bar:
    segments = [drawn.Segment(one.count, one.mark, MARKS[one.code][1], MARKS[one.code][2]) for one in bar.counts]
    return drawn.Bar(bar.label, segments, bar.numbers)


def _parts(document: Document, report: ReportContent, layout: Layout) -> None:
    heading = add_heading(document, _("二、各部分进展"), 1, layout)
    if report.charts or report.leads:  # air below the tables
        heading.paragraph_format.space_before = Twips(layout.line_pitch // 2)
    if not report.plans:
        add_text(document, _("没有需要报告的任务指标和任务进展。"))
    several = len(report.plans) > 1
    place = 0
    for plan in report.plans:
        if several:
            place += 1
            add_heading(document, f"（{spelled(place)}）{plan.title}", 2, layout)
        for number, part in enumerate(plan.parts, start=1):
            if several:
                if part.title != plan.title:
                    add_heading(document, f"{number}. {part.title}", 3, layout)
            else:
                add_heading(document, f"（{spelled(number)}）{part.title}", 2, layout)
            _part(document, part)


def _part(document: Document, part: Part) -> None:
    if part.summary:
        add_text(document, part.summary, keep=bool(part.figures))
    for figure in part.figures:
        add_text(document, f"{figure.mark} {figure.sentence}")
    if part.notes:
        add_text(document, _("任务进展情况如下。"), keep=True)
        for note in part.notes:
            add_text(document, note)


LEDGER = (
    (gettext_lazy("序号"), 0.05, True),
    (gettext_lazy("任务"), 0.175, False),
    (gettext_lazy("牵头单位"), 0.1, True),
    (gettext_lazy("责任人"), 0.07, True),
    (gettext_lazy("时限"), 0.145, True),
    (gettext_lazy("进展"), 0.18, False),
    (gettext_lazy("问题"), 0.14, False),
    (gettext_lazy("下步措施"), 0.14, False),
)


def _annex(document: Document, report: ReportContent, layout: Layout) -> None:
    width = turn_page(document, layout)
    add_annex(document, _("附件"), _("督查台账"), layout)
    columns = [Column(str(head), share, centred) for head, share, centred in LEDGER]
    add_columns(document, columns, [ledger_row(one) for one in report.tasks], layout, width=width)


def ledger_row(one: TaskLine) -> tuple[str, ...]:
    """A task as a row of the annex."""
    task = f"{one.title}\n{one.clause}" if one.clause else one.title
    records = _("按记录：%(records)s") % {"records": one.records} if one.records else ""
    progress = "\n".join(part for part in (records, one.progress) if part)
    due = f"{one.due}\n{one.state}"
    return (str(one.number), task, one.lead, one.responsible, due, progress, one.problem, one.next)
