"""The file of a backup: a zip archive of JSON lines by table, attached files, and a manifest that is written last.

The manifest keeps rows and SHA-256 of every part, and a digest under the audit key over itself: a file
that was cut off, damaged, changed, or made elsewhere is told from a whole one before anything is done with it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, Self

from keqiao.kernel.audit.canonical import canonical

from .refusal import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1024 * 1024  # bytes read or written at once
LEVEL = 1  # of compression: JSON shrinks well at any, and time counts

Part = dict[str, Any]


class Writer:
    """Writes an archive beside its place and puts it there only when it is whole, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        """Begin. Raises BackupError when there is such a file already, OSError when it can't be written."""
        if path.exists():
            raise BackupError(f"文件“{path}”已存在，没有覆盖。请换一个文件名，或先移走它。")
        self.path, self.draft = path, path.with_name(f"{path.name}.part")
        self.draft.unlink(missing_ok=True)
        self._file = os.fdopen(os.open(self.draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)

    def __enter__(self) -> Self:
        """For ``with``."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: Any, trace: TracebackType | None) -> None:
        """Without ``finish`` nothing is left behind."""
        if not self._file.closed:
            self._zip.fp = None  # it would write its end into a file that goes anyway
            self._file.close()
        self.draft.unlink(missing_ok=True)

    def add(self, name: str, pieces: Iterable[bytes]) -> Part:
        """Write a part piece by piece; its size in bytes and SHA-256 come back for the manifest."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece)
                digest.update(piece)
                size += len(piece)
        return {"size": size, "sha256": digest.hexdigest()}

    def finish(self, manifest: dict[str, Any], key: bytes) -> None:
        """Write the manifest and put the file in its place."""
        sealed = manifest | {"mac": mac_of(manifest, key)}
        self._zip.writestr(MANIFEST, json.dumps(sealed, ensure_ascii=False, indent=1))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        os.link(self.draft, self.path)  # never over another file
        self.draft.unlink()


class Archive:
    """A backup that is read. Raises BackupError for a file that is none, or isn't whole."""

    def __init__(self, path: Path) -> None:
        """Open it and read the manifest."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            read = json.loads(self._zip.read(MANIFEST))
        except FileNotFoundError:
            raise BackupError(f"没有文件“{path}”。请核对备份文件的路径。") from None
        except (zipfile.BadZipFile, EOFError):
            raise BackupError(f"“{path}”不是完整的备份文件：可能没有传完，或者被截断。请换一份完整的备份。") from None
        except (KeyError, ValueError, zlib.error):
            raise BackupError(f"“{path}”不是科桥的备份文件。请核对文件。") from None
        self.mac: str = str(read.pop("mac", "")) if isinstance(read, dict) else ""
        if not isinstance(read, dict) or not {"format", "tables", "files", "migrations"} <= read.keys():
            raise BackupError(f"“{path}”不是科桥的备份文件。请核对文件。")
        if read["format"] != FORMAT:
            raise BackupError(f"这份备份的格式是{read['format']}，本程序只认识{FORMAT}。请先更新科桥，再恢复。")
        self.manifest: dict[str, Any] = read

    def __enter__(self) -> Self:
        """For ``with``."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: Any, trace: TracebackType | None) -> None:
        """Close the file."""
        self._zip.close()

    def made_with(self, key: bytes) -> bool:
        """Whether the manifest was written under that audit key, and is as it was written."""
        return hmac.compare_digest(self.mac, mac_of(self.manifest, key))

    def check(self) -> None:
        """Read every part once and compare it with the manifest. Raises BackupError at the first that differs."""
        for name, part in self.parts():
            for _piece in self.pieces(name, part):
                pass

    def parts(self) -> Iterator[tuple[str, Part]]:
        """The name and what the manifest says of every part."""
        yield from ((f"tables/{name}.jsonl", part) for name, part in self.manifest["tables"].items())
        yield from ((f"files/{name}", part) for name, part in self.manifest["files"].items())
        yield from ((f"home/{name}", part) for name, part in self.manifest.get("home", {}).items())

    def pieces(self, name: str, part: Part) -> Iterator[bytes]:
        """The bytes of a part. Raises BackupError, at their end at the latest, when they are others."""
        digest = hashlib.sha256()
        try:
            with self._zip.open(_inside(name)) as opened:
                while piece := opened.read(PIECE):
                    digest.update(piece)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError):
            raise self._damaged(name) from None
        if digest.hexdigest() != part["sha256"]:
            raise self._damaged(name)

    def rows(self, table: str, at_once: int) -> Iterator[Sequence[Sequence[Any]]]:
        """The rows of a table, so many at once."""
        part = self.manifest["tables"][table]
        found: list[Sequence[Any]] = []
        for line in _lines(self.pieces(f"tables/{table}.jsonl", part)):
            found.append(json.loads(line))
            if len(found) == at_once:
                yield found
                found = []
        if found:
            yield found

    def _damaged(self, name: str) -> BackupError:
        return BackupError(f"备份文件“{self.path}”已损坏（{name}与清单不符）。没有恢复任何内容，请换一份备份。")


def mac_of(manifest: dict[str, Any], key: bytes) -> str:
    """The digest of a manifest under a key."""
    return hmac.new(key, canonical(manifest).encode(), hashlib.sha256).hexdigest()


def pieces_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _inside(name: str) -> str:
    """The name, unless it leads out of where it belongs."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise BackupError(f"备份里有不该有的文件名“{name}”，没有恢复任何内容。请核对备份的来源。")
    return name


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest
