"""From a file to an applied batch, for pages and commands: find the layout, read by pages, compare, stage, apply."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.problems import Problem, Severity, Unreadable, column_letter
from keqiao.exchange.spreadsheets.reading import Page, TableReader
from keqiao.exchange.spreadsheets.tables import TOP, Layout, find_layout, refuse_missing, samples
from keqiao.exchange.spreadsheets.workbook import Sheet, open_sheets
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.bulk import abandon
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.kernel.verbs.models import Batch
from keqiao.registry.refusals import sentence

from .kinds import Compared, ImportTable, Kind, Question, kind_of_verb

KEPT = 2000  # problems held to be shown; all are counted


@dataclass(frozen=True)
class SheetSeen:
    """A sheet that may be a list, with the first values of its columns by index."""

    layout: Layout
    samples: dict[int, list[str]]
    sheet: Sheet

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.layout.sheet


@dataclass
class Found:
    """What reading a sheet found, in numbers, with the first problems and the questions."""

    rows: int = 0
    faulty: int = 0
    errors: int = 0
    warnings: int = 0
    new: int = 0
    known: int = 0
    keep: int = KEPT
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def clean(self) -> int:
        """Rows that can go in."""
        return self.rows - self.faulty

    def add(self, page: Page, compared: Compared | None) -> None:
        """Count a page."""
        self.rows += len(page.rows)
        self.faulty += len(page.faulty)
        errors = sum(1 for problem in page.problems if problem.severity is Severity.ERROR)
        self.errors += errors
        self.warnings += len(page.problems) - errors
        self.problems += page.problems[: max(0, self.keep - len(self.problems))]
        if compared is not None:
            self.new += compared.new
            self.known += compared.known
            self.questions += compared.questions


def look(path: Path, kind: Kind, known: Mapping[str, str] | None = None, shown_as: str = "") -> list[SheetSeen]:
    """The sheets of a file that may be a list of the kind. Raises VerbError when there is none, or no file."""
    with told(shown_as or path.name):
        found = []
        for sheet in open_sheets(path):
            top = list(islice(sheet.rows, TOP))
            layout = find_layout(sheet.name, top, sheet.merges, kind.columns, known)
            if layout is not None:
                found.append(SheetSeen(layout, samples(layout, iter(top)), sheet))
        if not found:
            raise Unreadable(
                "table.none", _("没有找到表头：没有哪个工作表的前40行里有一行列名。请在内容上方保留一行列名")
            )
        return found


def best(sheets: list[SheetSeen]) -> SheetSeen:
    """The sheet with the most columns recognised, the first of several."""
    return max(sheets, key=lambda one: len(one.layout.columns))


class told:  # noqa: N801 - reads as the words of a with statement
    """Turns what the file's reader says into a VerbError that names the file."""

    def __init__(self, file: str) -> None:
        """``file``: the name that people know."""
        self._file = file

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        """Say it in a sentence."""
        if isinstance(error, Unreadable):
            said = _("“%(file)s”：%(why)s") % {"file": self._file, "why": error.message}
            raise VerbError(sentence(said)) from error


def read_pages(
    kind: Kind,
    organisation: Organisation,
    seen: SheetSeen,
    found: Found,
    *,
    compare: bool = True,
    decisions: Mapping[int, int] | None = None,
) -> Generator[Page, None, None]:
    """The pages of a sheet, compared with the records; ``found`` counts along. Raises Unreadable."""
    layout = seen.layout
    refuse_missing(layout, kind.columns)
    reader = TableReader(seen.sheet.afresh(), layout, kind.columns, kind.shape(organisation, timezone.localdate()))
    for page in reader.pages():
        compared = None
        if compare:
            compared = kind.compare(organisation, page, _reporter(page, layout), decisions or {})
        found.add(page, compared)
        yield page


def _reporter(page: Page, layout: Layout) -> Callable[[int, str, str, str], None]:
    def report(row: int, name: str, code: str, message: str) -> None:
        cell = f"{layout.letter(name)}{row}"
        page.problems.append(Problem(code, Severity.ERROR, layout.sheet, row, cell, message))
        page.faulty.add(row)

    return report


def check(kind: Kind, organisation: Organisation, seen: SheetSeen, shown_as: str) -> Found:
    """Read and compare everything, and write nothing. Raises VerbError when the file can't be used."""
    found = Found()
    with told(shown_as):
        for _page in read_pages(kind, organisation, seen, found):
            pass
    return found


def stage(
    act: Act,
    kind: Kind,
    organisation: Organisation,
    seen: SheetSeen,
    data: ImportTable,
    found: Found,
    *,
    compare: bool = True,
    opened: Callable[[Batch], None] | None = None,
    watch: Callable[[int], None] | None = None,
) -> Batch:
    """Stage the clean rows of a sheet. Raises VerbError when the file can't be used; nothing stays then.

    ``watch`` is told how many rows have been read; whatever it raises breaks the reading off.
    """
    kept = data.model_copy(
        update={
            "sheet": seen.name,
            "columns": {column_letter(index): name for name, index in seen.layout.columns.items()},
        }
    )
    began: list[Batch] = []

    def begun(batch: Batch) -> None:
        began.append(batch)
        if opened is not None:
            opened(batch)

    def pages() -> Iterator[dict[str, Any]]:
        reading = read_pages(kind, organisation, seen, found, compare=compare, decisions=data.decisions)
        with closing(reading):
            for page in reading:
                if rows := page.clean():
                    yield {"rows": rows}
                if watch is not None:
                    watch(found.rows)

    title = f"{kind.label}：{kept.filename}"[:200]
    try:
        with told(kept.filename):
            batch = kind.verb.stage(act, organisation, kept, pages(), target=organisation, title=title, opened=begun)
    except BaseException:
        for one in began:
            abandon(one)
        raise
    if found.faulty:
        batch.data = kept.model_copy(update={"faulty": found.faulty}).model_dump_json()
        batch.save(update_fields=["data"])
    return batch


def apply(act: Act, batch: Batch, watch: Callable[[int], None] | None = None) -> Batch:
    """Apply a staged list in one transaction. Raises VerbError, and nothing was written, when it can't be."""
    kind = kind_of_batch(batch)
    return kind.verb.apply(act, batch, target=Organisation.objects.get(pk=batch.organisation), watch=watch)


def take_back(act: Act, batch: Batch) -> Batch:
    """Undo an applied list. Raises VerbError when later work rests on it."""
    return kind_of_batch(batch).verb.undo(act, batch, target=Organisation.objects.get(pk=batch.organisation))


def kind_of_batch(batch: Batch) -> Kind:
    """The kind that a batch brings in. Raises VerbError when it is none of these."""
    kind = kind_of_verb(batch.verb)
    if kind is None:
        raise VerbError(_("这批数据不是表格导入，不能在这里办理。请在导入记录中重新选择。"))
    return kind


def summary(batch: Batch) -> str:
    """What an applied list did, in words."""
    kept = batch.outcomes.order_by("number").values_list("outcome", flat=True)
    return kind_of_batch(batch).summary([json.loads(text) for text in kept.iterator()])
