"""A figure through time: its periods, or its value at the end of each year since the plan was adopted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from keqiao.kernel.facts import schema
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.look.charts import Chart, Series
from keqiao.look.formats import in_chinese
from keqiao.plans.engine import days
from keqiao.plans.engine.evaluate import Asked, Figure, answers_to, leaves_of, result_of, tables_of
from keqiao.plans.engine.scans import Scanner
from keqiao.plans.engine.targets import Demand
from keqiao.plans.packages.package import Package
from keqiao.plans.reports.upward import Reporting, Upward
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
    before = _days(package.adopted, figure.valued_on)
    values = [*_values(figure, package, before), figure.result.value]
    return [Point(_label(day), value) for day, value in zip((*before, figure.valued_on), values, strict=True)][-MOST:]


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
    """The ends of the years from the adoption on, before the last day."""
    ends = (year * days.YEAR + 1231 for year in range(adopted // days.YEAR, last // days.YEAR))
    return [day for day in ends if day >= adopted][-MOST:]


def _values(figure: Figure, package: Package, past: Sequence[int]) -> list[Fraction | None]:
    """What was reached on earlier days, counted in one go.

    None while the organisation didn't exist, and while some below it hadn't reported.
    """
    subject = figure.subject
    founded = Organisation.objects.get(pk=subject.id).founded
    first = to_int(founded) if founded else 0
    world = Reporting()
    asked = [Asked(figure.commitment, package.scope, day, (subject,)) for day in past if day >= first]
    records = Scanner(world.database, schema.all_facts(), leaves_of(asked, world))
    answers = answers_to(asked, Upward(records, asked, world))
    found = {one.as_of: result_of(one, subject, world, tables_of(one, answers)) for one in asked}
    return [found[day].value if day in found and not found[day].silent else None for day in past]


def _label(day: int) -> str:
    date = days.to_date(day)
    if (date.month, date.day) == (12, 31):
        return f"{date.year}年末" if in_chinese() else f"end of {date.year}"
    return f"{date.year}年{date.month}月" if in_chinese() else f"{date:%b} {date.year}"
