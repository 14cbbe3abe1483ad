"""A commitment as the engine knows it: everything read, every rule a tree, every amount exact."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from keqiao.kernel.facts.schema import Label
from keqiao.plans.engine.amounts import Amount
from keqiao.plans.engine.rules import Rule
from keqiao.plans.engine.targets import Target


class Measure(StrEnum):
    """How a commitment is counted."""

    SHARE = "share"
    COUNT = "count"
    SUM = "sum"
    COVERAGE = "coverage"
    RATIO = "ratio"
    RHYTHM = "rhythm"
    STREAK = "streak"
    RETURNED = "returned"
    ATTESTED = "attested"


class Scope(StrEnum):
    """Whose rows count: the subject's own, those of its subtree too, or each unit below by itself."""

    OWN = "own"
    BELOW = "below"
    EACH = "each"


class Force(StrEnum):
    """How strongly the plan demands it."""

    MUST = "must"
    SHOULD = "should"
    STRIVE = "strive"
    EXPLORE = "explore"


@dataclass(frozen=True)
class Subject:
    """Organisations of a kind, on one level or on any: ``association@municipal``, ``society``."""

    kind: str
    level: str = ""

    @classmethod
    def read(cls, written: str) -> Subject:
        """From the form a package writes."""
        kind, _, level = written.partition("@")
        return cls(kind, level)

    def fits(self, kind: str, level: str) -> bool:
        """Whether an organisation of that kind and level is one."""
        return kind == self.kind and self.level in ("", level)

    def __str__(self) -> str:
        """The form a package writes."""
        return f"{self.kind}@{self.level}" if self.level else self.kind


@dataclass(frozen=True)
class With:
    """Coverage: so many rows of ``fact`` (or different values of ``distinct``) have the unit in the column ``by``."""

    fact: str
    by: str
    where: Rule | None = None
    at_least: int = 1
    distinct: str = ""


@dataclass(frozen=True)
class Cited:
    """A denominator taken from a publication; with it nobody can list the uncovered."""

    number: Fraction
    source: str
    page: str
    date: str
    confirmed_by: str


@dataclass(frozen=True)
class Over:
    """A ratio's denominator: ``sum`` added over a fact, as of the day or as of each period's start."""

    fact: str
    sum: str
    where: Rule | None = None
    at_period_start: bool = False


@dataclass(frozen=True)
class Rhythm:
    """How often: ``at_least`` rows each ``per`` (year, half_year), or no gap longer than ``gap_months``."""

    per: str = ""
    at_least: int = 1
    gap_months: int = 0


@dataclass(frozen=True)
class Streak:
    """How many groups of equal ``by`` have at the end of the ``order`` column a run of ``length`` rows."""

    by: tuple[str, ...]
    order: str
    length: int


@dataclass(frozen=True)
class Baseline:
    """What the figure is compared with: a printed value, the term before, or the same so many years earlier."""

    value: Amount | None = None
    term: bool = False
    years: int = 0


@dataclass(frozen=True)
class Due:
    """The last day on which it may be met: a date, or the end of the current congress term; neither: standing."""

    day: int | None = None
    next_congress: bool = False


@dataclass(frozen=True)
class Commitment:
    """One measurable duty that a clause states. ``unit``: what its value is in (see ``amounts``)."""

    plan: str
    id: str
    clause: str
    topic: str
    title: Label
    subject: Subject
    measure: Measure
    target: Target
    force: Force
    unit: str = "number"
    fact: str = ""
    scope: Scope = Scope.OWN
    units: Subject | None = None
    where: Rule | None = None
    that: Rule | None = None
    sum: str = ""
    distinct: str = ""
    over: Over | Cited | None = None
    withs: tuple[With, ...] = ()
    rhythm: Rhythm | None = None
    streak: Streak | None = None
    indicator: str = ""
    each: str = ""
    baseline: Baseline | None = None
    due: Due = field(default_factory=Due)
    by_reference: tuple[Subject, ...] = ()
    floor: bool = False
    basis: str = "printed"
    source: tuple[str, ...] = ()
    remark: Label | None = None

    @property
    def key(self) -> str:
        """Its name among all plans."""
        return f"{self.plan}/{self.id}"

    @property
    def period_kind(self) -> str:
        """``year`` or ``half_year`` where complete periods are measured, else empty."""
        return self.each or (self.rhythm.per if self.rhythm else "")

    @property
    def proof(self) -> str:
        """How the figure is proved: records, attested or returned."""
        return self.measure.value if self.measure in (Measure.ATTESTED, Measure.RETURNED) else "records"

    def owed_by(self, kind: str, level: str) -> bool:
        """Whether an organisation of that kind and level owes it, itself or by reference."""
        return any(subject.fits(kind, level) for subject in (self.subject, *self.by_reference))
