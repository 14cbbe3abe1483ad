"""Personal values before and after, set aside from the chain and sealed under a key for each person."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import models

from keqiao.kernel import seals
from keqiao.kernel.nouns.ledger import Change
from keqiao.kernel.nouns.sealed import sealed_field

from .canonical import canonical
from .models import Entry, PersonalValues, PersonKey


def set_aside(entry: Entry, changes: list[Change], forgotten: frozenset[int] = frozenset()) -> None:
    """Seal the changed values of each person's records beside the entry; of who is forgotten, nothing stays."""
    for gone in forgotten:
        destroy_key(gone)
        PersonalValues.objects.filter(person=gone).delete()
    by_person: dict[int, dict[str, Any]] = {}
    for change in changes:
        field = getattr(change.record, "personal", "")
        person = change.value(field) if field else None
        if person is not None and person not in forgotten:
            by_person.setdefault(person, {})[change.place()] = change.fields()
    if not by_person:
        return
    keys = person_keys(by_person)
    PersonalValues.objects.bulk_create(
        PersonalValues(
            entry=entry,
            person=person,
            sealed=seals.seal(canonical(values), key=keys[person], bound_to=_place(entry, person)),
        )
        for person, values in by_person.items()
    )


def open_values(row: PersonalValues) -> dict[str, Any] | None:
    """What was set aside: by record, changed fields with values before and after. None once the key is destroyed."""
    key = _stored({row.person}).get(row.person)
    if key is None:
        return None
    found: dict[str, Any] = json.loads(seals.unseal(row.sealed, key=key, bound_to=_place(row.entry, row.person)))
    return found


def open_all(rows: Sequence[PersonalValues]) -> list[dict[str, Any] | None]:
    """As ``open_values`` for several rows (read with their entries), with one look at the keys."""
    keys = _stored({row.person for row in rows})
    return [
        json.loads(seals.unseal(row.sealed, key=keys[row.person], bound_to=_place(row.entry, row.person)))
        if row.person in keys
        else None
        for row in rows
    ]


def destroy_key(person: int) -> None:
    """Make all that was set aside of a person unreadable for ever; the chain of entries still holds."""
    PersonKey.objects.filter(person=person).delete()


def person_keys(people: Iterable[int]) -> dict[int, bytes]:
    """The audit key of each person, made where there is none."""
    wanted = set(people)
    keys = _stored(wanted)
    if missing := wanted - keys.keys():
        master = settings.KEYRING.key("person")
        fresh = (
            PersonKey(
                person=person,
                sealed_key=seals.seal(base64.b64encode(os.urandom(32)).decode(), key=master, bound_to=str(person)),
            )
            for person in missing
        )
        # Another verb may make the same person's key at this moment: the first one's stands.
        PersonKey.objects.bulk_create(fresh, ignore_conflicts=True)
        keys |= _stored(missing)
    return keys


def _stored(people: set[int]) -> dict[int, bytes]:
    """The keys as they stand; a person whose key was destroyed isn't there."""
    master = settings.KEYRING.key("person")
    return {
        row.person: settings.KEYRING.alone(
            base64.b64decode(seals.unseal(row.sealed_key, key=master, bound_to=str(row.person)))
        )
        for row in PersonKey.objects.filter(person__in=people)
    }


def _place(entry: Entry, person: int) -> str:
    return f"{entry.pk}:{person}"


def _by_row(rows: Sequence[PersonalValues]) -> dict[int, bytes]:
    keys = _stored({row.person for row in rows})
    return {row.pk: keys[row.person] for row in rows if row.person in keys}


sealed_field(
    PersonalValues,
    "sealed",
    lambda one: _place(one.entry, one.person),
    along=("entry",),
    keys=_by_row,
    among=lambda: models.Q(person__in=PersonKey.objects.values("person")),
)
