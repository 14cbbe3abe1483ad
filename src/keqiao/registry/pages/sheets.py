"""The uploaded spreadsheet as it stands: which sheets hold a roster, and what is written in single rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.cells import cell_text
from keqiao.exchange.spreadsheets.columns import find_header
from keqiao.exchange.spreadsheets.corrections import with_cells
from keqiao.exchange.spreadsheets.problems import Unreadable
from keqiao.exchange.spreadsheets.roster import read_roster
from keqiao.exchange.spreadsheets.workbook import open_sheets
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.refusals import sentence

TOP = 48  # rows among which a header is looked for


def roster_sheets(path: Path, shown_as: str) -> list[str]:
    """The sheets in which a header was found. Raises VerbError when nothing can be read or there is none."""
    try:
        found = [sheet.name for sheet in open_sheets(path) if find_header(list(islice(sheet.rows, TOP)), sheet.merges)]
        if not found:
            read_roster(path, today=timezone.localdate(), shown_as=shown_as)  # says what is missing
    except Unreadable as unreadable:
        said = unreadable.message
        if shown_as not in said:
            said = _("“%(file)s”：%(why)s") % {"file": shown_as, "why": said}
        raise VerbError(sentence(said)) from None
    return found


def written_rows(path: Path, sheet: str, cells: Mapping[str, str], rows: Collection[int]) -> dict[int, list[str]]:
    """The text of all cells of some rows (from 1) of a sheet, with cells put right."""
    last = max(rows, default=0)
    for one in open_sheets(path):
        if one.name == sheet:
            read = enumerate(islice(with_cells(one, cells).rows, last), start=1)
            return {number: [cell_text(value) for value in row] for number, row in read if number in rows}
    return {}
