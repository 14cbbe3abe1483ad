"""Who is below whom, day by day, kept ready in a table: the placements followed upward to the top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

FROM_EVER, FOR_EVER = 0, 99999999  # yyyymmdd before and after every day
DEEPEST = 20  # levels; a chain that is longer runs in a circle
CHUNK = 500  # ids in one statement

# Each step up keeps the days on which the whole chain held.
_CLIMB = f"""
    INSERT INTO organisations_reach (organisation_id, ancestor_id, starts, ends)
    WITH RECURSIVE held(organisation_id, leading_id, starts, ends) AS (
        SELECT organisation_id, leading_id, COALESCE(starts, {FROM_EVER}), COALESCE(ends, {FOR_EVER})
        FROM organisations_placement WHERE leading_id IS NOT NULL
    ), up(organisation_id, ancestor_id, starts, ends, step) AS (
        SELECT id, id, {FROM_EVER}, {FOR_EVER}, 0 FROM organisations_organisation WHERE {{these}}
        UNION ALL
        SELECT up.organisation_id, held.leading_id,
            CASE WHEN held.starts > up.starts THEN held.starts ELSE up.starts END,
            CASE WHEN held.ends < up.ends THEN held.ends ELSE up.ends END,
            up.step + 1
        FROM up JOIN held ON held.organisation_id = up.ancestor_id
        WHERE held.starts < up.ends AND up.starts < held.ends AND up.step < {DEEPEST}
    ) SELECT organisation_id, ancestor_id, starts, ends FROM up WHERE starts < ends"""


def renew(organisations: Iterable[int]) -> None:
    """Write anew what these organisations (their ids), and all that ever stood below them, stand below."""
    changed = set(organisations)
    with connection.cursor() as cursor:
        every = set(changed)
        for chunk in _chunks(changed):
            below = f"SELECT organisation_id FROM organisations_reach WHERE ancestor_id IN ({_marks(chunk)})"
            cursor.execute(below, chunk)
            every |= {row[0] for row in cursor.fetchall()}
        for chunk in _chunks(every):
            cursor.execute(f"DELETE FROM organisations_reach WHERE organisation_id IN ({_marks(chunk)})", chunk)
            cursor.execute(_CLIMB.format(these=f"id IN ({_marks(chunk)})"), chunk)


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    yield from (ordered[at : at + CHUNK] for at in range(0, len(ordered), CHUNK))


def _marks(chunk: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(chunk))
