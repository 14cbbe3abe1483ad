"""Taking two merged records apart: exactly what was moved goes back, and what cannot is counted and said."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.db import models

from keqiao.kernel.nouns.models import Noun

from .absorb import Move, Taken, point, pointing_at
from .stored import restored


@dataclass(frozen=True)
class Left:
    """How much could not go back: deleted since, pointing elsewhere by now, or made after the merge."""

    gone: int = 0
    elsewhere: int = 0
    newer: int = 0
    changed: int = 0  # fields filled in by the merge and written anew since

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def separate(taken: Taken, winner: Noun) -> Left:
    """Let the records that were set aside stand again, and point back what was moved."""
    for label, values in reversed(taken.aside):
        restored(label, values).save()
    found = Counter(_back(move) for move in reversed(taken.moves))
    return Left(found["gone"], found["elsewhere"], _newer(taken, winner))


def _back(move: Move) -> str:
    model: type[models.Model] = apps.get_model(move.model)
    record = model._base_manager.filter(pk=move.record).first()
    if record is None:
        return "gone"
    if getattr(record, move.column) != move.after:
        return "elsewhere"
    point(record, move.column, move.before)
    return "back"


def _newer(taken: Taken, winner: Noun) -> int:
    """Records that came to the winner after the merge: nobody can tell whose they are."""
    now = pointing_at(winner)
    return sum(len(set(numbers) - set(taken.own.get(place, ()))) for place, numbers in now.items())
