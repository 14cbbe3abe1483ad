"""Sealing every sealed field anew with the newest keys: in chunks, so it goes on wherever it broke off.

What is sealed already under the newest key and with the keyring's algorithm is passed over; that alone
tells how far it is. Nobody waits meanwhile: the older versions still open, and a blind index is
searched for under every version. A value that somebody else writes in between keeps what they wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from keqiao.kernel import seals
from keqiao.kernel.nouns.ledger import exempt
from keqiao.kernel.nouns.sealed import SealedField, sealed_fields

from .models import KeyRotation

CHUNK = 1000
PASSES = 2  # the second takes what was written with an older key while the first went by


@dataclass(frozen=True)
class Standing:
    """How many values of a field there are, and how many of them still stand under an older key or algorithm."""

    field: SealedField
    values: int
    older: int


def standings() -> list[Standing]:
    """Every sealed field: two counts each."""
    return [Standing(one, _values(one).count(), _older(one).count()) for one in sealed_fields()]


def reseal(rotation: KeyRotation, say: Callable[[str, int], None] = lambda label, done: None) -> KeyRotation:
    """Seal anew what stands under older keys, and close the rotation. ``say`` hears of each chunk and its size."""
    for _pass in range(PASSES):
        for field in sealed_fields():
            for rows in _chunks(field):
                done = _seal_anew(field, rows)
                with exempt("rotation of keys"):
                    KeyRotation.objects.filter(pk=rotation.pk).update(done=F("done") + done)
                say(field.label, done)
    with exempt("rotation of keys"):
        left = sum(one.older for one in standings())
        KeyRotation.objects.filter(pk=rotation.pk).update(finished=timezone.now(), left=left)
    rotation.refresh_from_db()
    return rotation


def _values(field: SealedField) -> QuerySet[Any]:
    return field.model._base_manager.filter(field.among()).exclude(**{field.name: ""})


def _older(field: SealedField) -> QuerySet[Any]:
    """Values that the newest key didn't seal, or whose blind index it didn't make."""
    ring = settings.KEYRING
    key = ring.alone(b"") if field.keys is not None else ring.key(field.purpose)
    older = ~Q(**{f"{field.name}__startswith": seals.seal_mark(key)})
    mark = seals.index_mark(ring.key("blind"))
    if field.index and mark:
        older |= ~Q(**{f"{field.index}__startswith": mark})
    return _values(field).filter(older)


def _chunks(field: SealedField) -> Iterator[Sequence[Any]]:
    last = 0
    while rows := list(_older(field).filter(pk__gt=last).select_related(*field.along).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        yield rows


def _seal_anew(field: SealedField, rows: Sequence[Any]) -> int:
    """Returns how many were sealed anew; what doesn't open, or whose key is destroyed, stays as it is."""
    keys = field.keys_of(rows)
    changes = [change for row in rows if row.pk in keys and (change := _change(field, row, keys[row.pk]))]
    try:
        return _write(field, changes)
    except IntegrityError:  # two records of one number, made while the index was under two keys: only these two stay
        return sum(_write_alone(field, change) for change in changes)


def _change(field: SealedField, row: Any, key: bytes) -> list[Any] | None:
    """New value (and index), key, and the value before: as the statement takes them."""
    before = getattr(row, field.name)
    try:
        text = seals.unseal(before, key=key, bound_to=field.bound_to(row))
    except seals.SealError:
        return None
    index = [seals.blind_index(text, key=settings.KEYRING.key("blind"))] if field.index else []
    return [seals.seal(text, key=key, bound_to=field.bound_to(row)), *index, row.pk, before]


def _write(field: SealedField, changes: Sequence[list[Any]]) -> int:
    if not changes:
        return 0
    meta, quoted = field.model._meta, connection.ops.quote_name
    names = [field.name, field.index] if field.index else [field.name]
    columns = [quoted(str(meta.get_field(name).column)) for name in names]  # type: ignore[union-attr]  # columns of ours
    table, key = quoted(meta.db_table), quoted(str(meta.pk.column))
    assigned = ", ".join(f"{column} = %s" for column in columns)
    statement = f"UPDATE {table} SET {assigned} WHERE {key} = %s AND {columns[0]} = %s"
    with transaction.atomic(), exempt("rotation of keys"), connection.cursor() as cursor:
        cursor.executemany(statement, changes)
    return len(changes)


def _write_alone(field: SealedField, change: list[Any]) -> int:
    try:
        return _write(field, [change])
    except IntegrityError:
        return 0
