"""The one thing the engine asks of a database: run a statement, hand over the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, runtime_checkable


class Database(Protocol):
    """Anything that runs SQL. Parameters are written ``%s``; the text holds no other per-cent sign."""

    def rows(self, sql: str, params: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
        """The rows of a SELECT statement."""


@runtime_checkable
class Keeper(Database, Protocol):
    """A database of one's own: what several scans read can be built once and kept meanwhile."""

    def keep(self, sql: str, params: Sequence[Any]) -> str:
        """Keep the rows of a SELECT statement. Returns the name of the table they stand in."""

    def drop(self, table: str) -> None:
        """Forget a table that was kept."""
