"""Using a snapshot: DuckDB over its files, behind the interface that the database has too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from keqiao.kernel.organisations.tree import today
from keqiao.kernel.privacy.models import Deletion
from keqiao.plans.snapshots.description import Description, SnapshotError, read_description, schema_of
from keqiao.plans.snapshots.tables import tables


class Snapshot:
    """A snapshot opened for reading."""

    def __init__(self, folder: Path) -> None:
        """Open it. Raises SnapshotError when it is incomplete, of another schema, or expired."""
        self.description = _checked(folder)
        self._kept = 0
        self.connection = duckdb.connect(":memory:")
        for name in self.description.files:
            table, path = name.removesuffix(".parquet"), str(folder / name).replace("'", "''")
            self.connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}')")

    def rows(self, sql: str, params: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
        """The rows of a statement."""
        return self.connection.execute(sql.replace("%s", "?"), list(params)).fetchall()

    def keep(self, sql: str, params: Sequence[Any]) -> str:
        """Keep the rows of a statement in memory. Returns the name of the table they stand in."""
        self._kept += 1
        table = f"kept_{self._kept}"
        self.connection.execute(f"CREATE TEMP TABLE {table} AS {sql.replace('%s', '?')}", list(params))
        return table

    def drop(self, table: str) -> None:
        """Forget a table that was kept."""
        self.connection.execute(f"DROP TABLE {table}")

    def close(self) -> None:
        """Let go of the files."""
        self.connection.close()


def _checked(folder: Path) -> Description:
    found = read_description(folder)
    if found.schema != schema_of(tables()):
        raise SnapshotError(f"快照“{folder}”由其他版本的科桥生成，不能使用。请运行 keqiao plans snapshot 重新生成。")
    expected = [f"{table.name}.parquet" for table in tables()]
    for name in sorted({*found.files, *expected}):
        path = folder / name
        if not path.exists() or path.stat().st_size != found.files.get(name):
            raise SnapshotError(f"快照“{folder}”不完整：{name}缺失或没有复制完。请重新复制整个目录。")
    if Deletion.objects.filter(at__gt=dt.datetime.fromisoformat(found.taken)).exists():
        raise SnapshotError(
            f"快照“{folder}”早于最近一次删除个人信息，不能再使用。请删除它，运行 keqiao plans snapshot 重新生成。"
        )
    if today() > found.expires:
        raise SnapshotError(f"快照“{folder}”已过有效期。请删除它，运行 keqiao plans snapshot 重新生成。")
    return found
