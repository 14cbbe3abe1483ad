"""The type check: which comparison makes sense for which kind of column, and whether a value fits it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from sqlglot.tokens import TokenType

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Kind
from keqiao.plans.engine import days
from keqiao.plans.engine.errors import RuleError
from keqiao.plans.engine.rules import Age, AsOf, Column, Literal, Operator
from keqiao.plans.engine.tokens import Word

EQUALITY = (Operator.EQ, Operator.NE)
_CODE = re.compile(r"[A-Za-z0-9_.-]+\Z")


def near(name: str, known: Iterable[str]) -> str:
    """A remedy naming the names nearest to a wrong one, or else all there are."""
    names = list(known)
    close = get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return f"Did you mean {' or '.join(close)}?"
    return f"Known are: {', '.join(names)}."


def check_operator(left: Column | AsOf | Age, operator: Operator, word: Word) -> None:
    """Refuse comparisons the column's kind doesn't allow. Raises RuleError at ``word``."""
    if not isinstance(left, Column):
        return
    if left.kind is Kind.REF:
        raise RuleError(
            f"{left.name!r} is a reference and can't be compared",
            word.position,
            "References are only counted or joined.",
        )
    if left.kind is Kind.BIRTH:
        raise RuleError(
            f"the birth date {left.name!r} can't be compared itself",
            word.position,
            f"Write age({left.name}, as_of) <= 45, or `{left.name} is known`.",
        )
    if left.kind in (Kind.CODE, Kind.FLAG) and operator not in EQUALITY:
        raise RuleError(
            f"{left.name!r} holds {'codes' if left.kind is Kind.CODE else 'a flag'}, which have no order",
            word.position,
            "Use = , <> or in (...).",
        )


def check_columns(left: Column | AsOf | Age, right: Column | AsOf, word: Word) -> None:
    """Refuse a comparison of columns unlike in kind, or of codes with codes. Raises RuleError at ``word``."""
    left_kind = left.kind if isinstance(left, Column) else Kind.DATE if isinstance(left, AsOf) else None
    right_kind = right.kind if isinstance(right, Column) else Kind.DATE
    if left_kind is None:
        raise RuleError("an age is compared with whole years", word.position, "Write age(...) <= 45.")
    if left_kind is not right_kind or left_kind not in (Kind.DATE, Kind.INT, Kind.MONEY):
        raise RuleError(
            f"{word.text!r} isn't the kind of value compared here",
            word.position,
            "Dates compare with dates, numbers with numbers, codes with quoted codes.",
        )


def literal(term: Column | AsOf | Age, word: Word, fact: schema.Fact) -> Literal:
    """The value ``word`` as one of the term's kind. Raises RuleError when it doesn't fit."""
    if isinstance(term, Age):
        return Literal(_whole(word, "an age is compared with whole years", "Write age(...) <= 45."), Kind.INT)
    kind = Kind.DATE if isinstance(term, AsOf) else term.kind
    name = "as_of" if isinstance(term, AsOf) else term.name
    match kind:
        case Kind.CODE:
            return Literal(_code(word, name, fact), kind)
        case Kind.FLAG:
            return Literal(_flag(word, name), kind)
        case Kind.DATE:
            return Literal(_day(word, name), kind)
        case _:
            unit = "fen" if kind is Kind.MONEY else "whole numbers"
            return Literal(_whole(word, f"{name!r} holds {unit}", f"Write a whole number: {name} >= 2."), kind)


def _whole(word: Word, message: str, remedy: str) -> int:
    if word.kind is not TokenType.NUMBER or not word.text.isdigit():
        raise RuleError(f"{message}, not {word.text!r}", word.position, remedy)
    return int(word.text)


def _flag(word: Word, name: str) -> int:
    if word.kind is not TokenType.NUMBER or word.text not in ("0", "1"):
        raise RuleError(
            f"{name!r} is a flag, not {word.text!r}",
            word.position,
            f"Write `{name}`, `not {name}`, or compare with 0 or 1.",
        )
    return int(word.text)


def _day(word: Word, name: str) -> int:
    remedy = f"Write a day in quotes: {name} >= '2020-12-31'."
    if word.kind is not TokenType.STRING:
        raise RuleError(f"{name!r} is a date, not {word.text!r}", word.position, remedy)
    try:
        return days.parse(word.text)
    except ValueError:
        raise RuleError(f"{word.text!r} is not a date", word.position, remedy) from None


def _code(word: Word, name: str, fact: schema.Fact) -> str:
    column = fact.column(name)
    codes = column.codes if column else {}
    if word.kind is not TokenType.STRING:
        raise RuleError(f"{name!r} holds codes, not {word.text!r}", word.position, "Put the code in single quotes.")
    if codes and word.text not in codes:
        raise RuleError(f"{name!r} has no code {word.text!r}", word.position, near(word.text, codes))
    if not _CODE.match(word.text):
        raise RuleError(
            f"{word.text!r} is not a code",
            word.position,
            "Codes are letters, digits, '_', '-' and '.', without spaces.",
        )
    return word.text
