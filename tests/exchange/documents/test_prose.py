"""Running text of an official document."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Twips

from keqiao.exchange.documents.layout import STANDARD
from keqiao.exchange.documents.page import new_document, packed
from keqiao.exchange.documents.prose import (
    SECOND,
    TEXT,
    THIRD,
    add_annex,
    add_heading,
    add_prose_styles,
    add_signature,
    add_text,
    add_title,
    turn_page,
)

TWO = Twips(2 * STANDARD.character_pitch)


@pytest.fixture
def document() -> Document:
    made = new_document(STANDARD, "报告")
    add_prose_styles(made, STANDARD)
    return made


def test_a_paragraph_begins_two_characters_in(document: Document) -> None:
    add_text(document, "截至今日。")
    assert document.styles[TEXT].paragraph_format.first_line_indent == TWO
    assert document.paragraphs[-1].paragraph_format.keep_with_next is None


def test_headings_go_through_the_faces_of_the_standard_and_stay_with_what_follows(document: Document) -> None:
    for level, text in enumerate(("一、总体情况", "（一）机关", "1. 编制"), start=1):
        assert add_heading(document, text, level, STANDARD).paragraph_format.first_line_indent == TWO
    assert [one.style.name for one in document.paragraphs[-3:]] == ["Heading 1", SECOND, THIRD]
    assert all(document.styles[name].paragraph_format.keep_with_next for name in ("Heading 1", SECOND, THIRD))
    assert document.styles[SECOND].font.name == STANDARD.remark_face.name


def test_the_title_has_its_lines_and_its_note(document: Document) -> None:
    add_title(document, ["柳州市科协", "进展报告"], ["（截至今日）"], STANDARD)
    assert [one.text for one in document.paragraphs[-2:]] == ["柳州市科协\n进展报告", "（截至今日）"]


def test_the_day_stands_four_characters_in_and_the_unit_is_centred_over_it(document: Document) -> None:
    add_signature(document, "柳州市科学技术协会", "2026年11月30日", STANDARD)
    unit, day = document.paragraphs[-2:]
    assert unit.alignment == day.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    pitch = STANDARD.character_pitch
    middle = [one.paragraph_format.right_indent.twips / pitch + width / 2 for one, width in ((unit, 9), (day, 7))]
    assert day.paragraph_format.right_indent == Twips(4 * pitch)
    assert middle[0] == pytest.approx(middle[1], abs=0.1)


def test_a_long_name_of_a_unit_stays_on_the_page(document: Document) -> None:
    add_signature(document, "广" * 24, "2026年1月1日", STANDARD)
    assert document.paragraphs[-2].paragraph_format.right_indent == 0


def test_a_turned_page_lies_across_and_says_how_wide_it_is(document: Document) -> None:
    assert turn_page(document, STANDARD) == STANDARD.area_height
    add_annex(document, "附件", "督查台账", STANDARD)
    upright, across = docx.Document(io.BytesIO(packed(document))).sections
    assert (upright.orientation, across.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    room = across.page_width.mm - across.left_margin.mm - across.right_margin.mm
    assert room == pytest.approx(STANDARD.area_height, abs=0.5)
    assert [one.text for one in document.paragraphs[-2:]] == ["附件", "督查台账"]
