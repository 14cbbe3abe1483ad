"""Why a figure moved: its value before and after a refresh, and what was done in between."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from keqiao.plans.engine.commitments import Scope
from keqiao.plans.engine.evaluate import Asked, Figure, answers_to, ask, judge
from keqiao.plans.engine.results import Result
from keqiao.plans.kept import Kept
from keqiao.plans.models import Movement
from keqiao.plans.packages.package import Package
from keqiao.plans.reports.upward import Reporting, Upward

MOST_ENTRIES = 50  # audit entries remembered with one movement
Changed = Mapping[str, set[int]]  # organisations by fact


@dataclass(frozen=True)
class Watched:
    """Figures that could move, as they were before counting."""

    asked: Sequence[Asked]
    world: Reporting
    figures: Sequence[Figure]

    @classmethod
    def before(cls, packages: Iterable[Package], day: int, changed: Changed, world: Reporting) -> Watched:
        """The figures of those who owe something that rests on changed rows, from the tallies as they are now."""
        tree = world.tree(day)
        above = {node.id for leaves in changed.values() for leaf in leaves for node in tree.ancestors(leaf)}
        asked = [one for package in packages for one in ask(package.commitments, package.scope, world, day, above)]
        touched = [one for one in asked if one.subjects and _facts(one) & changed.keys()]
        return cls(touched, world, _figures(touched, world))

    @classmethod
    def above(cls, organisation: int, package: Package, day: int) -> Watched:
        """The figures of those above that take what an association reports."""
        world = Reporting()
        above = [node.id for node in world.tree(day).ancestors(organisation) if node.id != organisation]
        asked = ask(package.commitments, package.scope, world, day, above)
        taking = [one for one in asked if one.subjects and one.commitment.scope is not Scope.OWN]
        return cls(taking, world, _figures(taking, world))

    def note_report(self, entry: int) -> None:
        """Write down what a report moved that was sent in between."""
        sent = {fact: {entry} for one in self.asked for fact in _facts(one)}
        replace(self, world=Reporting()).note_movements(sent)

    def note_movements(self, entries: Mapping[str, set[int]]) -> None:
        """Write down each figure that came out otherwise, with the audit entries of what was done."""
        after = _figures(self.asked, self.world)
        facts = {one.commitment.key: _facts(one) for one in self.asked}
        Movement.objects.bulk_create(
            _movement(old, new, _causes(facts[new.commitment.key], entries))
            for old, new in zip(self.figures, after, strict=True)
            if _differ(old, new)
        )


def _figures(asked: Sequence[Asked], world: Reporting) -> list[Figure]:
    """As tallies and reports have them now."""
    return judge(asked, world, answers_to(asked, Upward(Kept.of(asked, world), asked, world)))


def _facts(asked: Asked) -> set[str]:
    return {fact for question in asked.questions for fact in question.facts}


def _causes(facts: set[str], entries: Mapping[str, set[int]]) -> list[int]:
    return sorted({entry for fact in facts for entry in entries.get(fact, ())})[-MOST_ENTRIES:]


def _differ(old: Figure, new: Figure) -> bool:
    plain = [replace(one.result, by_period=()) for one in (old, new)]
    return old.status is not new.status or plain[0] != plain[1]


def _movement(old: Figure, new: Figure, entries: list[int]) -> Movement:
    return Movement(
        commitment=new.commitment.key,
        organisation=new.subject.id,
        before=_written(old.result),
        after=_written(new.result),
        status_before=old.status.value,
        status_after=new.status.value,
        entries=json.dumps(entries),
    )


def _written(result: Result) -> str:
    """The value as it was counted: 57/90 rather than 19/30; otherwise the exact fraction."""
    if result.value is None:
        return ""
    if result.yes is not None and result.denominator and result.value == result.yes / result.denominator:
        return f"{result.yes}/{result.denominator}"
    return str(result.value)
