"""Events: written with the verb, delivered after commit, retried by a job until delivered."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from keqiao.kernel.audit.canonical import canonical
from keqiao.kernel.nouns.ledger import Ledger, exempt

from .models import Event

log = logging.getLogger(__name__)
Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, list[Handler]] = defaultdict(list)
GIVE_UP = 10  # failures after which an event waits for a person
# So long an event belongs to the round that took it: after that the process is held to have died over it.
LEASE = dt.timedelta(minutes=10)
_delivering: ContextVar[bool] = ContextVar("keqiao_delivering", default=False)


def on_event(name: str) -> Callable[[Handler], Handler]:
    """Register a handler; it may be called again for the same event after a crash, so it must bear that."""

    def add(handler: Handler) -> Handler:
        _handlers[name].append(handler)
        return handler

    return add


def write_events(ledger: Ledger) -> list[int]:
    """Put a ledger's events in the outbox, in the verb's transaction. Returns their numbers."""
    return [Event.objects.create(name=name, payload=canonical(payload)).pk for name, payload in ledger.events]


def deliver_pending() -> int:
    """Deliver what waits in the outbox, oldest first, each event once. Returns how many were delivered.

    A handler may call verbs: their events come behind in the same round, so the round that runs already
    is the only one in its thread.
    """
    if _delivering.get():
        return 0
    token = _delivering.set(True)
    try:
        return sum(_deliver(event) for event in _waiting())
    finally:
        _delivering.reset(token)


def _waiting() -> Iterator[Event]:
    last = 0
    while event := _free().filter(pk__gt=last).order_by("pk").first():
        last = event.pk
        # Another process may be at the same event: the one whose mark is written delivers it.
        with exempt("outbox"):
            taken = _free().filter(pk=event.pk).update(taken=timezone.now())
        if taken:
            yield event


def _free() -> QuerySet[Event]:
    nobodys = Q(taken=None) | Q(taken__lt=timezone.now() - LEASE)
    return Event.objects.filter(nobodys, delivered=None, failures__lt=GIVE_UP)


def _deliver(event: Event) -> bool:
    try:
        for handler in _handlers.get(event.name, ()):
            handler(json.loads(event.payload))
    except Exception:
        log.exception("event %s (%s) failed and will be tried again", event.pk, event.name)
        with exempt("outbox"):
            Event.objects.filter(pk=event.pk).update(failures=F("failures") + 1, taken=None)
        return False
    with exempt("outbox"):
        Event.objects.filter(pk=event.pk).update(delivered=timezone.now())
    return True
