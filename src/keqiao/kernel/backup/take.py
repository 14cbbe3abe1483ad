"""Making a backup: all tables as of one moment, the files they name, and what has to stand beside the database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, models
from django.utils import timezone

from keqiao.kernel.audit.sealer import checkpoint_path, seal_pending
from keqiao.kernel.audit.write import write_entry

from .archive import FORMAT, Part, Writer, pieces_of
from .columns import outward, turned
from .passphrase import seal_keys
from .reading import Reader, at_this_moment
from .tables import columns, tables

NOTED = "backup-last.json"  # in the home: when the last one was made, for whoever looks after the place
DELETIONS = "deletions.jsonl"


@dataclass(frozen=True)
class Taken:
    """A backup that was made: rows in all tables, attached files, bytes of the file, files that weren't there."""

    rows: int
    files: int
    size: int
    missing: tuple[str, ...]


def take_backup(path: Path, *, passphrase: str | None = None) -> Taken:
    """Write a backup to a file that doesn't exist yet; with a passphrase the keys go in, sealed under it.

    The site may go on meanwhile. Raises BackupError or OSError; then there is no file.
    """
    keys = None if passphrase is None else seal_keys((Path(settings.HOME) / "keys.json").read_bytes(), passphrase)
    seal_pending()
    with Writer(path) as archive:
        with at_this_moment() as reader:
            manifest = _described(reader) | {"tables": _tables(archive, reader)}
            checkpoint, names = _checkpoint(reader), _attached(reader)
        found = {name: _file(archive, name) for name in names}
        files = {name: part for name, part in found.items() if part is not None}
        missing = sorted(found.keys() - files.keys())
        home = _beside(archive, checkpoint)
        archive.finish(
            manifest | {"files": files, "missing": missing, "home": home, "keys": keys}, settings.KEYRING.key("audit")
        )
    rows = sum(part["rows"] for part in manifest["tables"].values())
    taken = Taken(rows, len(files), path.stat().st_size, tuple(missing))
    _note(path, taken, with_keys=keys is not None)
    return taken


def _described(reader: Reader) -> dict[str, Any]:
    """What stands in the manifest of the whole."""
    return {
        "format": FORMAT,
        "keqiao": version("keqiao"),
        "made": timezone.now().isoformat(),
        "engine": connection.vendor,
        "demo": bool(settings.DEMO),
        "migrations": _migrations(),
    }


def _migrations() -> list[list[str]]:
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415 - it needs the applications loaded

    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _tables(archive: Writer, reader: Reader) -> dict[str, Part]:
    found = {}
    for table, model in tables().items():
        counted = [0]
        part = archive.add(f"tables/{table}.jsonl", _lines(reader, model, counted))
        found[table] = part | {"rows": counted[0], "columns": columns(model), "last": reader.last_key(model)}
    return found


def _lines(reader: Reader, model: type[models.Model], counted: list[int]) -> Iterator[bytes]:
    turns = outward(model, connection.vendor)
    for rows in reader.rows(model):
        counted[0] += len(rows)
        yield _as_json(turned(rows, turns))


def _as_json(rows: Sequence[Sequence[Any]]) -> bytes:
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return ("\n".join([dump(list(row)) for row in rows]) + "\n").encode()


def _checkpoint(reader: Reader) -> dict[str, Any] | None:
    """The head of the audit chain as it is in this backup."""
    last = reader.one("SELECT number, digest FROM audit_seal ORDER BY number DESC LIMIT 1")
    return None if last is None else {"seals": int(last[0]), "head": str(last[1])}


def _attached(reader: Reader) -> list[str]:
    """The names of all files that the tables speak of."""
    found: set[str] = set()
    for model in tables().values():
        places = [
            place for place, field in enumerate(model._meta.concrete_fields) if isinstance(field, models.FileField)
        ]
        if places:
            found |= {row[place] for rows in reader.rows(model) for row in rows for place in places if row[place]}
    return sorted(found)


def _file(archive: Writer, name: str) -> Part | None:
    """The bytes of an attached file; None when it isn't there any more."""
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as opened:
        return archive.add(f"files/{name}", opened.chunks())


def _beside(archive: Writer, checkpoint: dict[str, Any] | None) -> dict[str, Part]:
    """What stands in the home beside the database: the chain's head, and the list of deletions."""
    found = {}
    if checkpoint is not None:
        found[checkpoint_path().name] = archive.add(f"home/{checkpoint_path().name}", [json.dumps(checkpoint).encode()])
    deletions = Path(settings.HOME) / DELETIONS
    if deletions.exists():
        found[DELETIONS] = archive.add(f"home/{DELETIONS}", pieces_of(deletions))
    return found


def _note(path: Path, taken: Taken, *, with_keys: bool) -> None:
    """Put on record that everything went out, and when."""
    message = f"rows {taken.rows}, files {taken.files}, bytes {taken.size}{', keys' if with_keys else ''}"
    write_entry(verb="site.backup", actor="operator", channel="cli", organisations=[], message=message)
    told = {"at": timezone.now().isoformat(), "file": str(path.resolve()), "rows": taken.rows, "size": taken.size}
    (Path(settings.HOME) / NOTED).write_text(json.dumps(told, ensure_ascii=False))
