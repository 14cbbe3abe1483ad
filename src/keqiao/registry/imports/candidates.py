"""Who among the people kept could be meant by rows of a list: joined in the database, so that no namesake is loaded
who can't be meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from django.db import connection

from .staged import plain_unit
from .touching import chunks

TOGETHER = 1000  # keys in one statement; each fills eight places, well below what every database takes

# What is looked for: a name and, as far as the row says so, the blind index of an ID number (""), the bounds of
# the birth date as yyyymmdd (None), and the unit ("").
Key = tuple[str, str, int | None, int | None, str]

_BLANKS = (" ", "\u3000", "(", ")", "（", "）")


def candidates(
    keeper: int, keys: Sequence[Key], numbers: Collection[str] = (), *, up_to: int | None = None, everyone: bool = False
) -> set[int]:
    """Ids of those kept by an organisation who may be meant by any of the keys.

    They have the ID number; or the name and no other ID number, no birth date that can't be true, and either the
    unit or a birth date that may be the same. ``numbers``: blind indexes of the ID numbers. ``everyone``: whoever
    has the name of a key that says neither unit nor birth. ``up_to``: nobody who was made after this id.
    """
    found: set[int] = set()
    for some in chunks(sorted(numbers), TOGETHER):
        found.update(_rows(_by_index(len(some)), [keeper, *some]))
    for others in chunks(sorted(set(keys), key=repr), TOGETHER):
        rows = [value for key in others for value in _values(key, everyone=everyone)]
        found.update(_rows(_by_name(len(others)), [*rows, keeper]))
    return found if up_to is None else {pk for pk in found if pk <= up_to}


def _values(key: Key, *, everyone: bool) -> Iterator[str | int | None]:
    name, index, first, last, unit = key
    yield name
    yield index
    yield 0 if first is None else first
    yield 0 if last is None else last
    yield from plain_forms(unit)
    yield int(everyone and not unit and first is None)


@lru_cache(maxsize=50_000)
def plain_forms(unit: str) -> tuple[str, str]:
    """A unit's name without blanks and brackets, as written and with usual widths."""
    return re.sub(r"[\s()（）]", "", unit), plain_unit(unit)


def _by_index(count: int) -> str:
    marks = ", ".join(["%s"] * count)
    return f"SELECT id FROM people_person WHERE keeper_id = %s AND id_index IN ({marks})"


def _by_name(count: int) -> str:
    """CROSS JOIN: SQLite then goes from the keys to their namesakes, never through everybody."""
    first = "(%s, %s, CAST(%s AS integer), CAST(%s AS integer), %s, %s, CAST(%s AS integer))"
    marks = ", ".join([first, *["(%s, %s, %s, %s, %s, %s, %s)"] * (count - 1)])
    unit = "e.unit_name"
    for blank in _BLANKS:
        unit = f"REPLACE({unit}, '{blank}', '')"
    return f"""
        WITH k(name, id_index, born, last, unit, plain, bare) AS (VALUES {marks})
        SELECT DISTINCT p.id FROM k CROSS JOIN people_person p
        WHERE p.keeper_id = %s AND p.name = k.name AND (k.id_index = '' OR p.id_index = '')
        AND (k.born = 0 OR p.birth_from IS NULL OR (p.birth_from <= k.last AND k.born <= p.birth_to))
        AND (k.bare = 1 OR (k.born > 0 AND p.birth_from IS NOT NULL) OR (k.unit <> '' AND EXISTS (
            SELECT 1 FROM people_employment e
            WHERE e.person_id = p.id AND e.ends IS NULL AND {unit} IN (k.unit, k.plain))))"""


def _rows(sql: str, values: Iterable[str | int | None]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return [row[0] for row in cursor.fetchall()]
