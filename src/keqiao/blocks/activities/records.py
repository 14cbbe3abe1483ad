"""How activities behind figures are named, in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keqiao.plans.records import RecordLine, describes
from keqiao.registry.wording import day_word, joined, word

from .facts import AUDIENCES, KINDS
from .models import Activity


def describe_activities(ids: Sequence[int]) -> Mapping[int, RecordLine]:
    """Title, date, whom it was for and whom it served, by kind."""
    found = Activity.objects.filter(pk__in=ids).select_related("served")
    return {one.pk: RecordLine(one.title, _detail(one), word(KINDS, one.kind)) for one in found}


def _detail(one: Activity) -> str:
    served = one.served.name if one.served is not None else ""
    return joined(day_word(one.date), word(AUDIENCES, one.audience), served)


describes("activities", describe_activities)
