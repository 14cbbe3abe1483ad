"""The engines that must agree, each behind the engine's small ``Database`` interface."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import duckdb
import psycopg
import pytest

from keqiao.plans.engine.database import Database

POSTGRES = os.environ.get("KEQIAO_TEST_DATABASE_URL", "")
NAMES = ["sqlite", "duckdb", *(["postgresql"] if POSTGRES else [])]


class Sqlite:
    """SQLite in memory."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")

    def rows(self, sql: str, params: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
        return self.connection.execute(sql.replace("%s", "?"), tuple(params)).fetchall()


class Duck:
    """DuckDB in memory."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")

    def rows(self, sql: str, params: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
        return self.connection.execute(sql.replace("%s", "?"), list(params)).fetchall()


class Postgres:
    """PostgreSQL, when the tests were given one."""

    def __init__(self) -> None:
        self.connection = psycopg.connect(POSTGRES, autocommit=True)

    def rows(self, sql: str, params: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
        return self.connection.execute(sql.encode(), tuple(params) or None).fetchall()


MAKERS = {"sqlite": Sqlite, "duckdb": Duck, "postgresql": Postgres}


@pytest.fixture(scope="session", params=NAMES)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Each engine in turn."""
    made = MAKERS[request.param]()
    yield made
    made.connection.close()
