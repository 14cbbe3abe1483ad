"""The running text of an official document: title, numbered headings, paragraphs, signature and annexes.

GB/T 9704-2012: a paragraph begins two characters in; 一、 in 黑体, （一） in 楷体, further levels in the text's face.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Twips
from docx.text.paragraph import Paragraph

from keqiao.exchange.documents.layout import Layout
from keqiao.exchange.documents.page import set_face, set_spacing

TEXT, SECOND, THIRD, ANNEX = "正文段落", "二级标题", "三级标题", "附件标识"
_IN = 2  # characters that a paragraph begins in
_SIGNED = 4  # characters that the day of a signature stands in from the right


def add_prose_styles(document: Document, layout: Layout) -> None:
    """Add the styles of paragraphs, of the second and third level of headings, and of the word 附件."""
    for name, face, headed in (
        (TEXT, layout.body_face, False),
        (SECOND, layout.remark_face, True),
        (THIRD, layout.body_face, True),
        (ANNEX, layout.heading_face, True),
    ):
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        set_face(style, face, layout.body_size)
        set_spacing(style, layout.character_spacing)
        style.paragraph_format.keep_with_next = headed
        if name != ANNEX:
            style.paragraph_format.first_line_indent = Twips(_IN * layout.character_pitch)
    document.styles[THIRD].font.bold = True


def add_title(document: Document, lines: list[str], notes: list[str], layout: Layout) -> None:
    """The title on as many lines as given, centred, and under it what it needs, as 截至某日."""
    document.add_paragraph("\n".join(lines), style="Title")
    for note in notes:
        document.add_paragraph(note, style="Subtitle")
    document.paragraphs[-1].paragraph_format.space_after = Twips(layout.line_pitch)


def add_heading(document: Document, text: str, level: int, layout: Layout) -> Paragraph:
    """A heading of the first, second or third level, with its number as written."""
    style = {1: "Heading 1", 2: SECOND, 3: THIRD}[level]
    heading = document.add_paragraph(text, style=style)
    heading.paragraph_format.first_line_indent = Twips(_IN * layout.character_pitch)
    return heading


def add_text(document: Document, text: str, *, keep: bool = False) -> Paragraph:
    """A paragraph; ``keep``: on the page of what follows."""
    paragraph = document.add_paragraph(text, style=TEXT)
    paragraph.paragraph_format.keep_with_next = keep or None
    return paragraph


def add_signature(document: Document, unit: str, day: str, layout: Layout) -> None:
    """Who signs and the day, at the right, the day four characters in and the unit centred over it."""
    written = Twips(layout.character_pitch)
    day_width, unit_width = _ems(day), len(unit)
    for text, right in ((unit, max(0.0, _SIGNED - (unit_width - day_width) / 2)), (day, float(_SIGNED))):
        line = document.add_paragraph(text, style=TEXT)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.first_line_indent = Twips(0)
        line.paragraph_format.right_indent = Twips(round(right * written.twips))
        line.paragraph_format.keep_with_next = text == unit
    document.paragraphs[-2].paragraph_format.space_before = Twips(2 * layout.line_pitch)


def add_annex(document: Document, label: str, title: str, layout: Layout) -> None:
    """The head of an annex: the word 附件 at the left edge, and its title two lines below."""
    document.add_paragraph(label, style=ANNEX)
    document.add_paragraph(title, style="Title").paragraph_format.space_before = Twips(layout.line_pitch)
    document.paragraphs[-1].paragraph_format.space_after = Twips(layout.line_pitch // 2)


def turn_page(document: Document, layout: Layout) -> float:
    """Begin a section across the paper, for wide tables. Returns the width of its type area in millimetres."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(layout.paper_height), Mm(layout.paper_width)
    # The binding edge of a page across is its top.
    section.top_margin, section.bottom_margin = Mm(layout.margin_left), Mm(layout.margin_right)
    section.left_margin = section.right_margin = Mm((layout.paper_height - layout.area_height) / 2)
    section.footer_distance = Mm(max(layout.margin_right - layout.page_number_gap - 5, 5))
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:
        section._sectPr.remove(grid)
    return layout.area_height


def _ems(text: str) -> float:
    """The width of a date in full-width characters: figures take half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)
