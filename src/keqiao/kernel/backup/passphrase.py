"""The keyring in a backup: sealed under a passphrase, because with database and keys everything can be read."""

from __future__ import annotations

import base64
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from .refusal import BackupError

SHORTEST = 12  # characters
COST = 2**15
BOUND_TO = b"keqiao keys"


def seal_keys(content: bytes, passphrase: str) -> dict[str, Any]:
    """The keyring's file sealed. Raises BackupError for a passphrase that is easily guessed."""
    if len(passphrase) < SHORTEST:
        raise BackupError(f"口令太短：至少{SHORTEST}个字符。请另设口令，并与备份分开保管。")
    salt, nonce = os.urandom(16), os.urandom(12)
    box = AESGCM(_key(passphrase, salt, COST)).encrypt(nonce, content, BOUND_TO)
    coded = {name: base64.b64encode(value).decode() for name, value in (("salt", salt), ("nonce", nonce), ("box", box))}
    return {"kdf": "scrypt", "n": COST, **coded}


def open_keys(sealed: dict[str, Any], passphrase: str) -> bytes:
    """The keyring's file. Raises BackupError for another passphrase or a damaged box."""
    try:
        salt, nonce, box = (base64.b64decode(sealed[name]) for name in ("salt", "nonce", "box"))
        return AESGCM(_key(passphrase, salt, int(sealed["n"]))).decrypt(nonce, box, BOUND_TO)
    except (InvalidTag, KeyError, ValueError, TypeError):
        raise BackupError("口令不对，打不开备份里的密钥。请核对口令。") from None


def _key(passphrase: str, salt: bytes, cost: int) -> bytes:
    if not 2**10 <= cost <= 2**20:
        raise BackupError("备份里的密钥用了不认识的封法。请核对备份的来源。")
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())
