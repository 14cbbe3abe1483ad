"""What an import would do, before anything is written: columns, people, proposals, and every problem by its cell."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.columns import LABELS, Field
from keqiao.exchange.spreadsheets.corrections import is_reference
from keqiao.exchange.spreadsheets.problems import Problem, Severity, Unreadable
from keqiao.exchange.spreadsheets.roster import Corrections, Roster, read_roster
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Body
from keqiao.kernel.standards.sectors import SourceProposal
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.refusals import sentence

from .matching import How, KnownPeople, Match
from .staged import StagedPerson
from .touching import chunks

TOGETHER = 1000  # rows looked up in one go

# Columns that are recognised and not kept: nobody needs them in a body's roster.
NOT_KEPT = frozenset({Field.SERIAL, Field.MOBILE, Field.NOTE})

# What the records can hold, in characters.
LONGEST: dict[Field, tuple[str, int]] = {
    Field.UNIT: ("unit", 160),
    Field.POSITION: ("position", 120),
    Field.SECTOR: ("sector", 40),
    Field.DELEGATION: ("delegation", 80),
    Field.TITLE: ("title", 60),
    Field.EDUCATION: ("degree", 60),
}


@dataclass(slots=True)
class PreviewRow:
    """One row: what was read, who it means, and what is wrong with it."""

    staged: StagedPerson
    match: Match
    problems: list[Problem] = field(default_factory=list)

    @property
    def proposal(self) -> SourceProposal:
        """The proposed class and flag with their reasons."""
        return self.staged.proposal()

    @property
    def faulty(self) -> bool:
        """Whether an error keeps the row out."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True)
class ColumnRead:
    """A column as recognised; ``field`` is empty for one that nobody recognised."""

    letter: str
    header: str
    field: str
    label: str
    kept: bool


@dataclass(frozen=True)
class ProposedGroup:
    """People of the same unit, position and proposal."""

    unit: str
    position: str
    proposal: SourceProposal
    people: int


@dataclass
class Preview:
    """A roster beside what is kept already."""

    roster: Roster
    rows: list[PreviewRow]
    problems: list[Problem]

    @cached_property
    def errors(self) -> list[Problem]:
        """Problems that keep their row out."""
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Problem]:
        """Problems that somebody should look at."""
        return [problem for problem in self.problems if problem.severity is Severity.WARNING]

    @property
    def faulty_rows(self) -> list[int]:
        """Numbers of the rows with errors, as the spreadsheet shows them."""
        return sorted({problem.row for problem in self.errors})

    @property
    def clean_rows(self) -> list[PreviewRow]:
        """Rows that can go in."""
        return [row for row in self.rows if not row.faulty]

    @property
    def counts(self) -> dict[str, int]:
        """Rows altogether (``rows``), with errors, new and known people, and rows without a proposed class."""
        hows = Counter(row.match.how for row in self.clean_rows)
        new = hows[How.NEW]
        return {
            "rows": len(self.rows),
            "faulty": len(self.faulty_rows),
            "new": new,
            "known": sum(hows.values()) - new,
            "unproposed": sum(1 for row in self.clean_rows if not row.staged.source_class),
        }

    @property
    def columns(self) -> list[ColumnRead]:
        """All columns with a header, from left to right."""
        known = [(column, kind) for kind, column in self.roster.columns.items()]
        shown = [ColumnRead(one.letter, one.header, kind, LABELS[kind], kind not in NOT_KEPT) for one, kind in known]
        shown += [ColumnRead(one.letter, one.header, "", "", False) for one in self.roster.unmatched]
        return sorted(shown, key=lambda column: (len(column.letter), column.letter))

    @property
    def groups(self) -> list[ProposedGroup]:
        """Clean rows by unit and position, with the class proposed for them; those without a proposal first."""
        found = Counter((row.staged.unit, row.staged.position) for row in self.clean_rows if row.staged.unit)
        proposals = {(row.staged.unit, row.staged.position): row.proposal for row in self.clean_rows}
        groups = [ProposedGroup(*key, proposals[key], people) for key, people in found.items()]
        return sorted(groups, key=lambda group: (group.proposal.source.source_class is not None, -group.people))

    def columns_read(self) -> dict[str, str]:
        """What each recognised column was read as, by its letter."""
        return {column.letter: column.field for column in self.columns if column.field}


def preview(
    path: Path,
    organisation: Organisation,
    body: Body | None = None,
    *,
    sheet: str | None = None,
    shown_as: str = "",
    corrections: Corrections | None = None,
    today: dt.date | None = None,
) -> Preview:
    """Read a roster and compare it with the people that the organisation keeps. Writes nothing.

    ``corrections``: what somebody put right after an earlier preview of the same file.
    Raises VerbError when the file as a whole can't be used.
    """
    corrections = corrections or Corrections()
    _check(corrections)
    try:
        roster = read_roster(
            path, today=today or timezone.localdate(), sheet=sheet, shown_as=shown_as, corrections=corrections
        )
    except Unreadable as unreadable:
        raise VerbError(sentence(unreadable.message)) from None
    rows = list(_compared(roster, organisation, body))
    problems = _all_problems(roster, rows)
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_row[problem.row].append(problem)
    for row in rows:
        row.problems = by_row.get(row.staged.row, [])
    return Preview(roster, rows, problems)


