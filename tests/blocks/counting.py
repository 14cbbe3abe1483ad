"""What facts say, and whether they notice every change."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns.fields import from_int, to_int
from keqiao.kernel.organisations.models import Organisation

OURS = (
    "meetings",
    "attendance",
    "duties",
    "motions",
    "leaders",
    "hearings",
    "seats",
    "consultations",
    "places",
    "activities",
    "publications",
    "awards",
    "returns",
    "attestations",
)
# Every day of the stretch in which the tests' records lie, and one long before and after.
FIRST, LAST = dt.date(2024, 3, 1), dt.date(2024, 3, 31)
STRETCH = [20200101, *(to_int(FIRST + dt.timedelta(days=n)) for n in range((LAST - FIRST).days + 1)), 20990101]


def select(statement: schema.Sql) -> list[dict[str, Any]]:
    """The rows of a statement by column."""
    text, params = statement
    with connection.cursor() as cursor:
        cursor.execute(text, list(params))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def rows(fact: str, as_of: int) -> list[dict[str, Any]]:
    """A fact's rows of a day, oldest record first."""
    return sorted(select(schema.get(fact).sql(as_of)), key=lambda row: row["id"])


def said(fact: str, as_of: int, *columns: str) -> list[Any]:
    """Some columns of a fact's rows of a day; of one column its bare values."""
    found = [tuple(row[name] for name in columns) for row in rows(fact, as_of)]
    return [values[0] for values in found] if len(columns) == 1 else found


def by_organisation(fact: str, as_of: int) -> dict[int, list[dict[str, Any]]]:
    """A fact's rows of a day, for each organisation."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(fact, as_of):
        found[row["organisation"]].append(row)
    return found


@contextmanager
def noticed(*, by: set[str]) -> Iterator[None]:
    """What happens inside changes rows of exactly these facts, and wherever rows changed a dirty row says so."""
    before = _everything()
    last = Dirty.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    yield
    after = _everything()
    changed = {(fact, leaf) for fact, leaf, day in before.keys() | after.keys() if _differs(before, after, fact, leaf)}
    assert {fact for fact, _ in changed} == by
    assert changed <= set(Dirty.objects.filter(pk__gt=last).values_list("fact", "organisation"))


Everything = dict[tuple[str, int, int], list[dict[str, Any]]]


def _everything() -> Everything:
    """Rows by fact, organisation and day, today included: approvals bear its date."""
    days = [*STRETCH, to_int(dt.date.today())]  # noqa: DTZ011 - any day near now does
    return {
        (fact, leaf, day): found for fact in OURS for day in days for leaf, found in by_organisation(fact, day).items()
    }


def _differs(before: Everything, after: Everything, fact: str, leaf: int) -> bool:
    days = {day for one, other, day in before.keys() | after.keys() if (one, other) == (fact, leaf)}
    return any(before.get((fact, leaf, day)) != after.get((fact, leaf, day)) for day in days)


def check_days_of_change(fact: str) -> int:
    """From every day of the stretch, the next day of change that a fact tells is that on which rows do change.

    Returns how many changes were foretold, so that a test can't pass on nothing.
    """
    changes = schema.get(fact).changes
    assert changes is not None
    states = {day: by_organisation(fact, day) for day in STRETCH}
    foretold = 0
    for place, day in enumerate(STRETCH):
        told = {row["organisation"]: row["day"] for row in select(changes(day))}
        for leaf in Organisation.objects.values_list("pk", flat=True):
            later = STRETCH[place + 1 :]
            real = next((then for then in later if states[then].get(leaf) != states[day].get(leaf)), None)
            assert told.get(leaf) == real, (fact, from_int(day), leaf)
            foretold += real is not None
    return foretold
