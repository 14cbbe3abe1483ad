"""Figures: every commitment of a plan for everybody who owes it, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from keqiao.plans.engine.commitments import Commitment, Scope
from keqiao.plans.engine.counts import Counts, Place, as_reported
from keqiao.plans.engine.periods import complete_periods
from keqiao.plans.engine.questions import MAIN, Question, questions_of
from keqiao.plans.engine.results import Result, Tables, measure, of_units
from keqiao.plans.engine.scans import Answers, Source
from keqiao.plans.engine.status import Standing, Status, status
from keqiao.plans.engine.tree import Node, PlanScope, Tree


class World(Protocol):
    """What an evaluation looks up beside the counters."""

    def tree(self, day: int) -> Tree:
        """The tree of organisations on a day."""

    def congress_end(self, organisation: int, day: int) -> int | None:
        """The day on which the current term of an organisation's congress ends; None when unknown."""

    def reports(self, plan: str, day: int) -> Mapping[int, int] | None:
        """By association, the latest report it sent under a plan by that day; None: everybody's records count."""


@dataclass(frozen=True)
class Figure:
    """A commitment's figure for one organisation, asked for ``as_of`` and valued on ``valued_on``."""

    commitment: Commitment
    subject: Node
    as_of: int
    valued_on: int
    due: int | None
    result: Result
    status: Status

    @property
    def final(self) -> bool:
        """Whether its last due day has passed, so that its value stays as it was on that day."""
        return self.commitment.due.day is not None and self.as_of > self.commitment.due.day


@dataclass(frozen=True)
class Asked:
    """A commitment on the day on which it is valued, with those who owe it."""

    commitment: Commitment
    scope: PlanScope
    as_of: int
    subjects: tuple[Node, ...]

    @property
    def day(self) -> int:
        """The day asked for, or the last due day once that has passed."""
        due = self.commitment.due.day
        return self.as_of if due is None else min(self.as_of, due)

    @cached_property
    def questions(self) -> list[Question]:
        """What has to be counted for it."""
        return questions_of(self.commitment, self.day, self.scope.adopted)

    def reports(self, world: World) -> Mapping[int, int] | None:
        """What associations below reported by the day asked for; None: everybody's records count."""
        return None if self.commitment.scope is Scope.OWN else world.reports(self.scope.plan, self.as_of)


def ask(
    commitments: Iterable[Commitment], scope: PlanScope, world: World, as_of: int, only: Iterable[int] | None = None
) -> list[Asked]:
    """Each commitment with those who owe it on the day that counts; ``only``: nobody but these organisations."""
    wanted = None if only is None else list(only)
    found = []
    for made in commitments:
        asked = Asked(made, scope, as_of, ())
        found.append(replace(asked, subjects=tuple(scope.subjects(made, world.tree(asked.day), wanted))))
    return found


def evaluate(asked: Sequence[Asked], world: World, source: Source) -> list[Figure]:
    """The figures, commitment by commitment in the plan's order, subjects in administrative order."""
    return judge(asked, world, answers_to(asked, source))


def answers_to(asked: Iterable[Asked], source: Source) -> Answers:
    """The counters of all that is asked; nothing is counted for a commitment that nobody owes."""
    return source.answers(question for one in asked if one.subjects for question in one.questions)


def judge(asked: Iterable[Asked], world: World, answers: Answers) -> list[Figure]:
    """The figures that follow from the counters."""
    found = []
    for one in asked:
        tables = tables_of(one, answers) if one.subjects else {}
        found += [_figure(one, subject, world, tables) for subject in one.subjects]
    return found


def leaves_of(asked: Iterable[Asked], world: World) -> set[int]:
    """Organisations whose rows the figures rest on."""
    found: set[int] = set()
    for one in asked:
        for subject in one.subjects:
            found |= set(_leaves(one, subject, world))
    return found


def _figure(asked: Asked, subject: Node, world: World, tables: Tables) -> Figure:
    made = asked.commitment
    result = result_of(asked, subject, world, tables)
    due = world.congress_end(subject.id, asked.day) if made.due.next_congress else made.due.day
    standing = Standing(
        holds=result.holds,
        value=result.value,
        goal=result.goal,
        baseline=result.baseline,
        adopted=asked.scope.adopted,
        due=due,
        as_of=asked.as_of,
        waits_for_person=result.waits_for_person,
        due_unknown=made.due.next_congress and due is None,
    )
    return Figure(made, subject, asked.as_of, asked.day, due, result, status(standing))


