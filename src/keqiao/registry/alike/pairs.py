"""The pairs of the work list: found anew for whoever changed, and for everybody by the nightly job."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.people.models import Pair, PairChoice, PairDecision, Person
from keqiao.kernel.verbs.events import on_event
from keqiao.registry.imports.touching import chunks

from .candidates import pairs_among, rarity_of, rarity_of_all, sharing, traces_of
from .weights import POSSIBLE, Rarity, Trace, reasons, total

NEED = "people.manage"
AT_ONCE = 200  # people whose pairs are found together


@on_event("people.changed")
def follow(payload: dict[str, Any]) -> None:
    """Find the pairs of people who were enrolled or changed."""
    refresh(payload["people"])


def refresh(people: Sequence[int]) -> int:
    """Find the pairs of these people anew. Returns how many they stand in."""
    count = 0
    for chunk in chunks(sorted(set(people)), AT_ONCE):
        wanted = set(chunk)
        traces = list(traces_of(sharing(chunk)))
        near = ((one, other) for one, other in pairs_among(traces) if one.person in wanted or other.person in wanted)
        count += _replace(Q(first__in=chunk) | Q(second__in=chunk), _weighed(near, rarity_of(traces)))
    return count


def refresh_all() -> int:
    """Find all pairs anew. Returns how many there are."""
    traces = list(traces_of(Person.objects.all()))
    return _replace(Q(), _weighed(pairs_among(traces), rarity_of_all(traces)))


def waiting(actor: Actor) -> QuerySet[Pair]:
    """Pairs of people whom the reader may merge and that nobody has decided on, the likeliest first."""
    mine = reachable(actor, NEED)
    settled = PairDecision.objects.filter(Q(choice=PairChoice.DIFFERENT) | Q(until__gt=today()))
    found = Pair.objects.filter(first__keeper__in=mine, second__keeper__in=mine)
    for one, other in (("first", "second"), ("second", "first")):
        found = found.filter(~Exists(settled.filter(first=OuterRef(one), second=OuterRef(other))))
    return found.order_by("-points", "pk")


def _weighed(near: Iterable[tuple[Trace, Trace]], rarity: Rarity) -> list[Pair]:
    weighed = ((one, other, total(reasons(one, other, rarity))) for one, other in near)
    return [
        Pair(first_id=one.person, second_id=other.person, points=points)
        for one, other, points in weighed
        if points >= POSSIBLE
    ]


def _replace(old: Q, pairs: list[Pair]) -> int:
    with transaction.atomic(), ledger.exempt("pairs"):
        Pair.objects.filter(old).delete()
        Pair.objects.bulk_create(pairs, batch_size=1000, ignore_conflicts=True)
    return len(pairs)
