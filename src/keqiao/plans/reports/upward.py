"""Figures of upper levels: of associations below they take what these reported, never their records.

A figure that counts over units below adds the records of its own association's area to the counters that
other associations reported last. Of one that didn't report, only how many rows there are is taken, as unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import Max

from keqiao.plans.engine.commitments import Scope
from keqiao.plans.engine.counts import Counts, Place, Table, added, as_reported
from keqiao.plans.engine.database import Database
from keqiao.plans.engine.evaluate import Asked, World
from keqiao.plans.engine.questions import Question
from keqiao.plans.engine.scans import Answers, Source
from keqiao.plans.kept import COLUMNS, by_question
from keqiao.plans.library import library
from keqiao.plans.models import Report, ReportedCount, ReportState
from keqiao.plans.world import Installation

Reported = Mapping[tuple[str, str, int], Table]  # by commitment, part and tag


class Reporting(Installation):
    """The world as pages see it: above an association stands what it reported."""

    def __init__(self, database: Database | None = None, *, like: Installation | None = None) -> None:
        """Where to look; without a word, in the installation's database. ``like``: who has looked there before."""
        super().__init__(database, like=like)
        self._binding = {package.id for package in library().all() if package.state != "draft"}
        self._reports: dict[int, dict[str, dict[int, int]]] = {}

    def reports(self, plan: str, day: int) -> Mapping[int, int] | None:
        """The latest report of each association as of that day or before; of a draft nobody reports anything."""
        if plan not in self._binding:
            return None
        if day not in self._reports:
            found: dict[str, dict[int, int]] = {}
            sent = Report.objects.filter(status=ReportState.SENT, as_of__lte=day).order_by()
            for name, organisation, last in sent.values_list("plan", "organisation").annotate(last=Max("pk")):
                found.setdefault(name, {})[organisation] = last
            self._reports[day] = found
        return self._reports[day].get(plan, {})


class Upward:
    """Answers from records, and beside them, for figures that look below, from reports."""

    def __init__(self, live: Source, asked: Sequence[Asked], world: World) -> None:
        """Bind where records are counted, and what will be asked."""
        self.live, self.world = live, world
        looking = [one for one in asked if one.subjects and one.reports(world) is not None]
        self.asked = [(one, others) for one in looking if (others := self._others(one))]

    def answers(self, questions: Iterable[Question]) -> Answers:
        """The counters of each question."""
        found = dict(self.live.answers(questions))
        reported = self._reported()
        for one, others in self.asked:
            for question in one.questions:
                from_below = self._from_below(one, others, question, found[question], reported)
                found[question] = {**found[question], **from_below}
        return found

    def _reported(self) -> Reported:
        """What the reports said that count here, as if asked of the organisations' numbers below nought."""
        reports = {
            report
            for one, others in self.asked
            for organisation, report in (one.reports(self.world) or {}).items()
            if organisation in others
        }
        if not reports:
            return {}
        wanted = {one.commitment.key for one, _others in self.asked}
        rows = ReportedCount.objects.filter(report__in=reports, commitment__in=wanted)
        return by_question(rows.values_list(*COLUMNS))

    def _others(self, one: Asked) -> set[int]:
        tree = self.world.tree(one.day)
        return {other for subject in one.subjects for other in tree.others(subject.id)}

    def _from_below(
        self, one: Asked, others: set[int], question: Question, live: Table, reported: Reported
    ) -> dict[Place, Counts]:
        told = reported.get((question.commitment, question.part, question.tag), {})
        found = {(as_reported(organisation), period): counts for (organisation, period), counts in told.items()}
        veiled: dict[Place, list[Counts]] = {}
        for place, counts in self._placed(one, others, live):
            if place not in found:
                veiled.setdefault(place, []).append(_veiled(question, counts))
        return found | {place: added(counts, latest=bool(question.latest)) for place, counts in veiled.items()}

    def _placed(self, one: Asked, others: set[int], live: Table) -> Iterator[tuple[Place, Counts]]:
        """Counters of other associations' records with the place at which their reports would stand."""
        owners = self.world.tree(one.day).owners
        for (organisation, period), counts in live.items():
            owner = owners.get(organisation)
            if owner in others:
                unit = organisation if one.commitment.scope is Scope.EACH else owner
                yield (as_reported(unit), period), counts


def _veiled(question: Question, counts: Counts) -> Counts:
    """Of records that nobody reported it is known that they are there, and nothing that they say."""
    if question.latest:
        return Counts(unknown=max(counts.yes, counts.unknown))
    return Counts(unknown=counts.total)
