"""Lists as people keep them, written to files, and brought in the way the command does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.imports import running
from keqiao.registry.imports.kinds import ImportTable, kind_of


def save(path: Path, header: Sequence[str], *rows: Sequence[Any], title: str = "柳州市科协名单") -> Path:
    """A title row over the header, then the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名单"
    for row in ([title], header, *rows):
        sheet.append(list(row))
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=max(2, len(header)))
    book.save(path)
    return path


def checked(kind: str, organisation: Organisation, path: Path) -> running.Found:
    """What is found in a list before it is brought in."""
    one = kind_of(kind)
    return running.check(one, organisation, running.best(running.look(path, one)), path.name)


def brought_in(act: Act, kind: str, organisation: Organisation, path: Path, **data: Any) -> Batch:
    """The list, read and applied; rows with errors stay out."""
    one = kind_of(kind)
    given = ImportTable(filename=path.name, **data)
    batch = running.stage(act, one, organisation, running.best(running.look(path, one)), given, running.Found())
    return running.apply(act, batch)


def problems(found: running.Found) -> dict[str, str]:
    """Code of each problem by its cell."""
    return {problem.cell: problem.code for problem in found.problems}
