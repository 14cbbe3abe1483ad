"""Bulk verbs: rows are staged in chunks, then applied in one short step, and can be undone.

Staging writes only to the batch's own tables, so a process that dies half-way leaves nothing that
anyone sees. Rows stand sealed. Applying and undoing are one transaction and one audit entry each,
with a digest over all rows instead of a line a row.

A *paged* verb takes its rows by pages, each sealed as a whole, and never holds more than one of them:
for rows by the hundred thousand.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from keqiao.kernel import seals
from keqiao.kernel.audit.canonical import canonical
from keqiao.kernel.organisations.models import Organisation

from .contract import Act, VerbData, VerbError
from .models import Batch, BatchOutcome, BatchRow, BatchState
from .registry import On
from .run import Call, run

CHUNK = 1000
Row = dict[str, Any]
# Applies rows and gives for each what undoing it needs (ids made, values before). A paged verb is given
# pages, {"rows": [...]}, one after the other, and gives its outcomes as it goes.
Apply = Callable[[Act, Any, Any, Any], Iterable[Row]]
# Undoes the outcomes, last first. Raises VerbError when later work rests on them.
Undo = Callable[[Act, Any, Any, Any], None]
# Told after each page how many rows are done; whatever it raises breaks the step off.
Watch = Callable[[int], None]

_register: dict[str, BulkVerb] = {}


@dataclass(frozen=True)
class BulkVerb:
    """A verb over many rows: ``stage``, then ``apply``, then perhaps ``undo``."""

    name: str
    needs: str
    on: On
    schema: type[VerbData]
    body: Apply
    undo_body: Undo
    does: str | Promise = ""
    undoes: str | Promise = ""
    paged: bool = False

    def stage(
        self,
        act: Act,
        organisation: Organisation,
        data: VerbData,
        rows: Iterable[Row],
        *,
        target: Any = None,
        title: str = "",
        opened: Callable[[Batch], None] | None = None,
    ) -> Batch:
        """Read all rows (or pages) into a batch, chunk by chunk. Raises Refused before the first row is read.

        ``opened`` is told of the batch before anything is read, so that it can be given up if reading breaks off.
        """
        batch = self._call(
            act, target, data, organisation, "stage", lambda: self._open(act, organisation, data, target, title)
        )
        if opened is not None:
            opened(batch)
        digest, pieces, count = hashlib.sha256(), 0, 0
        for chunk in _chunks(rows, 1 if self.paged else CHUNK):
            texts = [canonical(row) for row in chunk]
            for text in texts:
                digest.update(text.encode())
            with transaction.atomic():
                BatchRow.objects.bulk_create(_sealed_rows(batch, pieces, texts))
            pieces += len(chunk)
            count += sum(len(page["rows"]) for page in chunk) if self.paged else len(chunk)
        batch.rows, batch.digest, batch.state = count, digest.hexdigest(), BatchState.STAGED
        batch.save()
        return batch

    def apply(self, act: Act, batch: Batch, *, target: Any = None, watch: Watch | None = None) -> Batch:
        """Apply a staged batch in one transaction. Raises VerbError when it isn't waiting to be applied."""
        data, organisation = self._context(batch)
        return self._call(
            act, target, data, organisation, "apply", lambda: self._apply(act, batch, data, target, watch), batch
        )

    def undo(self, act: Act, batch: Batch, *, target: Any = None) -> Batch:
        """Take back an applied batch. Raises VerbError when it can't be undone any more."""
        data, organisation = self._context(batch)
        return self._call(act, target, data, organisation, "undo", lambda: self._undo(act, batch, data, target), batch)

    def rows(self, batch: Batch) -> Generator[Row, None, None]:
        """The rows (or pages) of a batch as they were staged."""
        for row in batch.batch_rows.order_by("number").iterator(chunk_size=CHUNK):
            yield json.loads(_open_row(batch, row))

    def _context(self, batch: Batch) -> tuple[VerbData, Organisation]:
        return self.schema.model_validate_json(batch.data), Organisation.objects.get(pk=batch.organisation)

    def _call(
        self,
        act: Act,
        target: Any,
        data: VerbData,
        organisation: Organisation,
        step: str,
        body: Callable[[], Batch],
        batch: Batch | None = None,
    ) -> Batch:
        named = tuple(item if isinstance(item, int) else item.pk for item in self.on(target, data))
        done: Batch = run(
            Call(
                verb=f"{self.name}.{step}",
                needs=self.needs,
                act=act,
                target=target,
                data=VerbData(),
                organisations=tuple({organisation.pk, *named}),
                body=body,
                note=lambda: "" if batch is None else _manifest(batch),
            )
        )
        return done

    def _open(self, act: Act, organisation: Organisation, data: VerbData, target: Any, title: str) -> Batch:
        return Batch.objects.create(
            verb=self.name,
            actor=act.actor.label,
            organisation=organisation.pk,
            target_pk=getattr(target, "pk", None),
            data=data.model_dump_json(),
            title=title,
        )

    def _apply(self, act: Act, batch: Batch, data: VerbData, target: Any, watch: Watch | None) -> Batch:
        _move(batch, BatchState.STAGED, BatchState.APPLIED)
        number = 0
        with closing(self.rows(batch)) as kept:
            rows = _watched(kept, watch) if self.paged else list(kept)
            for chunk in _chunks(self.body(act, target, data, rows), CHUNK):
                BatchOutcome.objects.bulk_create(
                    BatchOutcome(batch=batch, number=number + n, outcome=canonical(done))
                    for n, done in enumerate(chunk, start=1)
                )
                number += len(chunk)
        return batch

    def _undo(self, act: Act, batch: Batch, data: VerbData, target: Any) -> Batch:
        _move(batch, BatchState.APPLIED, BatchState.UNDONE)
        kept = batch.outcomes.order_by("-number").values_list("outcome", flat=True)
        with closing(_read_back(kept.iterator(chunk_size=CHUNK))) as outcomes:
            self.undo_body(act, target, data, outcomes if self.paged else list(outcomes))
        return batch


