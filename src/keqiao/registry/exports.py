"""Lists that can leave as a spreadsheet: each declares itself once, with its columns and who may see them.

``register(ExportedList(...))`` beside the list's page; the page shows ``export_url``. Rows are those of the page with
its filters, of organisations for which the reader may export; a column with a need of its own is empty in rows of
organisations where the reader lacks it, and isn't offered to who lacks it everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import Promise

from keqiao.kernel.access.pages import actor_of
from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.organisations.models import Organisation

AT_ONCE = 1000  # rows read together
NEED = "exports.take"


@dataclass(frozen=True)
class ListColumn:
    """A column: what heads it, what of a row it shows, and the need beyond the list's own."""

    name: str
    label: str | Promise
    value: Callable[[Any], Any]
    needs: str = ""
    width: int = 16


@dataclass(frozen=True)
class ExportedList:
    """A list. ``rows`` gives what the reader sees under the filters of the address; ``keeper``: the path from a row
    to the organisation whose it is; ``person``: the path to whom it tells of; ``said``: the filters in words."""

    code: str
    label: str | Promise
    noun: str | Promise
    needs: str
    columns: tuple[ListColumn, ...]
    rows: Callable[[HttpRequest, QueryDict], models.QuerySet[Any]]
    keeper: str
    said: Callable[[QueryDict], str]
    person: str = ""
    order: int = 100


_lists: dict[str, ExportedList] = {}


def register(one: ExportedList) -> ExportedList:
    """Add a list; saying the same code twice replaces it."""
    _lists[one.code] = one
    return one


def all_lists() -> list[ExportedList]:
    """Every list, in order."""
    return sorted(_lists.values(), key=lambda one: (one.order, one.code))


def list_of(code: str) -> ExportedList | None:
    """The list of that code."""
    return _lists.get(code)


def lists_for(actor: Actor) -> list[ExportedList]:
    """What somebody may export at all."""
    if NEED not in actor.needs:
        return []
    return [one for one in all_lists() if one.needs in actor.needs]


def export_url(request: HttpRequest, code: str) -> str:
    """Where the list is exported as it is filtered now; "" for who may not."""
    one = list_of(code)
    if one is None or NEED not in actor_of(request).needs:
        return ""
    query = request.GET.copy()
    query.pop("page", None)
    address = reverse("registry:export", args=[code])
    return f"{address}?{query.urlencode()}" if query else address


def rows_of(one: ExportedList, request: HttpRequest, query: QueryDict) -> models.QuerySet[Any]:
    """The rows that the reader may take out."""
    actor = actor_of(request)
    inside = {f"{one.keeper}__in" if one.keeper != "pk" else "pk__in": reachable(actor, NEED)}
    seen = {f"{one.keeper}__in" if one.keeper != "pk" else "pk__in": reachable(actor, one.needs)}
    return one.rows(request, query).filter(**inside).filter(**seen)


def columns_for(one: ExportedList, actor: Actor) -> list[ListColumn]:
    """The columns that somebody may see anywhere."""
    return [column for column in one.columns if not column.needs or column.needs in actor.needs]


def values(
    one: ExportedList, actor: Actor, found: models.QuerySet[Any], columns: Sequence[ListColumn]
) -> Iterator[list[Any]]:
    """The cells of each row, a thousand rows at a time."""
    allowed = {column.needs: set(reachable(actor, column.needs)) for column in columns if column.needs}
    for row in found.iterator(chunk_size=AT_ONCE):
        keeper = _keeper(row, one.keeper)
        yield [column.value(row) if not column.needs or keeper in allowed[column.needs] else None for column in columns]


def _keeper(row: Any, path: str) -> int:
    for name in path.split("__"):
        row = getattr(row, name)
    return int(row.pk if isinstance(row, models.Model) else row)


def root_of(actor: Actor) -> Organisation | None:
    """The organisation in whose name somebody exports: the highest one where they may."""
    return Organisation.objects.filter(pk__in=reachable(actor, NEED)).order_by("code").first()
