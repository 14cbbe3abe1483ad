"""How places behind figures are named, in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keqiao.plans.records import RecordLine, describes
from keqiao.registry.wording import joined, word

from .facts import KINDS
from .models import Place


def describe_places(ids: Sequence[int]) -> Mapping[int, RecordLine]:
    """Name, division and address, by kind."""
    found = Place.objects.filter(pk__in=ids).select_related("division")
    return {
        one.pk: RecordLine(one.name, joined(one.division.name, one.address), word(KINDS, one.kind)) for one in found
    }


describes("places", describe_places)
