"""Stacked bars drawn as a table of shaded cells: they stay editable, print everywhere and need no picture.

Beside each bar stand its numbers in columns, so that every chart is a table too. Each segment carries its mark and
number where there is room, so that a print in black and white tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from keqiao.exchange.documents.layout import Layout
from keqiao.exchange.documents.tables import SMALL, SMALL_HEAD, add_small_styles, new_table, set_flag

STEPS = 48  # columns of the longest bar
LABEL, NUMBER = 0.24, 0.075  # shares of the width; the bar has the rest
_ROOM = 7  # columns that a mark with its number needs, and two more for each further figure
_HEIGHT = 8  # millimetres
_AFTER = ("w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")  # what Word wants behind margins of a cell


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar. ``mark`` is its shape, ``fill`` and ``ink`` colours as RRGGBB."""

    value: int
    mark: str
    fill: str
    ink: str = "FFFFFF"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is about, its segments from the left, and the numbers that stand in columns beside it."""

    label: str
    segments: Sequence[Segment]
    numbers: Sequence[str] = ()

    @property
    def total(self) -> int:
        """Its whole length."""
        return sum(segment.value for segment in self.segments)


def add_bars(document: Document, bars: Sequence[Bar], headings: Sequence[str], layout: Layout) -> Any:
    """Add the chart over the whole type area. All bars share one scale.

    ``headings``: of the label, the bar, and each column of numbers.
    """
    add_small_styles(document, layout)
    width, numbers = layout.area_width, len(headings) - 2
    unit = width * (1 - LABEL - NUMBER * numbers) / STEPS
    table = new_table(document, [width * LABEL, *[unit] * STEPS, *[width * NUMBER] * numbers])
    longest = max((bar.total for bar in bars), default=0)
    head = _add_row(table, [headings[0], *headings[2:]], SMALL_HEAD)
    _write(head[1].merge(head[STEPS]), headings[1], SMALL_HEAD, centred=True)
    set_flag(table.rows[0], "w:tblHeader")
    for bar in bars:
        _draw(_add_row(table, [bar.label, *bar.numbers], SMALL), steps(bar, longest), bar)
    return table


def steps(bar: Bar, longest: int) -> list[int]:
    """How many columns each segment takes: proportional, together no more than the bar, none lost altogether."""
    if not longest:
        return [0 for _segment in bar.segments]
    ends, so_far = [0], 0
    for segment in bar.segments:
        so_far += segment.value
        ends.append(max(round(so_far * STEPS / longest), ends[-1] + (segment.value > 0)))
    over = ends[-1] - STEPS
    sizes = [after - before for before, after in pairwise(ends)]
    while over > 0:  # many tiny segments pushed the bar past its end: the largest give way
        sizes[sizes.index(max(sizes))] -= 1
        over -= 1
    return sizes


def _add_row(table: Any, texts: Sequence[str], style: str) -> Sequence[_Cell]:
    """Add a row with its label and numbers. Returns its cells, those of the bar still single."""
    row = table.add_row()
    row.height, row.height_rule = Mm(_HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
    set_flag(row, "w:cantSplit")
    cells: Sequence[_Cell] = row.cells
    for number, (cell, text) in enumerate(zip((cells[0], *cells[STEPS + 1 :]), texts, strict=True)):
        _write(cell, text, style, centred=style == SMALL_HEAD or number > 0)
        if number:
            _no_margins(cell)
    return cells


def _draw(cells: Sequence[_Cell], sizes: Sequence[int], bar: Bar) -> None:
    at = 1
    for segment, size in zip(bar.segments, sizes, strict=True):
        if size:
            cell = cells[at].merge(cells[at + size - 1]) if size > 1 else cells[at]
            fits = size >= _ROOM + 2 * (len(str(segment.value)) - 1)
            _shade(cell, segment, f"{segment.mark}{segment.value}" if fits else "")
            at += size
    if at <= STEPS:
        rest = cells[at].merge(cells[STEPS]) if at < STEPS else cells[at]
        _write(rest, "", SMALL, centred=False)


def _shade(cell: _Cell, segment: Segment, text: str) -> None:
    _write(cell, text, SMALL, centred=True)
    _no_margins(cell)
    for run in cell.paragraphs[0].runs:
        run.font.size, run.font.bold = Pt(9), True
        run.font.color.rgb = RGBColor.from_string(segment.ink)
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), segment.fill)
    cell._tc.get_or_add_tcPr().insert_element_before(shading, "w:noWrap", "w:tcMar", *_AFTER)


def _no_margins(cell: _Cell) -> None:
    """Let the mark have the whole of a narrow cell."""
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    cell._tc.get_or_add_tcPr().insert_element_before(margins, *_AFTER)


def _write(cell: _Cell, text: str, style: str, *, centred: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for spare in cell.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    if text:
        paragraph.add_run(text)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
