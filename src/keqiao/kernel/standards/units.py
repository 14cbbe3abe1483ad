"""Split what rosters write in one column, 单位及职务, into the unit and the position.

The position is the tail that begins with a title (局长, 高级工程师, 副书记), together with what qualifies
it (副, 党组, 首席). Where no title is found, all of it is the unit.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_SEPARATOR = re.compile(r"[\s　]+|[，,；;/|]")


def split_unit_position(text: str) -> tuple[str, str]:
    """ "柳州市农业局局长" → ("柳州市农业局", "局长"); the position is "" when no title ends the text."""
    tidy = unicodedata.normalize("NFC", text).replace("\u3000", " ").strip()
    by_gap = _split_at_gap(tidy)
    if by_gap:
        return by_gap
    joined = re.sub(r"\s+", "", tidy)
    start = _title_start(joined)
    return (joined[:start], joined[start:]) if start is not None else (joined, "")


def _split_at_gap(text: str) -> tuple[str, str] | None:
    """A writer's own gap counts when what follows it is a position."""
    for gap in _SEPARATOR.finditer(text):
        before, after = text[: gap.start()].strip(), text[gap.end() :].strip()
        if before and _position().fullmatch(re.sub(r"\s+", "", after)) and not _title_inside(before):
            return re.sub(r"\s+", "", before), re.sub(r"\s+", "", after)
    return None


def _title_inside(text: str) -> bool:
    return _title_start(re.sub(r"\s+", "", text)) is not None


def _title_start(text: str) -> int | None:
    """Where the position begins: the earliest place from which everything reads as positions."""
    for start in range(1, len(text)):
        if _position().fullmatch(text, start) and text[start - 1] in _words()["heads"]:
            return start
    for start in range(1, len(text)):
        if _position().fullmatch(text, start):
            return start
    return None


@cache
def _words() -> dict[str, Any]:
    text = (files("keqiao.kernel.standards") / "units.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words


@cache
def _position() -> re.Pattern[str]:
    titles, prefixes = ("|".join(sorted(_words()[kind], key=len, reverse=True)) for kind in ("titles", "prefixes"))
    one = rf"(?:{prefixes})*(?:{titles})(?:\([^()]*\)|（[^（）]*）)?"
    return re.compile(rf"{one}(?:[、，,；;/和兼及].*|(?:{one})*)")
