"""The order of official name lists (按姓氏笔画为序).

Characters compare by their number of strokes, then stroke by stroke as they are written: 横 竖 撇 点 折.
Names compare character by character, and a name that has run out comes first. Characters written with
the same strokes (田, 由) stay apart by their code points, so that a surname never mixes with another.
A rare character whose strokes the kept table doesn't know follows those of the same number; Latin
names follow all. The tables are kept beside this module; their first line names source and licence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import TypeVar

Item = TypeVar("Item")
CharacterKey = tuple[int, str, int]

_ROW = 128  # code points in a line of the table of counts
_UNKNOWN_ORDER = "6"  # after every known sequence of the same number of strokes
_NOT_CHINESE = 999


def stroke_count(char: str) -> int | None:
    """How many strokes a character has; ``None`` for what isn't a Chinese character."""
    order = _orders().get(char)
    if order:
        return len(order)
    start, offset = divmod(ord(char), _ROW)
    row = _counts().get(start)
    return (int_of(row[offset]) or None) if row else None


def stroke_order(char: str) -> str:
    """The strokes as digits, 1 横 2 竖 3 撇 4 点 5 折; "" when the kept table doesn't know them."""
    return _orders().get(char, "")


def stroke_key(name: str) -> tuple[CharacterKey, ...]:
    """The sorting key of a name in its kept form; dots and blanks count for nothing."""
    return tuple(_character_key(char) for char in name if char.isalpha())


def in_stroke_order(items: Iterable[Item], name: Callable[[Item], str]) -> list[Item]:
    """Items in the order of official lists by ``name``; equal names keep the order they came in."""
    return sorted(items, key=lambda item: stroke_key(name(item)))


def int_of(digit: str) -> int:
    """The value of one digit of base 62 (0-9, a-z, A-Z)."""
    if digit.isdigit():
        return int(digit)
    return ord(digit) - (87 if digit.islower() else 29)


@cache
def _character_key(char: str) -> CharacterKey:
    return stroke_count(char) or _NOT_CHINESE, stroke_order(char) or _UNKNOWN_ORDER, ord(char)


def _lines(name: str) -> list[tuple[str, str]]:
    text = (files("keqiao.kernel.standards") / "kept" / name).read_text(encoding="utf-8")
    pairs = (line.partition(" ") for line in text.splitlines() if not line.startswith("#"))
    return [(head, tail) for head, _, tail in pairs]


@cache
def _orders() -> dict[str, str]:
    return {char: strokes for strokes, chars in _lines("stroke_orders.txt") for char in chars}


@cache
def _counts() -> dict[int, str]:
    return {int(start, 16) // _ROW: digits for start, digits in _lines("stroke_counts.txt")}
