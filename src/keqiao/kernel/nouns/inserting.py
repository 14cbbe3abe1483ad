"""Inserts rows by the thousand without a model instance for each: for bulk verbs, which keep no ledger of records.

Values are given as the columns hold them: days as yyyymmdd, keys as numbers. Columns that aren't named take the
field's default. Every database that Django speaks is served by ``executemany``, PostgreSQL by COPY.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from .ledger import may_write

Values = Sequence[Any]


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """As many keys that no other row has or will get. To be called inside the transaction that inserts."""
    if not count:
        return ()
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "nextval(pg_get_serial_sequence(%s, %s))"
            cursor.execute(f"SELECT {sequence} FROM generate_series(1, %s)", [table, column, count])
            return [row[0] for row in cursor.fetchall()]
        # The transaction already holds the one lock there is, so nobody else takes a key meanwhile.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        kept = cursor.fetchone()
        cursor.execute(f'SELECT MAX("{column}") FROM "{table}"')
        last = max(kept[0] if kept else 0, cursor.fetchone()[0] or 0)
    return range(last + 1, last + 1 + count)


def public_ids(count: int) -> list[str]:
    """As many random UUIDs (version 4), as 32 hex digits."""
    raw = os.urandom(16 * count).hex()
    parts = (raw[place : place + 32] for place in range(0, 32 * count, 32))
    return [f"{part[:12]}4{part[13:16]}{'89ab'[int(part[16], 16) & 3]}{part[17:]}" for part in parts]


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Values]) -> None:
    """Insert rows whose values stand in the order of ``columns`` (column names). Raises RuntimeError outside a verb."""
    if not may_write():
        raise RuntimeError(f"{model.__name__} was to be inserted outside a verb.")
    names, filled = list(columns), list(columns)
    rest: list[Any] = []
    for field in model._meta.concrete_fields:
        if field.column and field.column not in names:
            filled.append(str(field.column))
            rest.append(field.get_db_prep_save(_default(field), connection))
    quoted = ", ".join(f'"{name}"' for name in filled)
    told = tuple(rest)
    every = ((*row, *told) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{model._meta.db_table}" ({quoted}) FROM STDIN') as copy:
                for row in every:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(filled))
        put: Any = cursor.executemany  # takes any iterable, whatever its stubs say
        put(f'INSERT INTO "{model._meta.db_table}" ({quoted}) VALUES ({marks})', every)


def _default(field: models.Field[Any, Any]) -> Any:
    if field.name == "version":
        return 1
    return field.get_default()
