"""Sets up a Word document on a layout: page, grid, styles, page numbers, fonts; and packs it into bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.sax.saxutils import quoteattr as quoted

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from keqiao.exchange.documents.layout import TWIPS_IN_A_POINT, Layout, Typeface

_KEPT_STYLES = frozenset(
    ("Normal", "Title", "Subtitle", "Heading 1", "Footer", "Default Paragraph Font", "Normal Table", "Table Grid")
)
_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can tell: equal documents are equal bytes


def new_document(layout: Layout, title: str) -> Document:
    """An empty document on ``layout``, with the styles Title, Subtitle, Heading 1, Normal and Footer."""
    document = docx.Document()
    _describe(document, title)
    _set_page(document, layout)
    _set_styles(document, layout)
    _set_page_numbers(document, layout)
    _declare_fonts(document, layout)
    return document


def packed(document: Document) -> bytes:
    """The document as a file. Nothing in it tells when it was made, so the same content gives the same bytes."""
    written = io.BytesIO()
    document.save(written)
    steady = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _NO_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return steady.getvalue()


def set_face(style: Any, face: Typeface, size: float) -> None:
    """Give a style a typeface for Chinese and for figures alike, and a size."""
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face.name)
    fonts.set(qn("w:hint"), "eastAsia")


def set_spacing(style: Any, spacing: int) -> None:
    """Add so many twips between the characters of a style, or take them away."""
    properties = style.element.get_or_add_rPr()
    wider = OxmlElement("w:spacing")
    wider.set(qn("w:val"), str(spacing))
    properties.find(qn("w:sz")).addprevious(wider)


def _describe(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title = title
    properties.language = "zh-CN"
    properties.author = properties.comments = ""
    for made in ("created", "modified"):
        for element in properties._element.findall(qn(f"dcterms:{made}")):
            properties._element.remove(element)


def _set_page(document: Document, layout: Layout) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.paper_width), Mm(layout.paper_height)
    section.top_margin, section.bottom_margin = Mm(layout.margin_top), Mm(layout.margin_bottom)
    section.left_margin, section.right_margin = Mm(layout.margin_left), Mm(layout.margin_right)
    number = Pt(layout.page_number_size)
    section.footer_distance = Twips(
        max(0, round((Mm(layout.margin_bottom) - Mm(layout.page_number_gap) - number) / Twips(1)))
    )
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")  # LibreOffice keeps the lines of a page only with this type
    grid.set(qn("w:linePitch"), str(layout.line_pitch))


def _set_styles(document: Document, layout: Layout) -> None:
    _prune(document)
    for name, face, size in (
        ("Normal", layout.body_face, layout.body_size),
        ("Title", layout.title_face, layout.title_size),
        ("Subtitle", layout.remark_face, layout.body_size),
        ("Heading 1", layout.heading_face, layout.body_size),
        ("Footer", layout.number_face, layout.page_number_size),
    ):
        style: Any = document.styles[name]
        set_face(style, face, size)
        set_spacing(style, layout.character_spacing if size == layout.body_size else 0)
        set_lines(style, layout.line_pitch)
    for name in ("Title", "Subtitle"):
        centred: Any = document.styles[name]
        centred.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        leave_grid(centred)  # a stand-in for a missing title font may be taller than the pitch
    heading: Any = document.styles["Heading 1"]
    heading.paragraph_format.keep_with_next = True
    footer: Any = document.styles["Footer"]
    set_lines(footer, round(layout.page_number_size * TWIPS_IN_A_POINT))
    leave_grid(footer)


def set_lines(style: Any, pitch: int) -> None:
    """Lines of exactly ``pitch`` twips: a rare character from a taller font doesn't push the others down."""
    spacing = style.paragraph_format
    spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacing.line_spacing = Twips(pitch)
    spacing.space_before = spacing.space_after = Twips(0)
    _switch_off(style, "autoSpaceDE", "autoSpaceDN")  # figures add no gaps, so that characters keep their columns


def leave_grid(style: Any) -> None:
    """Let the lines of a style keep their own pitch instead of the page's."""
    _switch_off(style, "snapToGrid")


def _switch_off(style: Any, *switches: str) -> None:
    spacing = style.element.get_or_add_pPr().find(qn("w:spacing"))
    for switch in switches:
        element = style.element.pPr.find(qn(f"w:{switch}"))
        if element is None:
            element = OxmlElement(f"w:{switch}")
            spacing.addprevious(element)
        element.set(qn("w:val"), "0")


def _prune(document: Document) -> None:
    """Drop the template's styles that aren't ours and whatever it says about those that are."""
    root: Any = document.styles.element
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            root.remove(style.element)
        elif isinstance(style, ParagraphStyle):
            for told in ("pPr", "rPr", "link", "next"):
                for element in style.element.findall(qn(f"w:{told}")):
                    style.element.remove(element)
    for latin in root.iter(qn("w:lang")):
        latin.set(qn("w:eastAsia"), "zh-CN")
    for theme in root.iter(qn("w:rFonts")):
        for attribute in [name for name in theme.attrib if "heme" in name]:
            del theme.attrib[attribute]


def _set_page_numbers(document: Document, layout: Layout) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    indent = Pt(layout.page_number_size)  # one character in from the edge
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    odd.alignment, odd.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, indent
    even.alignment, even.paragraph_format.left_indent = WD_ALIGN_PARAGRAPH.LEFT, indent
    for paragraph in (odd, even):
        paragraph.style = document.styles["Footer"]
        _number(paragraph)


def _number(paragraph: Paragraph) -> None:
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    shown = paragraph.add_run("1")._r
    field.append(shown)
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _declare_fonts(document: Document, layout: Layout) -> None:
    """Write the font table: for each typeface the names that Word should look for when it isn't installed."""
    fonts = "".join(
        f"<w:font w:name={quoted(face.name)}>"
        + (f"<w:altName w:val={quoted(','.join(face.alternatives))}/>" if face.alternatives else "")
        + '<w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for face in layout.faces
    )
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    # python-docx has no interface for this part and keeps it as it came.
    table._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()
