"""What verbs are made of: Act, data, refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from keqiao.kernel.access.rules import OPERATOR, VISITOR, Actor
from keqiao.kernel.nouns import ledger

__all__ = ["OPERATOR", "VISITOR", "Act", "Actor", "Refused", "VerbData", "VerbError"]


class VerbError(Exception):
    """A verb wasn't carried out. The message says what, where and what next, in the user's language."""


class Refused(VerbError):
    """The actor has no right to do this there."""


class VerbData(BaseModel):
    """Base of every verb's data.

    ``seen_version``: the version of the target that the user looked at; another one by now means
    Stale. ``key``: idempotency key; the same actor, verb and key again answers with the first result.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    seen_version: int | None = None
    key: str | None = None


@dataclass(frozen=True)
class Act:
    """Who acts and by which way they came: ``web``, ``api``, ``cli``, ``job`` or ``test``."""

    actor: Actor
    channel: str = "web"

    def emit(self, event: str, **payload: Any) -> None:
        """Announce something, to be delivered after the transaction committed."""
        running = ledger.current()
        if running is None:
            raise RuntimeError(f"Event {event!r} was emitted outside a verb.")
        running.events.append((event, payload))
