"""Pools to choose from: two as the literature on citizens' assemblies publishes them, and made ones of six traits."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# How frequent each value is among the nominees, and what part of the seats it is to have.
TRAITS: dict[str, dict[str, tuple[float, float]]] = {
    "gender": {"female": (0.45, 0.5), "male": (0.55, 0.5)},
    "age": {"-35": (0.15, 0.25), "36-45": (0.25, 0.25), "46-55": (0.3, 0.25), "56-": (0.3, 0.25)},
    "source": {
        "enterprise": (0.3, 0.35),
        "university": (0.35, 0.25),
        "institute": (0.15, 0.15),
        "rural": (0.1, 0.15),
        "government": (0.1, 0.1),
    },
    "degree": {"none": (0.25, 0.4), "bachelor": (0.45, 0.4), "doctor": (0.3, 0.2)},
    "region": {"north": (0.3, 0.25), "south": (0.3, 0.25), "east": (0.25, 0.25), "west": (0.15, 0.25)},
    "party": {"yes": (0.6, 0.5), "no": (0.4, 0.5)},
}
ROOM = 0.05  # by which a quota's ends lie apart from what is aimed at
SEED = 7

Quota = tuple[str, str, int, int]


@dataclass(frozen=True)
class Case:
    """A pool, what is demanded of the chosen, and how many they are."""

    name: str
    people: Sequence[Mapping[str, str]]
    quotas: Sequence[Quota]
    seats: int

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Both files, as the published instances have them; ``id`` is for the peer."""
        nominees, quotas = folder / "respondents.csv", folder / "categories.csv"
        with nominees.open("w", newline="", encoding="utf-8") as stream:
            rows = [{"id": f"p{number}", **person} for number, person in enumerate(self.people)]
            table = csv.DictWriter(stream, list(rows[0]))
            table.writeheader()
            table.writerows(rows)
        with quotas.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([("category", "feature", "min", "max"), *self.quotas])
        return nominees, quotas


def published(seats: int) -> Case:
    """``example_small_20`` or ``example_large_200``: nine tenths are not chosen, and one person is like nobody else.

    Both are fully described by these numbers, so the files need not be here.
    """
    half = 5 * seats
    kinds = {("female", "conservative"): 1, ("female", "liberal"): half - 1, ("male", "conservative"): half}
    people = [{"gender": g, "leaning": v} for (g, v), count in kinds.items() for _one in range(count)]
    values = {"gender": ("female", "male"), "leaning": ("liberal", "conservative")}
    quotas = [(trait, value, seats // 2 - 1, seats) for trait, every in values.items() for value in every]
    return Case(f"the published example of {len(people):,} for {seats}", people, quotas, seats)


def made(size: int, seats: int) -> Case:
    """A pool of six traits that leans away from what is demanded, as volunteers do."""
    chance = random.Random(SEED)
    people = [
        {
            trait: chance.choices(list(values), [often for often, _part in values.values()])[0]
            for trait, values in TRAITS.items()
        }
        for _one in range(size)
    ]
    quotas = [
        (trait, value, int(part * seats * (1 - ROOM)), int(part * seats * (1 + ROOM)) + 1)
        for trait, values in TRAITS.items()
        for value, (_often, part) in values.items()
    ]
    return Case(f"a made pool of {size:,} for {seats}, six traits", people, quotas, seats)


def tight(size: int, seats: int, units: int) -> Case:
    """A made pool whose people belong to so many units, with quotas tight to within one."""
    loose, chance = made(size, seats), random.Random(SEED)
    people = [{**person, "unit": f"u{chance.randrange(units)}"} for person in loose.people]
    parts = [(trait, value, part) for trait, values in TRAITS.items() for value, (_often, part) in values.items()]
    quotas = [(trait, value, int(part * seats), int(part * seats) + 1) for trait, value, part in parts]
    return Case(f"a tight pool of {size:,} for {seats} of {units} units", people, quotas, seats)
