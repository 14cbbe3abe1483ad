"""Facts over rows given by hand instead of a query: for boundary cases, trials of a list, and tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from keqiao.kernel.facts.schema import Fact, Kind, Sql

Rows = Sequence[Mapping[str, Any]]


def physical_types(fact: Fact) -> dict[str, str]:
    """Every physical column of the fact, ``id`` first, with its SQL type."""
    types = {"id": "BIGINT"}
    for column in fact.columns:
        for name in column.sql_names():
            types[name] = "VARCHAR(200)" if column.kind is Kind.CODE else "BIGINT"
    return types


def given(fact: Fact, rows: Rows) -> Fact:
    """The same fact reading exactly these rows, on whatever day it is asked. Rows hold every physical column."""
    statement = _statement(fact, rows)
    return replace(fact, sql=lambda as_of: statement, changes=None, touches={})


def given_by_day(fact: Fact, rows_on: Mapping[int, Rows], otherwise: Rows) -> Fact:
    """The same fact reading the rows given for the day it is asked for, and else ``otherwise``."""

    def sql(as_of: int) -> Sql:
        return _statement(fact, rows_on.get(as_of, otherwise))

    return replace(fact, sql=sql, changes=None, touches={})


def _statement(fact: Fact, rows: Rows) -> Sql:
    types = physical_types(fact)
    names = ", ".join(f'"{name}"' for name in types)
    if not rows:
        nothing = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in types.items())
        return f"SELECT {nothing} WHERE 1 = 0", ()
    one = "(" + ", ".join(f"CAST(%s AS {kind})" for kind in types.values()) + ")"
    text = f"WITH given ({names}) AS (VALUES {', '.join([one] * len(rows))}) SELECT {names} FROM given"
    return text, tuple(row[name] for row in rows for name in types)
