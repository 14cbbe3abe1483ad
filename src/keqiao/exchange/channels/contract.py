"""What every way out to people takes and says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class ChannelError(RuntimeError):
    """A message didn't go out; the outbox tries again."""


@dataclass(frozen=True)
class Message:
    """One message to one person.

    ``id``: the same for each try, so that a gateway may drop what it has already. ``kind``: ``mobile`` or
    ``email``. ``values``: what fills a gateway's own template, where it takes no free text. ``subject``: the line
    above a mail; without one the way out's own stands there.
    """

    id: str
    kind: str
    to: str
    text: str
    values: dict[str, str]
    subject: str = ""


class Channel(Protocol):
    """A way out."""

    def send(self, message: Message) -> None:
        """Hand a message over. Raises ChannelError when it wasn't taken."""
        ...
