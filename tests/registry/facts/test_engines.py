"""The statements of facts read the same to DuckDB, over a copy of the tables, as to the database itself."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import duckdb
import pytest
from django.db import connection, models

from keqiao.kernel.facts import schema
from keqiao.registry.apps import FACTS
from registry.facts.reading import next_days, rows, spliced
from registry.facts.world import FIELDS, populate

DAY = 20210101


@pytest.mark.django_db
def test_duckdb_answers_as_the_database_does() -> None:
    populate(Random(2))
    copy = duckdb.connect(":memory:")
    for model in FIELDS:
        _copy(model, copy)
    found: Counter[str] = Counter()
    for fact in map(schema.get, FACTS):
        expected = [tuple(one.values()) for one in rows(fact, DAY)]
        assert _sorted(_ask(copy, *spliced(fact, DAY))) == _sorted(expected)
        assert fact.changes is not None
        sql, params = fact.changes(DAY)
        assert dict(_ask(copy, sql, list(params))) == next_days(fact, DAY)
        found[fact.name] = len(expected)
    assert all(found[name] for name in FACTS)


def _copy(model: type[models.Model], copy: duckdb.DuckDBPyConnection) -> None:
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}" {_type(field)}' for field in fields)
    copy.execute(f"CREATE TABLE {model._meta.db_table} ({columns})")
    with connection.cursor() as cursor:
        names = ", ".join(f'"{field.column}"' for field in fields)
        cursor.execute(f"SELECT {names} FROM {model._meta.db_table}")
        marks = ", ".join("?" for _ in fields)
        for row in cursor.fetchall():
            copy.execute(f"INSERT INTO {model._meta.db_table} VALUES ({marks})", [_plain(value) for value in row])


def _type(field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.BooleanField):
        return "BOOLEAN"
    number = isinstance(field, (models.IntegerField, models.ForeignKey))
    return "BIGINT" if number else "VARCHAR"


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (int, str)) else str(value)


def _ask(copy: duckdb.DuckDBPyConnection, sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    return copy.execute(sql.replace("%s", "?"), params).fetchall()


def _sorted(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(found, key=repr)
