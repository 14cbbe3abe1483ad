"""Read a roster of people as an association keeps it: a title above the header, merged cells, any column order.

The outcome is neutral data: rows with what could be read, and problems that name cell and remedy.
Nothing is stored here and nothing is guessed silently: what had to be assumed is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.columns import LABELS, Column, Field, Header, find_header, header_text
from keqiao.exchange.spreadsheets.corrections import with_cells, with_columns
from keqiao.exchange.spreadsheets.people import PersonReader, RosterRow
from keqiao.exchange.spreadsheets.problems import Problem, Severity, Unreadable
from keqiao.exchange.spreadsheets.rowkinds import Kind, RowSorter
from keqiao.exchange.spreadsheets.workbook import Row, Sheet, open_sheets
from keqiao.look.formats import enumerated

MOST_ROWS = 200_000
_TOP = 48  # rows held back to look for the header


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that holds no person, and why it was left out."""

    row: int
    reason: str


@dataclass(slots=True)
class Roster:
    """A roster as read from one sheet. ``columns`` are recognised ones, ``unmatched`` stay unread."""

    file: str
    sheet: str
    title: str
    header: Header
    rows: list[RosterRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def columns(self) -> dict[Field, Column]:
        """Recognised columns by what they hold."""
        return self.header.columns

    @property
    def unmatched(self) -> tuple[Column, ...]:
        """Columns with a header nobody recognised."""
        return self.header.unmatched

    @property
    def errors(self) -> list[Problem]:
        """Problems that keep their row out."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    def good_rows(self) -> list[RosterRow]:
        """Rows without an error."""
        bad = {problem.row for problem in self.errors}
        return [row for row in self.rows if row.row not in bad]


@dataclass(frozen=True)
class Corrections:
    """What a person put right after a first reading: text by cell, meanings (a ``Field`` or "") by column letter."""

    cells: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


def read_roster(
    path: Path,
    *,
    today: date,
    sheet: str | None = None,
    shown_as: str = "",
    corrections: Corrections | None = None,
) -> Roster:
    """Read the first sheet with a header, or the named one. ``shown_as`` is the file name users know.

    Raises ``Unreadable`` when the file as a whole can't be used.
    """
    name = shown_as or path.name
    try:
        return _read(path, today, sheet, name, corrections or Corrections())
    except Unreadable as unreadable:
        said = _("“%(file)s”：%(why)s") % {"file": name, "why": unreadable.message}
        raise Unreadable(unreadable.code, said) from unreadable


def _read(path: Path, today: date, wanted: str | None, name: str, corrections: Corrections) -> Roster:
    seen: list[str] = []
    sheets = open_sheets(path)
    for sheet in sheets:
        if wanted is not None and sheet.name != wanted:
            continue
        sheet = with_cells(sheet, corrections.cells)
        top = list(islice(sheet.rows, _TOP))
        header = find_header(top, sheet.merges)
        if header is None:
            seen += [sheet.name] if any(_filled(row) for row in top) else []
            continue
        header = with_columns(header, corrections.columns)
        roster = Roster(name, sheet.name, _title(top, header), header)
        _read_rows(roster, sheet, chain(top, sheet.rows), today)
        if wanted is None:
            _mention_others(roster, sheets)
        return roster
    raise _no_header(seen, wanted)


def _read_rows(roster: Roster, sheet: Sheet, rows: Iterator[Row], today: date) -> None:
    sorter = RowSorter(roster.header, sheet.merges)
    reader = PersonReader(roster.header, sheet.name, sheet.odd, today, roster.problems)
    for number, row in enumerate(rows, start=1):
        if number <= roster.header.last_row:
            continue
        kind, cells = sorter.sort(number, row)
        if kind is Kind.PERSON:
            if len(roster.rows) >= MOST_ROWS:
                said = _("名单超过%(most)s人，请拆成几个文件分别导入") % {"most": MOST_ROWS}
                raise Unreadable("roster.large", said)
            roster.rows.append(reader.read(number, cells, sorter.group))
        elif kind is not Kind.BLANK:
            roster.skipped.append(Skipped(number, kind.value))
    if not roster.rows:
        said = _("工作表“%(sheet)s”的表头下面没有人员，请填好名单后再导入") % {"sheet": sheet.name}
        raise Unreadable("roster.nobody", said)


def _title(top: list[Row], header: Header) -> str:
    above = (cell for row in top[: header.first_row - 1] for cell in row if isinstance(cell, str) and cell.strip())
    return next((" ".join(cell.split()) for cell in above if len(header_text(cell)) >= 4), "")


def _filled(row: Row) -> bool:
    return any(cell is not None for cell in row)


def _mention_others(roster: Roster, sheets: Iterator[Sheet]) -> None:
    others = [sheet.name for sheet in sheets if find_header(list(islice(sheet.rows, _TOP)), sheet.merges)]
    if others:
        names = enumerated(f"“{name}”" for name in others)
        message = _("文件里的工作表%(names)s也像名单，这次没有读取，需要时请选择该工作表另行导入") % {"names": names}
        problem = Problem("roster.others", Severity.WARNING, roster.sheet, roster.header.first_row, "", message)
        roster.problems.append(problem)


def _no_header(seen: list[str], wanted: str | None) -> Unreadable:
    if wanted is not None and not seen:
        said = _("文件里没有可读的工作表“%(sheet)s”，请核对工作表名称") % {"sheet": wanted}
        return Unreadable("roster.sheet", said)
    if not seen:
        return Unreadable("file.empty", _("表格里没有内容，请确认导入的是填好的名册"))
    shown = (Field.SEX, Field.ETHNICITY, Field.BIRTH, Field.UNIT_POSITION, Field.SECTOR)
    # The headers are read in Chinese only, so they are named as they have to be written.
    labels = enumerated(LABELS[kind] for kind in shown)
    said = _(
        "没有找到表头：前40行里没有哪一行同时写着“%(name)s”和别的栏目（如%(labels)s）。"
        "请在名单上方保留一行列名，至少有“%(name)s”和“%(unit)s”，再重新导入"
    )
    told = {"labels": labels, "name": LABELS[Field.NAME], "unit": LABELS[Field.UNIT]}
    return Unreadable("roster.header", said % told)
