"""What a unit gives upward, in words: of each figure above the number that the unit's report carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.counts import Counts, Place
from keqiao.plans.engine.evaluate import Asked, measured
from keqiao.plans.engine.results import Result, of_units
from keqiao.plans.packages.package import Package
from keqiao.plans.reports.contributed import Contribution
from keqiao.plans.shown import in_language, result_words


@dataclass(frozen=True)
class Line:
    """A figure of somebody above and what the unit gives to it."""

    title: str
    said: str


def lines(package: Package, given: Iterable[Contribution], day: int) -> list[Line]:
    """One for each figure above, in the plan's order; figures that the plan no longer has are left out."""
    by_commitment: dict[str, list[Contribution]] = {}
    for one in given:
        by_commitment.setdefault(one.commitment, []).append(one)
    return [
        Line(in_language(made.title), said(made, package, by_commitment[made.key], day))
        for made in package.commitments
        if made.key in by_commitment
    ]


def said(made: Commitment, package: Package, given: Iterable[Contribution], day: int) -> str:
    """What a unit gives to one figure, in words."""
    return result_words(made, _result(made, package, given, day))


def _result(made: Commitment, package: Package, given: Iterable[Contribution], day: int) -> Result:
    asked = Asked(made, package.scope, day, ())
    tables: dict[str, dict[Place, Counts]] = {}
    for one in given:
        tables.setdefault(one.part, {})[one.organisation, one.period] = one.counts
    places = sorted({place for table in tables.values() for place, _period in table})
    if made.units is not None:
        return of_units(measured(asked, tables, [place]) for place in places)
    return measured(asked, tables, places)
