"""Says which figures an import touches: it doesn't save record by record, so the ledger must be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Post

Value = TypeVar("Value")
CHUNK = 500  # values in one IN (...); well below what every database takes


def mark_posts(people: Sequence[int], organisation: int) -> None:
    """The posts of these people changed, wherever they hold any, and those of the organisation."""
    running = ledger.current()
    if running is None:
        return
    touched = {organisation}
    for chunk in chunks(people):
        held = Post.objects.filter(person__in=chunk)
        touched |= set(held.values_list("term__body__organisation", flat=True).distinct())
    running.touched |= {("posts", leaf) for leaf in touched}


def chunks(values: Sequence[Value], size: int = CHUNK) -> Iterator[Sequence[Value]]:
    """The values, so many at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
