"""The tree of organisations on a day, as two small recursive queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from keqiao.kernel.nouns.fields import to_int

from .models import Organisation, Reach, Succession

# An open start is "always": placements known only from some later record still hold the tree together.
_HELD = "(p.starts IS NULL OR p.starts <= %s) AND (p.ends IS NULL OR p.ends > %s)"


def today() -> int:
    """Today in China as yyyymmdd."""
    return to_int(timezone.localdate())


def subtree(organisation: int, day: int | dt.date | None = None) -> list[int]:
    """Ids of an organisation and all led by it, directly or through others, on a day (default today)."""
    sql = f"""
        WITH RECURSIVE below(id) AS (
            SELECT CAST(%s AS bigint)
            UNION
            SELECT p.organisation_id FROM organisations_placement p JOIN below ON p.leading_id = below.id
            WHERE {_HELD}
        ) SELECT id FROM below"""
    return _ids(sql, organisation, day)


def all_below(roots: Sequence[int], alone: Sequence[int] = ()) -> QuerySet[Reach, int]:
    """What ``subtree`` gives for several roots today, and some organisations beside, as a subquery for ``__in``."""
    beside = Q(ancestor__in=alone, organisation=F("ancestor"))
    below = Reach.objects.filter(Q(ancestor__in=roots) | beside, starts__lte=today(), ends__gt=today())
    return below.values_list("organisation", flat=True)


def ancestors(organisation: int, day: int | dt.date | None = None) -> list[int]:
    """Ids of an organisation and of those it is led by, itself first, on a day (default today)."""
    sql = f"""
        WITH RECURSIVE above(id, step) AS (
            SELECT CAST(%s AS bigint), 0
            UNION ALL
            SELECT p.leading_id, above.step + 1
            FROM organisations_placement p JOIN above ON p.organisation_id = above.id
            WHERE p.leading_id IS NOT NULL AND above.step < 20 AND {_HELD}
        ) SELECT id FROM above ORDER BY step"""
    return _ids(sql, organisation, day)


def answering(organisation: int) -> tuple[list[int], list[int]]:
    """Whose grants reach an organisation (ids): on whom a grant is as good as on itself, and whose subtree it is in.

    Of one that exists these are itself, and itself with those it is led by. Whoever took over the work of one
    that is closed stands for it, and whoever led it at the end still reaches it.
    """
    line = ancestors(organisation)
    if len(line) > 1:
        return [organisation], line
    closed = Organisation.objects.filter(pk=organisation).values_list("closed", flat=True).first()
    if closed is None:
        return [organisation], line
    own, above = [organisation], [*line]
    for leader in ancestors(organisation, to_int(closed) - 1)[1:2]:
        above += answering(leader)[1]
    for heir in Succession.objects.filter(predecessor=organisation).values_list("successor", flat=True):
        standing, higher = answering(heir)
        own, above = own + standing, above + higher
    return own, list(dict.fromkeys(above))


def _ids(sql: str, organisation: int, day: int | dt.date | None) -> list[int]:
    number = today() if day is None else day if isinstance(day, int) else to_int(day)
    with connection.cursor() as cursor:
        cursor.execute(sql, [organisation, number, number])
        return [row[0] for row in cursor.fetchall()]
