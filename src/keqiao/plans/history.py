"""A figure through time: its periods, or its value at the end of each year since the plan was adopted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from keqiao.look.charts import Chart, Series
from keqiao.look.formats import in_chinese
from keqiao.plans.engine import days
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.targets import Demand
from keqiao.plans.figures import board
from keqiao.plans.packages.package import Package
from keqiao.plans.shown import target_words, unit_shown

MOST = 12  # points of a chart


@dataclass(frozen=True)
class Point:
    """The value on a day or in a period."""

    label: str
    value: Fraction | None


def history(figure: Figure, package: Package) -> list[Point]:
    """The values up to the figure's own day, oldest first, as of each day with what is known now."""
    if figure.result.by_period:
        return [Point(period.name, result.value) for period, result in figure.result.by_period][-MOST:]
    return [_at(figure, package, day) for day in _days(package.adopted, figure.valued_on)]


def history_chart(figure: Figure, package: Package) -> Chart | None:
    """The history as a chart with the target as a line; None while there is nothing to draw."""
    points = history(figure, package)
    if sum(point.value is not None for point in points) < 2:
        return None
    unit = "percent" if unit_shown(figure.commitment) == "percent" or figure.commitment.unit == "percent" else "number"
    rhythm = figure.commitment.rhythm is not None and bool(figure.commitment.rhythm.per)
    return Chart(
        title=_("历年变化"),
        labels=[point.label for point in points],
        series=[Series(_("数值"), [point.value for point in points])],
        unit="number" if rhythm else unit,
        target=None if rhythm or _two_ended(figure) else figure.result.goal,
        target_label=target_words(figure.commitment),
    )


def _two_ended(figure: Figure) -> bool:
    return figure.commitment.target.demand in (Demand.BETWEEN, Demand.ABOUT)


def _days(adopted: int, last: int) -> Sequence[int]:
    """The ends of the years from the adoption on, and the last day itself."""
    years = range(adopted // days.YEAR, last // days.YEAR)
    return [*(year * days.YEAR + 1231 for year in years), last][-MOST:]


def _at(figure: Figure, package: Package, day: int) -> Point:
    made = figure.commitment
    if day == figure.valued_on:
        value = figure.result.value
    else:
        found = board([package], as_of=day, organisations=[figure.subject.id], commitments=[made.id], kept=False)
        value = found.figures[0].result.value if found.figures else None
    date = days.to_date(day)
    ends_year = (date.month, date.day) == (12, 31)
    if ends_year:
        return Point(f"{date.year}年末" if in_chinese() else f"end of {date.year}", value)
    return Point(f"{date.year}年{date.month}月" if in_chinese() else f"{date:%b} {date.year}", value)
