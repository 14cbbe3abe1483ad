"""The keyring: every secret of an installation, in one file that never enters the database.

The file ``keys.json`` in the home holds 32-byte keys in hex by purpose and version, made at first start
with mode 0600. ``seal`` and ``blind`` are for fields, ``person`` wraps the keys of persons in the audit;
these three can be rotated: the newest version seals, the others still open what they sealed. Whoever
copies a database without this file can read no sealed field and can't recompute the audit chain.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

PURPOSES = ("session", "person", "audit", "seal", "blind")
ROTATING = ("seal", "blind", "person")
LENGTH = 32  # bytes
AES, SM4 = "aes-gcm", "sm4-gcm"

Versions = dict[int, bytes]


class KeyringError(RuntimeError):
    """The keyring can't be read."""


class Key(bytes):
    """The newest key of a purpose, and the versions before it; ``algorithm`` is what it seals with."""

    version: int
    versions: Mapping[int, bytes]
    algorithm: str

    def __new__(cls, versions: Mapping[int, bytes], algorithm: str = AES) -> Self:
        """Of several versions the highest is the newest."""
        newest = max(versions)
        made = super().__new__(cls, versions[newest])
        made.version, made.versions, made.algorithm = newest, dict(versions), algorithm
        return made


@dataclass
class Keyring:
    """Keys by purpose and version, 32 bytes each; read again when the file has changed under a running site."""

    path: Path = field(compare=False)
    algorithm: str = AES
    keys: dict[str, Versions] = field(default_factory=dict)
    _seen: tuple[int, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def open(cls, path: Path, algorithm: str = AES) -> Keyring:
        """The keyring of a home, made when there is none. Raises KeyringError when it is damaged."""
        if algorithm not in (AES, SM4):
            raise KeyringError(f"不认识密封算法“{algorithm}”。请把 KEQIAO_SEAL 设为 {AES} 或 {SM4}。")
        if not path.exists():
            _make(path)
        ring = cls(path, algorithm)
        ring._refresh()
        return ring

    def key(self, purpose: str) -> Key:
        """The key for a purpose, with its earlier versions."""
        self._refresh()
        return Key(self.keys[purpose], self.algorithm)

    def alone(self, key: bytes) -> Key:
        """A key that stands outside the ring (a person's own), sealing with the ring's algorithm."""
        return Key({1: key}, self.algorithm)

    def text(self, purpose: str) -> str:
        """The key for a purpose as hex text, for settings that want text."""
        return self.key(purpose).hex()

    def add_versions(self, purposes: Iterable[str] = ROTATING) -> dict[str, int]:
        """Make a new version for each purpose and keep the others. Returns the new versions' numbers.

        Raises KeyError for a purpose whose key can't be rotated.
        """
        wanted = tuple(purposes)
        if unknown := set(wanted) - set(ROTATING):
            raise KeyError(f"These keys can't be rotated: {', '.join(sorted(unknown))}.")
        with _locked(self.path.parent):
            stored = _read(self.path)
            for purpose in wanted:
                stored[purpose][max(stored[purpose]) + 1] = secrets.token_bytes(LENGTH)
            _draft(self.path, stored).replace(self.path)
        self._refresh()
        return {purpose: max(stored[purpose]) for purpose in wanted}

    def _refresh(self) -> None:
        stat = self.path.stat()
        seen = (stat.st_mtime_ns, stat.st_ino, stat.st_size)
        if seen != self._seen:
            self.keys, self._seen = _read(self.path), seen


def _read(path: Path) -> dict[str, Versions]:
    """What the file says. A single key is a first version; before there was ``person``, ``audit`` did its work."""
    try:
        stored = json.loads(path.read_text())
        keys = {purpose: _versions(stored[purpose]) for purpose in PURPOSES if purpose != "person"}
        keys["person"] = _versions(stored.get("person", stored["audit"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        keys = {}
    if not keys or any(len(key) != LENGTH for versions in keys.values() for key in versions.values()):
        raise KeyringError(
            f"密钥文件 {path} 已损坏。请从备份恢复这个文件：没有原来的密钥，密封的内容无法读取，审计记录无法核验。"
        )
    return keys


def _versions(stored: str | dict[str, str]) -> Versions:
    if isinstance(stored, str):
        return {1: bytes.fromhex(stored)}
    if not stored:
        raise ValueError("a purpose without a key")
    return {int(version): bytes.fromhex(key) for version, key in stored.items()}


def _make(path: Path) -> None:
    """Write a new keyring; when two processes start at once, the first one's file stands."""
    draft = _draft(path, {purpose: {1: secrets.token_bytes(LENGTH)} for purpose in PURPOSES})
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _draft(path: Path, keys: Mapping[str, Versions]) -> Path:
    """The file beside its place, whole and on the disk, before it takes that place."""
    written = {purpose: {str(version): key.hex() for version, key in keys[purpose].items()} for purpose in PURPOSES}
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # for its maker's eyes only: mode 0600
    with os.fdopen(descriptor, "w") as file:
        file.write(json.dumps(written, indent=1))
        file.flush()
        os.fsync(file.fileno())
    return Path(draft)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One writer at a time."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
