"""What a unit's report gives to figures of those above that count over units below: counters, never records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from keqiao.kernel.organisations.tree import today
from keqiao.plans.engine.commitments import Commitment, Scope
from keqiao.plans.engine.counts import Counts, Place, added
from keqiao.plans.engine.evaluate import Asked, answers_to
from keqiao.plans.engine.questions import Question
from keqiao.plans.engine.scans import Answers
from keqiao.plans.engine.tree import Node
from keqiao.plans.figures import asked_of, source_of
from keqiao.plans.models import Report, ReportedCount
from keqiao.plans.packages.package import Package
from keqiao.plans.world import Installation


@dataclass(frozen=True)
class Contribution:
    """Counters for one question of a figure above: of the whole unit or of one that it leads."""

    commitment: str
    part: str
    organisation: int
    period: int
    counts: Counts

    @classmethod
    def of(cls, row: ReportedCount) -> Contribution:
        """What a report kept."""
        counts = Counts(row.yes, row.no, row.unknown, row.amount, row.band)
        return cls(row.commitment, row.part, row.organisation, row.period, counts)

    def frozen(self, report: Report) -> ReportedCount:
        """The unsaved record of it in a report."""
        counted = self.counts
        return ReportedCount(
            report=report,
            commitment=self.commitment,
            part=self.part,
            organisation=self.organisation,
            period=self.period,
            yes=counted.yes,
            no=counted.no,
            unknown=counted.unknown,
            amount=counted.amount,
            band=counted.band,
        )


def contributions(unit: int, package: Package, day: int) -> list[Contribution]:
    """What an association gives upward under a plan on a day, in the plan's order; others give nothing themselves."""
    world = Installation()
    tree = world.tree(day)
    if tree.owners.get(unit) != unit:
        return []
    above = [node.id for node in tree.ancestors(unit) if node.id != unit]
    asked = [
        one
        for one in asked_of([package], world, day, above, None)
        if one.subjects and one.commitment.scope is not Scope.OWN
    ]
    area = {node.id: node for node in tree.subtree(unit) if tree.owners[node.id] == unit}
    answers = answers_to(asked, source_of(set(area), world, kept=day == today()))
    return [
        given for one in asked for question in one.questions for given in _given(one, question, answers, unit, area)
    ]


def _given(
    one: Asked, question: Question, answers: Answers, unit: int, area: Mapping[int, Node]
) -> Iterator[Contribution]:
    """Of units counted one by one each one's counters, otherwise those of the whole area together."""
    found: dict[Place, list[Counts]] = {}
    for (organisation, period), counts in answers[question].items():
        if organisation in area and _counts(one.commitment, area[organisation]):
            place = organisation if one.commitment.units else unit
            found.setdefault((place, period), []).append(counts)
    for (place, period), counted in sorted(found.items()):
        together = added(counted, latest=bool(question.latest))
        yield Contribution(one.commitment.key, question.part, place, period, together)


def _counts(made: Commitment, node: Node) -> bool:
    return made.units is None or made.units.fits(node.kind, node.level)
