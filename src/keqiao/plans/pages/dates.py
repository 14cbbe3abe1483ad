"""A scoreboard on two days side by side: each figure with both values and the change in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from keqiao.kernel.organisations.models import Organisation
from keqiao.look import figures as look
from keqiao.look.formats import long_date
from keqiao.plans.figures import board
from keqiao.plans.packages.package import Package
from keqiao.plans.reports.upward import Reporting
from keqiao.plans.shown import in_language, printed, shown

from .asked import AsOf, day_of
from .board import tally

Figures = Mapping[str, look.Figure]  # by commitment


@dataclass(frozen=True)
class Pair:
    """A figure on both days; None on a day on which the plan didn't ask it of the unit."""

    title: str
    url: str
    earlier: look.Figure | None
    later: look.Figure | None
    change: str


@dataclass(frozen=True)
class Pairs:
    """The figures of one clause."""

    number: str
    printed: str
    title: str
    pairs: Sequence[Pair]


def beside(request: HttpRequest, package: Package, organisation: Organisation) -> dict[str, Any]:
    """What the page of two days shows, the earlier day first whichever was asked for first."""
    asked = [day_of(request, package), day_of(request, package, "beside")]
    earlier, later = sorted(asked, key=lambda one: one.day)
    world = Reporting()
    first, second = (_figures(package, organisation, day, world) for day in (earlier, later))
    return {
        "earlier": earlier,
        "later": later,
        "problems": list(dict.fromkeys(one.problem for one in asked if one.problem)),
        "tallies": [
            (earlier, tally(list(first.values())), len(first)),
            (later, tally(list(second.values())), len(second)),
        ],
        "clauses": _clauses(package, first, second, long_date(earlier.date)),
    }


def _figures(package: Package, organisation: Organisation, as_of: AsOf, world: Reporting) -> Figures:
    found = board([package], as_of=as_of.day, organisations=[organisation.pk], world=world).figures
    return {figure.commitment.id: shown(figure, package) for figure in found}


def _clauses(package: Package, first: Figures, second: Figures, since: str) -> list[Pairs]:
    """Every clause that has figures on either day, in the document's order."""
    found = []
    for clause in package.all_clauses():
        pairs = [
            _pair(first.get(made.id), second.get(made.id), since, in_language(made.title))
            for made in package.commitments
            if made.clause == clause.number and (made.id in first or made.id in second)
        ]
        if pairs:
            found.append(Pairs(clause.number, printed(clause), in_language(clause.title), pairs))
    return found


def _pair(earlier: look.Figure | None, later: look.Figure | None, since: str, title: str) -> Pair:
    last = later or earlier
    return Pair(title, last.url if last is not None else "", earlier, later, change_words(earlier, later, since))


def change_words(earlier: look.Figure | None, later: look.Figure | None, since: str) -> str:
    """较2024年7月15日提高10.3个百分点; empty when a value is missing."""
    if earlier is None or later is None:
        return ""
    return replace(later, baseline=earlier.value, baseline_word=since).change_text
