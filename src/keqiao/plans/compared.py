"""Two plans side by side, topic by topic: where the second is stricter, equal, weaker or silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.comparison import Comparison, compare_with_any
from keqiao.plans.packages.package import Package

SILENT = "silent"


@dataclass(frozen=True)
class Compared:
    """A topic. ``answer``: how the second plan stands beside the first, a ``Comparison`` or ``silent``.

    ``silent``: the id of the plan that says nothing of it; empty where both speak.
    """

    topic: str
    answer: str
    silent: str
    first: Sequence[Commitment]
    second: Sequence[Commitment]


def by_topic(package: Package) -> dict[str, list[Commitment]]:
    """A plan's commitments by topic, in the plan's order."""
    found: dict[str, list[Commitment]] = {}
    for made in package.commitments:
        found.setdefault(made.topic, []).append(made)
    return found


def compared(first: Package, second: Package) -> list[Compared]:
    """Every topic of two plans: the first's in its order, then what the second adds."""
    ones, others = by_topic(first), by_topic(second)
    return [_topic(topic, first, second, ones, others) for topic in dict.fromkeys((*ones, *others))]


def _topic(
    topic: str,
    first: Package,
    second: Package,
    ones: dict[str, list[Commitment]],
    others: dict[str, list[Commitment]],
) -> Compared:
    one, other = ones.get(topic, []), others.get(topic, [])
    if not one or not other:
        return Compared(topic, SILENT, (second if one else first).id, one, other)
    said = [compare_with_any(made, one) for made in other]
    answer = next((found for found in said if found is not Comparison.NOT_COMPARABLE), Comparison.NOT_COMPARABLE)
    return Compared(topic, answer.value, "", one, other)
