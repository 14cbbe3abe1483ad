"""What a backup or a restore is refused with."""

from __future__ import annotations


class BackupError(Exception):
    """A backup couldn't be made or restored; nothing was changed. The message is what the operator reads."""
