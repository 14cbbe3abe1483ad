"""What one verb changed, kept while it runs: for the audit, for facts, for the write guard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Change:
    """One record before and after; ``before`` is None for a new record, ``after`` for a deleted one."""

    record: Any
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def fields(self) -> dict[str, tuple[Any, Any]]:
        """The fields that differ, each with its value before and after."""
        before, after = self.before or {}, self.after or {}
        names = before.keys() | after.keys()
        return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}

    def value(self, name: str) -> Any:
        """What a field (``pk`` for the key) holds after the change, or held before a deletion."""
        state = self.before if self.after is None else self.after
        return (state or {}).get(self.record._meta.pk.attname if name == "pk" else name)

    def place(self) -> str:
        """The record as the audit names it: model and key, which a deleted record has forgotten."""
        return f"{self.record._meta.label}:{self.value('pk') or self.record.pk}"


def merged(changes: list[Change]) -> list[Change]:
    """One change for each record: as it was before the first and is after the last of several."""
    found: dict[str, Change] = {}
    for change in changes:
        place = change.place()
        first = found.get(place, change)
        found[place] = Change(change.record, first.before, change.after)
    return list(found.values())


@dataclass
class Ledger:
    """Everything changed since a verb began."""

    changes: list[Change] = field(default_factory=list)
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    # Organisations whose rows of a fact changed, said by bulk verbs, which don't save record by record.
    touched: set[tuple[str, int]] = field(default_factory=set)
    # People (ids) of whom nothing may be left: their values aren't set aside, and their key goes with the verb.
    forgotten: set[int] = field(default_factory=set)


_open: ContextVar[Ledger | None] = ContextVar("keqiao_ledger", default=None)
_exempt: ContextVar[str] = ContextVar("keqiao_exempt", default="")


def current() -> Ledger | None:
    """The ledger of the verb that runs now, or None."""
    return _open.get()


def may_write() -> bool:
    """Whether a verb runs or an exemption holds."""
    return _open.get() is not None or bool(_exempt.get())


@contextmanager
def opened() -> Iterator[Ledger]:
    """Open a ledger for a verb."""
    ledger = Ledger()
    token = _open.set(ledger)
    try:
        yield ledger
    finally:
        _open.reset(token)


@contextmanager
def exempt(reason: str) -> Iterator[None]:
    """Write outside a verb, for what no person does: migrations, jobs' own bookkeeping, test factories."""
    token = _exempt.set(reason)
    try:
        yield
    finally:
        _exempt.reset(token)
