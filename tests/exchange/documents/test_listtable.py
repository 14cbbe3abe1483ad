"""The table of a name list."""

from __future__ import annotations

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from keqiao.exchange.documents.layout import STANDARD
from keqiao.exchange.documents.listtable import CELL, HEAD, HEADINGS, add_table
from keqiao.exchange.documents.page import new_document

ROWS = [("1", "丁　一", "男", "汉族", "柳州市科协主席"), ("2", "王　二", "女", "", "")]


@pytest.fixture
def document() -> Document:
    made = new_document(STANDARD, "代表名单")
    add_table(made, ROWS, STANDARD)
    return made


def test_the_table_has_a_heading_and_a_row_for_each_person(document: Document) -> None:
    rows = [tuple(cell.text for cell in row.cells) for row in document.tables[0].rows]
    assert rows == [HEADINGS, *ROWS]


def test_the_heading_is_repeated_and_stays_with_its_first_row_and_no_row_is_torn(document: Document) -> None:
    rows = document.tables[0].rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]
    assert [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in rows] == [True, None, None]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_the_columns_fill_the_type_area(document: Document) -> None:
    widths = [column.width.mm for column in document.tables[0].columns]
    assert sum(widths) == pytest.approx(STANDARD.area_width, abs=0.2)
    assert max(widths) == widths[HEADINGS.index("单位及职务")]


def test_units_stand_left_and_everything_else_in_the_middle(document: Document) -> None:
    cells = document.tables[0].rows[1].cells
    assert [cell.paragraphs[0].alignment for cell in cells] == [1, 1, 1, 1, None]


def test_a_second_table_shares_the_styles(document: Document) -> None:
    add_table(document, ROWS[:1], STANDARD)
    names = [style.name for style in document.styles]
    assert (names.count(CELL), names.count(HEAD), len(document.tables)) == (1, 1, 2)
