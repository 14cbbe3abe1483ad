"""From a rule's text to its tree. Everything outside the closed language is refused by name, place and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot.tokens import TokenType

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Kind, Label
from keqiao.plans.engine import kinds
from keqiao.plans.engine.errors import RuleError
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
from keqiao.plans.engine.tokens import END, KEYWORDS, OPERATORS, Word, words


@dataclass(frozen=True)
class Definition:
    """A name that a plan gives to a rule, e.g. ``front_line``, with the words sentences use for it."""

    label: Label
    text: str


Definitions = Mapping[str, Definition]


def parse(text: str, fact: schema.Fact, definitions: Definitions | None = None) -> Rule:
    """The tree of a rule about ``fact``. Raises RuleError for anything outside the language."""
    return _Parser(text, fact, definitions or {}, ()).rule_to_end()


class _Parser:
    """Recursive descent over the words: or < and < not < condition."""

    def __init__(self, text: str, fact: schema.Fact, definitions: Definitions, open_names: tuple[str, ...]) -> None:
        self.words = words(text)
        self.fact = fact
        self.definitions = definitions
        self.open_names = open_names  # definitions being expanded, to refuse circles
        self.index = 0

    @property
    def word(self) -> Word:
        return self.words[self.index]

    def take(self) -> Word:
        word = self.word
        self.index += 1
        return word

    def accept(self, keyword: str) -> bool:
        if self.word.is_keyword(keyword):
            self.index += 1
            return True
        return False

    def expect(self, text: str, remedy: str) -> None:
        if self.word.text != text or self.word.kind is TokenType.STRING:
            raise RuleError(f"expected {text!r}, found {self.found()}", self.word.position, remedy)
        self.index += 1

    def found(self) -> str:
        return "the end of the rule" if self.word.kind is END else repr(self.word.text)

    def rule_to_end(self) -> Rule:
        rule = self.disjunction()
        if self.word.kind is not END:
            raise RuleError(f"{self.found()} isn't expected here", self.word.position, "Join conditions with and / or.")
        return rule

    def disjunction(self) -> Rule:
        parts = [self.conjunction()]
        while self.accept("or"):
            parts.append(self.conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def conjunction(self) -> Rule:
        parts = [self.negation()]
        while self.accept("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self) -> Rule:
        if self.accept("not"):
            return Not(self.negation())
        if self.word.kind is TokenType.L_PAREN:
            self.take()
            inner = self.disjunction()
            self.expect(")", "Close the bracket.")
            return inner
        return self.condition()

    def condition(self) -> Rule:
        start = self.word
        if start.kind in (TokenType.STRING, TokenType.NUMBER):
            raise RuleError(f"a condition can't begin with {start.text!r}", start.position, "Put the column first.")
        if self.is_definition(start):
            return self.definition()
        left = self.term()
        if isinstance(left, Column):
            special = self.test_of_column(left, start)
            if special is not None:
                return special
        return self.comparison(left, start)

    def is_definition(self, word: Word) -> bool:
        return word.is_name and word.text in self.definitions and self.fact.column(word.text) is None

    def definition(self) -> Rule:
        word = self.take()
        if word.text in self.open_names:
            circle = " → ".join((*self.open_names, word.text))
            raise RuleError(f"definitions go round in a circle: {circle}", word.position, "Spell one of them out.")
        definition = self.definitions[word.text]
        inner = _Parser(definition.text, self.fact, self.definitions, (*self.open_names, word.text))
        try:
            rule = inner.rule_to_end()
        except RuleError as error:
            raise RuleError(f"in the definition {word.text!r}: {error.message}", word.position, error.remedy) from error
        return Named(word.text, definition.label, rule)

    def test_of_column(self, column: Column, start: Word) -> Rule | None:
        """``is known``, ``is unknown``, ``in``, or a bare flag; None when a comparison follows."""
        if self.accept("is"):
            return self.known(column)
        if self.word.is_keyword("not") and self.words[self.index + 1].is_keyword("in"):
            self.index += 2
            return Not(self.membership(column))
        if self.word.is_keyword("in"):
            self.take()
            return self.membership(column)
        if self.word.kind in OPERATORS:
            return None
        if column.kind is not Kind.FLAG:
            raise RuleError(
                f"{column.name!r} isn't a flag, so it can't stand alone",
                start.position,
                "Compare it, or write `is known`.",
            )
        return Comparison(column, Operator.EQ, Literal(1, Kind.FLAG))

    def known(self, column: Column) -> Rule:
        if self.accept("known"):
            return IsKnown(column)
        if self.accept("unknown"):
            return Not(IsKnown(column))
        raise RuleError(
            f"after `is` stands known or unknown, not {self.found()}",
            self.word.position,
            f"Write `{column.name} is known` or `{column.name} is unknown`.",
        )

    def membership(self, column: Column) -> In:
        kinds.check_operator(column, Operator.EQ, self.word)
        self.expect("(", "Write the list in brackets: in ('a', 'b').")
        values = [kinds.literal(column, self.take(), self.fact)]
        while self.word.kind is TokenType.COMMA:
            self.take()
            values.append(kinds.literal(column, self.take(), self.fact))
        self.expect(")", "Separate the values with commas and close the bracket.")
        return In(column, tuple(values))

    def comparison(self, left: Column | AsOf | Age, start: Word) -> Comparison:
        if self.word.kind not in OPERATORS:
            raise RuleError(
                f"expected a comparison, found {self.found()}", self.word.position, "Use one of = <> < <= > >=."
            )
        operator = OPERATORS[self.take().kind]
        kinds.check_operator(left, operator, start)
        value = self.word
        if value.kind in (TokenType.STRING, TokenType.NUMBER):
            self.take()
            return Comparison(left, operator, kinds.literal(left, value, self.fact))
        right = self.term()
        if isinstance(right, Age):
            raise RuleError("an age stands on the left", value.position, "Write age(...) <= 45.")
        kinds.check_columns(left, right, value)
        return Comparison(left, operator, right)

    def term(self) -> Column | AsOf | Age:
        word = self.take()
        if not word.is_name or word.text.lower() in KEYWORDS:
            self.index -= 1
            raise RuleError(f"expected a column, found {self.found()}", word.position, "Begin with a column's name.")
        if self.word.kind is TokenType.L_PAREN:
            if word.text == "age":
                return self.age()
            raise RuleError(
                f"functions aren't part of rules: {word.text}(...)", word.position, "The only one is age(birth, as_of)."
            )
        return AsOf() if word.text == "as_of" else self.column(word)

    def age(self) -> Age:
        form = "Write age(birth, as_of), or a date column in place of as_of."
        self.expect("(", form)
        birth = self.column(self.take())
        if birth.kind is not Kind.BIRTH:
            raise RuleError(f"{birth.name!r} isn't a birth date", self.words[self.index - 1].position, form)
        self.expect(",", form)
        word = self.take()
        day = AsOf() if word.text == "as_of" else self.column(word)
        if isinstance(day, Column) and day.kind is not Kind.DATE:
            raise RuleError(f"{day.name!r} isn't a date", word.position, form)
        self.expect(")", form)
        return Age(birth.name, day)

    def column(self, word: Word) -> Column:
        column = self.fact.column(word.text) if word.is_name else None
        if column is None:
            names = [*(known.name for known in self.fact.columns), *self.definitions]
            raise RuleError(
                f"{self.fact.name!r} has no column {word.text!r}", word.position, kinds.near(word.text, names)
            )
        return Column(column.name, column.kind)
