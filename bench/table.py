"""Rows of results and the page they are written to."""

from __future__ import annotations

from dataclasses import dataclass

from .measuring import Measured

PACKAGES = ("django", "duckdb", "highspy", "sqlglot", "python-calamine", "openpyxl", "granian", "sortition-algorithms")


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
