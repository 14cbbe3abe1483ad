"""The pieces that facts are written with, at the edges of their days."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from keqiao.registry.facts.pieces import after, both_ends, exists, flag, held, next_days

DAY = 20241231


def asked(condition: str, **columns: int | None) -> bool:
    """Whether a condition holds of one row with these columns."""
    return rows(f"SELECT 1 FROM ({one_row(**columns)}) t WHERE {condition}") == [(1,)]


def one_row(**columns: int | None) -> str:
    """One row of whole numbers."""
    return "SELECT " + ", ".join(
        f"CAST({'NULL' if value is None else value} AS integer) AS {name}" for name, value in columns.items()
    )


def rows(sql: str) -> list[tuple[Any, ...]]:
    """What a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(row) for row in cursor.fetchall()]


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (None, None, True),
        (DAY, None, True),
        (20250101, None, False),
        (None, DAY, False),
        (None, 20250101, True),
        (DAY, 20250101, True),
        (DAY, DAY, False),
    ],
)
def test_a_dated_record_holds_from_its_first_day_to_before_its_last(
    db: None, starts: int | None, ends: int | None, holds: bool
) -> None:
    assert asked(held("t", after(DAY)), starts=starts, ends=ends) == holds


def test_the_day_may_stand_in_a_column(db: None) -> None:
    assert asked(held("t", "t.before"), starts=20240101, ends=None, before=20240102)
    assert not asked(held("t", "t.before"), starts=20240101, ends=None, before=20240101)


def test_the_number_after_a_day_lies_before_the_next_day() -> None:
    assert DAY < after(DAY) < 20250101


@pytest.mark.parametrize(
    ("founded", "closed", "there"),
    [
        (None, None, True),
        (DAY, None, True),
        (20250101, None, False),
        (None, DAY, False),
        (None, 20250101, True),
    ],
)
def test_an_organisation_exists_from_its_founding_to_before_its_closing(
    db: None, founded: int | None, closed: int | None, there: bool
) -> None:
    assert asked(exists("t", DAY), founded=founded, closed=closed) == there


@pytest.mark.parametrize(("number", "answer"), [(2, 1), (1, 0), (None, None)])
def test_a_flag_is_one_nought_or_unknown(db: None, number: int | None, answer: int | None) -> None:
    assert rows(f"SELECT {flag('t.number > 1')} FROM ({one_row(number=number)}) t") == [(answer,)]


def test_the_next_day_of_each_organisation_is_the_first_one_after(db: None) -> None:
    dated = " UNION ALL ".join(
        one_row(place=place, starts=starts, ends=ends)
        for place, starts, ends in [
            (1, 20240101, 20250301),
            (1, 20250201, None),
            (2, 20240101, DAY),
            (3, None, 20250101),
        ]
    )
    turns = both_ends("t", "t.place", f"FROM ({dated}) t")
    assert len(turns) == 2
    assert sorted(rows(next_days(DAY, *turns))) == [(1, 20250201), (3, 20250101)]
