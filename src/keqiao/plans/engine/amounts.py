"""Amounts as plans print them: ``70%``, ``2/3``, ``30000 m2``, ``300000000 yuan``, ``60 months``, ``2``. All exact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from keqiao.plans.engine.errors import TargetError

UNITS = ("percent", "yuan", "m2", "months", "years", "number")
FEN = 100  # one yuan: facts keep money in fen
_WRITTEN = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?:/([0-9]+))?\s*(%|[a-z0-9]*)\Z")
_REMEDY = "Write it as 70%, 2/3, 30000 m2, 300000000 yuan, 60 months, 5 years or a bare number."


@dataclass(frozen=True)
class Amount:
    """A number in a unit; a percentage is a share (7/10, not 70)."""

    number: Fraction
    unit: str


def amount(written: Any, where: str) -> Amount:
    """Read an amount. ``where`` names the key for the message. Raises TargetError."""
    if isinstance(written, bool) or not isinstance(written, int | str):
        raise TargetError(f"{where}: {written!r} is not an amount", _REMEDY + " Decimals go in quotes.")
    match = _WRITTEN.fullmatch(str(written).strip())
    if match is None:
        raise TargetError(f"{where}: {written!r} is not an amount", _REMEDY)
    whole, denominator, unit = match.groups()
    if denominator is not None and int(denominator) == 0:
        raise TargetError(f"{where}: {written!r} divides by nought", _REMEDY)
    number = Fraction(whole) / int(denominator or 1)
    if unit == "%":
        return Amount(number / 100, "percent")
    if denominator is not None and not unit:
        return _fraction(number, written, where)
    if unit not in ("", "yuan", "m2", "months", "years"):
        raise TargetError(
            f"{where}: {written!r} has the unknown unit {unit!r}", "Units are %, yuan, m2, months, years."
        )
    return Amount(number, unit or "number")


def _fraction(number: Fraction, written: Any, where: str) -> Amount:
    """A bare fraction is a part of a whole."""
    if number > 1:
        raise TargetError(
            f"{where}: the fraction {written!r} is more than the whole", "Write a part of the whole, e.g. 2/3."
        )
    return Amount(number, "percent")
