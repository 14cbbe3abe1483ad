"""The page as Word reads it."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from keqiao.exchange.documents.layout import STANDARD, Layout, Typeface
from keqiao.exchange.documents.page import new_document, packed


def read_back(layout: Layout = STANDARD) -> Document:
    return docx.Document(io.BytesIO(packed(new_document(layout, "代表名单"))))


def xml(data: bytes, part: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(part))


def test_the_page_is_a4_with_the_margins_and_the_grid_of_the_standard() -> None:
    body = xml(packed(new_document(STANDARD, "代表名单")), "word/document.xml")
    size, margins, grid = (next(body.iter(qn(f"w:{name}"))) for name in ("pgSz", "pgMar", "docGrid"))
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("11906", "16838")
    assert [margins.get(qn(f"w:{side}")) for side in ("top", "left", "right", "bottom")] == [
        "2098",
        "1587",
        "1474",
        "1984",
    ]
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_a_house_rule_reaches_the_grid_and_the_lines() -> None:
    document = read_back(Layout(lines=20))
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:linePitch")) == "637"
    assert document.styles["Normal"].paragraph_format.line_spacing.twips == 637


def test_styles_name_the_typefaces_for_chinese_and_figures() -> None:
    styles = read_back().styles
    for name, face, size in (
        ("Title", "方正小标宋简体", 22),
        ("Normal", "仿宋_GB2312", 16),
        ("Subtitle", "楷体_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Footer", "宋体", 14),
    ):
        fonts = styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia")} == {face}
        assert styles[name].font.size.pt == size


def test_missing_fonts_have_stand_ins() -> None:
    table = xml(packed(new_document(STANDARD, "代表名单")), "word/fontTable.xml")
    stand_ins = {font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val")) for font in table}
    assert stand_ins["仿宋_GB2312"].startswith("仿宋,")
    assert set(stand_ins) == {face.name for face in STANDARD.faces}


def test_a_font_without_stand_ins_and_with_odd_signs_is_declared_as_it_is() -> None:
    layout = Layout(title_face=Typeface('A&B "标宋"'))
    table = xml(packed(new_document(layout, "代表名单")), "word/fontTable.xml")
    assert (table[0].get(qn("w:name")), table[0].find(qn("w:altName"))) == ('A&B "标宋"', None)


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() -> None:
    document = read_back()
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert (odd.alignment, odd.paragraph_format.right_indent.pt) == (2, 14)
    assert (even.alignment, even.paragraph_format.left_indent.pt) == (0, 14)
    for paragraph in (odd, even):
        assert [field.get(qn("w:instr")) for field in paragraph._p.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert "".join(text.text for text in paragraph._p.iter(qn("w:t"))) == "— 1 —"


def test_page_numbers_stand_7_millimetres_under_the_type_area() -> None:
    section = read_back().sections[0]
    number = 14 * 25.4 / 72
    assert abs(section.bottom_margin.mm - section.footer_distance.mm - number - 7) < 0.05


def test_the_file_tells_its_title_and_neither_author_nor_time() -> None:
    properties = read_back().core_properties
    assert (properties.title, properties.language, properties.author, properties.comments) == (
        "代表名单",
        "zh-CN",
        "",
        "",
    )
    assert (properties.created, properties.modified) == (None, None)


def test_equal_documents_are_equal_bytes() -> None:
    assert packed(new_document(STANDARD, "名单")) == packed(new_document(STANDARD, "名单"))
