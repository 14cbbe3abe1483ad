"""``results.md``: each part is written as soon as it is measured, and the others' tables stay as they are."""

from __future__ import annotations

import datetime as dt
import platform
import re
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from .table import PACKAGES, Row


def keep(path: Path, order: Sequence[str], title: str, rows: Sequence[Row], day: dt.date) -> None:
    """Put a part's table in its place among the parts; one that isn't in the order stays at the end."""
    parts = _read(path)
    measured = f"Measured on {day.day} {day:%B %Y}."
    table = ["| claim | ours | beside | |", "|---|---|---|---|", *(row.cells() for row in rows)]
    parts[title] = "\n".join([measured, "", *table])
    known = [one for one in order if one in parts]
    titles = [*known, *(one for one in parts if one not in known)]
    lines = ["# Results of `make bench`", "", _versions(), ""]
    for one in titles:
        lines += [f"## {one}", "", parts[one], ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _read(path: Path) -> dict[str, str]:
    """What stands under each title."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    _head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    split = (part.partition("\n") for part in parts)
    return {title.strip(): body.strip() for title, _newline, body in split}


def _versions() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    machine = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}"
    return (
        "Medians of five runs (of the whole country: three) after one to warm up; memory is what Python asked for, or"
        f" the peak of the process where a row says so. {machine}; {packages}."
    )
