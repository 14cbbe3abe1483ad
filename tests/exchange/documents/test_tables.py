"""Tables of text in small type."""

from __future__ import annotations

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from keqiao.exchange.documents.layout import STANDARD
from keqiao.exchange.documents.page import new_document
from keqiao.exchange.documents.tables import (
    CAPTION,
    SMALL,
    SMALL_HEAD,
    Column,
    add_caption,
    add_columns,
    add_form,
    add_small_styles,
)

COLUMNS = [Column("序号", 0.1, centred=True), Column("任务", 0.9)]


@pytest.fixture
def document() -> Document:
    made = new_document(STANDARD, "台账")
    add_columns(made, COLUMNS, [("1", "第一行\n第二行"), ("2", "")], STANDARD, width=200)
    return made


def test_headings_and_rows_stand_as_given(document: Document) -> None:
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["序号", "任务"], ["1", "第一行\n第二行"], ["2", ""]]


def test_a_line_break_begins_a_paragraph(document: Document) -> None:
    assert [one.text for one in document.tables[0].rows[1].cells[1].paragraphs] == ["第一行", "第二行"]


def test_the_heading_is_repeated_and_no_row_is_torn(document: Document) -> None:
    rows = document.tables[0].rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def kept(rows: list[tuple[str, str]]) -> list[bool]:
    """Of the head and each row, whether it stays with the next on a page."""
    made = new_document(STANDARD, "台账")
    add_columns(made, COLUMNS, rows, STANDARD, width=200)
    lines = made.tables[0].rows
    return [all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in lines]


def test_a_short_table_stays_on_one_page_and_a_long_one_breaks_between_rows() -> None:
    assert kept([("1", "农业"), ("2", "工业")]) == [True, True, False]
    assert kept([("1", "农业")] * 8) == [True] * 8 + [False]
    assert kept([("1", "农业")] * 9) == [True] + [False] * 9
    assert kept([("1", "农" * 21), ("2", "工业")]) == [True, False, False]
    assert kept([("1", "第一行\n第二行"), ("2", "工业")]) == [True, False, False]


def test_columns_share_the_width(document: Document) -> None:
    assert [round(column.width.mm) for column in document.tables[0].columns] == [20, 180]


def test_only_centred_columns_are_centred_below_the_heading(document: Document) -> None:
    head, first, _second = document.tables[0].rows
    assert [cell.paragraphs[0].alignment for cell in head.cells] == [1, 1]
    assert [cell.paragraphs[0].alignment for cell in first.cells] == [1, None]


def test_styles_are_added_once(document: Document) -> None:
    add_small_styles(document, STANDARD)
    names = [style.name for style in document.styles]
    assert [names.count(name) for name in (SMALL, SMALL_HEAD, CAPTION)] == [1, 1, 1]


def test_a_caption_stays_with_what_follows(document: Document) -> None:
    add_caption(document, "表1")
    assert document.paragraphs[-1].style.name == CAPTION
    assert document.styles[CAPTION].paragraph_format.keep_with_next


def test_a_short_row_of_a_form_runs_to_the_edge_and_keeps_its_height() -> None:
    made = new_document(STANDARD, "表")
    rows = [("姓名", "甲", "性别", "女"), ("意见", "同意\n\t（盖章）")]
    table = add_form(made, rows, (0.2, 0.3, 0.2, 0.3), STANDARD, width=100, height=9)
    wide = table.rows[1].cells
    assert wide[1]._tc is wide[3]._tc
    assert [one.text for one in wide[1].paragraphs] == ["同意", "（盖章）"]
    assert [one.alignment for one in wide[1].paragraphs] == [None, WD_ALIGN_PARAGRAPH.RIGHT]
    assert [round(row.height.mm) for row in table.rows] == [9, 9]
