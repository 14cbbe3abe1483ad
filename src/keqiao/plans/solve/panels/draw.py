"""The draw itself, and what is published of it: digests before, the seed after. Anybody can compute it again.

Of the seed only SHA-256 is asked: ``docs/reference/slate.md`` says how, in words that any language can follow.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from .pool import Pool
from .tickets import Line

KIND = "keqiao-draw-1"


@dataclass(frozen=True)
class Digests:
    """What is published before the draw: of what went in, of the list of tickets, and of both with the seed."""

    inputs: str
    lottery: str
    commitment: str


def new_seed() -> str:
    """A seed that nobody can guess."""
    return secrets.token_hex(32)


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def written_inputs(pool: Pool) -> str:
    """What went in, as one text: the columns that matter, all rows, all that is demanded."""
    columns = sorted({category for demand in pool.demands for category, _feature in demand.where})
    if pool.per_unit is not None and pool.per_unit.column not in columns:
        columns.append(pool.per_unit.column)
    return _written(
        {
            "columns": columns,
            "people": [[person.get(column, "") for column in columns] for person in pool.people],
            "quotas": sorted([one.category, one.feature, one.low, one.high] for one in pool.demands),
            "seats": pool.seats,
            "per_unit": None if pool.per_unit is None else [pool.per_unit.column, pool.per_unit.most],
            "fixed": sorted(pool.fixed),
            "barred": sorted(pool.barred),
        }
    )


def written_lottery(lines: Sequence[Line]) -> str:
    """The list of tickets as one text."""
    return _written([[str(line.tickets), *line.members] for line in lines])


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def commitment(seed: str, inputs: str, lottery: str) -> str:
    """What binds a seed to what it will be used on."""
    return digest(f"{KIND}\n{seed}\n{inputs}\n{lottery}\n")


def digests(pool: Pool, lines: Sequence[Line], seed: str) -> Digests:
    """All that is published beforehand."""
    inputs, lottery = digest(written_inputs(pool)), digest(written_lottery(lines))
    return Digests(inputs, lottery, commitment(seed, inputs, lottery))


def drawn_from(seed: str, witness: str) -> str:
    """The seed that draws: the committed one, and what everybody saw afterwards, so that nobody can have chosen it."""
    return f"{seed}/{witness}" if witness else seed


def ticket(seed: str, total: int) -> int:
    """The number drawn, from nought to one less than all tickets.

    The digests of ``keqiao-draw-1:SEED:0``, ``…:1`` and so on, one after the other, are cut into numbers of as many
    bits as ``total - 1`` has; the first that is less than ``total`` is the ticket.
    """
    bits = max((total - 1).bit_length(), 1)
    number, stream = 0, ""
    while True:
        while len(stream) < bits:
            stream += f"{int(digest(f'{KIND}:{seed}:{number}'), 16):0256b}"
            number += 1
        found, stream = int(stream[:bits], 2), stream[bits:]
        if found < total:
            return found


def drawn(lines: Sequence[Line], seed: str) -> Line:
    """The line that holds the ticket drawn."""
    left = ticket(seed, sum(line.tickets for line in lines))
    for line in lines:
        if left < line.tickets:
            return line
        left -= line.tickets
    raise AssertionError("the ticket is less than all tickets")


def chances(lines: Sequence[Line], people: int) -> list[Fraction]:
    """Each row's chance, counted from the list."""
    total = sum(line.tickets for line in lines)
    held = [0] * people
    for line in lines:
        for row in line.members:
            held[row] += line.tickets
    return [Fraction(one, total) for one in held]


def verified(pool: Pool, lines: Sequence[Line], seed: str, published: Digests, witness: str = "") -> Line | None:
    """The line drawn, if everything is as published and each line meets all that is demanded; otherwise None."""
    if digests(pool, lines, seed) != published or not all(meets(pool, line.members) for line in lines):
        return None
    return drawn(lines, drawn_from(seed, witness))


def meets(pool: Pool, members: Sequence[int]) -> bool:
    """Whether these rows are a committee: so many, each once, and all demands hold."""
    rows = set(members)
    if len(rows) != len(members) or len(rows) != pool.seats or not pool.fixed <= rows or rows & pool.barred:
        return False
    people = [pool.people[row] for row in members]
    if not all(one.low <= sum(one.takes(person) for person in people) <= one.high for one in pool.demands):
        return False
    if pool.per_unit is None:
        return True
    units = [unit for person in people if (unit := person.get(pool.per_unit.column, ""))]
    return all(units.count(unit) <= pool.per_unit.most for unit in set(units))
