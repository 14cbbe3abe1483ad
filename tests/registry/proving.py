"""Codes for tests: sent through the verb, read where the operator reads them, and tried."""

from __future__ import annotations

import re

from django.conf import settings

from cast import VISITS
from keqiao.kernel.identities import codes
from keqiao.kernel.identities.models import LoginCode
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Act
from keqiao.kernel.verbs.events import deliver_pending
from keqiao.registry.verbs.identities import send_code

MOBILE = "13800000001"


def sent(value: str = MOBILE, purpose: str = "login", kind: str = "mobile", act: Act = VISITS) -> LoginCode:
    """A code on its way."""
    return send_code(act, None, {"purpose": purpose, "kind": kind, "value": value, "address": "192.0.2.1"})


def digits_of(code: LoginCode) -> str:
    """The digits, out of the message in the outbox folder."""
    deliver_pending()
    (file,) = (settings.HOME / "outbox").glob(f"*-{code.public_id}.txt")
    found = re.search(r"\d{6}", file.read_text(encoding="utf-8").partition("\n")[2])
    assert found
    return found.group()


def proved(value: str = MOBILE, purpose: str = "login", kind: str = "mobile", act: Act = VISITS) -> LoginCode:
    """A code that has passed."""
    code = sent(value, purpose, kind, act)
    codes.try_code(code, digits_of(code))
    return code


def a_minute_later() -> None:
    """So that another code may be sent."""
    with ledger.exempt("given"):
        for code in LoginCode.objects.all():
            LoginCode.objects.filter(pk=code.pk).update(created=code.created - codes.BETWEEN)


def last_digits() -> str:
    """The digits of the code sent last."""
    return digits_of(LoginCode.objects.order_by("-pk")[0])
