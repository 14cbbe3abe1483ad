"""The sealer: chains committed entries and looks in batches, and ``verify``, which finds what was tampered with.

They aren't chained when they are written, because two transactions can't share one chain without
waiting for each other. The sealer takes whatever is committed and unsealed, in order of their
numbers. The head of the chain stands in a checkpoint file outside the database, so that cutting off
the end of the chain is found too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from .canonical import canonical
from .models import Entry, EntryOrganisation, Look, Seal

START = "0" * 64
BATCH = 2000  # so many entries and so many looks go into one seal
SEALS_AT_ONCE = 500
ROWS_AT_ONCE = 20_000  # that verify holds in memory, beside what one seal may go beyond it
# What a seal's digest covers of each, the key first.
ENTRY_FIELDS = (
    "pk",
    "at",
    "verb",
    "channel",
    "outcome",
    "actor",
    "organisations",
    "objects_changed",
    "salt",
    "cause_id",
    "message",
)
LOOK_FIELDS = ("pk", "at", "actor", "person", "what", "why", "role", "organisation", "address")


@dataclass(frozen=True)
class Report:
    """What ``verify`` found: sealed entries and looks that hold, the unsealed tail, and every fault in words."""

    seals: int
    entries: int
    unsealed: int
    faults: list[str] = field(default_factory=list)
    looks: int = 0


def checkpoint_path() -> Path:
    """Where the head of the chain is kept."""
    return Path(settings.HOME) / "audit-checkpoint.json"


def seal_pending() -> int:
    """Seal all committed entries and looks that no seal covers yet. Returns how many.

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
        done += seal.entries + seal.looks


def verify(checkpoint: Path | None = None) -> Report:
    """Recompute the whole chain and compare it with the database and the checkpoint file (default the home's)."""
    faults: list[str] = []
    previous, expected, entries, looks = START, 1, 0, 0
    for link in _links():
        entries, looks = entries + len(link.entries), looks + len(link.looks)
        faults += link.faults(previous, expected)
        previous, expected = link.seal.digest, link.seal.number + 1
    faults += _strays(entries, looks)
    faults += _compare_checkpoint(checkpoint)
    return Report(expected - 1, entries, unsealed(), faults, looks)


def unsealed() -> int:
    """How many entries and looks no seal covers yet: about these the chain can say nothing."""
    return sum(model.objects.filter(seal=None).count() for model in (Entry, Look))


@dataclass(frozen=True)
class _Link:
    """A seal and what stands in it, each row as its digest takes it, in order; and by entry where it is found."""

    seal: Seal
    entries: list[list[object]]
    looks: list[list[object]]
    places: dict[object, set[int]]

    def faults(self, previous: str, expected: int) -> list[str]:
        """What doesn't hold, after the link whose digest is ``previous``."""
        seal, found = self.seal, []
        if seal.number != expected:
            found.append(f"缺少第{expected}批至第{seal.number - 1}批封存")
        if len(self.entries) != seal.entries:
            found.append(f"第{seal.number}批封存了{seal.entries}条，现有{len(self.entries)}条")
        if len(self.looks) != seal.looks:
            found.append(f"第{seal.number}批封存了{seal.looks}条查看记录，现有{len(self.looks)}条")
        if seal.previous != previous:
            found.append(f"第{seal.number}批与前一批不相衔接")
        if _digest(seal.previous, seal.number, self.entries, self.looks) != seal.digest:
            found.append(f"第{seal.number}批（{self._span()}）的内容与封存时不符")
        else:
            found += self._misplaced()
        return found

    def _span(self) -> str:
        rows = ((name, part) for name, part in (("记录", self.entries), ("查看记录", self.looks)) if part)
        return "，".join(f"{name}{part[0][0]}至{part[-1][0]}" for name, part in rows) or "已无记录"

    def _misplaced(self) -> list[str]:
        """Entries that would not be found under the organisations they name, or under others."""
        named = {row[0]: set(json.loads(str(row[ENTRY_FIELDS.index("organisations")]))) for row in self.entries}
        wrong = [str(key) for key, places in named.items() if places != self.places.get(key, set())]
        return [f"第{self.seal.number}批记录{'、'.join(wrong[:5])}的单位索引与内容不符"] if wrong else []


