"""Where a backup goes: a new SQLite file that takes the old one's place, or one transaction in PostgreSQL.

Either way whoever kills a restore half-way finds the database as it was before.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.db import OperationalError, connection, models, transaction

from .refusal import BackupError
from .tables import key_columns, tables

WAIT = "10s"  # for others to let go of a table
_IN_USE = "数据库正被使用，没有恢复。请先停止网站（keqiao serve）和例行事务，再恢复。"


class Place(Protocol):
    """A database that holds nothing yet and isn't seen by anybody."""

    def empty(self) -> None:
        """Take away the rows that migrations left."""

    def fill(self, table: str, names: Sequence[str], chunks: Iterator[Sequence[Sequence[Any]]]) -> None:
        """Write rows into the named columns of a table."""

    def settle(self) -> None:
        """Check that whatever rows refer to is there. Raises BackupError when it isn't."""

    def count_from(self, model: type[models.Model], last: int) -> None:
        """The next key that the table gives comes behind this one."""


@contextmanager
def new_place() -> Iterator[Place]:
    """A database to restore into; it becomes the site's when the block ends, and nothing of it stays otherwise."""
    if connection.vendor == "sqlite":
        with _sqlite() as place:
            yield place
    elif connection.vendor == "postgresql":
        with _postgresql() as place:
            yield place
    else:
        raise BackupError(f"还不会恢复到{connection.display_name}。请用该数据库自己的工具。")


class _SQLite:
    """Django's own connection, underneath: as quick as the database itself."""

    def empty(self) -> None:
        connection.disable_constraint_checking()  # which the migrations switched on again
        there = {*tables()} & {*connection.introspection.table_names()}
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            for name in sorted(there):
                cursor.execute(f'DELETE FROM "{name}"')

    def fill(self, table: str, names: Sequence[str], chunks: Iterator[Sequence[Sequence[Any]]]) -> None:
        marks = ", ".join("?" * len(names))
        quoted = ", ".join(f'"{name}"' for name in names)
        connection.ensure_connection()
        raw: Any = connection.connection
        for rows in chunks:
            raw.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', rows)

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("COMMIT")
            broken = cursor.execute("PRAGMA foreign_key_check").fetchone()
        connection.enable_constraint_checking()
        if broken:
            raise BackupError(f"备份里“{broken[0]}”的记录指向不存在的记录，没有恢复任何内容。请换一份备份。")

    def count_from(self, model: type[models.Model], last: int) -> None:
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [last, table])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


@contextmanager
def _sqlite() -> Iterator[Place]:
    target = Path(str(connection.settings_dict["NAME"]))
    draft = target.with_name(f"{target.name}.restoring")
    connection.close()
    _refuse_in_use(target)
    _remove(draft)
    connection.settings_dict["NAME"] = str(draft)
    try:
        connection.ensure_connection()
        yield _SQLite()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except BaseException:
        connection.close()
        _remove(draft)
        raise
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(target)
    _refuse_in_use(target)  # it also brings the log of what is replaced to an end
    os.replace(draft, target)


def _refuse_in_use(path: Path) -> None:
    """Raise BackupError while another process has the database open."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as raw:
        try:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("PRAGMA locking_mode=EXCLUSIVE")
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("ROLLBACK")
        except sqlite3.OperationalError:
            raise BackupError(_IN_USE) from None
        except sqlite3.DatabaseError:
            return  # what isn't a database any more may be replaced


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


class _PostgreSQL:
    def empty(self) -> None:
        there = set(connection.introspection.table_names())
        names = ", ".join(f'"{name}"' for name in tables() if name in there)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {names} CASCADE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def fill(self, table: str, names: Sequence[str], chunks: Iterator[Sequence[Sequence[Any]]]) -> None:
        quoted = ", ".join(f'"{name}"' for name in names)
        connection.ensure_connection()
        raw: Any = connection.connection
        with raw.cursor() as cursor, cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:
            for rows in chunks:
                for row in rows:
                    copy.write_row(row)

    def settle(self) -> None:
        from django.db import IntegrityError  # noqa: PLC0415 - beside what raises it

        try:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except IntegrityError as error:
            told = str(error).splitlines()[0]
            raise BackupError(f"备份里有记录指向不存在的记录（{told}），没有恢复任何内容。请换一份备份。") from None

    def count_from(self, model: type[models.Model], last: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                [f'"{model._meta.db_table}"', *key_columns(model), max(last, 1)],
            )


@contextmanager
def _postgresql() -> Iterator[Place]:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
                there = set(connection.introspection.table_names(cursor))
                ours = {*tables(), "django_session", "django_migrations"} & there
                if ours:
                    names = ", ".join(f'"{name}"' for name in sorted(ours))
                    cursor.execute(f"DROP TABLE {names} CASCADE")
            yield _PostgreSQL()
    except OperationalError as error:
        if "lock timeout" in str(error):
            raise BackupError(_IN_USE) from None
        raise
