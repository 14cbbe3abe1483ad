"""A lottery as a printed list: each line a committee by its rows and how many tickets it holds.

Of people who are alike each gets the same number of tickets, to the last one. One number then draws the committee,
so that anybody can look up beforehand what each number would bring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gcd, lcm

from .kinds import Kinds
from .leximin import Lottery


@dataclass(frozen=True)
class Line:
    """So many tickets for these rows."""

    tickets: int
    members: tuple[int, ...]


@dataclass
class _Piece:
    """A stretch of one committee's tickets: from where, how long, who sits in it, how many more may."""

    start: int
    length: int
    room: int
    members: tuple[int, ...] = ()


def lines(kinds: Kinds, lottery: Lottery) -> list[Line]:
    """The list: committees in the lottery's order, split where people who are alike take turns."""
    factor = lcm(*(_parts(kinds, lottery, one) for one in range(len(kinds.rows))))
    lengths = [weight * factor for weight in lottery.weights]
    turns = [_turns(rows, [c[one] for c in lottery.committees], lengths) for one, rows in enumerate(kinds.rows)]
    found = []
    for number, length in enumerate(lengths):
        found += _overlaid(length, [turn[number] for turn in turns])
    common = gcd(*(line.tickets for line in found))
    return [Line(line.tickets // common, line.members) for line in found]


def _parts(kinds: Kinds, lottery: Lottery, one: int) -> int:
    """Into how many parts a ticket must be cut for all of a kind to get the same."""
    size = kinds.sizes[one]
    all_of_it = sum(weight * c[one] for weight, c in zip(lottery.weights, lottery.committees, strict=True))
    return size // gcd(size, all_of_it)


def _turns(rows: Sequence[int], counts: Sequence[int], lengths: Sequence[int]) -> list[list[_Piece]]:
    """For each committee, when which of some people who are alike sit in it.

    One after the other takes a place where most places are left: so the last find what they need (Gale and Ryser).
    """
    pieces = [[_Piece(0, length, count)] for count, length in zip(counts, lengths, strict=True)]
    share = sum(count * length for count, length in zip(counts, lengths, strict=True)) // len(rows)
    for row in rows:
        need = share
        order = [
            (-piece.room, number, piece.start) for number, some in enumerate(pieces) for piece in some if piece.room
        ]
        for _room, number, start in sorted(order):
            if not need:
                break
            some = pieces[number]
            place = next(n for n, piece in enumerate(some) if piece.start == start)
            piece = some[place]
            if piece.length > need:
                some.insert(place + 1, _Piece(start + need, piece.length - need, piece.room, piece.members))
                piece.length = need
            piece.room -= 1
            piece.members = (*piece.members, row)
            need -= piece.length
    return pieces


def _overlaid(length: int, turns: Sequence[Sequence[_Piece]]) -> list[Line]:
    """One committee's lines: split wherever any kind changes its turn."""
    changes = [some for some in turns if len(some) > 1]
    always = [row for some in turns if len(some) == 1 for row in some[0].members]
    cuts = sorted({0, length, *(piece.start for some in changes for piece in some)})
    found = []
    places = [0] * len(changes)
    for start, end in pairwise(cuts):
        members = list(always)
        for number, some in enumerate(changes):
            if places[number] + 1 < len(some) and some[places[number] + 1].start <= start:
                places[number] += 1
            members += some[places[number]].members
        found.append(Line(end - start, tuple(sorted(members))))
    return found
