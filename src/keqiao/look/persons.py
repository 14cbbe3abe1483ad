"""Dots for the people of a body: where each stands, how it is marked, and the same said in words.

Plain geometry without Django's database: groups of people in, positions out. The component ``persons`` draws it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

STATES: dict[str, Promise] = {
    "counts": gettext_lazy("计入"),
    "not": gettext_lazy("不计入"),
    "unknown": gettext_lazy("待核实"),
}
# Instead of a requirement: of which seats others could be put without harm to any.
GIVEN: dict[str, Promise] = {"counts": gettext_lazy("可以让出")}
PATTERNS = 8  # ways to draw a ring; more classes than that share them and differ by letter
CELL = 32
PER_ROW = 10
COLUMN = CELL * PER_ROW
GUTTER = 32
TITLE_HEIGHT = 30
BASELINE = 19
BLOCK_GAP = 18
TITLE_ROOM = 14  # characters


@dataclass(frozen=True)
class PersonClass:
    """A class of people: its code, the one character on the dot, and its name."""

    code: str
    letter: str
    name: str


@dataclass(frozen=True)
class Person:
    """One dot. ``label`` is a name, given only to those who may see it; ``state`` is a key of STATES or empty."""

    kind: str
    label: str = ""
    state: str = ""
    url: str = ""


@dataclass(frozen=True)
class PersonGroup:
    """A delegation or a sector with its people, in the order they are listed."""

    title: str
    persons: Sequence[Person]
    states: Mapping[str, Promise] = field(default_factory=lambda: STATES)

    def count(self, state: str) -> int:
        """How many are in a state."""
        return sum(person.state == state for person in self.persons)

    @property
    def size_text(self) -> str:
        """8人, or 8人 · 计入5 once a requirement is chosen."""
        people = len(self.persons)
        size = ngettext("%(count)d人", "%(count)d人", people) % {"count": people}
        if not any(person.state for person in self.persons):
            return size
        words = {"size": size, "word": self.states["counts"], "counts": self.count("counts")}
        return _("%(size)s · %(word)s%(counts)d") % words


@dataclass(frozen=True)
class Dot:
    """A person in place: centre, letter, ring pattern from 1 on, and the words a pointer brings up."""

    x: int
    y: int
    letter: str
    pattern: int
    state: str
    title: str


@dataclass(frozen=True)
class Block:
    """A group in place; title and size stand on the same line."""

    x: int
    y: int
    title: str
    size_text: str
    dots: Sequence[Dot]

    @property
    def right(self) -> int:
        """Where the size ends."""
        return self.x + COLUMN

    @property
    def baseline(self) -> int:
        """Where title and size stand."""
        return self.y + BASELINE


@dataclass(frozen=True)
class Layout:
    """The picture: its size and its blocks."""

    width: int
    height: int
    blocks: Sequence[Block]


@dataclass(frozen=True)
class LegendEntry:
    """A class or a state, its sample dot and how many people are of it."""

    dot: Dot
    name: str
    count: int


@dataclass(frozen=True)
class PersonRow:
    """A line of the name table."""

    person: Person
    class_name: str
    state_word: str


@dataclass(frozen=True)
class PersonChart:
    """The people of a body as dots. ``classes`` says every class that occurs; ``requirement`` what the marks are about.

    ``states`` says what the marks are called, for the chart and its groups alike. A person of a class that isn't
    listed raises KeyError.
    """

    title: str
    classes: Sequence[PersonClass]
    groups: Sequence[PersonGroup]
    requirement: str = ""
    states: Mapping[str, Promise] = field(default_factory=lambda: STATES)
    _kinds: dict[str, tuple[int, PersonClass]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Numbers the classes in their order."""
        object.__setattr__(self, "_kinds", {kind.code: (index, kind) for index, kind in enumerate(self.classes)})

    @property
    def wide(self) -> Layout:
        """Two blocks side by side."""
        return self.layout(columns=2)

    @property
    def narrow(self) -> Layout:
        """One block under another, for a phone."""
        return self.layout(columns=1)

    def layout(self, columns: int) -> Layout:
        """Blocks row by row in their order, as many side by side as there are columns."""
        blocks: list[Block] = []
        top = 0
        for start in range(0, len(self.groups), columns):
            row = self.groups[start : start + columns]
            blocks += [self._block(group, index * (COLUMN + GUTTER), top) for index, group in enumerate(row)]
            top += max(_block_height(group) for group in row) + BLOCK_GAP
        used = max(1, min(columns, len(self.groups)))
        return Layout(used * COLUMN + (used - 1) * GUTTER, max(top - BLOCK_GAP, 0), blocks)

    @property
    def size(self) -> int:
        """How many people there are."""
        return sum(len(group.persons) for group in self.groups)

    @cached_property
    def named(self) -> bool:
        """Whether the reader may see names."""
        return any(person.label for group in self.groups for person in group.persons)

    @cached_property
    def marked(self) -> bool:
        """Whether a requirement is chosen."""
        return any(person.state for group in self.groups for person in group.persons)

    @property
    def state_title(self) -> str:
        """What the column of marks is called."""
        return _("是否计入") if self.states is STATES else self.requirement

    @property
    def legend(self) -> list[LegendEntry]:
        """The classes that occur, in their order, each with a sample dot."""
        counts = Counter(person.kind for group in self.groups for person in group.persons)
        return [
            LegendEntry(self._dot(Person(kind.code), CELL // 2, CELL // 2), kind.name, counts[kind.code])
            for kind in self.classes
            if counts[kind.code]
        ]

    @property
    def state_legend(self) -> list[LegendEntry]:
        """Every state; empty when no requirement is chosen."""
        if not self.marked:
            return []
        centre = CELL // 2
        return [
            LegendEntry(Dot(centre, centre, "", 1, code, str(word)), str(word), self.count(code))
            for code, word in self.states.items()
        ]

    def count(self, state: str) -> int:
        """How many people are in a state."""
        return sum(group.count(state) for group in self.groups)

    @property
    def spoken(self) -> str:
        """The picture in words: how many people of which class, and how many of them count."""
        size = _("%(title)s共%(count)d人") % {"title": self.title, "count": self.size}
        people = _("，").join([size, *_counted(self.legend)])
        if not self.marked:
            return people
        marks = _("，").join(_counted(self.state_legend))
        words = {"people": people, "requirement": self.requirement, "marks": marks}
        return _("%(people)s。%(requirement)s：%(marks)s") % words

    @property
    def rows(self) -> list[tuple[PersonGroup, list[PersonRow]]]:
        """The table beside the picture, group by group."""
        return [(group, [self._row(person) for person in group.persons]) for group in self.groups]

    @property
    def group_rows(self) -> list[tuple[PersonGroup, list[tuple[str, int]]]]:
        """The table for those who may not see names: for each group how many people, and how many in each state."""
        return [(group, self._group_cells(group)) for group in self.groups]

    def _group_cells(self, group: PersonGroup) -> list[tuple[str, int]]:
        marks = [(str(word), group.count(code)) for code, word in self.states.items()] if self.marked else []
        return [(_("人数"), len(group.persons)), *marks]

    def _row(self, person: Person) -> PersonRow:
        state = str(self.states[person.state]) if person.state else ""
        return PersonRow(person, self._kinds[person.kind][1].name, state)

    def _block(self, group: PersonGroup, x: int, y: int) -> Block:
        dots = [
            self._dot(
                person,
                x + index % PER_ROW * CELL + CELL // 2,
                y + TITLE_HEIGHT + index // PER_ROW * CELL + CELL // 2,
            )
            for index, person in enumerate(group.persons)
        ]
        return Block(x, y, _shorten(group.title), group.size_text, dots)

    def _dot(self, person: Person, x: int, y: int) -> Dot:
        index, kind = self._kinds[person.kind]
        words = [person.label, kind.name, str(self.states[person.state]) if person.state else ""]
        return Dot(x, y, kind.letter, index % PATTERNS + 1, person.state, " · ".join(word for word in words if word))


def _counted(entries: Sequence[LegendEntry]) -> list[str]:
    return [_("%(name)s%(count)d人") % {"name": entry.name, "count": entry.count} for entry in entries]


def _block_height(group: PersonGroup) -> int:
    rows = -(-len(group.persons) // PER_ROW)
    return TITLE_HEIGHT + rows * CELL


def _shorten(title: str) -> str:
    return title if len(title) <= TITLE_ROOM else title[: TITLE_ROOM - 1] + "…"
