"""Taking a snapshot: every table copied as of one moment, persons under keys that hold for this snapshot alone."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.verbs.contract import Act, VerbData
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.snapshots.description import Description, SnapshotError, schema_of
from keqiao.plans.snapshots.tables import Table, tables

DAYS = 30  # how long a snapshot may be used
TOGETHER = 20_000  # rows fetched at a time
PEOPLE = "people_person"


class RecordSnapshot(VerbData):
    """Where it goes, for the record."""

    folder: str


@verb(
    "plans.record_snapshot",
    does=_("导出了统计快照"),
    needs="owner",
    on=lambda target, data: [],
    owner=lambda act, *_rest: act.actor.operator,
)
def record_snapshot(act: Act, target: None, data: RecordSnapshot) -> None:
    """Record that everything figures rest on was taken out, without names. Only the operator can."""


def take_snapshot(act: Act, folder: Path, *, days: int = DAYS) -> Description:
    """Copy everything into a new folder, seen whole or not at all. Raises SnapshotError when the folder exists."""
    if folder.exists():
        raise SnapshotError(f"“{folder}”已经存在，没有覆盖。请换一个目录，或先删除它。")
    record_snapshot(act, None, {"folder": folder.name})
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))  # for its owner's eyes only: 0700
    try:
        description = _fill(draft, tables(), days)
        os.replace(draft, folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return description


def _fill(folder: Path, listed: Sequence[Table], days: int) -> Description:
    with transaction.atomic(durable=True):
        _one_moment()
        for table in listed:
            _copy_out(table, folder / f"{table.name}.csv")
    with contextlib.closing(duckdb.connect(":memory:")) as duck:
        _make_keys(duck, listed, folder)
        for table in listed:
            _to_parquet(duck, table, folder)
    for path in folder.glob("*.csv"):
        path.unlink()
    now = timezone.now()
    description = Description(
        taken=now.isoformat(timespec="seconds"),
        expires=to_int(timezone.localdate(now) + dt.timedelta(days=days)),
        schema=schema_of(listed),
        files={path.name: path.stat().st_size for path in sorted(folder.glob("*.parquet"))},
    )
    description.write(folder)
    return description


def _one_moment() -> None:
    """All tables are read as they were at one moment; SQLite reads so within any transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _copy_out(table: Table, path: Path) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    where = f" WHERE {table.where}" if table.where else ""
    statement = f"SELECT {names} FROM {table.name}{where}"
    with path.open("w", encoding="utf-8", newline="") as file, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)") as rows:
                for block in rows:
                    file.write(bytes(block).decode())
        else:
            cursor.execute(statement)
            csv.writer(file, lineterminator="\n").writerows(_fetched(cursor))


def _fetched(cursor: object) -> Iterator[Sequence[object]]:
    while rows := cursor.fetchmany(TOGETHER):  # type: ignore[attr-defined]  # Django's cursor wrapper has no types here
        yield from rows


def _make_keys(duck: duckdb.DuckDBPyConnection, listed: Sequence[Table], folder: Path) -> None:
    """A key for each person, in an order that nobody can find again: the salt is thrown away."""
    people = next(table for table in listed if table.name == PEOPLE)
    salt = secrets.token_hex(16)
    order = f"ORDER BY md5('{salt}' || CAST(id AS VARCHAR))"
    duck.execute(f"CREATE TABLE keys AS SELECT id, row_number() OVER ({order}) AS key FROM {_csv(people, folder)}")


def _to_parquet(duck: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> None:
    columns, joins = [], ""
    for number, column in enumerate(table.columns):
        if column.person:
            columns.append(f'k{number}.key AS "{column.name}"')
            joins += f' LEFT JOIN keys k{number} ON k{number}.id = t."{column.name}"'
        else:
            columns.append(f't."{column.name}"')
    target = str(folder / f"{table.name}.parquet").replace("'", "''")
    select = f"SELECT {', '.join(columns)} FROM {_csv(table, folder)} t{joins}"
    duck.execute(f"COPY ({select}) TO '{target}' (FORMAT parquet)")


def _csv(table: Table, folder: Path) -> str:
    source = str(folder / f"{table.name}.csv").replace("'", "''")
    types = ", ".join(f"'{column.name}': '{column.type}'" for column in table.columns)
    form = "auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', nullstr = ''"
    return f"read_csv('{source}', {form}, columns = {{{types}}})"
