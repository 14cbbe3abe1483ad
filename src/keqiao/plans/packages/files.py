"""Where a package's files are: in a folder, or as texts that somebody wrote at the desk."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Files(Protocol):
    """The files of one package. ``name``: what problems call it, the folder's name or the package's id."""

    @property
    def name(self) -> str:
        """What problems call the package."""

    def names(self) -> Sequence[str]:
        """Every YAML file, as ``commitments/all.yaml``, in the order in which folders are listed."""

    def data(self, name: str) -> bytes:
        """What a file holds. Raises OSError."""


@dataclass(frozen=True)
class FolderFiles:
    """The files in a folder."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    def names(self) -> Sequence[str]:
        """Every YAML file below the folder."""
        return [path.relative_to(self.folder).as_posix() for path in sorted(self.folder.rglob("*.yaml"))]

    def data(self, name: str) -> bytes:
        """What a file holds. Raises OSError."""
        return (self.folder / name).read_bytes()


@dataclass(frozen=True)
class WrittenFiles:
    """Texts by the names that their files would have."""

    name: str
    texts: Mapping[str, str]

    def names(self) -> Sequence[str]:
        """Every file, in the order of a folder's."""
        return sorted(self.texts, key=lambda name: name.split("/"))

    def data(self, name: str) -> bytes:
        """What a file would hold. Raises FileNotFoundError."""
        if name not in self.texts:
            raise FileNotFoundError(2, "No such file or directory", name)
        return self.texts[name].encode()


def digest_of(files: Files) -> str:
    """One digest over all of a package's files, the same wherever they are."""
    total = hashlib.sha256()
    for name in files.names():
        total.update(name.encode() + b"\0" + files.data(name) + b"\0")
    return total.hexdigest()
