"""Rules as our own closed tree.

Columns, literals, comparisons, membership in a list, and/or/not, ``is known`` and ``age``: nothing
else exists, so every reader of the tree (SQL, Python, solver, sentence, type check) can be complete.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from keqiao.kernel.facts.schema import Kind, Label

Answer = bool | None  # None is "unknown", the third answer


class Operator(StrEnum):
    """The six comparisons."""

    EQ = "="
    NE = "<>"
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="


@dataclass(frozen=True)
class Column:
    """A column of the fact the rule is about."""

    name: str
    kind: Kind


@dataclass(frozen=True)
class AsOf:
    """The day for which the rule is asked."""


@dataclass(frozen=True)
class Age:
    """Full years from a birth date (which may be known in part only) to a day."""

    birth: str
    on: Column | AsOf


@dataclass(frozen=True)
class Literal:
    """A code, a whole number, or a day as ``yyyymmdd``."""

    value: int | str
    kind: Kind


@dataclass(frozen=True)
class Comparison:
    """``left operator right``; unknown as soon as a side is unknown and could change the answer."""

    left: Column | AsOf | Age
    operator: Operator
    right: Literal | Column | AsOf


@dataclass(frozen=True)
class In:
    """The column holds one of the listed values."""

    column: Column
    values: tuple[Literal, ...]


@dataclass(frozen=True)
class IsKnown:
    """The column has a value. The only test that is never unknown."""

    column: Column


@dataclass(frozen=True)
class Not:
    """The opposite; the opposite of unknown is unknown."""

    part: Rule


@dataclass(frozen=True)
class And:
    """All parts hold."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True)
class Or:
    """At least one part holds."""

    parts: tuple[Rule, ...]


@dataclass(frozen=True)
class Named:
    """A definition of the plan, expanded; sentences say its label instead of its parts."""

    name: str
    label: Label
    rule: Rule


Rule = Comparison | In | IsKnown | Not | And | Or | Named


def parts_of(rule: Rule) -> tuple[Rule, ...]:
    """The rules directly inside a rule."""
    match rule:
        case And(parts) | Or(parts):
            return parts
        case Not(part):
            return (part,)
        case Named(rule=inner):
            return (inner,)
        case _:
            return ()


def walk(rule: Rule) -> Iterator[Rule]:
    """The rule and everything inside it."""
    yield rule
    for part in parts_of(rule):
        yield from walk(part)


def columns_of(rule: Rule) -> list[Column]:
    """Every column the rule looks at, once each, in order of appearance."""
    found: dict[Column, None] = {}
    for node in walk(rule):
        match node:
            case Comparison(left, _, right):
                for term in (left, right):
                    found.update(dict.fromkeys(_columns_of_term(term)))
            case In(column) | IsKnown(column):
                found[column] = None
    return list(found)


def _columns_of_term(term: Column | AsOf | Age | Literal) -> list[Column]:
    match term:
        case Column():
            return [term]
        case Age(birth, on):
            return [Column(birth, Kind.BIRTH), *_columns_of_term(on)]
        case _:
            return []


def both(first: Rule | None, second: Rule | None) -> Rule | None:
    """The rule that holds when both do; a missing rule always holds."""
    if first is None or second is None:
        return first or second
    return And((first, second))


def pins(rule: Rule | None) -> tuple[Rule, ...]:
    """The codes that a column must have for the rule to hold; without any of them it surely doesn't."""
    match rule:
        case And(parts):
            return tuple(pin for part in parts for pin in pins(part))
        case Named(rule=inner):
            return pins(inner)
        case Comparison(Column(), Operator.EQ, Literal(str())):
            return (rule,)
        case _:
            return ()


def substitute(rule: Rule, column: str, old: str, new: str) -> Rule:
    """The same rule with one code exchanged wherever it is compared with that column."""

    def swap(literal: Literal) -> Literal:
        return replace(literal, value=new) if literal.value == old else literal

    match rule:
        case Comparison(Column(name), _, Literal() as literal) if name == column:
            return replace(rule, right=swap(literal))
        case In(Column(name), values) if name == column:
            return replace(rule, values=tuple(swap(value) for value in values))
        case And(parts) | Or(parts):
            return replace(rule, parts=tuple(substitute(part, column, old, new) for part in parts))
        case Not(part):
            return Not(substitute(part, column, old, new))
        case Named(rule=inner):
            return replace(rule, rule=substitute(inner, column, old, new))
        case _:
            return rule
