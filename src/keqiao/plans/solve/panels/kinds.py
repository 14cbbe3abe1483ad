"""People who are alike to every demand form one kind: a committee is then so many of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .pool import Demand, PerUnit, Pool


@dataclass(frozen=True)
class Rule:
    """A demand, or the limit for one unit, as the kinds that count for it and the two ends.

    ``demand`` is its number in the pool, None for a unit; ``unit`` the value of the unit's column.
    """

    kinds: tuple[int, ...]
    low: int
    high: int
    demand: int | None = None
    unit: str = ""


@dataclass(frozen=True)
class Kinds:
    """The people of a pool by kind. ``low`` is nought, or everybody for a kind of fixed members."""

    rows: Sequence[tuple[int, ...]]
    low: Sequence[int]
    rules: Sequence[Rule]
    seats: int

    @cached_property
    def sizes(self) -> list[int]:
        """How many people there are of each kind."""
        return [len(rows) for rows in self.rows]

    @cached_property
    def every(self) -> list[Rule]:
        """The seats, then the rules."""
        return [Rule(tuple(range(len(self.rows))), self.seats, self.seats), *self.rules]

    def without(self, keeps: Callable[[Rule], bool]) -> Kinds:
        """The same kinds with only some of the rules."""
        return Kinds(self.rows, self.low, [rule for rule in self.rules if keeps(rule)], self.seats)

    def holds(self, counts: Sequence[int]) -> bool:
        """Whether so many of each kind are a committee."""
        fits = all(low <= count <= size for low, count, size in zip(self.low, counts, self.sizes, strict=True))
        return fits and all(rule.low <= sum(counts[one] for one in rule.kinds) <= rule.high for rule in self.every)


def kinds_of(pool: Pool, *, apart: Callable[[int], object] = lambda row: None, idle: bool = False) -> Kinds:
    """Group a pool. ``apart`` tells apart who would otherwise be alike; ``idle`` keeps demands that can't fail."""
    members = [[row for row in pool.eligible if demand.takes(pool.people[row])] for demand in pool.demands]
    binding = [
        number
        for number, demand in enumerate(pool.demands)
        if idle or demand.low > 0 or demand.high < min(len(members[number]), pool.seats)
    ]
    units = _units(pool)
    counts: dict[int, list[int]] = {row: [] for row in pool.eligible}
    for number in binding:
        for row in members[number]:
            counts[row].append(number)
    keys: dict[object, list[int]] = {}
    for row in pool.eligible:
        key = (tuple(counts[row]), units.get(row, ""), row in pool.fixed, apart(row))
        keys.setdefault(key, []).append(row)
    rows = sorted(tuple(one) for one in keys.values())
    place = {row: number for number, one in enumerate(rows) for row in one}
    low = [len(one) if one[0] in pool.fixed else 0 for one in rows]
    rules = [_rule(pool.demands[number], number, members[number], place) for number in binding]
    return Kinds(rows, low, [*rules, *_unit_rules(pool.per_unit, units, place)], pool.seats)


def _rule(demand: Demand, number: int, members: Sequence[int], place: dict[int, int]) -> Rule:
    return Rule(tuple(sorted({place[row] for row in members})), demand.low, demand.high, number)


def _units(pool: Pool) -> dict[int, str]:
    """The unit of each row whose unit has more people than may be chosen of it."""
    if pool.per_unit is None:
        return {}
    column, most = pool.per_unit.column, pool.per_unit.most
    named = {row: pool.people[row].get(column, "") for row in pool.eligible}
    sizes = Counter(named.values())
    return {row: unit for row, unit in named.items() if unit and sizes[unit] > most}


def _unit_rules(per_unit: PerUnit | None, units: dict[int, str], place: dict[int, int]) -> list[Rule]:
    if per_unit is None:
        return []
    found: dict[str, set[int]] = {}
    for row, unit in units.items():
        found.setdefault(unit, set()).add(place[row])
    return [Rule(tuple(sorted(kinds)), 0, per_unit.most, unit=unit) for unit, kinds in sorted(found.items())]
