"""What evaluations look up beside counters, in the database or a snapshot: the tree on a day, congress terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    """The world of one evaluation: each day's tree is read once."""

    def __init__(self, database: Database | None = None) -> None:
        """Where to look; without a word, in the installation's database."""
        self.database = database or DjangoDatabase()
        self._trees: dict[int, Tree] = {}
        self._congresses: dict[int, dict[int, int | None]] = {}

    def tree(self, day: int) -> Tree:
        """The organisations that exist on a day, with whom they are led by and the place they stand for."""
        if day not in self._trees:
            self._trees[day] = Tree.of(Node(*row) for row in self.database.rows(_TREE.format(day=day), ()))
        return self._trees[day]

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


_TREE = """
    SELECT o.id, o.code, o.name, o.kind, o.level, p.leading_id, COALESCE(d.code, '')
    FROM organisations_organisation o
        LEFT JOIN organisations_placement p ON p.organisation_id = o.id
            AND (p.starts IS NULL OR p.starts <= {day}) AND (p.ends IS NULL OR p.ends > {day})
        LEFT JOIN divisions_division d ON d.id = p.division_id
    WHERE (o.founded IS NULL OR o.founded <= {day}) AND (o.closed IS NULL OR o.closed > {day})"""

_CONGRESSES = f"""
    SELECT b.organisation_id, t.ends FROM posts_term t JOIN posts_body b ON b.id = t.body_id
    WHERE b.kind = '{BodyKind.CONGRESS.value}' AND t.starts <= {{day}} ORDER BY t.starts, t.number"""
