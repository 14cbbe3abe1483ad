"""What happened lately in the reader's area, from the audit: what was done, where, when. Never to whom."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from keqiao.kernel.audit.models import Entry, Outcome
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.words import verb_words

Area = Collection[int] | QuerySet[Any, int]  # ids of organisations, or the subquery that gives them
SHOWN = 10
LOOKED_AT = 500  # entries from the last on; the audit isn't searched for what lies far back


@dataclass(frozen=True)
class Changed:
    """Something that was done at a unit on a day, once or several times."""

    day: dt.date
    unit: str
    words: str
    times: int


def recent_changes(area: Area) -> list[Changed]:
    """What was done lately at these organisations, the latest first; the same on one day is told once."""
    entries = list(_entries())
    here = {unit for _day, unit, _verb in entries}
    units = {one.pk: one for one in Organisation.objects.filter(pk__in=here).filter(pk__in=area)}
    found: dict[tuple[dt.date, int, str], int] = {}
    for key in entries:
        if key[1] not in units:
            continue
        if key not in found and len(found) == SHOWN:
            break
        found[key] = found.get(key, 0) + 1
    return [Changed(day, str(units[unit]), str(verb_words(verb)), times) for (day, unit, verb), times in found.items()]


def _entries() -> Iterator[tuple[dt.date, int, str]]:
    """Day, organisation and verb of what was done; what only staged something or gave rights isn't told."""
    done = Entry.objects.filter(outcome=Outcome.DONE, cause=None).order_by("-pk")
    told = done.exclude(verb__endswith=".stage").exclude(verb__startswith="access.")
    for at, verb, organisations in told.values_list("at", "verb", "organisations")[:LOOKED_AT]:
        for unit in json.loads(organisations):
            yield timezone.localdate(at), unit, verb
