"""What becomes of activities when their organisation is merged into another."""

from __future__ import annotations

from django.db.models import Q

from keqiao.kernel.nouns.fields import to_int
from keqiao.registry.successions import Handover, goes

from .models import Activity


def from_then_on(handover: Handover) -> Q:
    """What is held on the day or later; what was held before stays the past of who held it."""
    return Q(date__gte=to_int(handover.day))


goes(Activity, "organisation", from_then_on)
goes(Activity, "served", from_then_on)
