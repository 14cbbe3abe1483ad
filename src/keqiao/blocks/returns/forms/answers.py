"""The answers to a form: what records prove, what the register says, what somebody wrote; and why one is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from keqiao.kernel.organisations.models import Organisation
from keqiao.plans.world import Installation

from .counting import Counting, Found, Year
from .form import Form, How, Line
from .records import Records, Reported

DECIMALS = 6


class State(StrEnum):
    """How far a line is answered."""

    KNOWN = "known"
    PARTLY = "partly"  # some records don't tell whether they count
    WAITING = "waiting"  # a number that a second person has yet to approve
    HIDDEN = "hidden"  # names that the reader may not see
    MISSING = "missing"


class Lack(StrEnum):
    """Why a line isn't answered, or not quite."""

    NONE = ""
    NO_ROWS = "no_rows"  # nothing of that sort is recorded at all
    NOUGHT = "nought"  # nothing is recorded, and somebody said that there was nothing
    UNCLEAR = "unclear"  # some records lack what would tell
    NO_FIELD = "no_field"
    NO_HOLDER = "no_holder"
    NAMES = "names"
    NO_STAFFING = "no_staffing"
    NO_RETURN = "no_return"
    UNAPPROVED = "unapproved"
    UNWRITTEN = "unwritten"
    PARTS = "parts"  # lines that a total adds up are missing


@dataclass(frozen=True)
class Answer:
    """A line answered. ``text`` is what is copied; ``rows``: of how many records, ``unclear`` of which don't tell."""

    line: Line
    state: State
    text: str = ""
    number: Fraction | None = None
    lack: Lack = Lack.NONE
    rows: int = 0
    unclear: int = 0
    parts: tuple[str, ...] = ()
    reported: Reported | None = None


@dataclass(frozen=True)
class Answers:
    """A form answered for an organisation and year, line by line."""

    form: Form
    organisation: Organisation
    year: Year
    by_line: Mapping[str, Answer] = field(default_factory=dict)

    def of(self, lines: Iterable[Line]) -> Sequence[Answer]:
        """The answers to some lines."""
        return [self.by_line[line.id] for line in lines]


def answers(
    form: Form, organisation: Organisation, year: int, *, names: bool = False, world: Installation | None = None
) -> Answers:
    """Answer a form. ``names``: whether the reader may see who holds a post."""
    asked = Year(year)
    counted = Counting(form, organisation.pk, asked, world or Installation()).found
    records = Records.of(form, organisation, asked)
    found: dict[str, Answer] = {}
    for line in form.lines():
        found[line.id] = _answer(line, counted, records, found, names=names)
    return Answers(form, organisation, asked, found)


def _answer(
    line: Line, counted: Mapping[str, Found], records: Records, before: Mapping[str, Answer], *, names: bool
) -> Answer:
    match line.how:
        case How.COUNT | How.SUM:
            return _counted(line, counted[line.id], written=line.id in records.written)
        case How.TOTAL:
            return _total(line, [before[name] for name in line.of])
        case How.STAFFING:
            staff = records.staffing.get(line.source[0])
            return _number(line, Fraction(staff)) if staff is not None else _missing(line, Lack.NO_STAFFING)
        case How.RETURNED:
            return _returned(line, records.returned.get(line.source[0]))
        case How.HOLDERS:
            return _holders(line, records.holders.get((line.source[0], line.source[1]), ()), names=names)
        case How.FIELD:
            return _text(line, records.fields[line.source[0]], Lack.NO_FIELD)
        case How.TEXT:
            return _written(line, records.written.get(line.id, ""))


def _counted(line: Line, found: Found, *, written: bool) -> Answer:
    """Nothing recorded at all is no nought: nobody may have got round to it, unless somebody said so."""
    if not found.rows:
        if written:
            return _number(line, Fraction(0), lack=Lack.NOUGHT)
        return _missing(line, Lack.NO_ROWS)
    counts = found.counts
    number = counts.amount if line.how is How.SUM else counts.yes
    made = _number(line, Fraction(number), rows=counts.yes, unclear=counts.unknown)
    return replace(made, state=State.PARTLY, lack=Lack.UNCLEAR) if counts.unknown else made


def _total(line: Line, parts: Sequence[Answer]) -> Answer:
    """The parts added up, each already in the form's unit."""
    lacking = tuple(one.line.number for one in parts if one.number is None)
    if lacking:
        return replace(_missing(line, Lack.PARTS), parts=lacking)
    total = sum((one.number for one in parts if one.number is not None), Fraction(0))
    made = Answer(line, State.KNOWN, in_digits(total), total)
    unclear = tuple(one.line.number for one in parts if one.state is State.PARTLY)
    return replace(made, state=State.PARTLY, lack=Lack.PARTS, parts=unclear) if unclear else made


def _returned(line: Line, reported: Reported | None) -> Answer:
    if reported is None:
        return _missing(line, Lack.NO_RETURN)
    if not reported.approved:
        return replace(_missing(line, Lack.UNAPPROVED), state=State.WAITING, reported=reported)
    return replace(_number(line, reported.number), reported=reported)


def _holders(line: Line, found: Sequence[str], *, names: bool) -> Answer:
    if not found:
        return _missing(line, Lack.NO_HOLDER)
    if not names:
        return Answer(line, State.HIDDEN, lack=Lack.NAMES, rows=len(found))
    return Answer(line, State.KNOWN, "、".join(found), rows=len(found))


def _written(line: Line, text: str) -> Answer:
    if text and line.is_number:
        return Answer(line, State.KNOWN, text, Fraction(text))
    return _text(line, text, Lack.UNWRITTEN)


def _text(line: Line, text: str, lack: Lack) -> Answer:
    return Answer(line, State.KNOWN, text) if text else _missing(line, lack)


def _number(line: Line, number: Fraction, *, lack: Lack = Lack.NONE, rows: int = 0, unclear: int = 0) -> Answer:
    value = number / line.per
    return Answer(line, State.KNOWN, in_digits(value), value, lack, rows, unclear)


def _missing(line: Line, lack: Lack) -> Answer:
    return Answer(line, State.MISSING, lack=lack)


def in_digits(value: Fraction) -> str:
    """A number as another system takes it: no thousands separated, no trailing noughts."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled = round(value * 10**DECIMALS)
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10**DECIMALS)
    return f"{sign}{whole}.{rest:0{DECIMALS}d}".rstrip("0").rstrip(".")
