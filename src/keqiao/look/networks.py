"""A network around one record: who is tied to it, and to whom these are tied, drawn in two rings.

The picture is made on the server, as lines and words of an SVG: it needs no script, prints, follows the theme,
and holds no more names than can be read. What is left out the page says, and its table lists.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 960, 680
CENTRE = (WIDTH / 2, HEIGHT / 2)
INNER, OUTER = (150.0, 130.0), (270.0, 285.0)  # half width and half height of the rings
LONGEST = 14  # characters of a name in the picture
SLOTS = 24  # places on the outer ring, so far apart that names don't run into each other
SHAPES = ("solid", "dashed", "dotted", "mixed")  # how lines of different kinds look, beside their colour


@dataclass(frozen=True)
class Node:
    """Somebody in the network."""

    key: int
    label: str
    url: str = ""


@dataclass(frozen=True)
class Tie:
    """A tie of a kind between two, by their keys."""

    kind: str
    source: int
    target: int


@dataclass(frozen=True)
class Spot:
    """A node as it is drawn. ``ring``: 0 for the centre. ``anchor``: on which side of the dot its name stands."""

    node: Node
    ring: int
    x: str
    y: str
    text_x: str
    text_y: str
    anchor: str

    @property
    def label(self) -> str:
        """The name, cut where it would run out of the picture."""
        name = self.node.label
        return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


@dataclass(frozen=True)
class Line:
    """A tie as it is drawn; ``css`` says its kind by colour and dashes."""

    x1: str
    y1: str
    x2: str
    y2: str
    css: str


@dataclass(frozen=True)
class Network:
    """Rings around ``centre``: ``first`` are tied to it; ``second``, each with whom of these it hangs on, outside."""

    title: str
    centre: Node
    first: Sequence[Node]
    second: Sequence[tuple[Node, int]]
    ties: Sequence[Tie]
    kinds: Sequence[tuple[str, str]]  # code and word of each kind that occurs

    @property
    def box(self) -> str:
        """The picture's own measures."""
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def legend(self) -> list[tuple[str, str]]:
        """What the lines mean: style and word."""
        return [(self._css(code), word) for code, word in self.kinds]

    @property
    def spots(self) -> list[Spot]:
        """Everybody, the centre last so that it lies on top."""
        return [*self._places().values()][::-1]

    @property
    def lines(self) -> Iterator[Line]:
        """The ties between those in the picture."""
        places = self._places()
        for tie in self.ties:
            if tie.source in places and tie.target in places:
                one, other = places[tie.source], places[tie.target]
                yield Line(one.x, one.y, other.x, other.y, self._css(tie.kind))

    def _css(self, kind: str) -> str:
        place = next((place for place, (code, _word) in enumerate(self.kinds) if code == kind), 0)
        return f"tie tie-{place % 8 + 1} tie-{SHAPES[place % len(SHAPES)]}"

    def _places(self) -> dict[int, Spot]:
        """Where everybody stands: the outer ring in the order of those it hangs on, so that few lines cross."""
        found = {self.centre.key: _spot(self.centre, 0, 0.0, (0.0, 0.0))}
        for place, node in enumerate(self.first):
            found[node.key] = _spot(node, 1, _turn(place, len(self.first)), INNER)
        order = {node.key: place for place, node in enumerate(self.first)}
        further = sorted(self.second, key=lambda one: order.get(one[1], 0))
        wanted = [order.get(on, 0) / max(1, len(self.first)) for _node, on in further]
        for (node, _on), slot in zip(further, slots(wanted), strict=True):
            found.setdefault(node.key, _spot(node, 2, _turn(slot, max(SLOTS, len(further))), OUTER))
        return found


def slots(wanted: Sequence[float]) -> list[int]:
    """A slot of its own on the outer ring for each, in order, as near as may be to the share of the turn it wants."""
    around, taken = max(SLOTS, len(wanted)), -1
    found: list[int] = []
    for place, share in enumerate(wanted):
        last = around - (len(wanted) - place)  # so that those that follow find room
        taken = min(last, max(taken + 1, int((share + 0.5 / SLOTS) * around)))
        found.append(taken)
    return found


def _turn(place: int, of: int) -> float:
    return 2 * math.pi * (place + 0.5) / of - math.pi / 2


def _spot(node: Node, ring: int, angle: float, size: tuple[float, float]) -> Spot:
    x, y = CENTRE[0] + size[0] * math.cos(angle), CENTRE[1] + size[1] * math.sin(angle)
    left = ring and math.cos(angle) < -0.01
    anchor = "end" if left else "start"
    if not ring or abs(math.cos(angle)) < 0.12:
        anchor = "middle"
    aside = {"start": 10, "end": -10, "middle": 0}[anchor]
    down = (22 if math.sin(angle) > 0 or not ring else -12) if anchor == "middle" else 5
    return Spot(node, ring, _number(x), _number(y), _number(x + aside), _number(y + down), anchor)


def _number(value: float) -> str:
    return f"{value:.1f}"
