"""What becomes of places when the organisation that answers for them is merged into another."""

from __future__ import annotations

from django.db.models import Q

from keqiao.registry.successions import Handover, goes

from .models import Place


def still_open(handover: Handover) -> Q:
    """Places that are open on the day; those that had closed stay the past of who answered for them."""
    return Q(handover.open("opened", "closed"))


goes(Place, "organisation", still_open)
