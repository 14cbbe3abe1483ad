"""The report as PDF, where typesetting is installed: the same words, the charts drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from keqiao.exchange.documents.typeset import NoTypesetting, chinese_font, typeset
from keqiao.plans.supervision.report_charts import MARKS
from keqiao.plans.supervision.report_content import ReportContent
from keqiao.plans.supervision.report_word import LEDGER, leads_caption, ledger_row, title_lines

SOURCE = Path(__file__).with_name("report.typ")


def pdf_report(report: ReportContent) -> bytes:
    """The document as PDF. Raises NoTypesetting where none can be made."""
    return typeset(SOURCE, printed(report))


def why_not() -> NoTypesetting | None:
    """What is missing for a PDF on this machine; None where it can be made."""
    try:
        chinese_font()
    except NoTypesetting as missing:
        return missing
    return None


def printed(report: ReportContent) -> dict[str, Any]:
    """What the source sets: the report and the words around it."""
    told = report.plain()
    for part in (part for plan in told["plans"] for part in plan["parts"]):
        for figure in part["figures"]:
            # 68.8%（11/16） may be broken before its bracket, or a line is torn wide.
            figure["sentence"] = figure["sentence"].replace("（", "\u200b（")
    return told | {
        "title_lines": title_lines(report),
        "colours": {code: {"fill": fill, "ink": ink} for code, (_mark, fill, ink) in MARKS.items()},
        "ledger": {"columns": [str(head) for head, _share, _centred in LEDGER], "shares": [one[1] for one in LEDGER]},
        "ledger_rows": [ledger_row(one) for one in report.tasks],
        "words": {
            "as_of": _("（截至%(day)s）") % {"day": report.day},
            "overall": _("一、总体情况"),
            "parts": _("二、各部分进展"),
            "problems": _("三、存在问题"),
            "next": _("四、下步措施"),
            "nothing": _("没有需要报告的任务指标和任务进展。"),
            "notes": _("任务进展情况如下。"),
            "chart": _("图"),
            "leads": leads_caption(),
            "lead_columns": [_("牵头单位"), _("任务"), _("已办结"), _("逾期")],
            "annexed": _("附件：督查台账"),
            "annex": _("附件"),
            "ledger": _("督查台账"),
        },
    }
