"""The list as it was uploaded, with what is wrong in its place: coloured cells with comments, and a column of words."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import IO

from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.corrections import column_index
from keqiao.exchange.spreadsheets.problems import Problem, Severity
from keqiao.exchange.spreadsheets.tables import REPORT
from keqiao.exchange.spreadsheets.writing import Table
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.models import Upload

from . import jobs, running, uploads

WHOLE = 20_000  # rows; of a longer list only those with problems are written, under its header


def corrected_file(upload: Upload, stream: IO[bytes]) -> None:
    """Read the list again and write it with its problems. Raises VerbError when it can't be read any more."""
    kind = uploads.kind_of_upload(upload)
    organisation = Organisation.objects.get(pk=upload.organisation)
    decisions = {int(row): person for row, person in json.loads(upload.decisions).items()}
    with uploads.opened(upload) as path:
        seen = jobs.sheet_of(upload, running.look(path, kind, shown_as=upload.filename))
        found = running.Found(keep=10**9)
        with running.told(upload.filename):
            for _page in running.read_pages(kind, organisation, seen, found, decisions=decisions):
                pass
        _write(seen, found, stream)


def _write(seen: running.SheetSeen, found: running.Found, stream: IO[bytes]) -> None:
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in found.problems:
        by_row[problem.row].append(problem)
    layout = seen.layout
    ours = {index for index, text in layout.headers.items() if text == REPORT}  # of an earlier round
    last = max((index for index in layout.headers if index not in ours), default=0)
    table = Table(seen.name, [16] * (last + 1) + [60])
    table.keep_above(layout.last_row)
    rows = enumerate(seen.sheet.afresh().rows, start=1)
    for number, row in islice(rows, layout.last_row):
        told = [REPORT] if number == layout.last_row else []
        table.add([*_cells(row, last), *told], bold=number >= layout.first_row)
    everything = found.rows <= WHOLE
    for number, row in rows:
        said = by_row.get(number, [])
        if said or everything:
            notes = _notes(said)
            words = _("；").join(problem.message for problem in said)
            table.add([*_cells(row, last), words or None], notes=notes)
    table.save(stream)


def _cells(row: Sequence[object], last: int) -> list[object]:
    cells = row[: last + 1]
    return [*cells, *[None] * (last + 1 - len(cells))]


def _notes(problems: list[Problem]) -> dict[int, tuple[str, bool]]:
    """What is said of each cell, by its column."""
    found: dict[int, tuple[str, bool]] = {}
    for problem in problems:
        index = column_index(problem.cell.rstrip("0123456789"))
        text, wrong = found.get(index, ("", False))
        found[index] = (f"{text}\n{problem.message}".strip(), wrong or problem.severity is Severity.ERROR)
    return found