def _links() -> Iterator[_Link]:
    """The chain from its start, several seals read at once."""
    together: list[Seal] = []
    for seal in Seal.objects.order_by("number").iterator():
        together.append(seal)
        if sum(one.entries + one.looks for one in together) >= ROWS_AT_ONCE or len(together) == SEALS_AT_ONCE:
            yield from _filled(together)
            together = []
    yield from _filled(together)


def _filled(seals: list[Seal]) -> Iterator[_Link]:
    keys = [seal.pk for seal in seals]
    entries, looks = _rows_of(Entry, ENTRY_FIELDS, keys), _rows_of(Look, LOOK_FIELDS, keys)
    places: dict[object, set[int]] = defaultdict(set)
    for entry, place in EntryOrganisation.objects.filter(entry__seal__in=keys).values_list("entry_id", "organisation"):
        places[entry].add(place)
    yield from (_Link(seal, entries[seal.pk], looks[seal.pk], places) for seal in seals)


def _rows_of(model: type[Entry | Look], fields: Sequence[str], seals: list[int]) -> dict[int, list[list[object]]]:
    found: dict[int, list[list[object]]] = defaultdict(list)
    rows = model.objects.filter(seal__in=seals).order_by("pk")
    for seal, *content in rows.values_list("seal_id", *fields).iterator(chunk_size=BATCH):
        found[seal].append(_content(content))
    return found


def _strays(entries: int, looks: int) -> list[str]:
    """Rows that claim a seal which isn't there."""
    told = (("记录", Entry, entries), ("查看记录", Look, looks))
    over = ((name, model.objects.exclude(seal=None).count() - number) for name, model, number in told)
    return [f"有{number}条{name}标为已封存，却不在任何一批封存里" for name, number in over if number]


def _seal_batch() -> Seal | None:
    # The last link first: were it read after the entries, another sealer's link could come in between,
    # and its entries would be taken a second time instead of the number colliding.
    last = Seal.objects.order_by("-number").first()
    entries, looks = _waiting(Entry, ENTRY_FIELDS), _waiting(Look, LOOK_FIELDS)
    if not entries and not looks:
        return None
    number, previous = (last.number + 1, last.digest) if last else (1, START)
    digest = _digest(previous, number, entries, looks)
    seal = Seal.objects.create(number=number, entries=len(entries), looks=len(looks), previous=previous, digest=digest)
    Entry.objects.filter(pk__in=[row[0] for row in entries]).update(seal=seal)
    Look.objects.filter(pk__in=[row[0] for row in looks]).update(seal=seal)
    return seal


def _waiting(model: type[Entry | Look], fields: Sequence[str]) -> list[list[object]]:
    return [_content(row) for row in model.objects.filter(seal=None).order_by("pk").values_list(*fields)[:BATCH]]


def _digest(previous: str, number: int, entries: list[list[object]], looks: list[list[object]]) -> str:
    # Batches from before there were looks hold as they are.
    body = canonical([previous, number, entries, looks] if looks else [previous, number, entries])
    return hmac.new(settings.KEYRING.key("audit"), body.encode(), hashlib.sha256).hexdigest()


def _content(row: Iterable[object]) -> list[object]:
    return [value.isoformat(timespec="microseconds") if isinstance(value, dt.datetime) else value for value in row]


def _write_checkpoint(seal: Seal) -> None:
    path = checkpoint_path()
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    draft.write_text(json.dumps({"seals": seal.number, "head": seal.digest}))
    draft.replace(path)


def _compare_checkpoint(checkpoint: Path | None = None) -> list[str]:
    """The checkpoint may lag behind the chain (a sealer died in between), never the chain behind the checkpoint."""
    path = checkpoint or checkpoint_path()
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
