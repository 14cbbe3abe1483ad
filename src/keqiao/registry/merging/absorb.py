"""One record takes in another of its kind: everything that points at the other points at it from then on.

All foreign keys are walked, whichever room they stand in. A record that would then stand twice (the same post in
the same term) is itself taken in by its twin, with what points at it, and is set aside whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.db import models

from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.models import Noun
from keqiao.kernel.people.models import Merge, Pair

from .stored import Values, written

DERIVED: frozenset[type[models.Model]] = frozenset({Pair})  # found anew, so not moved


@dataclass(frozen=True)
class Move:
    """A column of a record that pointed at one record and points at another, or at none (None)."""

    model: str
    record: int
    column: str
    before: int
    after: int | None


@dataclass
class Taken:
    """What was done, in order: moves, and records set aside whole (parents after what hung on them)."""

    moves: list[Move] = field(default_factory=list)
    aside: list[tuple[str, Values]] = field(default_factory=list)
    own: dict[str, list[int]] = field(default_factory=dict)  # what pointed at the winner before

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Self:
        """Read back what ``to_json`` gave."""
        moves = [Move(**one) for one in given["moves"]]
        return cls(moves, [(label, values) for label, values in given["aside"]], given["own"])


def absorb(loser: Noun, winner: Noun, taken: Taken) -> None:
    """Move everything that points at the loser to the winner, set the loser aside and delete it."""
    for model, column in pointing(type(loser)):
        if model in DERIVED:
            model._base_manager.filter(**{column.name: loser}).delete()
            continue
        for record in model._base_manager.filter(**{column.name: loser}).order_by("pk"):
            _take(record, column, winner, taken)
    taken.aside.append((loser._meta.label, written(loser)))
    loser.delete()


def pointing(model: type[models.Model]) -> Iterator[tuple[type[models.Model], models.ForeignKey[Any, Any]]]:
    """Every model and column that points at records of this one, hidden relations too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field  # type: ignore[misc,union-attr]  # a relation has both


def pointing_at(record: Noun) -> dict[str, list[int]]:
    """The numbers of all records that point at one, by model and column; the merges' own aside."""
    found = {}
    for model, column in pointing(type(record)):
        if model not in DERIVED | {Merge}:
            rows = model._base_manager.filter(**{column.name: record}).order_by("pk")
            found[f"{model._meta.label}.{column.attname}"] = list(rows.values_list("pk", flat=True))
    return found


def point(record: models.Model, attname: str, value: int | None) -> None:
    """Let a record point elsewhere; for what is no noun the ledger is told by hand."""
    before = getattr(record, attname)
    setattr(record, attname, value)
    if isinstance(record, Noun):
        record.save()
        return
    record.save(update_fields=[attname.removesuffix("_id")])
    running = ledger.current()
    if running is not None:
        running.changes.append(ledger.Change(record, {attname: before}, {attname: value}))


def _take(record: models.Model, column: models.ForeignKey[Any, Any], winner: Noun, taken: Taken) -> None:
    before = getattr(record, column.attname)
    twin = _twin(record, column, winner)
    if twin is not None and isinstance(record, Noun) and isinstance(twin, Noun):
        absorb(record, twin, taken)
        return
    if _loops(record, column, winner) and isinstance(record, Noun):
        taken.aside.append((record._meta.label, written(record)))
        record.delete()
        return
    # Not ours to delete (an account): it is kept, and points at nobody.
    after = None if twin is not None and column.null else winner.pk
    point(record, column.attname, after)
    taken.moves.append(Move(record._meta.label, record.pk, column.attname, before, after))


def _loops(record: models.Model, column: models.ForeignKey[Any, Any], winner: Noun) -> bool:
    """Whether the record ties the two to each other: it would tie the winner to itself."""
    others = (field for field in record._meta.concrete_fields if field.is_relation and field is not column)
    return any(field.related_model is type(winner) and getattr(record, field.attname) == winner.pk for field in others)


def _twin(record: models.Model, column: models.ForeignKey[Any, Any], winner: Noun) -> models.Model | None:
    """The record that would stand beside this one against a rule that there is but one."""
    manager = type(record)._base_manager
    if column.unique:
        return manager.filter(**{column.name: winner}).first()
    for rule in record._meta.constraints:
        if not isinstance(rule, models.UniqueConstraint) or column.name not in rule.fields:
            continue
        meant = manager.filter(rule.condition) if rule.condition is not None else manager.all()
        wanted = {name: _stored(record, name) for name in rule.fields}
        wanted[column.name] = winner.pk
        if None in wanted.values() or not meant.filter(pk=record.pk).exists():
            continue
        if found := meant.filter(**wanted).exclude(pk=record.pk).first():
            return found
    return None


def _stored(record: models.Model, name: str) -> Any:
    """What the column of a field holds: of a foreign key the number."""
    return next(getattr(record, field.attname) for field in record._meta.concrete_fields if field.name == name)
