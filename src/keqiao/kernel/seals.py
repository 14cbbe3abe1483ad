"""Sealed fields: AES-GCM or SM4-GCM, with algorithm and key version in the value, bound to the record they belong to.

A value reads ``sm4-gcm.2:…``. Which algorithm seals is the keyring's setting; whichever sealed, opens.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .keys import AES, SM4, Key

NONCE, TAG = 12, 16  # bytes
FIRST = "1"  # how values of the first key were marked before the algorithm could be chosen
INDEX = 32  # characters


class SealError(ValueError):
    """A sealed value can't be opened: wrong key, wrong record, or changed."""


class Algorithm(NamedTuple):
    """How bytes are locked and opened: key, nonce, bytes, and what they are bound to."""

    lock: Callable[[bytes, bytes, bytes, bytes], bytes]
    open: Callable[[bytes, bytes, bytes, bytes], bytes]


def seal(text: str, *, key: bytes, bound_to: str) -> str:
    """Seal text under a key of the keyring; ``bound_to`` (a public id) must be given again to open it."""
    mark, nonce = _mark(key), os.urandom(NONCE)
    algorithm = key.algorithm if isinstance(key, Key) else AES
    box = ALGORITHMS[algorithm].lock(bytes(key), nonce, text.encode(), f"{mark}:{bound_to}".encode())
    return f"{mark}:{base64.urlsafe_b64encode(nonce + box).decode()}"


def seal_all(texts: Iterable[tuple[str, str]], *, key: bytes) -> list[str]:
    """``seal`` for many: pairs of a text and what it is bound to. Empty text stays empty."""
    mark = _mark(key)
    locked = _locking(key)
    sealed = []
    for text, bound_to in texts:
        if not text:
            sealed.append("")
            continue
        nonce = os.urandom(NONCE)
        box = locked(nonce, text.encode(), f"{mark}:{bound_to}".encode())
        sealed.append(f"{mark}:{base64.urlsafe_b64encode(nonce + box).decode()}")
    return sealed


def _locking(key: bytes) -> Callable[[bytes, bytes, bytes], bytes]:
    """The algorithm with its key set up once."""
    if isinstance(key, Key) and key.algorithm != AES:
        lock, plain = ALGORITHMS[key.algorithm].lock, bytes(key)
        return lambda nonce, text, bound: lock(plain, nonce, text, bound)
    return AESGCM(bytes(key)).encrypt


def unseal(value: str, *, key: bytes, bound_to: str) -> str:
    """Open a sealed value. Raises SealError when it was changed, moved to another record or the key is another."""
    mark, _colon, body = value.partition(":")
    algorithm, number = (AES, FIRST) if mark == FIRST else mark.rpartition(".")[::2]
    versions = key.versions if isinstance(key, Key) else {1: key}
    version = int(number) if number.isdecimal() else 0
    if algorithm not in ALGORITHMS or version not in versions:
        raise SealError(f"密封所用的算法或密钥版本“{mark}”不在密钥文件中。请核对 keys.json 是否是这套数据的密钥文件。")
    bound = bound_to if mark == FIRST else f"{mark}:{bound_to}"
    try:
        raw = base64.urlsafe_b64decode(body)
        return ALGORITHMS[algorithm].open(versions[version], raw[:NONCE], raw[NONCE:], bound.encode()).decode()
    except (InvalidTag, ValueError):
        raise SealError(
            "密封的内容打不开：它被改动或移动过，或者密钥不对。请核对 keys.json，必要时从备份恢复这条记录。"
        ) from None


def seal_mark(key: bytes) -> str:
    """How values begin that are sealed with this key as it seals now."""
    return f"{_mark(key)}:"


def blind_index(text: str, *, key: bytes) -> str:
    """A keyed digest that finds equal values without opening them, under the newest key: 32 characters."""
    return _index(text, key.version if isinstance(key, Key) else 1, key)


def blind_indexes(text: str, *, key: bytes) -> list[str]:
    """The digests of a value under every version of the key, the newest first: search by all of them."""
    versions = key.versions if isinstance(key, Key) else {1: key}
    return [_index(text, version, versions[version]) for version in sorted(versions, reverse=True)]


def index_all(texts: Iterable[str], *, key: bytes) -> list[str]:
    """``blind_index`` for many. Empty text stays empty."""
    start, mark = hmac.new(key, digestmod=hashlib.sha256).copy, index_mark(key)
    found = []
    for text in texts:
        one = start()
        one.update(text.strip().upper().encode())
        found.append((mark + one.hexdigest())[:INDEX] if text else "")
    return found


def index_mark(key: bytes) -> str:
    """How digests begin that are made with this key; empty for a first key, whose digests bear no mark."""
    return f"{key.version}:" if isinstance(key, Key) and key.version > 1 else ""


def _index(text: str, version: int, key: bytes) -> str:
    digest = hmac.new(key, text.strip().upper().encode(), hashlib.sha256).hexdigest()
    return (digest if version == 1 else f"{version}:{digest}")[:INDEX]


def _mark(key: bytes) -> str:
    return f"{key.algorithm}.{key.version}" if isinstance(key, Key) else f"{AES}.1"


def _lock_aes(key: bytes, nonce: bytes, text: bytes, bound: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce, text, bound)


def _open_aes(key: bytes, nonce: bytes, box: bytes, bound: bytes) -> bytes:
    return AESGCM(key).decrypt(nonce, box, bound)


def _lock_sm4(key: bytes, nonce: bytes, text: bytes, bound: bytes) -> bytes:
    locking = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce)).encryptor()
    locking.authenticate_additional_data(bound)
    return locking.update(text) + locking.finalize() + locking.tag


def _open_sm4(key: bytes, nonce: bytes, box: bytes, bound: bytes) -> bytes:
    opening = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce, box[-TAG:])).decryptor()
    opening.authenticate_additional_data(bound)
    return opening.update(box[:-TAG]) + opening.finalize()


@lru_cache(maxsize=64)
def _sm4_key(key: bytes) -> bytes:
    """SM4 takes 16 bytes: a key of its own, derived from the ring's 32."""
    return HKDF(hashes.SM3(), 16, salt=None, info=b"keqiao sm4-gcm").derive(key)


ALGORITHMS: dict[str, Algorithm] = {AES: Algorithm(_lock_aes, _open_aes), SM4: Algorithm(_lock_sm4, _open_sm4)}
