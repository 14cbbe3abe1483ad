"""Answers from tallies: what was counted when it last changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from keqiao.plans.engine.counts import Counts, Place
from keqiao.plans.engine.evaluate import Asked, World, leaves_of
from keqiao.plans.engine.questions import Question
from keqiao.plans.engine.scans import Answers
from keqiao.plans.models import Tally

COLUMNS = ("commitment", "part", "organisation", "period", "yes", "no", "unknown", "amount", "band")
FEW = 20  # organisations of several commitments that are named together
MOST_LEAVES = 2000  # organisations named in a query; of more, everything is looked at


class Kept:
    """Answers questions from tallies. ``leaves``: only these organisations' counters are needed; None: everybody's."""

    def __init__(self, leaves: Iterable[int] | None = None) -> None:
        """Say whose counters will be asked for."""
        self.leaves = None if leaves is None else set(leaves)
        self.by_commitment: Mapping[str, set[int]] = {}

    @classmethod
    def of(cls, asked: Iterable[Asked], world: World) -> Kept:
        """For these commitments, each of which needs the counters of its own leaves only."""
        made = cls(())
        made.by_commitment = {one.commitment.key: leaves_of([one], world) for one in asked}
        return made

    def answers(self, questions: Iterable[Question]) -> Answers:
        """The kept counters of each question."""
        asked = list(questions)
        rows = (row for tallies in self._read({one.commitment for one in asked}) for row in tallies)
        found = by_question(rows)
        return {one: found.get((one.commitment, one.part, one.tag), {}) for one in asked}

    def _read(self, commitments: set[str]) -> Iterator[Iterable[tuple[Any, ...]]]:
        """The tallies of commitments that need the same organisations': few together, more, or everybody's."""
        groups: dict[frozenset[int] | None, set[str]] = {}
        needed = (self._leaves(one) or () for one in commitments)
        few = frozenset().union(*(leaves for leaves in needed if len(leaves) <= FEW))
        for one in commitments:
            leaves = self._leaves(one)
            if leaves is None or len(leaves) > MOST_LEAVES:
                groups.setdefault(None, set()).add(one)
            elif leaves:
                alike = few if len(leaves) <= FEW and len(few) <= MOST_LEAVES else frozenset(leaves)
                groups.setdefault(alike, set()).add(one)
        for group, found in groups.items():
            tallies = _of(found)
            yield (tallies if group is None else tallies.filter(organisation__in=group)).values_list(*COLUMNS)

    def _leaves(self, commitment: str) -> set[int] | None:
        return self.by_commitment.get(commitment, self.leaves)


def _of(commitments: set[str]) -> QuerySet[Tally]:
    """With their plans, by which the index of tallies begins."""
    plans = {one.partition("/")[0] for one in commitments}
    return Tally.objects.filter(plan__in=plans, commitment__in=commitments)


def by_question(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[str, str, int], dict[Place, Counts]]:
    """Rows of ``COLUMNS`` as the counters of each commitment, part and tag (0: of every period)."""
    found: dict[tuple[str, str, int], dict[Place, Counts]] = {}
    for commitment, part, organisation, period, *counters in rows:
        for tag in {0, period}:
            found.setdefault((commitment, part, tag), {})[organisation, period] = Counts(*counters)
    return found
