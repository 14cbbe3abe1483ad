"""Reading the whole database as it was at one moment, while others go on writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, models

from .refusal import BackupError
from .tables import columns, counts_itself, key_columns

AT_ONCE = 5000  # rows


class Reader(Protocol):
    """Every table as it was when the reader was made."""

    def rows(self, model: type[models.Model]) -> Iterator[Sequence[Sequence[Any]]]:
        """The rows of a model's table by key, some at once, as the database gives them."""

    def last_key(self, model: type[models.Model]) -> int:
        """The last key that the table gave to a row, even when that row is gone; 0 for none."""

    def one(self, sql: str) -> Sequence[Any] | None:
        """The first row of a query without parameters."""


@contextmanager
def at_this_moment() -> Iterator[Reader]:
    """The database as it is now. Raises BackupError for a database that can't be read so."""
    if connection.vendor == "sqlite":
        with _sqlite() as reader:
            yield reader
    elif connection.vendor == "postgresql":
        with _postgresql() as reader:
            yield reader
    else:
        raise BackupError(f"还不会备份{connection.display_name}。请用该数据库自己的工具备份。")


def _select(model: type[models.Model]) -> str:
    names = ", ".join(f'"{name}"' for name in columns(model))
    keys = ", ".join(f'"{name}"' for name in key_columns(model))
    return f'SELECT {names} FROM "{model._meta.db_table}" ORDER BY {keys}'


class _SQLite:
    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw

    def rows(self, model: type[models.Model]) -> Iterator[Sequence[Sequence[Any]]]:
        cursor = self.raw.execute(_select(model))
        while found := cursor.fetchmany(AT_ONCE):
            yield found

    def last_key(self, model: type[models.Model]) -> int:
        if not counts_itself(model):
            return 0
        row = self.raw.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [model._meta.db_table]).fetchone()
        return int(row[0]) if row else 0

    def one(self, sql: str) -> Sequence[Any] | None:
        found: Sequence[Any] | None = self.raw.execute(sql).fetchone()
        return found


@contextmanager
def _sqlite() -> Iterator[Reader]:
    path = Path(str(connection.settings_dict["NAME"]))
    if not path.exists():
        raise BackupError("数据库还没有建好，没有可以备份的内容。请先运行 keqiao migrate。")
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)) as raw:
        raw.execute("BEGIN")  # what this transaction reads first, it reads to its end
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield _SQLite(raw)


class _PostgreSQL:
    def __init__(self, raw: Any) -> None:
        self.raw = raw

    def rows(self, model: type[models.Model]) -> Iterator[Sequence[Sequence[Any]]]:
        with self.raw.cursor(name="keqiao_backup") as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(_select(model))
            while found := cursor.fetchmany(AT_ONCE):
                yield found

    def last_key(self, model: type[models.Model]) -> int:
        if not counts_itself(model):
            return 0
        table, [key] = model._meta.db_table, key_columns(model)
        name = self.one(f"SELECT pg_get_serial_sequence('\"{table}\"', '{key}')")
        row = self.one(f"SELECT last_value, is_called FROM {name[0]}") if name and name[0] else None
        return int(row[0]) if row and row[1] else 0

    def one(self, sql: str) -> Sequence[Any] | None:
        with self.raw.cursor() as cursor:
            found: Sequence[Any] | None = cursor.execute(sql).fetchone()
            return found


@contextmanager
def _postgresql() -> Iterator[Reader]:
    from psycopg import IsolationLevel  # noqa: PLC0415 - whoever runs on SQLite need not have it

    raw = connection.get_new_connection(connection.get_connection_params())
    with closing(raw):
        raw.isolation_level = IsolationLevel.REPEATABLE_READ
        raw.read_only = True
        yield _PostgreSQL(raw)
