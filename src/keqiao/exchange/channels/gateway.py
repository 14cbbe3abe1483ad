"""A gateway for short messages that takes JSON over HTTP.

Gateways differ in names, not in kind: a POST with a token, a number and a text or the values of a template
that was approved beforehand. What is sent is therefore a setting, with ``{to}``, ``{text}``, ``{id}`` and the
message's own values as ``{code}``, ``{minutes}`` in its texts.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .contract import ChannelError, Message

PATIENCE = 8  # seconds
BODY = {"id": "{id}", "to": "{to}", "text": "{text}"}


@dataclass(frozen=True)
class HttpGateway:
    """Posts each message to an address. ``success``: a text that the answer holds when the message was taken."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = field(default_factory=lambda: BODY)
    success: str = ""

    def send(self, message: Message) -> None:
        """Post it. Raises ChannelError when the gateway is out of reach or says no."""
        if not self.url.startswith(("https://", "http://")):
            raise ChannelError("The gateway's address has to begin with https:// or http://.")
        filled = json.dumps(_filled(self.body, message), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", **self.headers}
        request = urllib.request.Request(self.url, data=filled, headers=headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                said = answer.read(10_000).decode(errors="replace")
        except (urllib.error.URLError, OSError) as error:
            raise ChannelError(f"The gateway didn't take message {message.id}: {error}") from error
        if self.success not in said:
            raise ChannelError(f"The gateway didn't take message {message.id}; it doesn't say {self.success!r}.")


def _filled(part: Any, message: Message) -> Any:
    """The body with its placeholders filled; other braces stay as they are."""
    if isinstance(part, Mapping):
        return {key: _filled(value, message) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, message) for value in part]
    if not isinstance(part, str):
        return part
    for name, value in {"id": message.id, "to": message.to, "text": message.text, **message.values}.items():
        part = part.replace(f"{{{name}}}", value)
    return part
