"""The SQL reader: text that SQLite, PostgreSQL and DuckDB answer alike.

Only comparisons of integers and codes, ``CASE`` and the three-valued connectives come out; every name
is qualified and quoted, every literal is an integer or a checked code. No division, no dates, no
functions: that is what makes the engines agree to the digit.
"""

from __future__ import annotations

from keqiao.plans.engine.logic import NO, OUT, UNKNOWN, YES, age_turns, date_turns, physical
from keqiao.plans.engine.rules import (
    Age,
    And,
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

ROW = "f"  # the alias under which the fact's rows stand


def quoted(name: str, table: str = ROW) -> str:
    """A column, qualified so that a missing one is an error everywhere (SQLite takes a bare quoted name as text)."""
    return f'{table}."{name}"'


def condition(rule: Rule, as_of: int, table: str = ROW) -> str:
    """A boolean expression: true, false, or NULL for unknown."""
    match rule:
        case And(parts):
            return "(" + " AND ".join(condition(part, as_of, table) for part in parts) + ")"
        case Or(parts):
            return "(" + " OR ".join(condition(part, as_of, table) for part in parts) + ")"
        case Not(part):
            return f"(NOT {condition(part, as_of, table)})"
        case Named(rule=inner):
            return condition(inner, as_of, table)
        case IsKnown(column):
            return "(" + " AND ".join(f"{quoted(name, table)} IS NOT NULL" for name in physical(column)) + ")"
        case In(column, values):
            return f"({quoted(column.name, table)} IN ({', '.join(_literal(value) for value in values)}))"
        case Comparison(Age() as age, symbol, right):
            assert isinstance(right, Literal)
            assert isinstance(right.value, int)
            return _age(age, symbol, right.value, as_of, table)
        case Comparison(left, symbol, right):
            assert not isinstance(left, Age)
            return f"({_term(left, as_of, table)} {symbol.value} {_term(right, as_of, table)})"


def verdict(where: Rule | None, that: Rule | None, as_of: int, needed: str = "", table: str = ROW) -> str:
    """An integer expression: YES, NO, UNKNOWN or OUT, exactly as ``logic.verdict`` answers."""
    counted = "" if where is None else condition(where, as_of, table)
    holds = "" if that is None else condition(that, as_of, table)
    return said(counted, holds, f"{quoted(needed, table)} IS NOT NULL" if needed else "")


def said(counted: str, holds: str, known: str) -> str:
    """A verdict from boolean expressions: whether a row counts, says yes, and says anything; empty: always."""
    sure = [one for one in (counted, known) if one]
    cases = [f"WHEN NOT {counted} THEN {OUT}"] if counted else []
    if not holds and not sure:
        return str(YES)
    cases.append(f"WHEN {' AND '.join([*sure, holds] if holds else sure)} THEN {YES}")
    if holds:
        cases.append(f"WHEN {' AND '.join([*sure, f'NOT {holds}'])} THEN {NO}")
    return f"CASE {' '.join(cases)} ELSE {UNKNOWN} END"


def change_days(rule: Rule, as_of: int, table: str = ROW) -> list[str]:
    """Integer expressions: numbers above ``as_of`` at which time alone could change the answer, or NULL.

    A number may name a day that doesn't exist; ``days.on_or_after`` gives the day that counts.
    """
    found: dict[str, None] = {}
    for node in walk(rule):
        if isinstance(node, Comparison):
            for day, turn in _turns(node, table):
                number = f"{day} + {turn}" if turn else day
                found[f"CASE WHEN {number} > {as_of} THEN {number} END"] = None
    return list(found)


def _turns(node: Comparison, table: str) -> list[tuple[str, int]]:
    match node:
        case Comparison(Age(birth, AsOf()), symbol, Literal(int(years))):
            births = [quoted(f"{birth}_from", table), quoted(f"{birth}_to", table)]
            return [(day, turn) for day in births for turn in age_turns(symbol, years)]
        case Comparison(AsOf(), symbol, (Column() | Literal()) as other):
            return [(_term(other, 0, table), turn) for turn in date_turns(symbol, as_of_is_left=True)]
        case Comparison(Column() as column, symbol, AsOf()):
            return [(quoted(column.name, table), turn) for turn in date_turns(symbol, as_of_is_left=False)]
        case _:
            return []


def _term(term: Column | AsOf | Literal, as_of: int, table: str) -> str:
    match term:
        case Column(name):
            return quoted(name, table)
        case AsOf():
            return str(as_of)
        case Literal():
            return _literal(term)


def _literal(literal: Literal) -> str:
    if isinstance(literal.value, int):
        return str(literal.value)
    text = literal.value.replace("'", "''")
    return f"'{text}'"


def _age(age: Age, symbol: Operator, years: int, as_of: int, table: str) -> str:
    day = _term(age.on, as_of, table)
    oldest = f"{day} - {quoted(f'{age.birth}_from', table)}"
    youngest = f"{day} - {quoted(f'{age.birth}_to', table)}"
    turns = age_turns(symbol, years)
    if symbol in (Operator.EQ, Operator.NE):
        equal = f"((NOT {_below(youngest, oldest, turns[0])}) AND {_below(youngest, oldest, turns[1])})"
        return equal if symbol is Operator.EQ else f"(NOT {equal})"
    below = _below(youngest, oldest, turns[0])
    return below if symbol in (Operator.LE, Operator.LT) else f"(NOT {below})"


def _below(youngest: str, oldest: str, turn: int) -> str:
    return f"(CASE WHEN {oldest} < {turn} THEN 1 WHEN {youngest} >= {turn} THEN 0 END = 1)"
