"""What other blocks may know of places."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from keqiao.kernel.nouns.fields import holds_on, to_int

from .models import Place


@dataclass(frozen=True)
class KnownPlace:
    """A place as other blocks see it; ``organisation`` and ``division`` are ids of kernel records."""

    id: int
    organisation: int
    division: int
    kind: str
    name: str
    opened: dt.date | None
    closed: dt.date | None

    def stands_on(self, day: dt.date) -> bool:
        """Whether it is open on a day."""
        return (self.opened is None or self.opened <= day) and (self.closed is None or day < self.closed)


def find(pk: int) -> KnownPlace | None:
    """The place of that id."""
    place = Place.objects.filter(pk=pk).first()
    return None if place is None else _known(place)


def of_organisation(organisation: int, day: dt.date) -> list[KnownPlace]:
    """The places that an organisation (its id) has on a day."""
    held = holds_on(to_int(day), starts="opened", ends="closed")
    return [_known(place) for place in Place.objects.filter(held, organisation=organisation)]


def _known(place: Place) -> KnownPlace:
    return KnownPlace(
        place.pk, place.organisation_id, place.division_id, place.kind, place.name, place.opened, place.closed
    )
