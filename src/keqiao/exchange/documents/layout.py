"""The page of an official document: the figures of GB/T 9704-2012, kept as settings because house rules differ.

Lengths are millimetres, sizes of type are points; 3号 is 16 points, 2号 22, 4号 14, 小四 12.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from keqiao.kernel.standards.refusal import Refused
from keqiao.kernel.standards.refusal import gettext_noop as _

TWIPS_IN_A_POINT = 20
_TWIPS_IN_A_MILLIMETRE = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font by the name the standard asks for, and what may stand in where it isn't installed, best first."""

    name: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Paper, type area, grid and type. The defaults are the standard's; a house rule changes what it needs."""

    paper_width: float = 210
    paper_height: float = 297
    margin_top: float = 37
    margin_left: float = 28
    area_width: float = 156
    area_height: float = 225
    lines: int = 22
    characters: int = 28
    page_number_gap: float = 7  # from the type area down to the page number

    title_size: float = 22
    body_size: float = 16
    page_number_size: float = 14
    note_size: float = 12  # brackets after a name
    table_size: float = 12
    names_in_a_line: int = 4

    title_face: Typeface = Typeface("方正小标宋简体", ("方正小标宋_GBK", "华文中宋", "宋体", "SimSun"))
    body_face: Typeface = Typeface("仿宋_GB2312", ("仿宋", "方正仿宋_GBK", "FangSong"))
    heading_face: Typeface = Typeface("黑体", ("方正黑体_GBK", "SimHei"))
    remark_face: Typeface = Typeface("楷体_GB2312", ("楷体", "方正楷体_GBK", "KaiTi"))
    number_face: Typeface = Typeface("宋体", ("方正书宋_GBK", "SimSun"))

    def __post_init__(self) -> None:
        """Refuse a page that can't be printed."""
        if self.margin_right < 0 or self.margin_bottom < 0:
            raise Refused("layout.paper", _("版心加页边距超出了纸张，请减小版心尺寸或页边距"))
        if min(self.lines, self.characters, self.names_in_a_line) < 1:
            raise Refused("layout.grid", _("每页行数、每行字数和每行人数都至少为1，请检查版式设置"))

    @property
    def margin_right(self) -> float:
        """What the type area leaves on the right."""
        return self.paper_width - self.margin_left - self.area_width

    @property
    def margin_bottom(self) -> float:
        """What the type area leaves below."""
        return self.paper_height - self.margin_top - self.area_height

    @property
    def line_pitch(self) -> int:
        """From line to line in twips, rounded down so that the last line still fits on the page."""
        return floor(twips(self.area_height) / self.lines)

    @property
    def character_pitch(self) -> int:
        """From character to character in twips, rounded down so that the last one still fits on the line."""
        return floor(twips(self.area_width) / self.characters)

    @property
    def character_spacing(self) -> int:
        """What is added between characters of the body, in twips; negative in the standard's own grid."""
        return self.character_pitch - round(self.body_size * TWIPS_IN_A_POINT)

    @property
    def faces(self) -> tuple[Typeface, ...]:
        """Every typeface of the document, each once."""
        named = (self.title_face, self.body_face, self.heading_face, self.remark_face, self.number_face)
        return tuple(dict.fromkeys(named))


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point, the unit of Word files."""
    return round(millimetres * _TWIPS_IN_A_MILLIMETRE)


STANDARD = Layout()
