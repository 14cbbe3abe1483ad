"""What follows the end of a vote by itself: the count, also when a process died before it came to it."""

from __future__ import annotations

from typing import Any

from keqiao.kernel.verbs.contract import OPERATOR, Act
from keqiao.kernel.verbs.events import on_event

from .models import Election, ElectionStatus
from .verbs.settling import count_votes


@on_event("elections.closed")
def count_closed(payload: dict[str, Any]) -> None:
    """Count an election that was closed; one that is counted already stays as it is."""
    election = Election.objects.filter(pk=payload["election"], status=ElectionStatus.CLOSED).first()
    if election is not None:
        count_votes(Act(OPERATOR, "job"), election)
