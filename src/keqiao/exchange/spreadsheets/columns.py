"""Find the header of a roster under its title rows and recognise the columns by what people call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import gettext_noop as _

from keqiao.exchange.spreadsheets.problems import column_letter
from keqiao.exchange.spreadsheets.workbook import Merge, Row, Value


class Field(StrEnum):
    """What a column of a roster can hold."""

    SERIAL = "serial"
    NAME = "name"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    BIRTH = "birth"
    UNIT_POSITION = "unit_position"
    UNIT = "unit"
    POSITION = "position"
    SECTOR = "sector"
    DELEGATION = "delegation"
    POLITICAL = "political"
    EDUCATION = "education"
    TITLE = "title"
    ID_NUMBER = "id_number"
    MOBILE = "mobile"
    NOTE = "note"


LABELS: dict[Field, str] = {
    Field.SERIAL: _("序号"),
    Field.NAME: _("姓名"),
    Field.SEX: _("性别"),
    Field.ETHNICITY: _("民族"),
    Field.BIRTH: _("出生年月"),
    Field.UNIT_POSITION: _("单位及职务"),
    Field.UNIT: _("单位"),
    Field.POSITION: _("职务"),
    Field.SECTOR: _("界别"),
    Field.DELEGATION: _("代表团"),
    Field.POLITICAL: _("政治面貌"),
    Field.EDUCATION: _("学历学位"),
    Field.TITLE: _("职称"),
    Field.ID_NUMBER: _("身份证号"),
    Field.MOBILE: _("手机"),
    Field.NOTE: _("备注"),
}

_UNIT_AND_POSITION = re.compile(r"单\s*位.{0,6}职\s*[务称位]")
_HEADER_SEARCH = 40  # rows from the top in which a header may begin


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet, counted from 0, with its header as written."""

    index: int
    header: str

    @property
    def letter(self) -> str:
        """The letters the spreadsheet shows."""
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (rows from 1, first and last) and what its columns hold."""

    first_row: int
    last_row: int
    columns: dict[Field, Column]
    unmatched: tuple[Column, ...]

    @property
    def usable(self) -> bool:
        """A name alone makes no roster: something else about the person must be there."""
        return Field.NAME in self.columns and bool(set(self.columns) - {Field.NAME, Field.SERIAL, Field.NOTE})


@cache
def _field_names() -> dict[str, Field]:
    table = yaml.safe_load((files("keqiao.exchange.spreadsheets") / "columns.yaml").read_text(encoding="utf-8"))
    return {name: Field(kind) for kind, names in table.items() for name in names}


def header_text(value: Value) -> str:
    """A header cell without blanks, brackets and marks, for comparison."""
    text = unicodedata.normalize("NFKC", str(value)) if value is not None else ""
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】", "", text)
    return re.sub(r"[\s*:：、/,，.。\-—_()\u200b\ufeff]", "", text).lower()


def find_header(top: Sequence[Row], merges: Sequence[Merge]) -> Header | None:
    """The best header in the first rows of a sheet; ``None`` when there is none with a name column."""
    rows = spread(top, merges)
    starts = range(min(len(rows), _HEADER_SEARCH))
    found = [_header(rows, first, last) for first in starts for last in (first, first + 1) if last < len(rows)]
    return max((header for header in found if header.usable), key=_fitness, default=None)


def _fitness(header: Header) -> tuple[int, int, int]:
    """More columns recognised first, then fewer rows, then nearer to the top."""
    return len(header.columns), header.first_row - header.last_row, -header.first_row


def spread(top: Sequence[Row], merges: Sequence[Merge]) -> list[Row]:
    """The rows with the value of each merged range in all its cells."""
    rows = [list(row) for row in top]
    for (first, left), (last, right) in merges:
        if first >= len(rows) or left >= len(rows[first]):
            continue
        value = rows[first][left]
        for row in rows[first : last + 1]:
            row += [None] * (right + 1 - len(row))
            row[left : right + 1] = [value] * (right + 1 - left)
    return rows


def _header(rows: list[Row], first: int, last: int) -> Header:
    columns: dict[Field, Column] = {}
    unmatched: list[Column] = []
    for index in range(max(len(row) for row in rows[first : last + 1])):
        cells = [row[index] if index < len(row) else None for row in rows[first : last + 1]]
        written = "".join(dict.fromkeys(str(cell).strip() for cell in cells if cell is not None))
        kind = _field_of(cells)
        if kind is not None and kind not in columns:
            columns[kind] = Column(index, written)
        elif written:
            unmatched.append(Column(index, written))
    return Header(first + 1, last + 1, _parted(columns), tuple(unmatched))


def _field_of(cells: Sequence[Value]) -> Field | None:
    """By the lowest cell that says something, then by all cells read together."""
    texts = [text for text in dict.fromkeys(header_text(cell) for cell in cells) if text]
    if any(_UNIT_AND_POSITION.search(str(cell)) for cell in cells):
        return Field.UNIT_POSITION
    found = (_field_names().get(text) for text in [*reversed(texts), "".join(texts)])
    return next((kind for kind in found if kind), None)


def _parted(columns: dict[Field, Column]) -> dict[Field, Column]:
    """现任职务 beside a column of units is a position; alone it holds both."""
    both = columns.get(Field.UNIT_POSITION)
    if both and Field.UNIT in columns and Field.POSITION not in columns and "单位" not in both.header:
        parted: dict[Field, Column] = {kind: column for kind, column in columns.items() if kind != Field.UNIT_POSITION}
        parted[Field.POSITION] = both
        return parted
    return columns
