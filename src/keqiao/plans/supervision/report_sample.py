"""The template that people start from: every part of a report with its placeholders, made anew for each download."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.document import Document

from keqiao.exchange.documents.layout import STANDARD, Layout
from keqiao.exchange.documents.page import new_document, packed
from keqiao.exchange.documents.prose import add_annex, add_heading, add_prose_styles, add_text, add_title, turn_page
from keqiao.exchange.documents.tables import Column, add_columns

COLUMNS = (
    (gettext_lazy("序号"), 0.06, "number"),
    (gettext_lazy("任务"), 0.2, "title"),
    (gettext_lazy("牵头单位"), 0.12, "lead"),
    (gettext_lazy("责任人"), 0.08, "responsible"),
    (gettext_lazy("时限"), 0.12, "due"),
    (gettext_lazy("进展"), 0.18, "progress"),
    (gettext_lazy("问题"), 0.12, "problem"),
    (gettext_lazy("下步措施"), 0.12, "next"),
)


def sample_template(layout: Layout = STANDARD) -> bytes:
    """A Word file with placeholders for the whole report."""
    document = new_document(layout, _("改革任务进展报告模板"))
    add_prose_styles(document, layout)
    add_title(document, ["{{ title }}"], [_("（截至%(day)s）") % {"day": "{{ day }}"}], layout)
    add_heading(document, _("一、总体情况"), 1, layout)
    _loop(document, "overall", "{{ one }}")
    add_heading(document, _("二、各部分进展"), 1, layout)
    add_text(document, "{%p for part in parts %}")
    add_heading(document, "（{{ part.number }}）{{ part.title }}", 2, layout)
    add_text(document, "{{ part.summary }}")
    _loop(document, "part.figures", "{{ one.sentence }}")
    _loop(document, "part.notes", "{{ one }}")
    add_text(document, "{%p endfor %}")
    for heading, name in ((_("三、存在问题"), "problems"), (_("四、下步措施"), "next")):
        add_heading(document, heading, 1, layout)
        _loop(document, name, "{{ one }}")
    add_text(document, "{{ unit }}")
    add_text(document, "{{ day }}")
    width = turn_page(document, layout)
    add_annex(document, _("附件"), _("督查台账"), layout)
    _ledger(document, width, layout)
    return packed(document)


def _loop(document: Document, name: str, inside: str) -> None:
    add_text(document, f"{{%p for one in {name} %}}")
    add_text(document, inside)
    add_text(document, "{%p endfor %}")


def _ledger(document: Document, width: float, layout: Layout) -> None:
    """A row for each task: docxtpl drops the rows that hold the loop's beginning and end."""
    columns = [Column(str(heading), share) for heading, share, _name in COLUMNS]
    blank = [""] * (len(COLUMNS) - 1)
    rows = [
        ["{%tr for task in tasks %}", *blank],
        [f"{{{{ task.{name} }}}}" for _heading, _share, name in COLUMNS],
        ["{%tr endfor %}", *blank],
    ]
    add_columns(document, columns, rows, layout, width=width)
