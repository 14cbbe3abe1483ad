"""Writing entries: with the verb, in its transaction."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone

from keqiao.kernel.nouns.ledger import Change, merged

from .canonical import canonical
from .models import Entry, EntryOrganisation, Outcome
from .personal import set_aside


def digest(value: Any, salt: str) -> str:
    """A salted keyed digest of one value: proves what it was to whoever still knows it, tells nobody else."""
    text = f"{salt}:{canonical(value)}".encode()
    return hmac.new(settings.KEYRING.key("audit"), text, hashlib.sha256).hexdigest()[:24]


def write_entry(
    *,
    verb: str,
    actor: str,
    channel: str,
    organisations: Iterable[int],
    cause: Entry | None = None,
    outcome: Outcome = Outcome.DONE,
    message: str = "",
) -> Entry:
    """Open the entry of one call; what it changed is filled in by ``complete`` when the verb ends."""
    named = sorted(set(organisations))
    entry = Entry.objects.create(
        at=timezone.now(),
        verb=verb,
        channel=channel,
        outcome=outcome,
        actor=actor,
        organisations=canonical(named),
        salt=secrets.token_hex(16),
        cause=cause,
        message=message,
    )
    EntryOrganisation.objects.bulk_create(EntryOrganisation(entry=entry, organisation=one) for one in named)
    return entry


def complete(entry: Entry, changes: list[Change], message: str = "", *, forgotten: Iterable[int] = ()) -> None:
    """Write which fields changed into an entry, and set personal values aside under each person's key.

    ``forgotten``: people of whom nothing is set aside, now or before.
    """
    changes = merged(changes)
    entry.objects_changed = canonical(_digests(changes, entry.salt))
    entry.message = message
    entry.save(update_fields=["objects_changed", "message"])
    set_aside(entry, changes, frozenset(forgotten))


def _digests(changes: list[Change], salt: str) -> dict[str, dict[str, list[str]]]:
    return {
        change.place(): {
            name: [digest(before, salt), digest(after, salt)]
            for name, (before, after) in change.fields().items()
            if name != "version"
        }
        for change in changes
    }
