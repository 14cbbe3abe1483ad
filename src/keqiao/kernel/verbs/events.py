"""Events: written with the verb, delivered after commit, retried by a job until delivered."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

from django.utils import timezone

from keqiao.kernel.audit.canonical import canonical
from keqiao.kernel.nouns.ledger import Ledger, exempt

from .models import Event

log = logging.getLogger(__name__)
Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, list[Handler]] = defaultdict(list)
GIVE_UP = 10  # failures after which an event waits for a person
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
    waiting = Event.objects.filter(delivered=None, failures__lt=GIVE_UP).order_by("pk")
    while event := waiting.filter(pk__gt=last).first():
        yield event
        last = event.pk


def _deliver(event: Event) -> bool:
    try:
        for handler in _handlers.get(event.name, ()):
            handler(json.loads(event.payload))
    except Exception:
        log.exception("event %s (%s) failed and will be tried again", event.pk, event.name)
        with exempt("outbox"):
            Event.objects.filter(pk=event.pk).update(failures=event.failures + 1)
        return False
    with exempt("outbox"):
        Event.objects.filter(pk=event.pk).update(delivered=timezone.now())
    return True
