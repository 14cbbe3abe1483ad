"""Tell the rows below a header apart: people, group headings, totals, footnotes, repeated headers, blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from keqiao.exchange.spreadsheets.cells import cell_text
from keqiao.exchange.spreadsheets.columns import Field, Header, header_text
from keqiao.exchange.spreadsheets.workbook import Merge, Row, Value


class Kind(Enum):
    """What a row is; the value is the reason shown when it is left out."""

    PERSON = "人员"
    BLANK = "空行"
    HEADER = "重复的表头"
    GROUP = "分组标题"
    TOTAL = "合计行"
    FOOTNOTE = "说明文字"


_TOTAL = re.compile(r"(?:合|总|小|共)\s*计.*|总人数.*|共\s*\d+\s*[人名].*")
_FOOTNOTE = re.compile(
    r"(?:注|备注|说明|附注|附件|(?:填表|制表|填报|审核|审批|经办)(?:人|单位|日期|时间)?|日期|联系人|联系电话|单位盖章|单位负责人|负责人|年月日)"
    r"\s*[:：(（\d].*|备注.{6,}"
)
# A number is one only with its bracket or its stop: 三江县 and 九江市 begin with a name.
_NUMBERING = re.compile(
    r"^(?:[(（][一二三四五六七八九十百\d]+[)）][、.．:：\s]*|[一二三四五六七八九十百\d]+[)）、.．:：\s]+)?"
    r"(.*?)\s*(?:[(（]?共?\s*\d+\s*[人名位](?:代表)?[)）]?)?$"
)
_NEVER_FILLED = frozenset({Field.SERIAL, Field.NAME, Field.ID_NUMBER, Field.MOBILE})


class RowSorter:
    """Walks the rows in order; remembers the last group heading and values of cells merged downwards."""

    def __init__(self, header: Header, merges: Sequence[Merge]) -> None:
        self.group = ""
        self._header = header
        self._down = {(first, left): last for (first, left), (last, _) in merges if last > first}
        self._held: dict[int, tuple[Value, int]] = {}
        columns = header.columns
        self._filled = [column.index for kind, column in columns.items() if kind not in _NEVER_FILLED]
        self._name = columns[Field.NAME].index
        self._serial = columns[Field.SERIAL].index if Field.SERIAL in columns else -1

    def sort(self, number: int, row: Row) -> tuple[Kind, Row]:
        """The kind of the row (numbered from 1), and its cells with merged values filled in."""
        kind = self._kind(row)
        if kind is Kind.GROUP:
            self.group = group_name(next(cell_text(cell) for cell in row if cell is not None))
        if self._down:
            row = self._fill(number - 1, row)
        return kind, row

    def _kind(self, row: Row) -> Kind:
        filled = [(index, cell) for index, cell in enumerate(row) if cell is not None]
        own = [index for index, _ in filled if index != self._serial]
        if not own and not any(isinstance(cell, str) and len(cell) > 3 for _, cell in filled):
            return Kind.BLANK
        if len(filled) <= 3:
            first = cell_text(filled[0][1])
            if _TOTAL.fullmatch(first):
                return Kind.TOTAL
            if _FOOTNOTE.fullmatch(first):
                return Kind.FOOTNOTE
        if len(filled) == 1 and own != [self._name]:
            return Kind.GROUP
        return self._crowded(row, filled)

    def _crowded(self, row: Row, filled: Sequence[tuple[int, Value]]) -> Kind:
        name = row[self._name] if self._name < len(row) else None
        if name is not None and header_text(name) == header_text(self._header.columns[Field.NAME].header):
            return Kind.HEADER
        if any(_TOTAL.fullmatch(cell_text(cell)) for _, cell in filled[:2]):
            return Kind.TOTAL
        return Kind.PERSON

    def _fill(self, index: int, row: Row) -> Row:
        row = list(row)
        for column in self._filled:
            held, last = self._held.get(column, (None, -1))
            here = row[column] if column < len(row) else None
            if here is None and index <= last:
                row += [None] * (column + 1 - len(row))
                row[column] = held
            elif (index, column) in self._down:
                self._held[column] = (here, self._down[index, column])
        return row


def group_name(text: str) -> str:
    """ "一、柳南区代表团（12人）" → "柳南区代表团"."""
    match = _NUMBERING.match(text)
    return (match.group(1) if match else "") or text
