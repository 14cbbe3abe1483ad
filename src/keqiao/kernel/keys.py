"""The keyring: every secret of an installation, in one file that never enters the database.

The file ``keys.json`` in the home holds 32-byte keys in hex by purpose (``session``, ``audit``,
``seal``, ``blind``), made at first start with mode 0600. Whoever copies a database without this file
can read no sealed field and can't recompute the audit chain.
"""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

PURPOSES = ("session", "audit", "seal", "blind")
LENGTH = 32  # bytes


class KeyringError(RuntimeError):
    """The keyring can't be read."""


@dataclass(frozen=True)
class Keyring:
    """Keys by purpose, 32 bytes each."""

    keys: dict[str, bytes]

    @classmethod
    def open(cls, path: Path) -> Keyring:
        """The keyring of a home, made when there is none. Raises KeyringError when it is damaged."""
        if not path.exists():
            _make(path)
        try:
            stored = json.loads(path.read_text())
            keys = {purpose: bytes.fromhex(stored[purpose]) for purpose in PURPOSES}
        except (ValueError, KeyError, TypeError):
            keys = {}
        if not keys or any(len(key) != LENGTH for key in keys.values()):
            raise KeyringError(
                f"密钥文件 {path} 已损坏。请从备份恢复这个文件：没有原来的密钥，密封的内容无法读取，审计记录无法核验。"
            )
        return cls(keys)

    def key(self, purpose: str) -> bytes:
        """The key for a purpose."""
        return self.keys[purpose]

    def text(self, purpose: str) -> str:
        """The key for a purpose as hex text, for settings that want text."""
        return self.keys[purpose].hex()


def _make(path: Path) -> None:
    """Write a new keyring; when two processes start at once, the first one's file stands."""
    fresh = json.dumps({purpose: secrets.token_hex(LENGTH) for purpose in PURPOSES}, indent=1)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # for its maker's eyes only: mode 0600
    with os.fdopen(descriptor, "w") as file:
        file.write(fresh)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
