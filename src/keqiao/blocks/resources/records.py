"""How publications behind figures are named, in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keqiao.plans.records import RecordLine, describes
from keqiao.registry.wording import day_word, word

from .facts import KINDS
from .models import Publication


def describe_publications(ids: Sequence[int]) -> Mapping[int, RecordLine]:
    """Title with issue and date, by kind."""
    found = Publication.objects.filter(pk__in=ids).select_related("title")
    return {one.pk: RecordLine(str(one), day_word(one.date), word(KINDS, one.title.kind)) for one in found}


describes("publications", describe_publications)
