"""The sealer: chains committed entries in batches, and ``verify``, which finds what was tampered with.

Entries aren't chained when they are written, because two transactions can't share one chain without
waiting for each other. The sealer takes whatever is committed and unsealed, in order of the entries'
numbers. The head of the chain stands in a checkpoint file outside the database, so that cutting off
the end of the chain is found too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from .canonical import canonical
from .models import Entry, Seal

START = "0" * 64
BATCH = 2000


@dataclass(frozen=True)
class Report:
    """What ``verify`` found: sealed entries that hold, the unsealed tail, and every fault in words."""

    seals: int
    entries: int
    unsealed: int
    faults: list[str] = field(default_factory=list)


def checkpoint_path() -> Path:
    """Where the head of the chain is kept."""
    return Path(settings.HOME) / "audit-checkpoint.json"


def seal_pending() -> int:
    """Seal all committed entries that no seal covers yet. Returns how many.

    A checkpoint that the chain doesn't bear out stays as it is, so that going on doesn't cover up a cut.
    """
    intact = not _compare_checkpoint()
    done = 0
    while True:
        try:
            with transaction.atomic():
                seal = _seal_batch()
        except IntegrityError:
            continue  # another sealer added the same link just now: go on behind it
        if seal is None:
            return done
        if intact:
            _write_checkpoint(seal)
        done += seal.entries


def verify() -> Report:
    """Recompute the whole chain and compare it with the database and the checkpoint file."""
    faults: list[str] = []
    previous, count, expected = START, 0, 1
    for seal in Seal.objects.order_by("number").iterator():
        entries = list(seal.sealed_entries.order_by("pk"))
        count += len(entries)
        if seal.number != expected:
            faults.append(f"缺少第{expected}批至第{seal.number - 1}批封存")
        if len(entries) != seal.entries:
            faults.append(f"第{seal.number}批封存了{seal.entries}条，现有{len(entries)}条")
        if seal.previous != previous:
            faults.append(f"第{seal.number}批与前一批不相衔接")
        if _digest(seal.previous, seal.number, entries) != seal.digest:
            first, last = (entries[0].pk, entries[-1].pk) if entries else ("?", "?")
            faults.append(f"第{seal.number}批（记录{first}至{last}）的内容与封存时不符")
        previous, expected = seal.digest, seal.number + 1
    faults += _compare_checkpoint()
    return Report(expected - 1, count, Entry.objects.filter(seal=None).count(), faults)


def _seal_batch() -> Seal | None:
    # The last link first: were it read after the entries, another sealer's link could come in between,
    # and its entries would be taken a second time instead of the number colliding.
    last = Seal.objects.order_by("-number").first()
    entries = list(Entry.objects.filter(seal=None).order_by("pk")[:BATCH])
    if not entries:
        return None
    number, previous = (last.number + 1, last.digest) if last else (1, START)
    seal = Seal.objects.create(
        number=number, entries=len(entries), previous=previous, digest=_digest(previous, number, entries)
    )
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(seal=seal)
    return seal


def _digest(previous: str, number: int, entries: list[Entry]) -> str:
    body = canonical([previous, number, [_content(entry) for entry in entries]])
    return hmac.new(settings.KEYRING.key("audit"), body.encode(), hashlib.sha256).hexdigest()


def _content(entry: Entry) -> list[object]:
    return [
        entry.pk,
        entry.at.isoformat(timespec="microseconds"),
        entry.verb,
        entry.channel,
        entry.outcome,
        entry.actor,
        entry.organisations,
        entry.objects_changed,
        entry.salt,
        entry.cause_id,
        entry.message,
    ]


def _write_checkpoint(seal: Seal) -> None:
    path = checkpoint_path()
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    draft.write_text(json.dumps({"seals": seal.number, "head": seal.digest}))
    draft.replace(path)


def _compare_checkpoint() -> list[str]:
    """The checkpoint may lag behind the chain (a sealer died in between), never the chain behind the checkpoint."""
    path = checkpoint_path()
    number = Seal.objects.aggregate(last=Max("number"))["last"] or 0
    if not path.exists():
        return [] if number == 0 else [f"找不到检查点文件 {path.name}，无法判断末尾是否被截断"]
    try:
        stored = json.loads(path.read_text())
        there = Seal.objects.filter(number=stored["seals"], digest=stored["head"]).exists()
    except (ValueError, KeyError, TypeError):
        return [f"检查点文件 {path.name} 已损坏，无法判断末尾是否被截断"]
    if there:
        return []
    return [f"现有封存到第{number}批为止，{path.name} 记载到第{stored['seals']}批：末尾被截断或替换"]
