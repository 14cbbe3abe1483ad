"""Answers from tallies: what was counted when it last changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from keqiao.plans.engine.counts import Counts, Place
from keqiao.plans.engine.questions import Question
from keqiao.plans.engine.scans import Answers
from keqiao.plans.models import Tally

COLUMNS = ("commitment", "part", "organisation", "period", "yes", "no", "unknown", "amount", "band")
MOST_LEAVES = 2000  # organisations named in a query; of more, everything is looked at


class Kept:
    """Answers questions from tallies. ``leaves``: only these organisations' counters are needed; None: everybody's."""

    def __init__(self, leaves: Iterable[int] | None = None) -> None:
        """Say whose counters will be asked for."""
        self.leaves = None if leaves is None else set(leaves)

    def answers(self, questions: Iterable[Question]) -> Answers:
        """The kept counters of each question."""
        asked = list(questions)
        tallies = Tally.objects.filter(commitment__in={one.commitment for one in asked})
        if self.leaves is not None and len(self.leaves) <= MOST_LEAVES:
            tallies = tallies.filter(organisation__in=self.leaves)
        found = by_question(tallies.values_list(*COLUMNS).iterator(chunk_size=5000))
        return {one: found.get((one.commitment, one.part, one.tag), {}) for one in asked}


def by_question(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[str, str, int], dict[Place, Counts]]:
    """Rows of ``COLUMNS`` as the counters of each commitment, part and tag (0: of every period)."""
    found: dict[tuple[str, str, int], dict[Place, Counts]] = {}
    for commitment, part, organisation, period, *counters in rows:
        for tag in {0, period}:
            found.setdefault((commitment, part, tag), {})[organisation, period] = Counts(*counters)
    return found
