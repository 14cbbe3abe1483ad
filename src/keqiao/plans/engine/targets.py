"""Targets: what a value must reach, tested exactly and, where something is unknown, for every value still possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from keqiao.plans.engine.amounts import Amount, amount
from keqiao.plans.engine.errors import TargetError
from keqiao.plans.engine.rules import Answer

ABOUT = Fraction(1, 10)  # the tolerance of "about" where a plan sets none


class Demand(StrEnum):
    """The forms a target takes."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EXACTLY = "exactly"
    ABOUT = "about"
    BETWEEN = "between"
    RISING = "rising"
    FALLING = "falling"
    BANDED = "by"


@dataclass(frozen=True)
class Interval:
    """Values that satisfy a target: from ``low`` to ``high``, each end open or closed; None: no end."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Fraction) -> bool:
        """Whether the value satisfies the target."""
        return not self._below(value) and not self._above(value)

    def covers(self, least: Fraction | None, most: Fraction | None) -> Answer:
        """True when every value from ``least`` to ``most`` satisfies it, False when none does, None otherwise.

        A bound that is None has no end: the value could be as small or as large as one likes.
        """
        low_holds = self.low is None or (least is not None and not self._below(least))
        high_holds = self.high is None or (most is not None and not self._above(most))
        if low_holds and high_holds:
            return True
        missed = (most is not None and self._below(most)) or (least is not None and self._above(least))
        return False if missed else None

    def _below(self, value: Fraction) -> bool:
        return self.low is not None and (value < self.low or (self.low_open and value == self.low))

    def _above(self, value: Fraction) -> bool:
        return self.high is not None and (value > self.high or (self.high_open and value == self.high))


@dataclass(frozen=True)
class Target:
    """A demand, its unit, the values that satisfy it, and its text as the package writes it.

    Rising and falling have no interval of their own: it follows from the baseline. A banded target has
    an interval for each code of the column ``by``.
    """

    demand: Demand
    unit: str
    text: str
    interval: Interval = Interval()
    by: str = ""
    bands: Mapping[str, Target] = field(default_factory=dict)

    def against(self, baseline: Fraction | None) -> Interval | None:
        """The values that satisfy it, given the baseline; None when that is needed and unknown."""
        if self.demand is Demand.RISING:
            return None if baseline is None else Interval(low=baseline, low_open=True)
        if self.demand is Demand.FALLING:
            return None if baseline is None else Interval(high=baseline, high_open=True)
        return self.interval

    @property
    def goal(self) -> Fraction | None:
        """The single number to reach, for straight lines and marks; None for a direction."""
        return self.interval.low if self.interval.low is not None else self.interval.high


def read_target(written: Any, about: Fraction = ABOUT) -> Target:
    """Read the key ``target`` of a commitment. Raises TargetError naming what is wrong."""
    if not isinstance(written, Mapping) or not written:
        raise TargetError(f"the target {written!r} can't be read", "Write one demand, e.g. {at_least: 70%}.")
    if "by" in written:
        return _banded(written, about)
    if len(written) != 1:
        raise TargetError(f"the target says {len(written)} things: {', '.join(written)}", "Keep one of them.")
    key, value = next(iter(written.items()))
    if key not in list(Demand):
        known = ", ".join(demand for demand in Demand if demand is not Demand.BANDED)
        raise TargetError(f"{key!r} is no demand", f"Use one of {known}.")
    demand = Demand(key)
    if demand in (Demand.RISING, Demand.FALLING):
        if value is not True:
            raise TargetError(f"{key} is written with true, not {value!r}", f"Write {{{key}: true}}.")
        return Target(demand, "", f"{key}: true")
    if demand is Demand.BETWEEN:
        return _between(value)
    read = amount(value, key)
    return Target(demand, read.unit, f"{key}: {value}", _interval(demand, read, about))


def _interval(demand: Demand, read: Amount, about: Fraction) -> Interval:
    number = read.number
    match demand:
        case Demand.AT_LEAST:
            return Interval(low=number)
        case Demand.AT_MOST:
            return Interval(high=number)
        case Demand.MORE_THAN:
            return Interval(low=number, low_open=True)
        case Demand.LESS_THAN:
            return Interval(high=number, high_open=True)
        case Demand.ABOUT:
            return Interval(number - number * about, number + number * about)
        case _:
            return Interval(number, number)


def _between(value: Any) -> Target:
    if not isinstance(value, list) or len(value) != 2:
        raise TargetError(f"between takes two amounts, not {value!r}", "Write {between: [2, 3]}.")
    low, high = amount(value[0], "between"), amount(value[1], "between")
    if low.unit != high.unit:
        raise TargetError(f"between mixes {low.unit} and {high.unit}", "Give both amounts in one unit.")
    if low.number > high.number:
        raise TargetError(f"between begins above its end: {value!r}", "Write the smaller amount first.")
    return Target(Demand.BETWEEN, low.unit, f"between: [{value[0]}, {value[1]}]", Interval(low.number, high.number))


def _banded(written: Mapping[str, Any], about: Fraction) -> Target:
    bands = written.get("bands")
    if set(written) != {"by", "bands"} or not isinstance(bands, Mapping) or not bands:
        raise TargetError("a banded target can't be read", "Write {by: size_band, bands: {small: {at_least: 10%}}}.")
    read = {str(code): read_target(band, about) for code, band in bands.items()}
    if any(band.demand in (Demand.BANDED, Demand.RISING, Demand.FALLING) for band in read.values()):
        raise TargetError("a band holds another band or a direction", "Give each band one amount.")
    units = {band.unit for band in read.values()}
    if len(units) > 1:
        raise TargetError(f"the bands mix {', '.join(sorted(units))}", "Give all bands in one unit.")
    listed = ", ".join(f"{code}: {{{band.text}}}" for code, band in read.items())
    text = f"by: {written['by']}, bands: {{{listed}}}"
    return Target(Demand.BANDED, units.pop(), text, by=str(written["by"]), bands=read)