def tables_of(asked: Asked, answers: Answers) -> Tables:
    """The counters of a commitment by part; a part that was asked period by period is put together again."""
    tables: dict[str, dict[Place, Counts]] = {}
    for question in asked.questions:
        tables.setdefault(question.part, {}).update(answers[question])
    return tables


def result_of(asked: Asked, subject: Node, world: World, tables: Tables) -> Result:
    """What a commitment's figure is for somebody who owes it, without judging how it stands."""
    match asked.commitment.scope:
        case Scope.OWN:
            return measured(asked, tables, [subject.id])
        case Scope.BELOW:
            return _below(asked, subject, world, tables)
        case Scope.EACH:
            results = list(_by_unit(asked, subject, world, tables).values())
            return replace(of_units(results), silent=sum(result.silent for result in results))


def unit_results(figure: Figure, asked: Asked, world: World, answers: Answers) -> Mapping[Node, Result]:
    """Of a figure that counts units, each unit's own result."""
    return _by_unit(asked, figure.subject, world, tables_of(asked, answers)) if figure.commitment.units else {}


def other_results(figure: Figure, asked: Asked, world: World, answers: Answers) -> Mapping[Node, Result]:
    """What each other association below gives to a figure that adds up rows; who has nothing is left out."""
    if asked.commitment.scope is not Scope.BELOW or (reports := asked.reports(world)) is None:
        return {}
    tree, tables = world.tree(asked.day), tables_of(asked, answers)
    counted = {place for place, _period in tables.get(MAIN, ())}
    giving = (one for one in tree.others(figure.subject.id) if as_reported(one) in counted)
    return {
        tree.nodes[one]: replace(measured(asked, tables, [as_reported(one)]), silent=int(one not in reports))
        for one in giving
    }


def measured(asked: Asked, tables: Tables, places: Sequence[int]) -> Result:
    """What the counters at these places say, added up."""
    made = asked.commitment
    periods = complete_periods(made.period_kind, asked.scope.adopted, asked.day) if made.period_kind else []
    return measure(made, tables, places, asked.day, periods)


def _below(asked: Asked, subject: Node, world: World, tables: Tables) -> Result:
    """The records of the subject's own area and, of others, what they reported."""
    tree, reports = world.tree(asked.day), asked.reports(world)
    leaves = [node.id for node in tree.subtree(subject.id)]
    if reports is None:
        return measured(asked, tables, leaves)
    own = [leaf for leaf in leaves if tree.owners[leaf] == tree.owners[subject.id]]
    others = tree.others(subject.id)
    found = measured(asked, tables, [*own, *map(as_reported, others)])
    counted = {place for place, _period in tables.get(MAIN, ())}
    return replace(found, silent=sum(as_reported(one) in counted for one in others if one not in reports))


def _by_unit(asked: Asked, subject: Node, world: World, tables: Tables) -> dict[Node, Result]:
    """Each unit's result; nothing is known of one for which another association answers that sent no report."""
    tree, reports = world.tree(asked.day), asked.reports(world)
    found = {}
    for unit in tree.below(subject.id, asked.commitment.units) if asked.commitment.units else ():
        answers_for_it = tree.owners[unit.id]
        if reports is None or answers_for_it == tree.owners[subject.id]:
            found[unit] = measured(asked, tables, [unit.id])
        elif answers_for_it in reports:
            found[unit] = measured(asked, tables, [as_reported(unit.id)])
        else:
            found[unit] = Result(silent=1)
    return found


def _leaves(asked: Asked, subject: Node, world: World) -> list[int]:
    """Whose rows are counted; the tree is read only for figures that look below."""
    made = asked.commitment
    match made.scope:
        case Scope.OWN:
            return [subject.id]
        case Scope.BELOW:
            return [node.id for node in world.tree(asked.day).subtree(subject.id)]
        case Scope.EACH:
            assert made.units is not None
            return [node.id for node in world.tree(asked.day).below(subject.id, made.units)]
