"""Values as they stand in a backup: JSON that is the same whichever database they came from.

Moments are ISO text in UTC with microseconds, random ids 32 hex digits, flags true and false; numbers
and texts stay as they are. Days are numbers in the database already.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import models

from .refusal import BackupError

Turn = Callable[[Any], Any]

_AS_THEY_ARE = frozenset(
    {
        "AutoField",
        "BigAutoField",
        "SmallAutoField",
        "IntegerField",
        "BigIntegerField",
        "SmallIntegerField",
        "PositiveIntegerField",
        "PositiveBigIntegerField",
        "PositiveSmallIntegerField",
        "CharField",
        "TextField",
        "SlugField",
        "FileField",
        "FloatField",
    }
)


def kind_of(field: Any) -> str:
    """The kind of a column, that of the column it refers to for a foreign key."""
    while getattr(field, "remote_field", None) is not None:
        field = field.target_field
    return str(field.get_internal_type())


def outward(model: type[models.Model], vendor: str) -> list[Turn | None]:
    """For each column how its value, as the database gives it, becomes JSON; None: as it is."""
    return [_turn(_OUT, field, vendor) for field in model._meta.concrete_fields]


def inward(model: type[models.Model], names: Sequence[str], vendor: str) -> list[Turn | None]:
    """For each of the named columns how its JSON becomes what the database takes; None: as it is."""
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    return [_turn(_IN, fields[name], vendor) for name in names]


def turned(rows: Sequence[Sequence[Any]], turns: Sequence[Turn | None]) -> Sequence[Sequence[Any]]:
    """The rows with each value turned; unknown values stay unknown."""
    busy = [(place, turn) for place, turn in enumerate(turns) if turn is not None]
    if not busy:
        return rows
    found = [list(row) for row in rows]
    for row in found:
        for place, turn in busy:
            if row[place] is not None:
                row[place] = turn(row[place])
    return found


def _turn(table: dict[tuple[str, str], Turn], field: Any, vendor: str) -> Turn | None:
    kind = kind_of(field)
    if kind in _AS_THEY_ARE:
        return None
    if (vendor, kind) not in table:
        raise BackupError(f"备份还不认识“{field}”这种字段（{kind}）。请联系维护人员，不要使用不完整的备份。")
    return table[vendor, kind]


def _moment_of_text(value: str) -> str:
    day, _space, time = value.partition(" ")
    return f"{day}T{time}{'' if '.' in time else '.000000'}+00:00"


def _moment_of_time(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _moment_for_sqlite(value: str) -> str:
    return str(dt.datetime.fromisoformat(value).replace(tzinfo=None))


def _json(value: Any) -> str:
    read = json.loads(value) if isinstance(value, str) else value
    return json.dumps(read, sort_keys=True, ensure_ascii=False)


_OUT: dict[tuple[str, str], Turn] = {
    ("sqlite", "BooleanField"): bool,
    ("sqlite", "DateTimeField"): _moment_of_text,
    ("sqlite", "DateField"): str,
    ("sqlite", "TimeField"): str,
    ("sqlite", "UUIDField"): str,
    ("sqlite", "JSONField"): _json,
    ("sqlite", "GenericIPAddressField"): str,
    ("postgresql", "BooleanField"): bool,
    ("postgresql", "DateTimeField"): _moment_of_time,
    ("postgresql", "DateField"): str,
    ("postgresql", "TimeField"): str,
    ("postgresql", "UUIDField"): lambda value: value.hex,
    ("postgresql", "JSONField"): _json,
    ("postgresql", "GenericIPAddressField"): str,
}
_IN: dict[tuple[str, str], Turn] = {
    ("sqlite", "BooleanField"): int,
    ("sqlite", "DateTimeField"): _moment_for_sqlite,
    ("sqlite", "DateField"): str,
    ("sqlite", "TimeField"): str,
    ("sqlite", "UUIDField"): str,
    ("sqlite", "JSONField"): str,
    ("sqlite", "GenericIPAddressField"): str,
    ("postgresql", "BooleanField"): bool,
    ("postgresql", "DateTimeField"): str,
    ("postgresql", "DateField"): str,
    ("postgresql", "TimeField"): str,
    ("postgresql", "UUIDField"): str,
    ("postgresql", "JSONField"): str,
    ("postgresql", "GenericIPAddressField"): str,
}
