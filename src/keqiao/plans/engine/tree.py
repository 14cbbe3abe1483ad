"""The tree of organisations on a day, as roll-up needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from keqiao.plans.engine.commitments import Commitment, Subject

ASSOCIATION = "association"  # the kind of organisation with which somebody else's own area begins


class Node(NamedTuple):
    """An organisation and whom it is led by; ``division``: the code of the place it stands for."""

    id: int
    code: str
    name: str
    kind: str
    level: str
    leading: int | None = None
    division: str = ""


@dataclass(frozen=True)
class Tree:
    """All organisations by id."""

    nodes: Mapping[int, Node]

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> Tree:
        """A tree of these organisations."""
        return cls({node.id: node for node in nodes})

    @cached_property
    def _led(self) -> Mapping[int, list[int]]:
        led: dict[int, list[int]] = {}
        for node in self.nodes.values():
            if node.leading is not None:
                led.setdefault(node.leading, []).append(node.id)
        return led

    def led(self, leading: int) -> list[int]:
        """Whom an organisation leads directly."""
        return self._led.get(leading, [])

    @cached_property
    def by_division(self) -> Mapping[str, list[Node]]:
        """Organisations by the code of the place they stand for."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            found.setdefault(node.division, []).append(node)
        return found

    @cached_property
    def owners(self) -> Mapping[int, int]:
        """Who answers for each organisation: the nearest association at or above it; without one, it does itself."""
        found: dict[int, int] = {}
        for start, node in self.nodes.items():
            above = self.nodes.get(node.leading) if node.leading is not None else None
            if node.kind == ASSOCIATION:
                found[start] = start
            elif above is not None and above.kind == ASSOCIATION:
                found[start] = above.id
            else:  # few stand further below
                line = self.ancestors(start)
                found[start] = next((one.id for one in line if one.kind == ASSOCIATION), start)
        return found

    @cached_property
    def _subtrees(self) -> dict[int, tuple[Node, ...]]:
        return {}

    def subtree(self, root: int) -> tuple[Node, ...]:
        """An organisation and all that it leads, directly or through others."""
        if root not in self._subtrees:
            self._subtrees[root] = tuple(self._walk(root))
        return self._subtrees[root]

    @cached_property
    def _others(self) -> dict[int, tuple[int, ...]]:
        return {}

    def others(self, root: int) -> tuple[int, ...]:
        """Associations below an organisation other than the one that answers for it."""
        if root not in self._others:
            answering = dict.fromkeys(self.owners[node.id] for node in self.subtree(root))
            answering.pop(self.owners.get(root, root), None)
            self._others[root] = tuple(answering)
        return self._others[root]

    def _walk(self, root: int) -> Iterator[Node]:
        waiting, seen = [root], {root}
        while waiting:
            node = self.nodes.get(waiting.pop())
            if node is None:
                continue
            yield node
            for child in self.led(node.id):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)

    @cached_property
    def _lines(self) -> dict[int, tuple[Node, ...]]:
        return {}

    def ancestors(self, start: int) -> tuple[Node, ...]:
        """An organisation and those it is led by, itself first."""
        if start not in self._lines:
            self._lines[start] = tuple(self._climb(start))
        return self._lines[start]

    def _climb(self, start: int) -> Iterator[Node]:
        seen: set[int] = set()
        node = self.nodes.get(start)
        while node is not None and node.id not in seen:
            seen.add(node.id)
            yield node
            node = self.nodes.get(node.leading) if node.leading is not None else None

    @cached_property
    def _below(self) -> dict[tuple[int, Subject], list[Node]]:
        return {}

    def below(self, root: int, units: Subject) -> list[Node]:
        """The units of that sort under an organisation, by code."""
        if (root, units) not in self._below:
            found = [node for node in self.subtree(root) if node.id != root and units.fits(node.kind, node.level)]
            self._below[root, units] = sorted(found, key=lambda node: node.code)
        return self._below[root, units]


@dataclass(frozen=True)
class PlanScope:
    """Where a plan binds: organisations of ``subject`` at the division ``jurisdiction``, and what they lead."""

    plan: str
    jurisdiction: str
    subject: Subject
    adopted: int

    def roots(self, tree: Tree) -> list[Node]:
        """The association (as a rule one) that the plan binds."""
        there = tree.by_division.get(self.jurisdiction, ())
        return [node for node in there if self.subject.fits(node.kind, node.level)]

    def subjects(self, made: Commitment, tree: Tree, only: Iterable[int] | None = None) -> list[Node]:
        """Who owes a commitment of the plan, in administrative order; ``only``: among these organisations."""
        roots = {root.id for root in self.roots(tree)}
        if only is None:
            below = (node for root in roots for node in tree.subtree(root))
        else:
            below = (tree.nodes[one] for one in only if one in tree.nodes and self._binds(one, roots, tree))
        found = {node.id: node for node in below if made.owed_by(node.kind, node.level)}
        return sorted(found.values(), key=lambda node: node.code)

    def _binds(self, organisation: int, roots: set[int], tree: Tree) -> bool:
        return any(node.id in roots for node in tree.ancestors(organisation))
