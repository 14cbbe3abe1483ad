"""Sealed fields: AES-GCM with the key's version in the value, bound to the record they belong to."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = "1"


class SealError(ValueError):
    """A sealed value can't be opened: wrong key, wrong record, or changed."""


def seal(text: str, *, key: bytes, bound_to: str) -> str:
    """Seal text under a 32-byte key; ``bound_to`` (a public id) must be given again to open it."""
    nonce = os.urandom(12)
    box = AESGCM(key).encrypt(nonce, text.encode(), bound_to.encode())
    return f"{VERSION}:{base64.urlsafe_b64encode(nonce + box).decode()}"


def unseal(value: str, *, key: bytes, bound_to: str) -> str:
    """Open a sealed value. Raises SealError when it was changed, moved to another record or the key is another."""
    version, _, body = value.partition(":")
    if version != VERSION:
        raise SealError(f"The value was sealed with key version {version!r}, which this keyring doesn't hold.")
    try:
        raw = base64.urlsafe_b64decode(body)
        return AESGCM(key).decrypt(raw[:12], raw[12:], bound_to.encode()).decode()
    except (InvalidTag, ValueError):
        raise SealError("The value doesn't open: it was changed or moved, or the key differs.") from None


def blind_index(text: str, *, key: bytes) -> str:
    """A keyed digest that finds equal values without opening them: 32 hex digits."""
    return hmac.new(key, text.strip().upper().encode(), hashlib.sha256).hexdigest()[:32]
