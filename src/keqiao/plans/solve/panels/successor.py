"""Whoever follows one who withdraws: of all who fit beside those who stay, each has one ticket.

The list needs no solver and leaves no choice: it is the fairest there is, and anybody can write it down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .draw import drawn
from .pool import Pool
from .tickets import Line


@dataclass(frozen=True)
class Left:
    """One who withdrew, by row, and the number that everybody saw afterwards."""

    row: int
    witness: str


@dataclass(frozen=True)
class Followed:
    """A replacement computed: who withdrew, the list of tickets, and the row that follows."""

    left: Left
    lines: list[Line]
    row: int


def successors(pool: Pool) -> list[Line]:
    """The list of tickets for the one open seat beside the fixed: one for each row that fits, in their order.

    Empty when nobody fits.
    """
    assert len(pool.fixed) == pool.seats - 1  # one seat is open
    stay = [pool.people[row] for row in sorted(pool.fixed)]
    held = [sum(one.takes(person) for person in stay) for one in pool.demands]
    units = [person.get(pool.per_unit.column, "") for person in stay] if pool.per_unit is not None else []
    found = []
    for row in pool.eligible:
        person = pool.people[row]
        counts = (count + one.takes(person) for count, one in zip(held, pool.demands, strict=True))
        fits = all(one.low <= count <= one.high for one, count in zip(pool.demands, counts, strict=True))
        if pool.per_unit is not None and (unit := person.get(pool.per_unit.column, "")):
            fits = fits and units.count(unit) < pool.per_unit.most
        if fits and row not in pool.fixed:
            found.append(Line(1, tuple(sorted([*pool.fixed, row]))))
    return found


def replacement_seed(seed: str, turn: int, witness: str) -> str:
    """With what the successor of the so-manieth who withdrew is drawn, counted from one."""
    return f"{seed}/replacement-{turn}/{witness}"


def follow(pool: Pool, members: Sequence[int], gone: Sequence[Left], seed: str) -> list[Followed] | None:
    """Every replacement after a draw of these members; None when one who withdrew wasn't there or nobody fits."""
    stay, found = set(members), []
    barred: set[int] = set(pool.barred)
    for turn, left in enumerate(gone, start=1):
        if left.row not in stay:
            return None
        stay.discard(left.row)
        barred.add(left.row)
        listed = successors(replace(pool, fixed=frozenset(stay), barred=frozenset(barred)))
        if not listed:
            return None
        (row,) = set(drawn(listed, replacement_seed(seed, turn, left.witness)).members) - stay
        stay.add(row)
        found.append(Followed(left, listed, row))
    return found
