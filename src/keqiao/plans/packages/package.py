"""A plan package as read: who issued what for whom, its clauses, commitments and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from keqiao.kernel.facts.schema import Label
from keqiao.plans.engine.commitments import Commitment, Subject
from keqiao.plans.engine.inheritance import Superseded, Terms
from keqiao.plans.engine.parse import Definitions
from keqiao.plans.engine.tree import PlanScope


@dataclass(frozen=True)
class Clause:
    """One numbered place of a plan with our summary. ``number`` is the key in rules, ``printed`` what pages show."""

    number: str
    printed: str
    title: Label
    summary: Label
    clauses: tuple[Clause, ...] = ()

    def walk(self) -> Iterator[Clause]:
        """The clause and all below it, in the document's order."""
        yield self
        for clause in self.clauses:
            yield from clause.walk()


@dataclass(frozen=True)
class Note:
    """A printed figure that binds nobody, and why; or a place at which a plan says two things (``contradiction``)."""

    id: str
    clause: str
    target: str
    text: Label
    reason: str
    contradiction: bool = False


@dataclass(frozen=True)
class ProgrammeEntry:
    """What a plan starts: a template of a block with its settings. ``system``: which of the systems it is.

    ``file`` and ``line``: where its package writes it.
    """

    id: str
    clause: str
    title: Label
    template: str
    settings: Mapping[str, Any]
    system: str = ""
    summary: Label | None = None
    file: str = ""
    line: int = 0

    @property
    def block(self) -> str:
        """The block that runs it."""
        return self.template.partition(".")[0]


@dataclass(frozen=True)
class Package:
    """One plan as data. ``digest`` changes with any of its files; ``cases`` are kept as written.

    ``written``: the commitments by id as their files have them, for whoever measures something alike.
    """

    id: str
    title: Label
    issuer: Label
    jurisdiction: str
    subject: Subject
    adopted: int
    published: int
    state: str
    follows: tuple[str, ...]
    until: int | None
    supersedes: tuple[Superseded, ...]
    source_name: str
    source_digest: str
    distribution: Label | None
    about: Fraction
    definitions: Definitions
    clauses: tuple[Clause, ...]
    commitments: tuple[Commitment, ...]
    programmes: tuple[ProgrammeEntry, ...]
    notes: tuple[Note, ...]
    cases: tuple[Mapping[str, Any], ...]
    digest: str
    written: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def terms(self) -> Terms:
        """What decides whether it displaces other plans."""
        return Terms(self.id, self.state == "draft", self.adopted, self.until, self.supersedes)

    @property
    def scope(self) -> PlanScope:
        """Where it binds."""
        return PlanScope(self.id, self.jurisdiction, self.subject, self.adopted)

    @property
    def contradictions(self) -> list[Note]:
        """The places at which it says two things that can't both hold."""
        return [note for note in self.notes if note.contradiction]

    def all_clauses(self) -> Iterator[Clause]:
        """Every clause in the document's order."""
        for clause in self.clauses:
            yield from clause.walk()

    def clause(self, number: str) -> Clause:
        """The clause of that number. Raises KeyError."""
        for clause in self.all_clauses():
            if clause.number == number:
                return clause
        raise KeyError(number)

    def programme(self, name: str) -> ProgrammeEntry:
        """The programme of that id. Raises KeyError."""
        return {one.id: one for one in self.programmes}[name]

    def commitment(self, name: str) -> Commitment:
        """The commitment of that id. Raises KeyError."""
        for made in self.commitments:
            if made.id == name:
                return made
        raise KeyError(name)
