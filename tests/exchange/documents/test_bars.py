"""Stacked bars as tables of shaded cells: proportions, marks, numbers, and what Word wants of the XML."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from keqiao.exchange.documents.bars import STEPS, Bar, Segment, add_bars, steps
from keqiao.exchange.documents.layout import STANDARD
from keqiao.exchange.documents.page import new_document, packed

GREEN, GREY = "2F6B3C", "E9EBED"


def bar(*values: int, label: str = "第一部分") -> Bar:
    return Bar(label, [Segment(value, "●", GREEN) for value in values], [str(value) for value in values])


def test_the_longest_bar_fills_the_room_and_others_keep_proportion() -> None:
    assert steps(bar(3, 1), 4) == [36, 12]
    assert steps(bar(1, 1), 4) == [12, 12]


def test_a_tiny_part_is_never_lost() -> None:
    assert steps(bar(1, 999), 1000) == [1, 47]
    assert steps(bar(999, 1), 1000) == [47, 1]


def test_an_empty_bar_takes_no_room() -> None:
    assert steps(bar(0, 0), 5) == [0, 0]
    assert steps(bar(), 0) == []
    assert steps(bar(0), 0) == [0]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_parts_never_leave_the_bar_and_each_that_is_there_is_seen(values: list[int]) -> None:
    sizes = steps(bar(*values), sum(values))
    assert sum(sizes) <= STEPS
    assert all((size > 0) == (value > 0) for size, value in zip(sizes, values, strict=True))


@pytest.fixture
def table() -> docx.table.Table:
    document = new_document(STANDARD, "图")
    drawn = Bar("第一部分", [Segment(9, "●", GREEN), Segment(1, "○", GREY, "1F2933")], ["9", "1"])
    add_bars(document, [drawn, bar(3, 2, label="第二部分")], ("部分", "任务指标", "●已达标", "○暂无数据"), STANDARD)
    return docx.Document(io.BytesIO(packed(document))).tables[0]


def cells(table: docx.table.Table, row: int) -> list[docx.table._Cell]:
    """The cells of a row, merged ones once."""
    return [docx.table._Cell(tc, table) for tc in table.rows[row]._tr.tc_lst]


def test_the_headings_stand_over_label_bar_and_numbers(table: docx.table.Table) -> None:
    assert [cell.text for cell in cells(table, 0)] == ["部分", "任务指标", "●已达标", "○暂无数据"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_each_part_is_shaded_and_marked_where_there_is_room(table: docx.table.Table) -> None:
    label, met, unknown, *numbers = cells(table, 1)
    assert [label.text, met.text, unknown.text] == ["第一部分", "●9", ""]
    assert [cell.text for cell in numbers] == ["9", "1"]
    fills = [cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for cell in (met, unknown)]
    assert fills == [GREEN, GREY]


def test_a_shorter_bar_leaves_the_rest_blank(table: docx.table.Table) -> None:
    _label, first, second, rest, *_numbers = cells(table, 2)
    assert [first.text, second.text, rest.text] == ["●3", "●2", ""]
    assert rest._tc.tcPr.find(qn("w:shd")) is None


def test_every_row_covers_all_columns(table: docx.table.Table) -> None:
    for row in range(3):
        assert sum(cell._tc.grid_span for cell in cells(table, row)) == STEPS + 3


def test_properties_of_a_cell_stand_in_the_order_that_word_demands(table: docx.table.Table) -> None:
    order = ["tcW", "gridSpan", "shd", "tcMar", "vAlign"]
    for row in range(3):
        for cell in cells(table, row):
            names = [child.tag.rpartition("}")[2] for child in cell._tc.tcPr]
            assert names == [name for name in order if name in names]


def test_without_bars_only_the_headings_stand() -> None:
    document = new_document(STANDARD, "图")
    assert len(add_bars(document, [], ("部分", "任务指标"), STANDARD).rows) == 1
