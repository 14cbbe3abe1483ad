"""Reading facts in tests: spliced as a CTE, the way the engine does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import connection

from keqiao.kernel.facts.schema import Fact

Row = dict[str, Any]


def names_of(fact: Fact) -> list[str]:
    """The physical columns, ``id`` first."""
    return ["id", *(name for column in fact.columns for name in column.sql_names())]


def spliced(fact: Fact, as_of: int, organisations: Sequence[int] | None = None) -> tuple[str, list[Any]]:
    """A statement that reads the fact's rows (these organisations' at least) from a CTE."""
    sql, params = fact.rows(as_of, organisations)
    columns = ", ".join(f'f."{name}"' for name in names_of(fact))
    return f"WITH f AS ({sql}) SELECT {columns} FROM f ORDER BY f.id", list(params)


def rows(fact: Fact, as_of: int, organisations: Sequence[int] | None = None, **only: Any) -> list[Row]:
    """The fact's rows on a day (with ``organisations`` at least theirs), those with the given values only."""
    with connection.cursor() as cursor:
        cursor.execute(*spliced(fact, as_of, organisations))
        found = [dict(zip(names_of(fact), row, strict=True)) for row in cursor.fetchall()]
    return [row for row in found if only.items() <= row.items()]


def row(fact: Fact, as_of: int, **only: Any) -> Row:
    """The only row with the given values."""
    (found,) = rows(fact, as_of, **only)
    return found


def by_organisation(
    fact: Fact, as_of: int, organisations: Sequence[int] | None = None
) -> dict[int, list[tuple[Any, ...]]]:
    """The values of each organisation's rows."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for one in rows(fact, as_of, organisations):
        found[one["organisation"]].append(tuple(one.values()))
    return found


def next_days(fact: Fact, as_of: int) -> dict[int, int]:
    """The next day on which each organisation's rows change by themselves, where one is known."""
    assert fact.changes is not None
    sql, params = fact.changes(as_of)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT c."organisation", MIN(c."day") FROM ({sql}) c GROUP BY c."organisation"', list(params))
        return dict(cursor.fetchall())
