"""A table of text in an official document: columns with headings, repeated on every page, no row torn apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from keqiao.exchange.documents.layout import TWIPS_IN_A_POINT, Layout
from keqiao.exchange.documents.page import leave_grid, set_face, set_lines, set_spacing

CAPTION, SMALL, SMALL_HEAD = "表题", "小字表格", "小字表头"
_SIZE = 10.5  # 五号
_WHOLE = (8, 20)  # a table of at most so many rows of so many characters a cell stands together on a page
_AIR = 1.35  # from line to line within a cell, in sizes of type


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the table's width, and whether its cells are centred."""

    heading: str
    share: float
    centred: bool = False


def add_small_styles(document: Document, layout: Layout) -> None:
    """Add the styles of captions and of tables in small type; saying it twice adds nothing."""
    if SMALL in document.styles:
        return
    for name, face in ((SMALL, layout.body_face), (SMALL_HEAD, layout.heading_face), (CAPTION, layout.heading_face)):
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        size = layout.table_size if name == CAPTION else _SIZE
        set_face(style, face, size)
        set_spacing(style, 0)
        set_lines(style, round(size * _AIR * TWIPS_IN_A_POINT))
        leave_grid(style)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(size / 6)
    caption: Any = document.styles[CAPTION]
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(layout.table_size)


def add_caption(document: Document, text: str) -> None:
    """What a table or chart is called, above it and on its page."""
    document.add_paragraph(text, style=CAPTION)


def add_columns(
    document: Document,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    layout: Layout,
    *,
    width: float,
    height: float = 0,
) -> Any:
    """Add a table ``width`` millimetres wide. A line break in a cell begins a paragraph there.

    Rows below the head are at least ``height`` millimetres high, where a pen needs room. A short table stays whole.
    """
    add_small_styles(document, layout)
    table = new_table(document, [width * column.share for column in columns])
    head = _add_row(table, [column.heading for column in columns], columns, SMALL_HEAD)
    set_flag(head, "w:tblHeader")
    made = [_add_row(table, texts, columns, SMALL) for texts in rows]
    for row in made:
        _at_least(row, height)
    for row in [head, *made[:-1]] if _is_short(rows) else [head]:
        _keep_with_next(row)
    return table


def add_form(
    document: Document,
    rows: Sequence[Sequence[str]],
    shares: Sequence[float],
    layout: Layout,
    *,
    width: float,
    height: float = 0,
) -> Any:
    """Add a form to be signed: every other cell, the first of each row among them, is a label. No row heads it.

    A row with fewer texts than columns lets its last value run to the right edge. Rows are at least ``height``
    millimetres high. A line of a value that begins with a tab stands at the right.
    """
    add_small_styles(document, layout)
    table = new_table(document, [width * share for share in shares])
    for texts in rows:
        row: _Row = table.add_row()
        set_flag(row, "w:cantSplit")
        _at_least(row, height)
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width
        if len(texts) < len(row.cells):
            row.cells[len(texts) - 1].merge(row.cells[-1])
        for place, text in enumerate(texts):
            _fill(row.cells[place], text, SMALL if place % 2 else SMALL_HEAD, centred=place % 2 == 0)
    return table


def new_table(document: Document, widths: Sequence[float], style: str = "Table Grid") -> Any:
    """An empty centred table with columns of fixed widths in millimetres."""
    table: Any = document.add_table(rows=0, cols=len(widths), style=style)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def set_flag(row: _Row, name: str) -> None:
    """Switch on a property of a row: ``w:tblHeader`` repeats it, ``w:cantSplit`` keeps it whole."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _is_short(rows: Sequence[Sequence[str]]) -> bool:
    most, longest = _WHOLE
    return len(rows) <= most and all(len(text) <= longest and "\n" not in text for texts in rows for text in texts)


def _keep_with_next(row: _Row) -> None:
    for paragraph in (one for cell in row.cells for one in cell.paragraphs):
        paragraph.paragraph_format.keep_with_next = True


def _at_least(row: _Row, height: float) -> None:
    if height:
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST


def _add_row(table: Any, texts: Sequence[str], columns: Sequence[Column], style: str) -> _Row:
    row: _Row = table.add_row()
    set_flag(row, "w:cantSplit")
    for cell, text, column, width in zip(row.cells, texts, columns, table.columns, strict=True):
        cell.width = width.width
        _fill(cell, text, style, centred=column.centred or style == SMALL_HEAD)
    return row


def _fill(cell: _Cell, text: str, style: str, *, centred: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = style
        paragraph.add_run(line.removeprefix("\t"))
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif line.startswith("\t"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
