"""The register of sealed fields: a field that stands here is sealed anew when keys are rotated.

One line under the model joins: ``sealed_field(Person, "id_sealed", lambda one: str(one.public_id), index="id_index")``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models

# The key of each record of a chunk by its primary key; a record that isn't there has lost its key for ever.
KeysOf = Callable[[Sequence[Any]], Mapping[int, bytes]]


@dataclass(frozen=True)
class SealedField:
    """Where a sealed value stands, and what opens it.

    ``bound_to``: what the value is bound to, of a record read with ``along`` (``select_related``).
    ``index``: the field with its blind index. ``keys``: where each record has a key of its own; ``among``
    then leaves out those whose key is destroyed.
    """

    model: type[models.Model]
    name: str
    bound_to: Callable[[Any], str]
    purpose: str = "seal"
    index: str = ""
    along: tuple[str, ...] = ()
    keys: KeysOf | None = None
    among: Callable[[], models.Q] = models.Q

    @property
    def label(self) -> str:
        """``people.Person.id_sealed``."""
        return f"{self.model._meta.label}.{self.name}"

    def keys_of(self, records: Sequence[Any]) -> Mapping[int, bytes]:
        """The key of each record."""
        if self.keys is not None:
            return self.keys(records)
        return dict.fromkeys((one.pk for one in records), settings.KEYRING.key(self.purpose))


_register: dict[str, SealedField] = {}


def sealed_field(
    model: type[models.Model],
    name: str,
    bound_to: Callable[[Any], str],
    *,
    purpose: str = "seal",
    index: str = "",
    along: tuple[str, ...] = (),
    keys: KeysOf | None = None,
    among: Callable[[], models.Q] = models.Q,
) -> None:
    """Say that a field holds sealed text."""
    one = SealedField(model, name, bound_to, purpose, index, along, keys, among)
    _register[one.label] = one


def sealed_fields() -> list[SealedField]:
    """Every sealed field, by its label."""
    return [_register[label] for label in sorted(_register)]
