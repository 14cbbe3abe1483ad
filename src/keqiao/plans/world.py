"""What evaluations look up in the database: rows, the tree on a day, the end of congress terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from keqiao.kernel.nouns.fields import holds_on, to_int
from keqiao.kernel.organisations.models import Organisation, Placement
from keqiao.kernel.posts.models import BodyKind, Term
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

    def __init__(self) -> None:
        """Nothing is looked up before it is asked for."""
        self._trees: dict[int, Tree] = {}
        self._congresses: dict[int, dict[int, int | None]] = {}

    def tree(self, day: int) -> Tree:
        """The organisations that exist on a day, with whom they are led by and the place they stand for."""
        if day not in self._trees:
            self._trees[day] = _read_tree(day)
        return self._trees[day]

    def congress_end(self, organisation: int, day: int) -> int | None:
        """The planned end of the congress term that is the latest to have begun."""
        if day not in self._congresses:
            self._congresses[day] = _read_congresses(day)
        return self._congresses[day].get(organisation)


def _read_tree(day: int) -> Tree:
    placed = Placement.objects.filter(holds_on(day)).values_list("organisation", "leading", "division__code")
    places = {organisation: (leading, division or "") for organisation, leading, division in placed}
    existing = Organisation.objects.filter(holds_on(day, starts="founded", ends="closed")).order_by("code")
    columns = existing.values_list("pk", "code", "name", "kind", "level")
    return Tree.of(Node(*one, *places.get(one[0], (None, ""))) for one in columns)


def _read_congresses(day: int) -> dict[int, int | None]:
    terms = Term.objects.filter(body__kind=BodyKind.CONGRESS, starts__lte=day).select_related("body")
    return {
        term.body.organisation_id: to_int(term.ends) if term.ends else None
        for term in terms.order_by("starts", "number")
    }
