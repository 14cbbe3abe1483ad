"""The one thing the engine asks of a database: run a statement, hand over the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol


class Database(Protocol):
    """Anything that runs SQL. Parameters are written ``%s``; the text holds no other per-cent sign."""

    def rows(self, sql: str, params: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
        """The rows of a SELECT statement."""
