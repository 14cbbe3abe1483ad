"""Restoring a backup: refused unless the file is whole, ours, and the place is empty or said to be replaced."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.audit.sealer import checkpoint_path, seal_pending, verify
from keqiao.kernel.audit.write import write_entry
from keqiao.kernel.nouns.ledger import exempt
from keqiao.kernel.nouns.planner import inform_planner
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person

from .archive import Archive, pieces_of
from .columns import inward, turned
from .passphrase import open_keys
from .places import Place, new_place
from .refusal import BackupError
from .tables import columns, counts_itself, tables
from .take import DELETIONS

AT_ONCE = 5000  # rows
Say = Callable[[str], None]


@dataclass(frozen=True)
class Restored:
    """What was restored: rows, files, migrations run since the backup, entries of the audit that hold."""

    rows: int
    files: int
    migrated: int
    entries: int
    made: str


def restore_backup(
    path: Path,
    *,
    replace: bool = False,
    passphrase: str | None = None,
    despite_faults: bool = False,
    say: Say = lambda text: None,
) -> Restored:
    """Make the site what it was when the backup was made. Raises BackupError; then it is as it was before.

    ``replace``: the place may hold data, which go. ``passphrase``: take the keys out of the backup.
    ``despite_faults``: restore even an audit that doesn't verify.
    """
    with Archive(path) as archive:
        _check_version(archive)
        keys = None if passphrase is None else _keys_of(archive, passphrase)
        _check_keyring(archive, keys)
        if not replace and not is_empty():
            raise BackupError("这里已经有数据，没有恢复。确实要用备份替换全部现有数据，请加 --replace。")
        say("核对备份文件…")
        archive.check()
        with _Keyring(keys), exempt("restore"):
            _put_files(archive)
            say("写入数据库…")
            migrated, entries = _fill(archive, despite_faults=despite_faults, say=say)
        _put_home(archive)
        seal_pending()
        inform_planner()
        rows = sum(part["rows"] for part in archive.manifest["tables"].values())
        return Restored(rows, len(archive.manifest["files"]), migrated, entries, archive.manifest["made"])


def is_empty() -> bool:
    """Whether nobody has worked here yet: no database, or one without organisations, people and entries."""
    try:
        with transaction.atomic():
            return not any(model._default_manager.exists() for model in (Organisation, Person, Entry))
    except DatabaseError:
        return True


def _check_version(archive: Archive) -> None:
    """Refuse a backup from a program that knows migrations which this one doesn't."""
    known = {tuple(key) for key in MigrationExecutor(connection).loader.disk_migrations}
    ahead = [f"{app} {name}" for app, name in archive.manifest["migrations"] if (app, name) not in known]
    if ahead:
        made = archive.manifest.get("keqiao", "?")
        raise BackupError(
            f"这份备份由另一个版本的科桥（{made}）做成，本程序没有它的{len(ahead)}项数据库变更（如{ahead[0]}）。"
            "请先把科桥更新到同一版本或更新的版本，再恢复。"
        )


def _keys_of(archive: Archive, passphrase: str) -> bytes:
    sealed = archive.manifest.get("keys")
    if not sealed:
        raise BackupError("这份备份里没有密钥。请把原来的 keys.json 放进数据目录，再恢复。")
    return open_keys(sealed, passphrase)


def _check_keyring(archive: Archive, keys: bytes | None) -> None:
    """Only with the keys under which the backup was made can what it seals be read."""
    key = settings.KEYRING.key("audit") if keys is None else _audit_key(keys)
    if archive.made_with(key):
        return
    if keys is not None or not archive.manifest.get("keys"):
        raise BackupError(
            "备份的清单与密钥不符：清单被改动过，或者备份用的是另一套密钥。"
            "没有恢复任何内容。请把原来的 keys.json 放进数据目录再恢复，或换一份备份。"
        )
    raise BackupError("备份用的是另一套密钥，密钥就封在备份里。请加 --with-keys，并输入备份时设的口令。")


def _audit_key(keys: bytes) -> bytes:
    try:
        stored = json.loads(keys)["audit"]
        return bytes.fromhex(stored if isinstance(stored, str) else stored[max(stored, key=int)])
    except (ValueError, KeyError, TypeError):
        raise BackupError("备份里的密钥已损坏。请换一份备份，或把原来的 keys.json 放进数据目录。") from None


class _Keyring:
    """The keyring of the backup in place of this one's, which is put aside; taken back when the restore fails."""

    def __init__(self, keys: bytes | None) -> None:
        self.keys, self.path = keys, Path(settings.HOME) / "keys.json"
        self.aside = self.path.with_name(f"keys.json.before-{time.strftime('%Y%m%d%H%M%S')}")

    def __enter__(self) -> None:
        if self.keys is None or (self.path.exists() and self.path.read_bytes() == self.keys):
            self.keys = None
            return
        draft = self.path.with_name("keys.json.restoring")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(self.keys)
        os.link(self.path, self.aside)
        draft.replace(self.path)

    def __exit__(self, kind: type[BaseException] | None, error: Any, trace: Any) -> None:
        if self.keys is not None and kind is not None:
            self.aside.replace(self.path)


