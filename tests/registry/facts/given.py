"""What a test is given, and what a change is said to have touched."""

from __future__ import annotations

from typing import Any, TypeVar

from keqiao.kernel.facts import dirty
from keqiao.kernel.facts.schema import Fact
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.models import Noun

N = TypeVar("N", bound=Noun)


def given(model: type[N], **values: Any) -> N:
    """A record of the model."""
    with ledger.exempt("given"):
        record = model(**values)
        record.save()
    return record


def saved(fact: Fact, record: Noun, **values: Any) -> set[int]:
    """Change a record as a verb does; the organisations whose rows of the fact that touches."""
    with ledger.opened() as book:
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
        return {leaf for name, leaf in dirty.mark(book) if name == fact.name}


def deleted(fact: Fact, record: Noun) -> set[int]:
    """Delete a record as a verb does; the organisations whose rows of the fact that touches."""
    with ledger.opened() as book:
        record.delete()
        return {leaf for name, leaf in dirty.mark(book) if name == fact.name}
