"""Figures as they were reported: counts and states, no names, and a digest that tells whether they moved since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from keqiao.look import figures as look
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.evaluate import Figure
from keqiao.plans.engine.results import Result
from keqiao.plans.engine.status import Status
from keqiao.plans.engine.tree import Node
from keqiao.plans.models import Report, ReportedFigure
from keqiao.plans.packages.package import Package
from keqiao.plans.reports.contributed import Contribution
from keqiao.plans.shown import shown


def freeze(report: Report, figure: Figure) -> ReportedFigure:
    """An unsaved frozen figure of a report."""
    result = figure.result
    return ReportedFigure(
        report=report,
        commitment=figure.commitment.id,
        clause=figure.commitment.clause,
        topic=figure.commitment.topic,
        title=figure.commitment.title.zh,
        status=figure.status.value,
        yes=result.yes,
        unknown=result.unknown,
        denominator=_text(result.denominator),
        value=_text(result.value),
        baseline=_text(result.baseline),
        due=figure.due,
    )


def digest(figures: Iterable[Figure], given: Iterable[Contribution]) -> str:
    """The same text for the same values, states and counters given upward."""
    told = [
        f"{one.commitment.id} {one.status.value} {one.result.yes} {one.result.unknown} "
        f"{_text(one.result.denominator)} {_text(one.result.value)}"
        for one in figures
    ]
    told += [f"{one.commitment} {one.part} {one.organisation} {one.period} {one.counts}" for one in given]
    return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()


def shown_frozen(row: ReportedFigure, package: Package, subject: Node) -> look.Figure | None:
    """A reported figure as pages show it; None when the plan no longer has such a commitment."""
    made = {one.id: one for one in package.commitments}.get(row.commitment)
    if made is None:
        return None
    figure = Figure(made, subject, row.report.as_of, row.report.as_of, row.due, _result(row, made), Status(row.status))
    return replace(shown(figure, package), url="", more_url="")


def _result(row: ReportedFigure, made: Commitment) -> Result:
    return Result(
        yes=row.yes,
        unknown=row.unknown,
        denominator=_number(row.denominator),
        value=_number(row.value),
        baseline=_number(row.baseline),
        goal=made.target.goal,
    )


def _text(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def _number(text: str) -> Fraction | None:
    return Fraction(text) if text else None
