"""Boundary cases: a commitment over rows given by hand must come out as the package says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from keqiao.kernel.facts.schema import Fact
from keqiao.plans.engine import days
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.database import Database
from keqiao.plans.engine.evaluate import Figure, ask, evaluate
from keqiao.plans.engine.given import given, physical_types
from keqiao.plans.engine.scans import Scanner
from keqiao.plans.engine.tree import Node, Tree
from keqiao.plans.packages.package import Package

HOME = 1_000_000  # the organisation that owes the commitment and owns rows that name no organisation


@dataclass(frozen=True)
class CaseResult:
    """A case and where it came out otherwise than expected: what was expected and found, by key."""

    commitment: str
    line: int
    differences: Mapping[str, tuple[Any, Any]]


class _OneDay:
    """The world of a case: the home over every organisation that its rows name."""

    def __init__(self, made: Commitment, package: Package, organisations: Iterable[int], ends: int | None) -> None:
        home = Node(HOME, "home", "home", made.subject.kind, made.subject.level, None, package.jurisdiction)
        units = made.units or made.subject
        below = [
            Node(one, f"{one:08}", str(one), units.kind, units.level, HOME) for one in organisations if one != HOME
        ]
        self.all, self.ends = Tree.of([home, *below]), ends

    def tree(self, day: int) -> Tree:
        return self.all

    def congress_end(self, organisation: int, day: int) -> int | None:
        return self.ends

    def reports(self, plan: str, day: int) -> None:
        """Records count at every level."""


def run_cases(package: Package, facts: Mapping[str, Fact], database: Database) -> list[CaseResult]:
    """Every case of the package with what came out otherwise."""
    return [_run(package, case, facts, database) for case in package.cases]


def _run(package: Package, case: Mapping[str, Any], facts: Mapping[str, Fact], database: Database) -> CaseResult:
    made, expected = package.commitment(case["commitment"]), case["expect"]
    figure = figure_of(package, made, case, facts, database)
    found = _found(figure)
    wanted = {key: _exact(value) if key == "value" else value for key, value in expected.items()}
    differing = {key: (value, found[key]) for key, value in wanted.items() if found[key] != value}
    return CaseResult(made.id, getattr(case, "line", 0), differing)


def figure_of(
    package: Package, made: Commitment, case: Mapping[str, Any], facts: Mapping[str, Fact], database: Database
) -> Figure:
    """The figure of a case's home organisation."""
    rows = {
        name: [_full(facts[name], number, row) for number, row in enumerate(case["rows"].get(name, ()))]
        for name in facts
    }
    standing = {name: given(facts[name], found) for name, found in rows.items()}
    organisations = sorted({row["organisation"] for found in rows.values() for row in found})
    ends = days.parse(case["congress_ends"]) if "congress_ends" in case else None
    own = replace(package.scope, subject=made.subject)
    world = _OneDay(made, package, organisations, ends)
    asked = ask([made], own, world, days.parse(case["as_of"]), only=[HOME])
    (figure,) = evaluate(asked, world, Scanner(database, standing))
    return figure


def _full(fact: Fact, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """Every physical column of the fact: what the case says, what follows from it, and NULL."""
    full: dict[str, Any] = dict.fromkeys(physical_types(fact))
    full |= {"id": number, "organisation": HOME} | dict(row)
    if "year" in full and full["year"] is None and full.get("date"):
        full["year"] = full["date"] // days.YEAR
    return full


def _found(figure: Figure) -> dict[str, Any]:
    result = figure.result
    no = None
    if result.yes is not None and result.denominator is not None:
        no = int(result.denominator) - result.yes - result.unknown
    return {
        "yes": result.yes,
        "no": no,
        "unknown": result.unknown,
        "value": result.value,
        "status": figure.status.value,
    }


def _exact(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)
