"""Rows of results and the page they are written to."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from .measuring import Measured

PACKAGES = ("django", "duckdb", "sqlglot", "python-calamine", "openpyxl", "granian")


@dataclass(frozen=True)
class Row:
    """One claim: what was done, what it is paired with, and whether it holds (None: there is no bound)."""

    claim: str
    ours: str
    beside: str
    holds: bool | None = None

    def cells(self) -> str:
        """The row of a table."""
        verdict = {True: "holds", False: "**does not hold**", None: "—"}[self.holds]
        return f"| {self.claim} | {self.ours} | {self.beside} | {verdict} |"


def seconds(one: Measured) -> str:
    """Wall, CPU and, where it was traced, memory."""
    memory = f", {one.peak:.1f} MiB" if one.peak else ""
    return f"{one.wall * 1000:.1f} ms wall, {one.cpu * 1000:.1f} ms CPU{memory}"


def write(path: Path, parts: Sequence[tuple[str, Sequence[Row]]]) -> None:
    """Write all results with the versions they were measured with."""
    lines = ["# Results of `make bench`", "", _versions(), ""]
    for title, rows in parts:
        lines += [f"## {title}", "", "| claim | ours | beside | |", "|---|---|---|---|"]
        lines += [row.cells() for row in rows] + [""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _versions() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    machine = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}"
    return f"Medians of five runs after one to warm up; memory is what Python asked for. {machine}; {packages}."
