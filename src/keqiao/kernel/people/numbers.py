"""Under which numbers the audit speaks of a person: their own, and those of records merged into theirs."""

from __future__ import annotations

from .models import Merge


def numbers_of(person: int) -> list[int]:
    """The person's number, then those of merged records that nobody took apart again. One query.

    What asks the audit about a person (looks, values set aside, keys to destroy) asks for all of them.
    """
    merged = Merge.objects.filter(person=person, undone_on=None).order_by("pk")
    return [person, *merged.values_list("absorbed", flat=True)]