def _check(corrections: Corrections) -> None:
    for reference in corrections.cells:
        if not is_reference(reference):
            said = _("“%(reference)s”不是单元格的位置。请写成列的字母加行号，例如E7。")
            raise VerbError(said % {"reference": reference})
    for letter, code in corrections.columns.items():
        if not is_reference(f"{letter}1") or code not in {"", *Field}:
            said = _("不能把“%(letter)s”列当作“%(meaning)s”。请在给出的栏目中选择。")
            raise VerbError(said % {"letter": letter, "meaning": code})


def _compared(roster: Roster, organisation: Organisation, body: Body | None) -> Iterator[PreviewRow]:
    for chunk in chunks([StagedPerson.of(row) for row in roster.rows], TOGETHER):
        known = KnownPeople.for_rows(organisation, body, chunk)
        yield from (PreviewRow(row, known.match(row)) for row in chunk)


def _all_problems(roster: Roster, rows: Sequence[PreviewRow]) -> list[Problem]:
    found = list(roster.problems)
    first_row: dict[int, int] = {}
    told_twice = {problem.row for problem in roster.problems if problem.code == "row.twice"}
    for row in rows:
        found += _match_problems(roster, row)
        found += _length_problems(roster, row)
        person = row.match.person
        if person is not None and row.match.how is not How.OTHER_NAME:
            first = first_row.setdefault(person.pk, row.staged.row)
            if first != row.staged.row and row.staged.row not in told_twice:
                message = _("与第%(row)s行是同一位已有人员“%(name)s”，请删去其中一行") % {
                    "row": first,
                    "name": person.name,
                }
                found.append(_problem(roster, row, Field.NAME, "row.twice", Severity.ERROR, message))
    return sorted(found, key=lambda problem: (problem.row, problem.cell))


def _length_problems(roster: Roster, row: PreviewRow) -> Iterator[Problem]:
    for kind, (name, longest) in LONGEST.items():
        length = len(getattr(row.staged, name))
        if length > longest:
            place = kind if kind in roster.columns else Field.UNIT_POSITION
            told = {"what": _(LABELS[kind]), "length": length, "longest": longest}
            message = _("%(what)s有%(length)s个字，最多%(longest)s个字，请精简") % told
            yield _problem(roster, row, place, "text.long", Severity.ERROR, message)


def _match_problems(roster: Roster, row: PreviewRow) -> Iterator[Problem]:
    told, match = {"name": row.staged.name}, row.match
    if match.how is How.AMBIGUOUS:
        message = _("已有人员中有几位“%(name)s”都可能是这一位，请补填证件号码后再导入") % told
        yield _problem(roster, row, Field.NAME, "person.ambiguous", Severity.ERROR, message)
    elif match.how is How.OTHER_NAME and match.person is not None:
        message = _("这个证件号码已登记在“%(holder)s”名下，与本行姓名不同，请核对姓名和号码") % {
            "holder": match.person.name
        }
        yield _problem(roster, row, Field.ID_NUMBER, "person.other_name", Severity.ERROR, message)
    elif match.how is How.BIRTH:
        message = _("“%(name)s”与一位已有人员姓名、出生年月相同而单位不同，将按同一人处理并更新单位，请核对") % told
        yield _problem(roster, row, Field.NAME, "person.moved", Severity.WARNING, message)
    elif match.alike:
        message = _("已有人员中也有“%(name)s”，出生时间相近而单位不同，将按另一人登记，请核对") % told
        yield _problem(roster, row, Field.NAME, "person.alike", Severity.WARNING, message)
    if match.person is not None and match.how is not How.OTHER_NAME:
        yield from _differences(roster, row, match.person)


def _differences(roster: Roster, row: PreviewRow, person: Person) -> Iterator[Problem]:
    """What the roster says otherwise than the record of a known person: the record stays."""
    staged = row.staged
    differs = {
        Field.SEX: bool(staged.sex and person.sex and staged.sex != person.sex),
        Field.ETHNICITY: bool(staged.ethnicity and person.ethnicity and staged.ethnicity != person.ethnicity),
        Field.BIRTH: _contradicts(staged, person),
    }
    for kind, differ in differs.items():
        if differ:
            said = _("%(what)s与“%(name)s”已有的记录不同，已有的记录不变；如需更正，请导入后在人员页面办理")
            message = said % {"what": _(LABELS[kind]), "name": person.name}
            yield _problem(roster, row, kind, "person.differs", Severity.WARNING, message)


def _contradicts(staged: StagedPerson, person: Person) -> bool:
    """Only an ID number finds somebody whose birth date differs."""
    if None in (staged.birth_from, staged.birth_to, person.birth_from, person.birth_to):
        return False
    return not (
        to_int(person.birth_from) <= staged.birth_to  # type: ignore[arg-type,operator]  # none is None here
        and staged.birth_from <= to_int(person.birth_to)  # type: ignore[arg-type,operator]  # the same
    )


def _problem(roster: Roster, row: PreviewRow, kind: Field, code: str, severity: Severity, message: str) -> Problem:
    column = roster.columns.get(kind) or roster.columns[Field.NAME]
    number = row.staged.row
    return Problem(code, severity, roster.sheet, number, f"{column.letter}{number}", message)
