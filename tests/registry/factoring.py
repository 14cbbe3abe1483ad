"""Second factors for tests: an app that shows codes."""

from __future__ import annotations

import base64
import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from cast import acts
from keqiao.kernel.access.models import Factor, User
from keqiao.kernel.access.second import new_secret
from keqiao.kernel.nouns import ledger
from keqiao.registry.verbs.factors import add_totp


def digits_now(secret: str, steps: int = 0) -> str:
    """What an app shows, now or some steps away."""
    return TOTP(base64.b32decode(secret), 6, SHA1(), 30).generate(int(time.time()) + steps * 30).decode()


def app_of(user: User) -> str:
    """Give a user an app; returns its secret. The code that set it up doesn't stand in the way of the next."""
    secret = new_secret()
    factor = add_totp(acts(user), user, {"secret": secret, "code": digits_now(secret)})
    with ledger.exempt("given"):
        Factor.objects.filter(pk=factor.pk).update(last=-1)
    return secret
