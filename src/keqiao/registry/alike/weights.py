"""How much speaks for two records being one person, in points that explain themselves.

After Fellegi and Sunter: a point is a doubling of the odds. What agrees weighs as much as it is rare among
different people (a day of birth about 2^12, a sex 2^1), what contradicts weighs against. The table is told in
``docs/reference/duplicates.md``. The points order a list that people decide on; nothing is merged by itself.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from keqiao.kernel.standards.likeness import fold_unit, unit_likeness

POSSIBLE = 12  # from here on a pair stands in the work list
LIKELY = 18  # from here on enrolling asks before it makes a second record
SMOOTH = 5_000  # as if so many others were kept: in a small register a name isn't taken for rarer than it is
ALIKE = 0.6
MONTH = 31  # the difference of two yyyymmdd of one month is less


class Sign(StrEnum):
    """What was compared, and how it came out."""

    ID_SAME = "id_same"
    ID_OTHER = "id_other"
    MOBILE_SAME = "mobile_same"
    MOBILE_OTHER = "mobile_other"
    NAME_SAME = "name_same"
    NAME_VARIANT = "name_variant"
    NAME_SOUND = "name_sound"
    NAME_OTHER = "name_other"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    BIRTH_OTHER = "birth_other"
    UNIT_SAME = "unit_same"
    UNIT_ALIKE = "unit_alike"
    UNIT_OTHER = "unit_other"
    SEX_SAME = "sex_same"
    SEX_OTHER = "sex_other"


POINTS: Mapping[Sign, int] = {
    Sign.ID_SAME: 25,
    Sign.ID_OTHER: -12,
    Sign.MOBILE_SAME: 9,
    Sign.MOBILE_OTHER: -1,
    Sign.NAME_OTHER: -4,
    Sign.BIRTH_DAY: 12,
    Sign.BIRTH_MONTH: 8,
    Sign.BIRTH_YEAR: 4,
    Sign.BIRTH_OTHER: -12,
    Sign.UNIT_SAME: 8,
    Sign.UNIT_ALIKE: 4,
    Sign.UNIT_OTHER: -2,
    Sign.SEX_SAME: 1,
    Sign.SEX_OTHER: -8,
}
# Least and most that a name weighs, by how it agrees; between them its rarity decides.
NAME_BOUNDS: Mapping[Sign, tuple[int, int]] = {
    Sign.NAME_SAME: (6, 14),
    Sign.NAME_VARIANT: (5, 13),
    Sign.NAME_SOUND: (2, 8),
}
NAME_LESS: Mapping[Sign, int] = {Sign.NAME_SAME: 0, Sign.NAME_VARIANT: 1, Sign.NAME_SOUND: 5}


@dataclass(frozen=True, slots=True)
class Trace:
    """What of a person is compared. Days are yyyymmdd; empty text and None: not known."""

    person: int
    name: str
    name_key: str
    name_sound: str
    birth_from: int | None = None
    birth_to: int | None = None
    sex: str = ""
    id_index: str = ""
    mobile_index: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison and its points."""

    sign: Sign
    points: int


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often names are borne: of ``people``, so many by each folded name and by each sound."""

    people: int
    by_key: Mapping[str, int]
    by_sound: Mapping[str, int]

    def points(self, sign: Sign, one: Trace) -> int:
        """What the name's agreement weighs: the rarer, the more."""
        borne = self.by_sound.get(one.name_sound, 1) if sign is Sign.NAME_SOUND else self.by_key.get(one.name_key, 1)
        least, most = NAME_BOUNDS[sign]
        return min(most, max(least, round(math.log2((self.people + SMOOTH) / max(borne, 1))) - NAME_LESS[sign]))


def reasons(one: Trace, other: Trace, rarity: Rarity) -> list[Reason]:
    """Everything that both records say something about, compared."""
    signs = (
        _same(one.id_index, other.id_index, Sign.ID_SAME, Sign.ID_OTHER),
        _same(one.mobile_index, other.mobile_index, Sign.MOBILE_SAME, Sign.MOBILE_OTHER),
        _birth(one, other),
        _unit(one.unit, other.unit),
        _same(one.sex, other.sex, Sign.SEX_SAME, Sign.SEX_OTHER),
    )
    name = _name(one, other)
    weighed = rarity.points(name, one) if name in NAME_BOUNDS else POINTS[name]
    return [Reason(name, weighed), *(Reason(sign, POINTS[sign]) for sign in signs if sign is not None)]


def total(found: list[Reason]) -> int:
    """The points together."""
    return sum(reason.points for reason in found)


def _name(one: Trace, other: Trace) -> Sign:
    if one.name == other.name:
        return Sign.NAME_SAME
    if one.name_key == other.name_key:
        return Sign.NAME_VARIANT
    return Sign.NAME_SOUND if one.name_sound == other.name_sound else Sign.NAME_OTHER


def _same(one: str, other: str, same: Sign, differs: Sign) -> Sign | None:
    if not one or not other:
        return None
    return same if one == other else differs


def _birth(one: Trace, other: Trace) -> Sign | None:
    if one.birth_from is None or one.birth_to is None or other.birth_from is None or other.birth_to is None:
        return None
    if one.birth_from > other.birth_to or other.birth_from > one.birth_to:
        return Sign.BIRTH_OTHER
    width = max(one.birth_to - one.birth_from, other.birth_to - other.birth_from)
    if width == 0:
        return Sign.BIRTH_DAY
    return Sign.BIRTH_MONTH if width < MONTH else Sign.BIRTH_YEAR


def _unit(one: str, other: str) -> Sign | None:
    if not one or not other:
        return None
    if fold_unit(one) == fold_unit(other):
        return Sign.UNIT_SAME
    return Sign.UNIT_ALIKE if unit_likeness(one, other) >= ALIKE else Sign.UNIT_OTHER
