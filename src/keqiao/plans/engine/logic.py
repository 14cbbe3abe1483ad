"""The Python reader: a rule answered for one row, in three-valued (Kleene) logic.

Checks at the door, eligibility and cases read rules with it; it is also what the SQL is held to.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from keqiao.kernel.facts.schema import Kind
from keqiao.plans.engine import days
from keqiao.plans.engine.rules import (
    Age,
    And,
    Answer,
    AsOf,
    Column,
    Comparison,
    In,
    IsKnown,
    Literal,
    Named,
    Not,
    Operator,
    Or,
    Rule,
    walk,
)

Row = Mapping[str, Any]

YES, NO, UNKNOWN, OUT = 1, 0, 2, -1  # what a row says about a commitment

_COMPARE: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: operator.eq,
    Operator.NE: operator.ne,
    Operator.LT: operator.lt,
    Operator.LE: operator.le,
    Operator.GT: operator.gt,
    Operator.GE: operator.ge,
}


def answer(rule: Rule, row: Row, as_of: int) -> Answer:
    """Whether the rule holds for the row on that day; None when what is known doesn't tell."""
    match rule:
        case And(parts):
            return _all(answer(part, row, as_of) for part in parts)
        case Or(parts):
            return _negate(_all(_negate(answer(part, row, as_of)) for part in parts))
        case Not(part):
            return _negate(answer(part, row, as_of))
        case Named(rule=inner):
            return answer(inner, row, as_of)
        case IsKnown(column):
            return all(row[name] is not None for name in physical(column))
        case In(column, values):
            value = row[column.name]
            return None if value is None else value in {literal.value for literal in values}
        case Comparison(Age() as age, symbol, right):
            assert isinstance(right, Literal)
            assert isinstance(right.value, int)
            return _age(age, symbol, right.value, row, as_of)
        case Comparison(left, symbol, right):
            assert not isinstance(left, Age)
            first, second = _value(left, row, as_of), _value(right, row, as_of)
            return None if first is None or second is None else _COMPARE[symbol](first, second)


def verdict(where: Rule | None, that: Rule | None, row: Row, as_of: int, needed: str = "") -> int:
    """YES, NO, UNKNOWN or OUT: whether the row is counted, and how.

    ``needed`` names a column without which a counted row says nothing (the number of a sum).
    """
    counted = True if where is None else answer(where, row, as_of)
    if counted is False:
        return OUT
    if counted is None or (needed and row[needed] is None):
        return UNKNOWN
    holds = True if that is None else answer(that, row, as_of)
    return UNKNOWN if holds is None else int(holds)


def change_days(rule: Rule, row: Row, as_of: int) -> list[int]:
    """Days after ``as_of`` on which time alone could change the rule's answer for the row."""
    found: dict[int, None] = {}
    for node in walk(rule):
        if isinstance(node, Comparison):
            found |= {days.on_or_after(number): None for number in _turns(node, row) if number > as_of}
    return list(found)


def physical(column: Column) -> tuple[str, ...]:
    """The names under which a column's values stand in a row."""
    return (f"{column.name}_from", f"{column.name}_to") if column.kind is Kind.BIRTH else (column.name,)


def age_turns(symbol: Operator, years: int) -> tuple[int, ...]:
    """Differences of yyyymmdd integers at which ``age <symbol> years`` turns."""
    if symbol in (Operator.LE, Operator.GT):
        return ((years + 1) * days.YEAR,)
    if symbol in (Operator.LT, Operator.GE):
        return (years * days.YEAR,)
    return (years * days.YEAR, (years + 1) * days.YEAR)


def date_turns(symbol: Operator, as_of_is_left: bool) -> tuple[int, ...]:
    """How many days after the compared date a comparison with as_of turns: 0, 1 or both."""
    if symbol in (Operator.EQ, Operator.NE):
        return (0, 1)
    on_the_day = (Operator.GE, Operator.LT) if as_of_is_left else (Operator.LE, Operator.GT)
    return (0,) if symbol in on_the_day else (1,)


def _turns(node: Comparison, row: Row) -> list[int]:
    match node:
        case Comparison(Age(birth, AsOf()), symbol, Literal(int(years))):
            births = [row[f"{birth}_from"], row[f"{birth}_to"]]
            return [day + turn for day in births if day is not None for turn in age_turns(symbol, years)]
        case Comparison(AsOf(), symbol, (Column() | Literal()) as other):
            day = _value(other, row, 0)
            return [] if day is None else [day + turn for turn in date_turns(symbol, as_of_is_left=True)]
        case Comparison(Column() as column, symbol, AsOf()):
            day = row[column.name]
            return [] if day is None else [day + turn for turn in date_turns(symbol, as_of_is_left=False)]
        case _:
            return []


def _all(answers: Iterable[Answer]) -> Answer:
    seen = set(answers)
    if False in seen:
        return False
    return None if None in seen else True


def _negate(value: Answer) -> Answer:
    return None if value is None else not value


def _value(term: Column | AsOf | Literal, row: Row, as_of: int) -> Any:
    match term:
        case Literal(value):
            return value
        case AsOf():
            return as_of
        case Column(name):
            return row[name]


def _age(age: Age, symbol: Operator, years: int, row: Row, as_of: int) -> Answer:
    """Age against whole years, where the birth date lies anywhere between ``_from`` and ``_to``."""
    day = _value(age.on, row, as_of)
    earliest, latest = row[f"{age.birth}_from"], row[f"{age.birth}_to"]
    oldest = None if day is None or earliest is None else day - earliest
    youngest = None if day is None or latest is None else day - latest
    turns = age_turns(symbol, years)
    if symbol in (Operator.EQ, Operator.NE):
        equal = _all([_negate(_below(youngest, oldest, turns[0])), _below(youngest, oldest, turns[1])])
        return equal if symbol is Operator.EQ else _negate(equal)
    below = _below(youngest, oldest, turns[0])
    return below if symbol in (Operator.LE, Operator.LT) else _negate(below)


def _below(youngest: int | None, oldest: int | None, turn: int) -> Answer:
    if oldest is not None and oldest < turn:
        return True
    if youngest is not None and youngest >= turn:
        return False
    return None