def bulk_verb(
    name: str,
    *,
    needs: str,
    on: On,
    schema: type[VerbData],
    undo: Undo,
    does: str | Promise = "",
    undoes: str | Promise = "",
    paged: bool = False,
) -> Callable[[Apply], BulkVerb]:
    """Make a function over staged rows a bulk verb. ``does``, ``undoes``: what people read that somebody did."""

    def wrap(body: Apply) -> BulkVerb:
        if name in _register:
            raise VerbError(f"Two bulk verbs are called {name!r}.")
        made = BulkVerb(name, needs, on, schema, body, undo, does, undoes, paged)
        _register[name] = made
        return made

    return wrap


def all_bulk_verbs() -> Mapping[str, BulkVerb]:
    """Every bulk verb by name."""
    return dict(_register)


def abandon(batch: Batch) -> None:
    """Give up a batch that was never applied, read to its end or not, and forget its rows."""
    with transaction.atomic():
        _move(
            batch, BatchState.STAGING if batch.state == BatchState.STAGING else BatchState.STAGED, BatchState.ABANDONED
        )
        batch.batch_rows.all().delete()


def abandon_unfinished(older_than_hours: int = 24) -> int:
    """Give up batches whose reading broke off or that nobody applied. Returns how many."""
    limit = timezone.now() - dt.timedelta(hours=older_than_hours)
    waiting = Batch.objects.filter(state__in=[BatchState.STAGING, BatchState.STAGED], created__lt=limit)
    BatchRow.objects.filter(batch__in=waiting).delete()
    return waiting.update(state=BatchState.ABANDONED, finished=timezone.now())


def _move(batch: Batch, before: BatchState, after: BatchState) -> None:
    """Change the state, once: of two people at once only one gets through."""
    moved = Batch.objects.filter(pk=batch.pk, state=before).update(state=after, finished=timezone.now())
    if not moved:
        batch.refresh_from_db()
        said = _("这批数据现在是“%(state)s”，不能再次办理。请返回导入记录查看结果。")
        raise VerbError(said % {"state": _(batch.get_state_display())})
    batch.state = after


def _manifest(batch: Batch) -> str:
    """What the audit keeps of a whole batch instead of a line a row."""
    return f"batch {batch.public_id}: {batch.rows} rows, sha256 {batch.digest}"


def _chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    source = iter(rows)
    while chunk := list(islice(source, size)):
        yield chunk


def _read_back(texts: Iterator[str]) -> Generator[Row, None, None]:
    """Closing it closes the cursor too: a step that breaks off leaves none open."""
    for text in texts:
        yield json.loads(text)


def _watched(pages: Iterable[Row], watch: Watch | None) -> Iterator[Row]:
    """The pages; each time the next one is asked for, the ones before have been written."""
    done = 0
    for page in pages:
        yield page
        done += len(page["rows"])
        if watch is not None:
            watch(done)


def _sealed_rows(batch: Batch, count: int, texts: list[str]) -> list[BatchRow]:
    key = settings.KEYRING.key("seal")
    return [
        BatchRow(batch=batch, number=number, sealed=seals.seal(text, key=key, bound_to=f"{batch.public_id}/{number}"))
        for number, text in enumerate(texts, start=count + 1)
    ]


def _open_row(batch: Batch, row: BatchRow) -> str:
    return seals.unseal(row.sealed, key=settings.KEYRING.key("seal"), bound_to=f"{batch.public_id}/{row.number}")
