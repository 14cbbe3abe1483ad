"""What evaluations look up beside counters, in the database or a snapshot: the tree on a day, congress terms."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from keqiao.kernel.posts.models import BodyKind
from keqiao.plans.engine.database import Database
from keqiao.plans.engine.tree import Node, Tree

TREES_KEPT = 8  # of different days


class DjangoDatabase:
    """The installation's database behind the engine's interface."""

    def rows(self, sql: str, params: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
        """The rows of a statement."""
        with connection.cursor() as cursor:
            cursor.execute(sql, list(params))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


class Installation:
    """The world of one evaluation: what trees are made of is read once."""

    def __init__(self, database: Database | None = None, *, like: Installation | None = None) -> None:
        """Where to look; without a word, in the installation's database. ``like``: who has looked there before."""
        self.database = database or DjangoDatabase()
        self._placed: Placed | None = None if like is None else like._placed
        self._congresses: dict[int, dict[int, int | None]] = {} if like is None else like._congresses

    def tree(self, day: int) -> Tree:
        """The organisations that exist on a day, with whom they are led by and the place they stand for."""
        if self._placed is None:
            self._placed = kept_places(self.database)
        return self._placed.tree(day)

    def congress_end(self, organisation: int, day: int) -> int | None:
        """The planned end of the congress term that is the latest to have begun."""
        if day not in self._congresses:
            rows = self.database.rows(_CONGRESSES.format(day=day), ())
            # Of each congress the latest term comes last.
            self._congresses[day] = {owner: ends for owner, ends in rows}  # noqa: C416 - rows of SQL are checked as pairs
        return self._congresses[day].get(organisation)

    def reports(self, plan: str, day: int) -> Mapping[int, int] | None:
        """Records count at every level; what pages show stands on ``reports.upward.Reporting``."""
        return None


@dataclass(frozen=True)
class Placed:
    """All organisations of all times with all their places, to tell the tree of any day."""

    # Founded, closed, and of the place its first day and the first after it; None: always.
    rows: Sequence[tuple[Node, int | None, int | None, int | None, int | None]]
    turns: Sequence[int]
    trees: dict[int, Tree]  # the latest that were asked for, each until the next day of change

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]]) -> Placed:
        """From rows as ``_TREE`` gives them."""
        found = [(Node(*row[4:]), row[0], row[1], row[2], row[3]) for row in rows]
        return cls(found, sorted({day for _node, *turns in found for day in turns if day is not None}), {})

    def tree(self, day: int) -> Tree:
        """The organisations that exist on a day, at the place that is theirs on it, if any."""
        since = bisect_right(self.turns, day)
        if since not in self.trees:
            made = self._made(day)
            self.trees[since] = made
            for older in list(self.trees)[:-TREES_KEPT]:
                self.trees.pop(older, None)
            return made
        return self.trees[since]

    def _made(self, day: int) -> Tree:
        found: dict[int, Node] = {}
        for node, founded, closed, starts, ends in self.rows:
            if (founded is None or founded <= day) and (closed is None or closed > day):
                if (starts is None or starts <= day) and (ends is None or ends > day):
                    found[node.id] = node
                elif node.id not in found:
                    found[node.id] = node._replace(leading=None, division="")
        return Tree(found)


def kept_places(database: Database) -> Placed:
    """The places of today's installation as this process read them last, or read anew when anything changed since.

    Within a transaction they are always read: what was written there may be taken back.
    """
    if not isinstance(database, DjangoDatabase) or connection.in_atomic_block:
        return Placed.of(database.rows(_TREE, ()))
    [stamp] = database.rows(_STAMP, ())
    key = (str(connection.settings_dict["NAME"]), stamp)
    kept = _kept.get(key)
    if kept is None:
        kept = Placed.of(database.rows(_TREE, ()))
        _kept.clear()
        _kept[key] = kept
    return kept


# Any change of a row raises its version, any new row the greatest number.
_STAMP = """
    SELECT o.rows, o.versions, o.latest, p.rows, p.versions, p.latest FROM
        (SELECT COUNT(*) AS rows, SUM(version) AS versions, MAX(id) AS latest FROM organisations_organisation) o,
        (SELECT COUNT(*) AS rows, SUM(version) AS versions, MAX(id) AS latest FROM organisations_placement) p"""

_kept: dict[tuple[str, tuple[Any, ...]], Placed] = {}

_TREE = """
    SELECT o.founded, o.closed, p.starts, p.ends,
        o.id, o.code, o.name, o.kind, o.level, p.leading_id, COALESCE(d.code, '')
    FROM organisations_organisation o
        LEFT JOIN organisations_placement p ON p.organisation_id = o.id
        LEFT JOIN divisions_division d ON d.id = p.division_id"""

_CONGRESSES = f"""
    SELECT b.organisation_id, t.ends FROM posts_term t JOIN posts_body b ON b.id = t.body_id
    WHERE b.kind = '{BodyKind.CONGRESS.value}' AND t.starts <= {{day}} ORDER BY t.starts, t.number"""
