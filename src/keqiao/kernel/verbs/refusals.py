"""Refusals that happen outside a verb, at the door or in a form: they leave an entry like those of verbs."""

from __future__ import annotations

from collections.abc import Iterable

from keqiao.kernel.audit.models import Outcome
from keqiao.kernel.audit.write import write_entry

from .contract import Act


def note_refusal(act: Act, verb: str, message: str, organisations: Iterable[int] = ()) -> None:
    """Write an entry of what was refused. ``verb``: what it would have been, by the name of a verb."""
    write_entry(
        verb=verb,
        actor=act.actor.label,
        channel=act.channel,
        organisations=[pk for pk in organisations if pk],
        outcome=Outcome.REFUSED,
        message=message,
    )
