"""The ballot box: what goes in is sealed, what comes out leads to nobody (decision 0020)."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import F

from keqiao.kernel import seals
from keqiao.kernel.keys import Key

from .models import Ballot, Election, Receipt, SealedBallot, Voter, WrittenIn

PADDED = 1024  # bytes: every ballot is filled up to the next multiple, so its length tells nothing
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another
GROUPS, EACH = 4, 4


def new_receipt() -> str:
    """A code that only its holder knows: K7QM-…"""
    return "-".join("".join(secrets.choice(SIGNS) for _sign in range(EACH)) for _group in range(GROUPS))


def receipt_digest(election: Election, code: str) -> str:
    """What the box keeps of a receipt."""
    return receipt_digest_of(str(election.public_id), code)


def receipt_digest_of(election: str, code: str) -> str:
    """The same from the election's public id, as anybody can work it out."""
    return hashlib.sha256(f"{election}:{plain_code(code)}".encode()).hexdigest()


def plain_code(code: str) -> str:
    """A code as people type it, without what they put between."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def new_lock(election: Election) -> str:
    """A key of the election's own, sealed under the site's."""
    key = secrets.token_hex(32)
    return seals.seal(key, key=settings.KEYRING.key("seal"), bound_to=f"{election.public_id}/lock")


def put_in(election: Election, marks: Mapping[str, str], written: Mapping[str, str], receipt: str) -> None:
    """Seal a ballot and put it into the box. To be called in the transaction that marks the voter."""
    text = json.dumps({"marks": dict(sorted(marks.items())), "written": list(written.values())})
    padded = text.ljust(-(-len(text) // PADDED) * PADDED)
    locked = seals.seal(padded, key=_key(election), bound_to=str(election.public_id))
    SealedBallot.objects.create(election=election, receipt=receipt_digest(election, receipt), locked=locked)


def open_box(election: Election) -> int:
    """Take every ballot out, apart from its receipt and under a new key, and throw the old key away.

    Everything is written in the order of random keys and every line of the roll anew, in one transaction: neither the
    order of rows nor what the database notes of transactions tells afterwards which ballot came when. Returns how many.
    """
    settle_roll(election)
    box = list(SealedBallot.objects.filter(election=election))
    key, bound = _key(election), str(election.public_id)
    opened = [json.loads(seals.unseal(one.locked, key=key, bound_to=bound)) for one in box]
    _write_apart(election, opened, [one.receipt for one in box])
    SealedBallot.objects.filter(election=election).delete()
    election.lock = ""
    return len(opened)


def settle_roll(election: Election) -> None:
    """Take hold of every line of the roll: whoever is casting comes before, whoever casts later finds it closed."""
    Voter.objects.filter(election=election).update(version=F("version") + 1)


def _write_apart(election: Election, opened: list[dict[str, Any]], receipts: list[str]) -> None:
    ballots = [Ballot(key=uuid.uuid4(), election=election, marks=json.dumps(one["marks"])) for one in opened]
    names = [WrittenIn(key=uuid.uuid4(), election=election, name=name) for one in opened for name in one["written"]]
    Ballot.objects.bulk_create(sorted(ballots, key=lambda one: one.key))
    WrittenIn.objects.bulk_create(sorted(names, key=lambda one: one.key))
    Receipt.objects.bulk_create(Receipt(digest=one, election=election) for one in sorted(receipts))


def _key(election: Election) -> Key:
    kept = seals.unseal(election.lock, key=settings.KEYRING.key("seal"), bound_to=f"{election.public_id}/lock")
    return settings.KEYRING.alone(bytes.fromhex(kept))
