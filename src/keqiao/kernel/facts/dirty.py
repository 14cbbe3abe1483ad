"""From a verb's changes to dirty rows."""

from __future__ import annotations

from keqiao.kernel.nouns.ledger import Change, Ledger

from . import schema
from .models import Dirty


def mark(ledger: Ledger, entry: int | None = None) -> set[tuple[str, int]]:
    """Write a dirty row for each (fact, organisation) that the ledger's changes touch, and return them.

    ``entry``: the number of the audit entry that tells what was done, so that a figure can say why it moved.
    """
    touched = set(ledger.touched)
    for change in ledger.changes:
        touched |= _touched(change)
    rows = [Dirty(fact=fact, organisation=leaf, entry=entry) for fact, leaf in sorted(touched)]
    Dirty.objects.bulk_create(rows, batch_size=500)
    return touched


def _touched(change: Change) -> set[tuple[str, int]]:
    label = change.record._meta.label
    found: set[tuple[str, int]] = set()
    for fact in schema.all_facts().values():
        leaves = fact.touches.get(label)
        if leaves is None:
            continue
        states = [values for values in (change.before, change.after) if values is not None]
        for values in states:
            found |= {(fact.name, leaf) for leaf in leaves(change.record.as_it_was(values))}
    return found
