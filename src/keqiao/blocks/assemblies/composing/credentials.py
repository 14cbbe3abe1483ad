"""The numbers of a credentials report, counted from those on the lists; kept as JSON when they are examined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

from keqiao.plans.engine.logic import NO, UNKNOWN, YES

from .counting import Reader, Row, rows, unit_lines
from .models import Making, Nominee, Trait

TOLD = (Trait.FRONT_LINE, Trait.YOUNG, Trait.WOMEN, Trait.MINORITY, Trait.NON_PARTY)
BANDS = (35, 45, 55, 60)  # up to and with each, and above the last


class Count(TypedDict):
    """How many do, don't, and of how many it isn't known."""

    yes: int
    no: int
    unknown: int


class Counts(TypedDict):
    """What is kept of a list: numbers only, and the units' names."""

    total: int
    seats: int
    traits: dict[str, Count]
    sources: dict[str, int]
    ages: list[tuple[int, int]]
    ages_unknown: int
    units: list[tuple[str, int, int]]


def counted(making: Making, people: Sequence[Nominee]) -> Counts:
    """Count a list."""
    known, reader = rows(making, people), Reader(making.organisation_id)
    told = [known[one.pk] for one in people if one.pk in known]
    ages, unknown = _ages(making, told)
    return {
        "total": len(people),
        "seats": making.seats,
        "traits": {trait.value: _count(reader, trait, told) for trait in TOLD},
        "sources": dict(Counter(str(row["source_class"] or "") for row in told)),
        "ages": ages,
        "ages_unknown": unknown,
        "units": [(line.allotment.name, line.allotment.seats, line.number) for line in unit_lines(making)],
    }


def _count(reader: Reader, trait: Trait, told: Sequence[Row]) -> Count:
    said = [reader.says(trait, row) for row in told]
    return {"yes": said.count(YES), "no": said.count(NO), "unknown": said.count(UNKNOWN)}


def _ages(making: Making, told: Sequence[Row]) -> tuple[list[tuple[int, int]], int]:
    """How many fall into each band (its upper end, nought for the last); and of how many that isn't known."""
    bands: Counter[int] = Counter()
    unknown = 0
    day = making.day.year * 10000 + making.day.month * 100 + making.day.day
    for row in told:
        ends = [row["birth_from"], row["birth_to"]]
        found = {_band((day - end) // 10000) for end in ends if end is not None}
        if None in ends or len(found) != 1:
            unknown += 1
        else:
            bands[found.pop()] += 1
    return [(upper, bands[upper]) for upper in (*BANDS, 0)], unknown


def _band(age: int) -> int:
    return next((upper for upper in BANDS if age <= upper), 0)
