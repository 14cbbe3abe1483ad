"""How awards behind figures are named, in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from keqiao.plans.records import RecordLine, describes
from keqiao.registry.wording import day_word, joined

from .models import Award


def describe_awards(ids: Sequence[int]) -> Mapping[int, RecordLine]:
    """Title, date and division, by year: a programme has a code and no name."""
    found = Award.objects.filter(pk__in=ids).select_related("division")
    return {one.pk: _line(one) for one in found}


def _line(one: Award) -> RecordLine:
    division = one.division.name if one.division is not None else ""
    return RecordLine(one.title, joined(day_word(one.date), division), _("%(year)d年") % {"year": one.year})


describes("awards", describe_awards)
