"""The last verification of the chain, kept beside the checkpoint: who looks at the audit sees when it was checked."""

from __future__ import annotations

import datetime as dt
import json
import os
import threading
from dataclasses import dataclass

from django.utils import timezone

from .sealer import Report, checkpoint_path, verify

FILE = "audit-verified.json"
KEPT = 50  # faults


@dataclass(frozen=True)
class Verified:
    """A verification: when, over how much, how many faults, and the first of them in words."""

    at: dt.datetime
    seals: int
    entries: int
    looks: int
    unsealed: int
    count: int
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether no fault was found."""
        return not self.count


def verify_and_remember() -> Report:
    """Verify the whole chain and keep what was found."""
    report = verify()
    found = {
        "at": timezone.now().isoformat(),
        "seals": report.seals,
        "entries": report.entries,
        "looks": report.looks,
        "unsealed": report.unsealed,
        "count": len(report.faults),
        "faults": report.faults[:KEPT],
    }
    path = checkpoint_path().with_name(FILE)
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    draft.write_text(json.dumps(found, ensure_ascii=False))
    draft.replace(path)
    return report


def last_verified() -> Verified | None:
    """The last verification; None when there was none, or its file can't be read."""
    try:
        read = json.loads(checkpoint_path().with_name(FILE).read_text())
        at, faults = dt.datetime.fromisoformat(read.pop("at")), tuple(read.pop("faults"))
        return Verified(at=at, faults=faults, **read)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
