"""What an outside form is made of: who asks for it, sections, lines in its own order, and how each is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from keqiao.kernel.facts.schema import Label
from keqiao.plans.engine.rules import Rule


class How(StrEnum):
    """How a line is answered."""

    COUNT = "count"  # rows of a fact
    SUM = "sum"  # a column of a fact added up
    FIELD = "field"  # what the register says of the organisation itself
    HOLDERS = "holders"  # who holds a post, by name
    STAFFING = "staffing"  # a recorded number of posts or staff
    RETURNED = "returned"  # a number of the year that somebody reported and another approved
    TOTAL = "total"  # other lines of the form added up
    TEXT = "text"  # what a person writes


class When(StrEnum):
    """Which rows of a fact belong to the year: those that stand at its end, or those dated in it."""

    END = "end"
    WITHIN = "within"


class Reach(StrEnum):
    """Whose rows count: the organisation's own, or also those of the units that it answers for."""

    OWN = "own"
    LED = "led"


class Holds(StrEnum):
    """What a check demands of the lines on its left against the line on its right."""

    EQUAL = "equal"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Counted:
    """What is counted: rows of a fact, perhaps different values of a column, or a column added up.

    ``dated``: a date column that has to lie in the year, of a fact whose rows stand at its end. ``among``: rows of
    which some have to be there, lest a nought say only that nobody recorded any.
    """

    fact: str
    when: When
    reach: Reach = Reach.OWN
    where: Rule | None = None
    distinct: str = ""
    column: str = ""
    dated: str = ""
    among: Rule | None = None


class Typed(StrEnum):
    """What a person writes into a line."""

    SHORT = "short"
    LONG = "long"
    NUMBER = "number"


@dataclass(frozen=True)
class Line:
    """One line of a form. ``number``: as the form prints it; ``per``: so many of ours make one of the form's units.

    ``source``: of what isn't counted, which field, body and role, kind of staffing or indicator.
    """

    id: str
    number: str
    label: Label
    how: How
    unit: Label | None = None
    per: int = 1
    counted: Counted | None = None
    source: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    note: Label | None = None
    typed: Typed | None = None

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number, which can be added up and compared."""
        numbers = (How.COUNT, How.SUM, How.STAFFING, How.RETURNED, How.TOTAL)
        return self.how in numbers or self.typed is Typed.NUMBER


@dataclass(frozen=True)
class Check:
    """Lines that have to come out like another line, or not above it."""

    lines: tuple[str, ...]
    holds: Holds
    line: str


@dataclass(frozen=True)
class Section:
    """A part of a form."""

    number: str
    title: Label
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Form:
    """An outside form. ``kinds`` and ``levels``: which organisations are asked for it; no levels: at any."""

    id: str
    title: Label
    asker: Label
    source: Label
    since: int
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    sections: tuple[Section, ...]
    checks: tuple[Check, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every line in the form's order."""
        for section in self.sections:
            yield from section.lines

    def line(self, name: str) -> Line | None:
        """The line of that id, or None."""
        return next((line for line in self.lines() if line.id == name), None)

    def fits(self, kind: str, level: str) -> bool:
        """Whether an organisation of that kind and level is asked for it."""
        return kind in self.kinds and (not self.levels or level in self.levels)
