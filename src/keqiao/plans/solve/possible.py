"""Who somebody could be: one row for each way in which some rules can tell people apart.

Of a column only those values matter that a condition tells apart, so a few stand for all: the codes that
are named and one that isn't, both answers of a flag, a birth on each side of every limit. Every row is a
person who could exist: one value for each column, so that nobody is both a man and a woman.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from keqiao.kernel.facts.schema import Fact, Kind
from keqiao.plans.engine import days
from keqiao.plans.engine.logic import Row, age_turns, answer
from keqiao.plans.engine.rules import (
    Age,
    AsOf,
    Column,
    Comparison,
    In,
    IsKnown,
    Literal,
    Operator,
    Rule,
    columns_of,
    walk,
)

YOUNGEST, OLDEST = 18, 90  # of whom nothing is known, so old they are taken to be
UNNAMED = "unnamed"  # a code that no rule names, where the codes aren't listed

Values = Mapping[str, Any]  # of one column, by physical name


@dataclass(frozen=True)
class Rulebook:
    """Some rules about the rows of a fact, asked for a day."""

    fact: Fact
    rules: tuple[Rule, ...]
    as_of: int

    @cached_property
    def columns(self) -> list[Column]:
        """Every column that a rule looks at."""
        return list(dict.fromkeys(column for rule in self.rules for column in columns_of(rule)))

    def open(self, row: Row) -> list[Column]:
        """Columns of which the row doesn't say all."""
        return [column for column in self.columns if not _is_known(column, row)]

    def pattern(self, row: Row) -> tuple[object, ...]:
        """What every condition says of the row: rows of one pattern could turn out to be the same people."""
        ends = [row[name] is None for column in self.columns if column.kind is Kind.BIRTH for name in _names(column)]
        return (*(answer(node, row, self.as_of) for node in self._conditions), *ends)

    def rows(self, row: Row, free: Iterable[Column], *, anew: bool = False) -> Iterator[Row]:
        """The row with every choice for the free columns; ``anew``: whatever it says of them is forgotten."""
        chosen = list(free)
        known = dict(row)
        if anew:
            for column in chosen:
                known |= dict.fromkeys(_names(column))
        options = [self._told_apart(column, known, chosen) for column in chosen]
        for choice in product(*options):
            made = dict(known)
            for values in choice:
                made |= values
            yield made

    def _told_apart(self, column: Column, row: Row, free: Sequence[Column]) -> list[Values]:
        """Values for a column, one for each set of answers that the conditions on it can give."""
        conditions = [node for node in self._conditions if column in columns_of(node)]
        values = list(self._values(column, conditions, row))
        if any(other in free for node in conditions for other in columns_of(node) if other != column):
            return values
        found: dict[tuple[object, ...], Values] = {}
        for one in values:
            filled = {**row, **one}
            found.setdefault(tuple(answer(node, filled, self.as_of) for node in conditions), one)
        return list(found.values())

    @cached_property
    def _conditions(self) -> list[Rule]:
        leaves = (Comparison, In, IsKnown)
        return list(dict.fromkeys(node for rule in self.rules for node in walk(rule) if isinstance(node, leaves)))

    def _values(self, column: Column, conditions: Sequence[Rule], row: Row) -> Iterator[Values]:
        match column.kind:
            case Kind.BIRTH:
                for day in self._births(column, conditions, row):
                    yield dict.fromkeys(_names(column), day)
            case Kind.FLAG:
                yield from ({column.name: value} for value in (0, 1))
            case Kind.CODE:
                yield from ({column.name: code} for code in self._codes(column, conditions))
            case Kind.REF:
                yield {column.name: 1}
            case _:
                yield from ({column.name: number} for number in self._numbers(column, conditions, row))

    def _codes(self, column: Column, conditions: Sequence[Rule]) -> list[str]:
        """The codes that conditions name, and one that they don't."""
        named = list(dict.fromkeys(str(one.value) for node in conditions for one in _literals(node)))
        declared = self.fact.column(column.name)
        listed = list(declared.codes) if declared is not None else []
        others = [code for code in listed if code not in named] if listed else [UNNAMED]
        return [*named, *others[:1]]

    def _numbers(self, column: Column, conditions: Sequence[Rule], row: Row) -> list[int]:
        """Numbers (or days) at, before and after each that a condition compares with."""
        ends = {int(one.value) for node in conditions for one in _literals(node)}
        for node in conditions:
            if isinstance(node, Comparison):
                terms = [term for term in (node.left, node.right) if term != column]
                ends |= {self.as_of for term in terms if isinstance(term, AsOf)}
                ends |= {row[term.name] for term in terms if isinstance(term, Column) and row.get(term.name)}
        if column.kind is Kind.DATE:
            around = {day for end in ends or {self.as_of} for day in (_day_before(end), end, days.next_day(end))}
        else:
            around = {max(end + step, 0) for end in ends or {0} for step in (-1, 0, 1)}
        return sorted(around)

    def _births(self, column: Column, conditions: Sequence[Rule], row: Row) -> list[int]:
        """A day between every two limits, within what is known of the birth."""
        first, last = (row[name] for name in _names(column))
        low = first if first is not None else self.as_of - OLDEST * days.YEAR
        high = last if last is not None else max(low, self.as_of - YOUNGEST * days.YEAR)
        limits = {limit for node in conditions for limit in self._limits(node, row) if low <= limit < high}
        found, after = [], low - 1
        for limit in (*sorted(limits), high):
            day = _on_or_before(limit)
            if day > after:
                found.append(day)
                after = limit
        return found

    def _limits(self, node: Rule, row: Row) -> list[int]:
        """The last births at which a condition on an age still says the same."""
        match node:
            case Comparison(Age(on=on), Operator() as symbol, Literal(int(years))):
                day = row[on.name] if isinstance(on, Column) else self.as_of
                return [] if day is None else [day - turn for turn in age_turns(symbol, years)]
            case _:
                return []


def _names(column: Column) -> tuple[str, ...]:
    return (f"{column.name}_from", f"{column.name}_to") if column.kind is Kind.BIRTH else (column.name,)


def _is_known(column: Column, row: Row) -> bool:
    values = {row[name] for name in _names(column)}
    return None not in values and len(values) == 1


def _literals(node: Rule) -> list[Literal]:
    match node:
        case In(values=values):
            return list(values)
        case Comparison(Column(), _, Literal() as one):
            return [one]
        case _:
            return []


def _on_or_before(number: int) -> int:
    """The last real day whose integer is not above ``number``, which may name the 29th of a short February."""
    year, month, day = number // days.YEAR, number // 100 % 100, number % 100
    return year * days.YEAR + month * 100 + min(day, calendar.monthrange(year, month)[1])


def _day_before(day: int) -> int:
    return days.from_date(days.to_date(day).fromordinal(days.to_date(day).toordinal() - 1))
