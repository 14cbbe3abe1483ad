"""Names in aligned columns: four to a line, and as many columns as a long name needs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.text.paragraph import Paragraph

from keqiao.exchange.documents.layout import TWIPS_IN_A_POINT, Layout, twips

NAMES = "名单"
NOTES = "名单注"


@dataclass(frozen=True, slots=True)
class Place:
    """A name with its note at a column of its line, counted from 0."""

    column: int
    name: str
    note: str


def add_column_style(document: Document, layout: Layout) -> None:
    """Add the styles of a line of names, with a tab stop at each column, and of the note after a name."""
    names: Any = document.styles.add_style(NAMES, WD_STYLE_TYPE.PARAGRAPH)
    names.base_style = document.styles["Normal"]
    for column in range(1, layout.names_in_a_line):
        names.paragraph_format.tab_stops.add_tab_stop(Twips(_start(column, layout)))
    notes: Any = document.styles.add_style(NOTES, WD_STYLE_TYPE.CHARACTER)
    notes.font.size = Pt(layout.note_size)


def places_in_lines(listed: Iterable[tuple[str, str]], layout: Layout) -> list[list[Place]]:
    """Set names with their notes into lines, in order; one that doesn't fit on the rest of a line begins the next."""
    lines: list[list[Place]] = []
    column = layout.names_in_a_line
    for name, note in listed:
        taken = columns_taken(name, note, layout)
        if column + taken > layout.names_in_a_line:
            lines.append([])
            column = 0
        lines[-1].append(Place(column, name, note))
        column += taken
    return lines


def columns_taken(name: str, note: str, layout: Layout) -> int:
    """How many columns a name with its note needs, with half a character of air before the next."""
    note_pitch = layout.note_size * TWIPS_IN_A_POINT
    width = _ems(name) * layout.character_pitch + _ems(note) * note_pitch + layout.character_pitch / 2
    return min(ceil(width / _start(1, layout)), layout.names_in_a_line)


def add_line(document: Document, line: list[Place], layout: Layout) -> Paragraph:
    """Write one line of names."""
    paragraph = document.add_paragraph(style=NAMES)
    for place in line:
        if place.column:
            paragraph.add_run("\t")
        paragraph.add_run(place.name)
        if place.note:
            paragraph.add_run(place.note, style=NOTES)
    _clear_covered_stops(paragraph, line, layout)
    return paragraph


def _clear_covered_stops(paragraph: Paragraph, line: list[Place], layout: Layout) -> None:
    """Clear the stops that a long name covers, so that one tab always leads to the next name's column."""
    covered = set(range(1, line[-1].column)) - {place.column for place in line}
    if not covered:
        return
    stops = OxmlElement("w:tabs")
    for column in sorted(covered):
        stop = OxmlElement("w:tab")
        stop.set(qn("w:val"), "clear")
        stop.set(qn("w:pos"), str(_start(column, layout)))
        stops.append(stop)
    paragraph._p.get_or_add_pPr().insert_element_before(stops, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _start(column: int, layout: Layout) -> int:
    return twips(layout.area_width) * column // layout.names_in_a_line


def _ems(text: str) -> float:
    """The width of a text in full-width characters."""
    return sum(0.5 if unicodedata.east_asian_width(char) in ("Na", "N", "H") else 1 for char in text)
