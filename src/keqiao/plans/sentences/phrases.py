"""A rule as a phrase. What both languages share: which words a node of the tree needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from keqiao.kernel.facts.schema import Column as FactColumn
from keqiao.kernel.facts.schema import Fact, Kind, Label
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
)


class Words(Protocol):
    """How one language says the parts of a rule."""

    def label(self, label: Label) -> str: ...
    def all_of(self, parts: Sequence[str]) -> str: ...
    def any_of(self, parts: Sequence[str]) -> str: ...
    def bracketed(self, part: str) -> str: ...
    def named(self, name: str, *, negated: bool) -> str: ...
    def known(self, column: str, *, negated: bool) -> str: ...
    def flag(self, column: str, *, negated: bool) -> str: ...
    def among(self, column: str, values: Sequence[str], *, negated: bool) -> str: ...
    def compared(self, left: str, operator: Operator, right: str, *, in_time: bool) -> str: ...
    def aged(self, on: str, operator: Operator, years: int) -> str: ...
    def day(self, day: int) -> str: ...
    def year(self, year: int) -> str: ...
    def amount(self, value: int, unit: str) -> str: ...
    def as_of(self) -> str: ...


OPPOSITE = {
    Operator.EQ: Operator.NE,
    Operator.NE: Operator.EQ,
    Operator.LT: Operator.GE,
    Operator.GE: Operator.LT,
    Operator.LE: Operator.GT,
    Operator.GT: Operator.LE,
}


class Phraser:
    """Says rules about one fact in one language."""

    def __init__(self, words: Words, fact: Fact) -> None:
        """Bind language and fact."""
        self.words, self.fact = words, fact

    def phrase(self, rule: Rule, *, negated: bool = False) -> str:
        """The rule (or its opposite) as a phrase that completes "of which it holds that…"."""
        match rule:
            case Not(part):
                return self.phrase(part, negated=not negated)
            case Named(label=label):
                return self.words.named(self.words.label(label), negated=negated)
            case And(parts) | Or(parts):
                joined = self.words.all_of if _joins_all(rule, negated=negated) else self.words.any_of
                return joined([self._inner(part, rule, negated=negated) for part in parts])
            case IsKnown(column):
                return self.words.known(self._name(column), negated=negated)
            case In(column, values):
                return self.words.among(
                    self._name(column), [self._value(column, one) for one in values], negated=negated
                )
            case Comparison():
                return self._comparison(rule, negated=negated)

    def _inner(self, part: Rule, outer: Rule, *, negated: bool) -> str:
        """A part; in brackets where it joins otherwise than what is around it."""
        said = self.phrase(part, negated=negated)
        joins = _joins_all(part, negated=negated)
        mixed = joins is not None and joins is not _joins_all(outer, negated=negated)
        return self.words.bracketed(said) if mixed else said

    def _comparison(self, rule: Comparison, *, negated: bool) -> str:
        operator = OPPOSITE[rule.operator] if negated else rule.operator
        if isinstance(rule.left, Age):
            assert isinstance(rule.right, Literal)
            return self.words.aged(self._term(rule.left.on), operator, int(rule.right.value))
        if isinstance(rule.left, Column) and rule.left.kind is Kind.FLAG and isinstance(rule.right, Literal):
            holds = (operator is Operator.EQ) is (rule.right.value == 1)
            return self.words.flag(self._name(rule.left), negated=not holds)
        left, right = rule.left, rule.right
        if isinstance(left, Column) and left.kind is Kind.CODE and isinstance(right, Literal):
            return self.words.among(self._name(left), [self._value(left, right)], negated=operator is Operator.NE)
        said = self._value(left, right) if isinstance(right, Literal) else self._term(right)
        return self.words.compared(self._term(left), operator, said, in_time=self._in_time(left))

    def _in_time(self, term: Column | AsOf) -> bool:
        return isinstance(term, AsOf) or term.kind is Kind.DATE or term.name == "year"

    def _term(self, term: Column | AsOf) -> str:
        return self.words.as_of() if isinstance(term, AsOf) else self._name(term)

    def _name(self, column: Column) -> str:
        return self.words.label(self._described(column).label)

    def _described(self, column: Column) -> FactColumn:
        found = self.fact.column(column.name)
        assert found is not None, f"{self.fact.name} has no column {column.name}; the parser lets none through"
        return found

    def _value(self, term: Column | AsOf, literal: Literal) -> str:
        if literal.kind is Kind.DATE:
            return self.words.day(int(literal.value))
        column = self._described(term) if isinstance(term, Column) else None
        if column is not None and column.kind is Kind.CODE:
            label = column.codes.get(str(literal.value))
            return self.words.label(label) if label is not None else f"“{literal.value}”"
        if column is not None and column.name == "year":
            return self.words.year(int(literal.value))
        unit = "yuan" if column is not None and column.kind is Kind.MONEY else column.unit if column is not None else ""
        return self.words.amount(int(literal.value), unit)


def _joins_all(rule: Rule, *, negated: bool) -> bool | None:
    """Whether a rule is said as "all of"; None when it joins nothing. "Not" turns all into any and back."""
    while isinstance(rule, Not):
        rule, negated = rule.part, not negated
    return isinstance(rule, And) is not negated if isinstance(rule, And | Or) else None
