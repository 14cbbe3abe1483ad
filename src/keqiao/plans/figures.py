"""The figures of an association, for pages and commands: from tallies for today, counted anew for other days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from keqiao.kernel.facts import schema
from keqiao.kernel.organisations.tree import today
from keqiao.plans.engine.counts import reported_by
from keqiao.plans.engine.evaluate import (
    Asked,
    Figure,
    answers_to,
    ask,
    judge,
    leaves_of,
    other_results,
    unit_results,
)
from keqiao.plans.engine.inheritance import standing
from keqiao.plans.engine.results import Result
from keqiao.plans.engine.scans import Answers, Scanner, Source
from keqiao.plans.engine.tree import Node
from keqiao.plans.kept import Kept
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.reports.upward import Reporting, Upward
from keqiao.plans.tallies import refresh
from keqiao.plans.world import Installation


@dataclass(frozen=True)
class Board:
    """What was asked of which plans, the world it was asked in, the counters and the figures."""

    asked: Sequence[Asked]
    world: Installation
    answers: Answers
    figures: Sequence[Figure]

    def asked_for(self, figure: Figure) -> Asked:
        """What was asked for a figure."""
        return next(one for one in self.asked if one.commitment is figure.commitment)

    def leaves(self, figure: Figure) -> list[int]:
        """Organisations whose records the figure rests on; those of other associations are theirs to show."""
        asked = self.asked_for(figure)
        found = leaves_of([replace(asked, subjects=(figure.subject,))], self.world)
        if asked.reports(self.world) is None:
            return sorted(found)
        owners = self.world.tree(asked.day).owners
        return sorted(leaf for leaf in found if owners[leaf] == owners[figure.subject.id])

    def others(self, figure: Figure) -> Mapping[Node, Result]:
        """What each other association below gives to the figure."""
        return other_results(figure, self.asked_for(figure), self.world, self.answers)

    def reports(self, figure: Figure) -> Mapping[int, int]:
        """The report of each association below on which the figure rests."""
        return self.asked_for(figure).reports(self.world) or {}

    def giving(self) -> set[int]:
        """Associations from whom some figure takes what they report."""
        tables = [self.answers[question] for one in self.asked if one.subjects for question in one.questions]
        units = {unit for table in tables for place, _period in table if (unit := reported_by(place)) is not None}
        owners = self.world.tree(today()).owners
        return {owners[unit] for unit in units if unit in owners}

    def units(self, figure: Figure) -> Mapping[Node, Result]:
        """Of a figure that counts units, each unit's own result."""
        return unit_results(figure, self.asked_for(figure), self.world, self.answers)


def board(
    packages: Iterable[Package],
    *,
    as_of: int | None = None,
    organisations: Iterable[int] | None = None,
    commitments: Iterable[str] | None = None,
    kept: bool = True,
    world: Installation | None = None,
) -> Board:
    """Figures of plans on a day (default today), for these organisations and commitments (default all).

    ``kept``: today's figures come from tallies, brought up to date first. Otherwise everything is counted.
    ``world``: what was looked up already, for several boards of one page; with an ``Installation`` instead of
    ``Reporting`` records count at every level, as for nobody but the operator.
    """
    day = today() if as_of is None else as_of
    world = world or Reporting()
    asked = asked_of(list(packages), world, day, organisations, None if commitments is None else set(commitments))
    if kept and day == today():
        refresh(day, world)
        records: Source = Kept.of(asked, world)
    else:
        records = Scanner(world.database, schema.all_facts(), leaves_of(asked, world))
    answers = answers_to(asked, Upward(records, asked, world))
    return Board(asked, world, answers, judge(asked, world, answers))


def asked_of(
    packages: Sequence[Package], world: Installation, day: int, only: Iterable[int] | None, wanted: set[str] | None
) -> list[Asked]:
    """What these plans say to these organisations where no nearer plan speaks instead. All plans are heard for that."""
    heard = {package.id: package for package in (*library().all(), *packages)}
    subjects = None if only is None else list(only)
    everything = [
        one for package in heard.values() for one in ask(package.commitments, package.scope, world, day, subjects)
    ]
    chosen = {package.id for package in packages}
    return [
        one
        for one in standing(everything, {name: package.terms for name, package in heard.items()}, world)
        if one.scope.plan in chosen and (wanted is None or one.commitment.id in wanted)
    ]


def owing(package: Package, organisations: Iterable[int], world: Installation) -> list[Node]:
    """Those among the organisations who owe something under a plan today, in administrative order."""
    asked = asked_of([package], world, today(), organisations, None)
    found = {subject.id: subject for one in asked for subject in one.subjects}
    return sorted(found.values(), key=lambda node: node.code)


def figures_of(organisation: int, *, as_of: int | None = None) -> list[Figure]:
    """All that an organisation owes under plans in force."""
    plans = [package for package in library().all() if package.state != "draft"]
    return list(board(plans, as_of=as_of, organisations=[organisation]).figures)


def source_of(leaves: set[int], world: Installation, *, kept: bool) -> Source:
    """Where these organisations' records are counted; ``kept``: as tallies have them, brought up to date first."""
    if kept:
        refresh(today())
        return Kept(leaves)
    return Scanner(world.database, schema.all_facts(), leaves)
