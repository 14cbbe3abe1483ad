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
        self._trees: dict[int, Tree] = {} if like is None else like._trees
        self._placed: Placed | None = None if like is None else like._placed
        self._congresses: dict[int, dict[int, int | None]] = {} if like is None else like._congresses

    def tree(self, day: int) -> Tree:
        """The organisations that exist on a day, with whom they are led by and the place they stand for."""
        if self._placed is None:
            self._placed = Placed.of(self.database.rows(_TREE, ()))
        since = self._placed.since(day)
        if since not in self._trees:
            self._trees[since] = self._placed.tree(day)
        return self._trees[since]

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

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]]) -> Placed:
        """From rows as ``_TREE`` gives them."""
        found = [(Node(*row[4:]), row[0], row[1], row[2], row[3]) for row in rows]
        return cls(found, sorted({day for _node, *turns in found for day in turns if day is not None}))

    def since(self, day: int) -> int:
        """How many days of change there were up to a day: between two of them the tree stays the same."""
        return bisect_right(self.turns, day)

    def tree(self, day: int) -> Tree:
        """The organisations that exist on a day, at the place that is theirs on it, if any."""
        found: dict[int, Node] = {}
        for node, founded, closed, starts, ends in self.rows:
            if (founded is None or founded <= day) and (closed is None or closed > day):
                if (starts is None or starts <= day) and (ends is None or ends > day):
                    found[node.id] = node
                elif node.id not in found:
                    found[node.id] = node._replace(leading=None, division="")
        return Tree(found)


_TREE = """
    SELECT o.founded, o.closed, p.starts, p.ends,
        o.id, o.code, o.name, o.kind, o.level, p.leading_id, COALESCE(d.code, '')
    FROM organisations_organisation o
        LEFT JOIN organisations_placement p ON p.organisation_id = o.id
        LEFT JOIN divisions_division d ON d.id = p.division_id"""

_CONGRESSES = f"""
    SELECT b.organisation_id, t.ends FROM posts_term t JOIN posts_body b ON b.id = t.body_id
    WHERE b.kind = '{BodyKind.CONGRESS.value}' AND t.starts <= {{day}} ORDER BY t.starts, t.number"""
