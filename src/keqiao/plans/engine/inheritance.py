"""Which plan speaks for whom: of a topic the nearest plan in force, and beside it the floors of plans above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.evaluate import Asked, World
from keqiao.plans.engine.tree import Tree


@dataclass(frozen=True)
class Superseded:
    """Clauses of another plan that no longer bind from a day on."""

    plan: str
    clauses: frozenset[str]
    since: int


@dataclass(frozen=True)
class Terms:
    """What decides whether a plan displaces others: drafts never do. ``until``: the first day it no longer binds."""

    plan: str
    draft: bool = False
    adopted: int = 0
    until: int | None = None
    supersedes: tuple[Superseded, ...] = ()

    def in_force(self, day: int) -> bool:
        """Whether the plan binds on a day."""
        return not self.draft and self.adopted <= day and (self.until is None or day < self.until)


def standing(asked: Sequence[Asked], terms: Mapping[str, Terms], world: World) -> list[Asked]:
    """The commitments with those subjects for whom they still speak, in the order given.

    A commitment of a nearer plan in force takes the place of one on the same topic from a plan above,
    unless that one is a floor. Drafts neither displace nor are displaced.
    """
    if not asked:
        return []
    tree, day = world.tree(asked[0].as_of), asked[0].as_of
    dropped = _dropped(terms.values(), day)
    nearest = _nearest((one for one in asked if _binds(one, terms, day, dropped)), tree)
    found = []
    for one in asked:
        if terms[one.scope.plan].draft:
            found.append(one)
        elif _binds(one, terms, day, dropped):
            found.append(_kept(one, nearest, tree))
    return found


def _dropped(terms: Iterable[Terms], day: int) -> set[tuple[str, str]]:
    """Plan and clause of everything that a later document took the place of."""
    superseding = [one for plan in terms if plan.in_force(day) for one in plan.supersedes if one.since <= day]
    return {(one.plan, clause) for one in superseding for clause in one.clauses}


def _binds(one: Asked, terms: Mapping[str, Terms], day: int, dropped: set[tuple[str, str]]) -> bool:
    return terms[one.scope.plan].in_force(day) and (one.scope.plan, one.commitment.clause) not in dropped


def _nearest(binding: Iterable[Asked], tree: Tree) -> dict[tuple[int, str], int]:
    """For each subject and topic the depth of the deepest plan that speaks of it."""
    found: dict[tuple[int, str], int] = {}
    for one in binding:
        for subject in one.subjects:
            key = subject.id, one.commitment.topic
            found[key] = max(found.get(key, -1), _depth(one, subject.id, tree))
    return found


def _kept(one: Asked, nearest: Mapping[tuple[int, str], int], tree: Tree) -> Asked:
    if one.commitment.floor:
        return one
    subjects = [
        subject
        for subject in one.subjects
        if _depth(one, subject.id, tree) == nearest[subject.id, one.commitment.topic]
    ]
    return replace(one, subjects=tuple(subjects))


def _depth(one: Asked, subject: int, tree: Tree) -> int:
    """How far below the top the plan's association stands, on the way up from the subject."""
    above = list(tree.ancestors(subject))
    roots = {root.id for root in one.scope.roots(tree)}
    return next((len(above) - place for place, node in enumerate(above) if node.id in roots), 0)


@dataclass(frozen=True)
class Rivals:
    """Two plans in force at one place that both speak of a topic."""

    first: Commitment
    second: Commitment


def rivals(commitments: Iterable[tuple[str, Commitment]]) -> list[Rivals]:
    """Commitments on one topic for one kind of subject at one place. Pairs are (jurisdiction, commitment)."""
    seen: dict[tuple[str, str, str], Commitment] = {}
    found = []
    for jurisdiction, made in commitments:
        key = jurisdiction, made.topic, str(made.subject)
        first = seen.setdefault(key, made)
        if first.plan != made.plan:
            found.append(Rivals(first, made))
    return found
