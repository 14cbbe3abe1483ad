"""The numbers that Word draws before paragraphs and doesn't keep in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from keqiao.look.formats import spelled

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital", "japaneseCounting")
)


@dataclass(frozen=True)
class Level:
    """How a level is drawn: ``pattern`` as （%1）, the form of its numbers, the first of them."""

    pattern: str
    form: str
    first: int


class Numbering:
    """Counts the numbered paragraphs of a document in the order in which they are asked for."""

    def __init__(self, document: Any) -> None:
        """Read the lists that the document declares."""
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except NotImplementedError:  # python-docx says so of a file that declares no lists
            return
        abstract = {_value(one, "abstractNumId"): _levels(one) for one in _all(root, "abstractNum")}
        for one in _all(root, "num"):
            for link in _all(one, "abstractNumId"):
                self._levels[_value(one, "numId")] = abstract.get(_value(link, "val"), {})

    def of(self, paragraph: Any) -> str:
        """What is drawn before a paragraph; nothing before one that isn't numbered."""
        found = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
        if found is None or found.numId is None:
            return ""
        number, depth = str(found.numId.val), found.ilvl.val if found.ilvl is not None else 0
        level = self._levels.get(number, {}).get(depth)
        if level is None or level.form in ("bullet", "none"):
            return ""
        counts = self._counts[number]
        counts[depth] = counts.get(depth, level.first - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda one: self._drawn(number, int(one[1]) - 1), level.pattern)

    def _drawn(self, number: str, depth: int) -> str:
        level = self._levels[number].get(depth)
        value = self._counts[number].get(depth, level.first if level is not None else 1)
        return _written(value, level.form if level is not None else "decimal")


def _written(value: int, form: str) -> str:
    if form in _CHINESE:
        return spelled(value)
    if form == "decimalEnclosedCircle" and 1 <= value <= len(_CIRCLED):
        return _CIRCLED[value - 1]
    return str(value)


def _levels(abstract: Any) -> dict[int, Level]:
    found = {}
    for one in _all(abstract, "lvl"):
        parts = {name: next(iter(_all(one, name)), None) for name in ("lvlText", "numFmt", "start")}
        pattern, form, first = (_value(part, "val") if part is not None else "" for part in parts.values())
        found[int(_value(one, "ilvl"))] = Level(pattern, form, int(first or 1))
    return found


def _all(element: Any, name: str) -> list[Any]:
    return [one for one in element if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name]


def _value(element: Any, name: str) -> str:
    found = next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")
    return str(found)
