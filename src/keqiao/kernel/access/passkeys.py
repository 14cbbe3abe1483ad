"""Passkeys (WebAuthn) as second factor: what the browser is asked, and whether its answer is right."""

from __future__ import annotations

import base64
import ipaddress
import json
import struct
from dataclasses import dataclass
from typing import Any

from fido2.cose import UnsupportedKey
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)

from .models import Factor, FactorKind, User
from .second import factors, seal_into, secret_in

NAME = "科桥"  # whose passkey it is, as the device shows it
# What the library trips over in bytes that no browser made.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error)
LONGEST = 8000  # characters; answers have one or two thousand


class PasskeyError(Exception):
    """The browser's answer is none to what it was asked, or not this user's."""


@dataclass(frozen=True)
class Asked:
    """What the browser is asked (``options``, JSON), and what its answer is held against (``state``)."""

    options: str
    state: dict[str, Any]


def can_have(host: str) -> bool:
    """Whether browsers make passkeys for a host (with or without port): they do for names, not for addresses."""
    try:
        ipaddress.ip_address(_name(host).strip("[]"))
    except ValueError:
        return True
    return False


def ask_new(user: User, host: str) -> Asked:
    """Ask for a new passkey of a user, on a device that has none of theirs yet."""
    entity = PublicKeyCredentialUserEntity(id=user.public_id.bytes, name=user.username, display_name=str(user))
    options, state = _server(host).register_begin(
        entity, _credentials(user), user_verification=UserVerificationRequirement.PREFERRED
    )
    return Asked(_json(options), state)


def keep_new(factor: Factor, host: str, state: dict[str, Any], answer: str) -> None:
    """Keep in a factor, sealed, the passkey that an answer shows. Raises PasskeyError."""
    try:
        shown = _server(host).register_complete(state, _read(answer))
        credential = shown.credential_data
    except UNREADABLE as error:
        raise PasskeyError(str(error)) from error
    if credential is None or isinstance(credential.public_key, UnsupportedKey):
        raise PasskeyError("The device uses an algorithm that can't be checked here.")
    seal_into(factor, base64.b64encode(credential).decode())
    factor.last = shown.counter


def ask(user: User, host: str) -> Asked | None:
    """Ask for one of the user's passkeys; None when there is none."""
    if not (held := _credentials(user)):
        return None
    options, state = _server(host).authenticate_begin(held, UserVerificationRequirement.PREFERRED)
    return Asked(_json(options), state)


def shown_by(user: User, host: str, state: dict[str, Any], answer: str) -> tuple[Factor, int]:
    """Which of the user's passkeys an answer shows, and how often its device says it was used. Raises PasskeyError."""
    held = {_credential(factor).credential_id: factor for factor in _passkeys(user)}
    try:
        said = AuthenticationResponse.from_dict(_read(answer))
        credential = _server(host).authenticate_complete(state, _credentials(user), said)
    except UNREADABLE as error:
        raise PasskeyError(str(error)) from error
    factor = held[credential.credential_id]
    counter = said.response.authenticator_data.counter
    # Devices that keep no count say 0; a count that doesn't grow comes from a copy of the device.
    if counter and counter <= factor.last:
        raise PasskeyError("The device's count of uses didn't grow.")
    return factor, counter


def _read(answer: str) -> dict[str, Any]:
    """What the browser's text says; nothing else than an object of a sensible size is read at all."""
    if len(answer) > LONGEST or not isinstance(read := json.loads(answer), dict):
        raise PasskeyError("The answer is no object, or too long.")
    return read


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=_name(host), name=NAME))


def _name(host: str) -> str:
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _passkeys(user: User) -> list[Factor]:
    return list(factors(user).filter(kind=FactorKind.PASSKEY))


def _credentials(user: User) -> list[AttestedCredentialData]:
    return [_credential(factor) for factor in _passkeys(user)]


def _credential(factor: Factor) -> AttestedCredentialData:
    return AttestedCredentialData(base64.b64decode(secret_in(factor)))


def _json(options: Any) -> str:
    """The part that the browser's interface takes."""
    return json.dumps(dict(options)["publicKey"])
