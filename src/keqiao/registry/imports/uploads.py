"""Lists between upload and import: the file sealed in the media folder, and how far the work on it is.

Progress, and the wish to stop, stand in small files beside it: while a list is applied its transaction is open, and
nobody would see what it writes to the database.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from keqiao.exchange.spreadsheets.columns import header_text
from keqiao.exchange.spreadsheets.tables import Layout
from keqiao.kernel import seals
from keqiao.kernel.verbs.bulk import abandon
from keqiao.kernel.verbs.models import BatchState, ColumnChoice, Upload, UploadStep

from .kinds import Kind, kind_of

HOURS = 24  # so long a list waits for somebody
SILENT = 60  # seconds without a sign of life after which work counts as broken off
WORKING = (UploadStep.READING, UploadStep.APPLYING)
OPEN = (UploadStep.CHOSEN, UploadStep.READING, UploadStep.READ, UploadStep.APPLYING, UploadStep.FAILED)


class Cancelled(Exception):
    """Somebody wants the work to stop."""


@dataclass
class Progress:
    """How far work is; ``total`` 0: not known yet. ``waiting``: nobody has begun it."""

    done: int = 0
    total: int = 0
    waiting: bool = False
    age: float = 0.0  # seconds since the last sign of life

    @property
    def silent(self) -> bool:
        """Whether whoever worked on it must have died, or nobody is there to work."""
        return self.age > SILENT


def new_upload(kind: Kind, organisation: int, actor: str, filename: str, content: bytes) -> Upload:
    """Keep an uploaded list."""
    made = Upload.objects.create(kind=kind.code, organisation=organisation, actor=actor, filename=filename[:100])
    folder(made).mkdir(parents=True, mode=0o700)
    _write(made, "file", base64.b64encode(content).decode())
    return made


@contextmanager
def opened(upload: Upload) -> Iterator[Path]:
    """The file in clear under its own name, for as long as it is being read. Raises FileNotFoundError when gone."""
    content = base64.b64decode(_read(upload, "file"))
    with tempfile.TemporaryDirectory(prefix="keqiao-") as place:
        path = Path(place) / upload.filename
        path.write_bytes(content)
        yield path


def there(upload: Upload) -> bool:
    """Whether the file is still kept."""
    return (folder(upload) / "file").exists()


def folder(upload: Upload) -> Path:
    """Where what belongs to it stands."""
    return Path(settings.MEDIA_ROOT) / "uploads" / upload.token.hex


def keep_details(upload: Upload, details: dict[str, Any]) -> None:
    """Keep what reading found row by row: it holds what people wrote, so it is sealed."""
    _write(upload, "details", json.dumps(details, ensure_ascii=False))


def details(upload: Upload) -> dict[str, Any]:
    """What reading found row by row; empty when nothing was read."""
    try:
        found: dict[str, Any] = json.loads(_read(upload, "details"))
    except FileNotFoundError:
        return {}
    return found


def tell(upload: Upload, done: int, total: int = 0, *, waiting: bool = False) -> None:
    """Give a sign of life."""
    fresh = folder(upload) / "progress.new"
    told = asdict(Progress(done, total, waiting))
    fresh.write_text(json.dumps(told))
    fresh.replace(folder(upload) / "progress")


def progress(upload: Upload) -> Progress:
    """How far it is."""
    place = folder(upload) / "progress"
    try:
        told = json.loads(place.read_text())
        age = time.time() - place.stat().st_mtime
    except (FileNotFoundError, ValueError):
        return Progress(age=SILENT + 1)
    return Progress(**told | {"age": age})


def ask_to_stop(upload: Upload) -> None:
    """Whoever works on it stops at the next page of rows."""
    if folder(upload).exists():
        (folder(upload) / "stop").touch()


def stop_if_asked(upload: Upload) -> None:
    """Raises Cancelled when somebody asked."""
    if (folder(upload) / "stop").exists():
        raise Cancelled


def begin(upload: Upload, step: UploadStep, *, of: tuple[UploadStep, ...]) -> bool:
    """Take it for the next step; of two requests at once only one gets it."""
    taken = Upload.objects.filter(pk=upload.pk, step__in=of).update(step=step, message="")
    if taken:
        (folder(upload) / "stop").unlink(missing_ok=True)
        tell(upload, 0, waiting=True)
        upload.refresh_from_db()
    return bool(taken)


def end(upload: Upload, step: UploadStep, message: str = "") -> None:
    """The work is over, for better or worse."""
    upload.step, upload.message = step, message
    upload.save()


def resume(upload: Upload) -> None:
    """What broke off goes back to where it can be begun again; what was done after all counts as done."""
    if upload.step not in WORKING or not progress(upload).silent:
        return
    batch = upload.batch
    if batch is not None:
        batch.refresh_from_db()
    if batch is not None and batch.state == BatchState.APPLIED:
        end(upload, UploadStep.APPLIED)
    elif batch is not None and batch.state == BatchState.STAGED:
        end(upload, UploadStep.READ)
    else:
        drop_batch(upload)
        end(upload, UploadStep.CHOSEN)


def drop_batch(upload: Upload) -> None:
    """Forget the staged rows, if there are any that nobody applied."""
    batch, upload.batch = upload.batch, None
    if batch is not None:
        batch.refresh_from_db()
        if batch.state in (BatchState.STAGING, BatchState.STAGED):
            abandon(batch)
    upload.save()


def discard(upload: Upload) -> None:
    """Forget everything that was not applied."""
    ask_to_stop(upload)
    drop_batch(upload)
    shutil.rmtree(folder(upload), ignore_errors=True)
    upload.delete()


def remove_old() -> int:
    """Forget files of the day before yesterday, and lists that nobody took up. Returns how many."""
    limit = timezone.now() - dt.timedelta(hours=HOURS)
    old = list(Upload.objects.filter(created__lt=limit))
    for upload in old:
        if upload.step in WORKING and not progress(upload).silent:
            continue
        discard(upload)
    return len(old)


# Columns


def chosen_layout(upload: Upload, layout: Layout) -> Layout:
    """The layout with what was chosen on the page."""
    columns = {int(index): name for index, name in json.loads(upload.columns).items()}
    return layout.chosen({index: columns.get(index, "") for index in layout.headers}) if columns else layout


def remembered(kind: Kind, organisation: int, layout: Layout) -> Layout:
    """The layout with what the unit chose when the same header came before."""
    kept = ColumnChoice.objects.filter(organisation=organisation, kind=kind.code, signature=layout.signature).first()
    if kept is None:
        return layout
    names = {column.name for column in kind.columns} | {""}
    known = {header: name for header, name in json.loads(kept.columns).items() if name in names}
    choices = {index: header_text(text) for index, text in layout.headers.items()}
    return layout.chosen({index: known[text] for index, text in choices.items() if text in known})


def remember(kind: Kind, organisation: int, layout: Layout) -> None:
    """Keep what each header means to the unit."""
    told = {header_text(text): layout.meaning(index) for index, text in layout.headers.items()}
    ColumnChoice.objects.update_or_create(
        organisation=organisation,
        kind=kind.code,
        signature=layout.signature,
        defaults={"columns": json.dumps(told, ensure_ascii=False)},
    )


def kind_of_upload(upload: Upload) -> Kind:
    """The kind of the list."""
    return kind_of(upload.kind)


def _bound(upload: Upload, name: str) -> str:
    return f"upload/{upload.token}/{name}"


def _write(upload: Upload, name: str, text: str) -> None:
    place = folder(upload) / name
    fresh = place.with_suffix(".new")
    fresh.write_text(seals.seal(text, key=settings.KEYRING.key("seal"), bound_to=_bound(upload, name)))
    fresh.chmod(0o600)
    fresh.replace(place)


def _read(upload: Upload, name: str) -> str:
    place = folder(upload) / name
    return seals.unseal(place.read_text(), key=settings.KEYRING.key("seal"), bound_to=_bound(upload, name))
