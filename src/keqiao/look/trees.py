"""A tree for the side of a page: clauses or organisations, each with a state and a count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class TreeNode:
    """One line of a tree and what hangs under it. ``status`` is a status code or empty."""

    label: str
    title: str = ""
    url: str = ""
    status: str = ""
    count: int | None = None
    current: bool = False
    children: Sequence[TreeNode] = ()

    @property
    def opened(self) -> bool:
        """Whether the branch stands open: it holds the current line."""
        return self.current or any(child.opened for child in self.children)
