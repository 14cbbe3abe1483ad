"""The file that tells what a snapshot is: when it was taken, until when it may be used, what belongs to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from keqiao.plans.snapshots.tables import Table

NAME = "snapshot.json"


class SnapshotError(Exception):
    """A snapshot can't be taken or used. The message says why and what next."""


@dataclass(frozen=True)
class Description:
    """``schema`` changes with any table or column; ``files`` holds each file's size in bytes. Days are ``yyyymmdd``."""

    taken: str
    expires: int
    schema: str
    files: dict[str, int]

    def write(self, folder: Path) -> None:
        """Put it beside the files."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


def schema_of(tables: Sequence[Table]) -> str:
    """A digest over all tables and columns."""
    told = [[table.name, [[column.name, column.type] for column in table.columns]] for table in tables]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def read_description(folder: Path) -> Description:
    """The description in a folder. Raises SnapshotError when there is none or it is damaged."""
    path = folder / NAME
    if not path.exists():
        raise SnapshotError(
            f"“{folder}”不是快照，或者没有复制完整（缺少{NAME}）。请重新复制，或运行 keqiao plans snapshot 重新生成。"
        )
    try:
        return Description(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise SnapshotError(f"快照“{folder}”的{NAME}已损坏。请运行 keqiao plans snapshot 重新生成。") from None