def _fill(archive: Archive, *, despite_faults: bool, say: Say) -> tuple[int, int]:
    with new_place() as place:
        known = _schema(archive)
        place.empty()
        for name, part in archive.manifest["tables"].items():
            _fill_table(archive, place, name, known)
            if counts_itself(known[name]) and part["last"]:
                place.count_from(known[name], part["last"])
        place.settle()
        _check_counts(archive)
        migrated = _migrate_on()
        say("核验审计记录…")
        entries = _check_audit(archive, despite_faults)
        made, digest = archive.manifest["made"], archive.mac[:16]
        message = f"backup made {made}, manifest {digest}, migrations run {migrated}"
        write_entry(verb="site.restore", actor="operator", channel="cli", organisations=[], message=message)
    return migrated, entries


def _schema(archive: Archive) -> dict[str, type[models.Model]]:
    """Tables as they were when the backup was made, and their models. Raises BackupError when columns differ."""
    executor = MigrationExecutor(connection)
    applied = {(app, name) for app, name in archive.manifest["migrations"]}
    targets = [key for key in applied if not any(child.key in applied for child in _children(executor, key))]
    state = executor.migrate(sorted(targets))
    known = tables(state.apps)
    there = set(connection.introspection.table_names())
    for name, part in archive.manifest["tables"].items():
        if name not in known or name not in there or set(columns(known[name])) != set(part["columns"]):
            raise BackupError(f"备份里的表“{name}”与本程序的不同，没有恢复任何内容。请核对备份的来源和版本。")
    return known


def _children(executor: MigrationExecutor, key: tuple[str, str]) -> Iterator[Any]:
    return (child for child in executor.loader.graph.node_map[key].children if child.key[0] == key[0])


def _fill_table(archive: Archive, place: Place, name: str, known: dict[str, type[models.Model]]) -> None:
    model, names = known[name], archive.manifest["tables"][name]["columns"]
    turns = inward(model, names, connection.vendor)

    def chunks() -> Iterator[Sequence[Sequence[Any]]]:
        for rows in archive.rows(name, AT_ONCE):
            yield turned(rows, turns)

    place.fill(name, names, chunks())


def _check_counts(archive: Archive) -> None:
    with connection.cursor() as cursor:
        for name, part in archive.manifest["tables"].items():
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            found = cursor.fetchone()[0]
            if found != part["rows"]:
                raise BackupError(f"表“{name}”应有{part['rows']}行，写入了{found}行，没有恢复任何内容。请换一份备份。")


def _migrate_on() -> int:
    """Bring the schema up to this program's. Returns how many migrations that took."""
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    call_command("migrate", verbosity=0, interactive=False)
    return waiting


def _check_audit(archive: Archive, despite_faults: bool) -> int:
    checkpoint = checkpoint_path().with_name("audit-checkpoint.restoring.json")
    with suppress(FileNotFoundError):
        checkpoint.unlink()
    name = checkpoint_path().name
    if name in archive.manifest["home"]:
        part = archive.manifest["home"][name]
        checkpoint.write_bytes(b"".join(archive.pieces(f"home/{name}", part)))
    try:
        report = verify(checkpoint)
    finally:
        checkpoint.unlink(missing_ok=True)
    if report.faults and not despite_faults:
        raise BackupError(
            f"备份里的审计记录有{len(report.faults)}处与封存时不符（{report.faults[0]}），没有恢复任何内容。"
            "请换一份备份；确实要用这一份，请加 --despite-faults。"
        )
    return report.entries


def _put_files(archive: Archive) -> None:
    """Attached files come first: more of them than the database knows do no harm."""
    for name, part in archive.manifest["files"].items():
        if default_storage.exists(name):
            default_storage.delete(name)
        draft = Path(settings.HOME) / "file.restoring"
        with draft.open("wb") as file:
            for piece in archive.pieces(f"files/{name}", part):
                file.write(piece)
        with draft.open("rb") as file:
            default_storage.save(name, File(file))
        draft.unlink()


def _put_home(archive: Archive) -> None:
    """The chain's head, and the lists of deletions of both laid together; what there was is put aside."""
    checkpoint, deletions = checkpoint_path(), Path(settings.HOME) / DELETIONS
    if checkpoint.exists():
        checkpoint.replace(checkpoint.with_name(f"{checkpoint.name}.before-{time.strftime('%Y%m%d%H%M%S')}"))
    for name, part in archive.manifest["home"].items():
        content = b"".join(archive.pieces(f"home/{name}", part))
        if name == checkpoint.name:
            checkpoint.write_bytes(content)
        elif name == DELETIONS:
            _merge_lines(deletions, content)
    if archive.manifest.get("demo"):
        (Path(settings.HOME) / "demo").touch()


def _merge_lines(path: Path, content: bytes) -> None:
    here = b"".join(pieces_of(path)).splitlines() if path.exists() else []
    fresh = [line for line in content.splitlines() if line not in here]
    if fresh:
        draft = path.with_name(f"{path.name}.restoring")
        draft.write_bytes(b"\n".join([*here, *fresh]) + b"\n")
        draft.chmod(0o600)
        draft.replace(path)
