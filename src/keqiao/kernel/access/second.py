"""The second factor: time-based codes of an app (RFC 6238), and recovery codes on paper."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Sequence

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db.models import QuerySet

from keqiao.kernel import seals
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.tree import today

from .models import Factor, FactorKind, User

STEP = 30  # seconds
DIGITS = 6
DRIFT = 1  # steps that a clock may be off
RECOVERY_CODES = 10
# Without what is mistaken for something else on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_secret() -> str:
    """A secret of 160 bits in base32, as apps take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address_for_app(secret: str, user: User) -> str:
    """What the QR code says to the app."""
    return _totp(secret).get_provisioning_uri(user.username, "科桥")


def counter_of(secret: str, digits: str, after: int = -1) -> int | None:
    """Which step's code the digits are, of now or a step around and later than ``after``; None when of none."""
    now = int(time.time()) // STEP
    for counter in range(now - DRIFT, now + DRIFT + 1):
        made = _totp(secret).generate(counter * STEP).decode()
        if counter > after and hmac.compare_digest(made, digits):
            return counter
    return None


def new_code(groups: int = 2) -> str:
    """A code for paper: groups of five characters, 25 bits each."""
    return "-".join("".join(secrets.choice(ALPHABET) for _place in range(5)) for _group in range(groups))


def code_digest(user: User, code: str) -> str:
    """What stands for a code of a user: blanks, hyphens and small letters make no difference."""
    text = "".join(char for char in code.upper() if char.isalnum())
    message = f"{user.public_id}:{text}".encode()
    return hmac.new(settings.KEYRING.key("session"), message, hashlib.sha256).hexdigest()


def factors(user: User) -> QuerySet[Factor]:
    """What the user can show today beside the first factor."""
    return Factor.objects.filter(user=user, ends=None)


def has_second(user: User) -> bool:
    """Whether the user has a second factor of their own; recovery codes alone are none."""
    return factors(user).exclude(kind=FactorKind.RECOVERY).exists()


def must_have_second(user: User) -> bool:
    """Whether the user can't go without: the setting says so of everybody who has a role."""
    return settings.DOORS.second_factor == "staff" and user.grants.filter(holds_on(today())).exists()


def seal_into(factor: Factor, text: str) -> None:
    """Keep a secret in a factor, sealed."""
    factor.sealed = seals.seal(text, key=settings.KEYRING.key("seal"), bound_to=str(factor.public_id))


def secret_in(factor: Factor) -> str:
    """The secret of a factor in clear; shown to nobody."""
    return seals.unseal(factor.sealed, key=settings.KEYRING.key("seal"), bound_to=str(factor.public_id))


def recovery_left(factor: Factor) -> list[str]:
    """The digests of recovery codes that weren't used."""
    left: list[str] = json.loads(secret_in(factor))
    return left


def keep_recovery(factor: Factor, digests: Sequence[str]) -> None:
    """Keep the digests of recovery codes in a factor."""
    seal_into(factor, json.dumps(list(digests)))
    factor.left = len(digests)


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP)
