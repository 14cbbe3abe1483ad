"""A folder instead of a gateway: for the demo, for tests, and until a gateway is set. Its reader is the operator."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from .contract import ChannelError, Message


@dataclass(frozen=True)
class Folder:
    """Writes each message to a file of its own, for its owner's eyes only."""

    path: Path

    def send(self, message: Message) -> None:
        """One file a message, called by the time; sent again it replaces itself."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            target = self.path / f"{timezone.localtime():%Y%m%d}-{message.id}.txt"
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(f"{message.to}\n{message.text}\n")
        except OSError as error:
            raise ChannelError(f"The message folder {self.path} can't be written: {error}") from error

    def forget_old(self, days: int = 1) -> int:
        """Delete messages of before. Returns how many."""
        limit = (timezone.now() - dt.timedelta(days=days)).timestamp()
        old = [path for path in self.path.glob("*.txt") if path.stat().st_mtime < limit]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)
