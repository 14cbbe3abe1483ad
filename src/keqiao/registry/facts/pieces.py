"""Pieces of SQL that SQLite, PostgreSQL and DuckDB read alike.

Days are whole numbers, so "up to and with the day" is the same as "before the number after it". That
number, ``after(day)``, need not be a day: 20241232 lies between 2024-12-31 and 2025-01-01 all the same.
"""

from __future__ import annotations


def after(day: int) -> int:
    """The first number that lies after a day."""
    return day + 1


def held(table: str, before: int | str) -> str:
    """Whether a dated record still held right before ``before`` (a number or a column). No start means always."""
    return (
        f"({table}.starts IS NULL OR {table}.starts < {before}) AND ({table}.ends IS NULL OR {table}.ends >= {before})"
    )


def exists(organisation: str, day: int) -> str:
    """Whether an organisation exists on a day. No founding date means always."""
    return (
        f"({organisation}.founded IS NULL OR {organisation}.founded <= {day})"
        f" AND ({organisation}.closed IS NULL OR {organisation}.closed > {day})"
    )


def flag(boolean: str) -> str:
    """A boolean as 1, 0 or NULL: PostgreSQL has booleans, SQLite has numbers."""
    return f"CASE WHEN {boolean} THEN 1 WHEN NOT {boolean} THEN 0 END"


def both_ends(table: str, organisation: str, source: str) -> list[str]:
    """Statements for the days on which dated records begin and end, by organisation."""
    return [f'SELECT {organisation} AS "organisation", {table}.{end} AS "day" {source}' for end in ("starts", "ends")]


def next_days(as_of: int, *turns: str) -> str:
    """For each organisation the first day after ``as_of`` that one of the statements names for it."""
    together = " UNION ALL ".join(turns)
    return (
        f'SELECT turns."organisation", MIN(turns."day") AS "day" FROM ({together}) turns'
        f' WHERE turns."day" > {as_of} GROUP BY turns."organisation"'
    )
