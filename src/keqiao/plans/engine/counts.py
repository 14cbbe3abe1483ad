"""The counters of one question at one organisation. Only integers, so that every engine and every roll-up agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Counts:
    """Rows that say yes, no or nothing sure, and the sum over those that say yes.

    Of a question for the latest day, ``yes`` and ``unknown`` are days (``yyyymmdd``, 0: none) instead.
    ``band``: the one code of a banded target's column; empty when there is none or rows differ.
    """

    yes: int = 0
    no: int = 0
    unknown: int = 0
    amount: int = 0
    band: str = ""

    @property
    def total(self) -> int:
        """All rows that were counted."""
        return self.yes + self.no + self.unknown

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(
            self.yes + other.yes,
            self.no + other.no,
            self.unknown + other.unknown,
            self.amount + other.amount,
            self.band if self.band == other.band else "",
        )

    def later(self, other: Counts) -> Counts:
        """The later days of both."""
        return Counts(max(self.yes, other.yes), 0, max(self.unknown, other.unknown))


NOTHING = Counts()
# Counters by organisation and period (key 0: no period). What an organisation reported, rather than what its
# records say, stands at its number below nought.
Place = tuple[int, int]
Table = Mapping[Place, Counts]


def as_reported(organisation: int) -> int:
    """Where the counters stand that an organisation reported."""
    return -organisation


def reported_by(place: int) -> int | None:
    """Who reported what stands at a place; None where records were counted."""
    return -place if place < 0 else None


def added(found: Iterable[Counts], *, latest: bool) -> Counts:
    """All of them together: added up, or the latest of each."""
    total: Counts | None = None
    for one in found:
        total = one if total is None else total.later(one) if latest else total + one
    return total or NOTHING
