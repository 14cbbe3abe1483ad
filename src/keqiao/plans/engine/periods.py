"""Complete periods between a plan's adoption and a day: years and half-years, half-open, named 2018 or 2018H1."""

from __future__ import annotations

from dataclasses import dataclass

from keqiao.plans.engine.days import YEAR

KINDS = ("year", "half_year")


@dataclass(frozen=True, order=True)
class Period:
    """From ``start`` to before ``end``; ``key`` (2018, or 20181 and 20182 for halves) orders periods of one kind."""

    key: int
    start: int
    end: int

    @property
    def year(self) -> int:
        """The calendar year it lies in."""
        return self.start // YEAR

    @property
    def name(self) -> str:
        """2018, or 2018H1."""
        return str(self.key) if self.key < YEAR else f"{self.key // 10}H{self.key % 10}"


def period_of(kind: str, day: int) -> Period:
    """The period of that kind in which the day lies."""
    year = day // YEAR
    if kind == "year":
        return Period(year, year * YEAR + 101, (year + 1) * YEAR + 101)
    if day % YEAR < 701:
        return Period(year * 10 + 1, year * YEAR + 101, year * YEAR + 701)
    return Period(year * 10 + 2, year * YEAR + 701, (year + 1) * YEAR + 101)


def complete_periods(kind: str, since: int, until: int) -> list[Period]:
    """Periods that begin on or after ``since`` and have ended by ``until``, oldest first."""
    found = []
    period = period_of(kind, since)
    if period.start < since:
        period = period_of(kind, period.end)
    while period.end <= until:
        found.append(period)
        period = period_of(kind, period.end)
    return found
