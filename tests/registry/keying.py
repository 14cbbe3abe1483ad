"""Passkeys for tests: a device made of software, which answers as a browser does."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from cast import acts
from keqiao.kernel.access.models import Factor, User
from keqiao.kernel.access.passkeys import ask_new
from keqiao.registry.verbs.passkeys import add_passkey

HOST = "testserver"
FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class Device:
    """A key pair for one site. ``uses``: what it says of how often it was used; 0 of one that keeps no count."""

    origin: str = f"https://{HOST}"
    uses: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def make(self, options: str) -> str:
        """The answer to a question for a new passkey."""
        asked = json.loads(options)
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.credential, public)
        data = AuthenticatorData.create(_hash(asked["rp"]["id"]), FLAGS | 0x40, self.uses, credential)
        return self._answer(
            asked, "webauthn.create", {"attestationObject": _text(AttestationObject.create("none", data, {}))}
        )

    def show(self, options: str) -> str:
        """The answer to a question for a passkey."""
        asked = json.loads(options)
        data = AuthenticatorData.create(_hash(asked["rpId"]), FLAGS, self.uses)
        client = self._client(asked, "webauthn.get")
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(asked, "webauthn.get", {"authenticatorData": _text(data), "signature": _text(signed)})

    def _client(self, asked: dict[str, Any], kind: str) -> bytes:
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, asked: dict[str, Any], kind: str, response: dict[str, str]) -> str:
        name = _text(self.credential)
        response |= {"clientDataJSON": _text(self._client(asked, kind))}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def device_of(user: User, device: Device | None = None) -> Device:
    """Give a user a passkey on a device."""
    device = device or Device()
    asked = ask_new(user, HOST)
    add_passkey(acts(user), user, {"host": HOST, "state": asked.state, "answer": device.make(asked.options)})
    return device


def passkey_of(user: User) -> Factor:
    """The one passkey of a user."""
    return Factor.objects.get(user=user, kind="passkey", ends=None)


def _hash(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def _text(data: bytes) -> str:
    return websafe_encode(data)
