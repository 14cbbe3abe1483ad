"""Problems of a roster as the page shows them: row by row, the wrong cell with its text, to be put right in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from keqiao.exchange.spreadsheets.columns import Field
from keqiao.exchange.spreadsheets.corrections import column_index
from keqiao.exchange.spreadsheets.problems import Problem, Severity
from keqiao.registry.imports.preview import ColumnRead, Preview

SHOWN = 50  # rows shown at once; the others come up as these are put right


@dataclass(frozen=True)
class WrongCell:
    """A cell with what is wrong with it. ``text`` is what stands there now."""

    reference: str
    label: str
    text: str
    messages: tuple[str, ...]

    @property
    def field_id(self) -> str:
        """The id of its input."""
        return f"cell-{self.reference}"


@dataclass(frozen=True)
class ShownCell:
    """A cell of the row around the wrong one."""

    letter: str
    label: str
    text: str
    bad: bool


@dataclass
class ProblemRow:
    """A row with at least one problem; ``notes`` are about the row and no cell that could be put right."""

    number: int
    name: str
    wrong: list[WrongCell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cells: list[ShownCell] = field(default_factory=list)


def rows_shown(preview: Preview, severity: Severity) -> list[int]:
    """Numbers of the first rows with problems of that severity, and with nothing worse."""
    faulty = set(preview.faulty_rows)
    problems = preview.errors if severity is Severity.ERROR else preview.warnings
    header = preview.roster.header.last_row
    numbers = {problem.row for problem in problems if severity is Severity.ERROR or problem.row not in faulty}
    return sorted(number for number in numbers if number > header)[:SHOWN]


def problem_rows(preview: Preview, numbers: Sequence[int], written: Mapping[int, list[str]]) -> list[ProblemRow]:
    """The rows of those numbers with all their problems, errors first, and what is written in them."""
    names = {row.staged.row: row.staged.name for row in preview.rows}
    wanted: dict[int, list[Problem]] = {number: [] for number in numbers}
    for problem in sorted(preview.problems, key=lambda one: one.severity is not Severity.ERROR):
        if problem.row in wanted:
            wanted[problem.row].append(problem)
    return [
        _row(number, names.get(number, ""), problems, preview.columns, written.get(number, []))
        for number, problems in wanted.items()
    ]


def general_notes(preview: Preview) -> list[str]:
    """What is to be said of the sheet as a whole."""
    return [problem.message for problem in preview.warnings if problem.row <= preview.roster.header.last_row]


def _row(
    number: int, name: str, problems: Sequence[Problem], columns: Sequence[ColumnRead], texts: Sequence[str]
) -> ProblemRow:
    made = ProblemRow(number, name)
    letters = {column.letter: column for column in columns if column.field}
    messages: dict[str, list[str]] = {}
    for problem in problems:
        letter = problem.cell.rstrip("0123456789")
        if letter in letters and letters[letter].field != Field.SERIAL:
            messages.setdefault(letter, []).append(problem.message)
        else:
            made.notes.append(problem.message)
    made.wrong = [
        WrongCell(f"{letter}{number}", _label(letters[letter]), _text(texts, letter), tuple(said))
        for letter, said in messages.items()
    ]
    made.cells = [
        ShownCell(one.letter, _label(one), _text(texts, one.letter), one.letter in messages) for one in columns
    ]
    return made


def _label(column: ColumnRead) -> str:
    """What a column is called: what it was read as, or what stands over it."""
    return _(column.label) if column.label else column.header


def _text(texts: Sequence[str], letter: str) -> str:
    index = column_index(letter)
    return texts[index] if index < len(texts) else ""
