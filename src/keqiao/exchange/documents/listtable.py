"""The table of a name list: 序号, 姓名, 性别, 民族, 单位及职务, its heading repeated on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, Twips
from docx.table import _Cell, _Row

from keqiao.exchange.documents.layout import TWIPS_IN_A_POINT, Layout
from keqiao.exchange.documents.page import leave_grid, set_face, set_lines, set_spacing

HEADINGS = ("序号", "姓名", "性别", "民族", "单位及职务")
CELL, HEAD = "表格", "表头"

_SHARES = (0.08, 0.24, 0.08, 0.14, 0.46)  # of the width of the type area
_AIR = 1.4  # from line to line within a cell, in sizes of type


def add_table(document: Document, rows: Sequence[tuple[str, ...]], layout: Layout) -> None:
    """Add a table with the five columns of ``HEADINGS``; no row is torn by the end of a page."""
    _add_styles(document, layout)
    table: Any = document.add_table(rows=0, cols=len(HEADINGS), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, share in zip(table.columns, _SHARES, strict=True):
        column.width = Mm(layout.area_width * share)
    head = _add_row(table, HEADINGS, HEAD, layout)
    _set_flag(head, "w:tblHeader")
    for cell in head.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for row in rows:
        _add_row(table, row, CELL, layout)


def _add_styles(document: Document, layout: Layout) -> None:
    if CELL in document.styles:
        return
    for name, face in ((CELL, layout.body_face), (HEAD, layout.heading_face)):
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        set_face(style, face, layout.table_size)
        set_spacing(style, 0)
        set_lines(style, round(layout.table_size * _AIR * TWIPS_IN_A_POINT))
        leave_grid(style)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(layout.table_size / 6)


def _add_row(table: Any, texts: Sequence[str], style: str, layout: Layout) -> _Row:
    row: _Row = table.add_row()
    row.height, row.height_rule = Twips(layout.line_pitch), WD_ROW_HEIGHT_RULE.AT_LEAST
    _set_flag(row, "w:cantSplit")
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _fill(cell, text, style, centred=style == HEAD or number < len(HEADINGS) - 1)
        cell.width = Mm(layout.area_width * _SHARES[number])
    return row


def _fill(cell: _Cell, text: str, style: str, *, centred: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_flag(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
