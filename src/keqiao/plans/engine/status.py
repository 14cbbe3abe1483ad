"""Status: a pure function of what the target says, the value, baseline, adoption, due day and as-of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from keqiao.plans.engine import days
from keqiao.plans.engine.rules import Answer


class Status(StrEnum):
    """The six states of a figure."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NO_DATA = "no_data"
    NEEDS_HUMAN = "needs_human"


@dataclass(frozen=True)
class Standing:
    """Everything a status follows from. Days are ``yyyymmdd``; ``goal``: the number to reach, None for a direction.

    ``due_unknown``: there is a last day, but which isn't known yet (a congress whose term has no planned end).
    """

    holds: Answer
    value: Fraction | None
    goal: Fraction | None
    baseline: Fraction | None
    adopted: int
    due: int | None
    as_of: int
    waits_for_person: bool = False
    due_unknown: bool = False


def status(standing: Standing) -> Status:
    """The state of a figure."""
    if standing.waits_for_person:
        return Status.NEEDS_HUMAN
    if standing.value is None or standing.holds is None:
        return Status.NO_DATA
    if standing.holds:
        return Status.MET
    if standing.due_unknown:
        return Status.AT_RISK
    if standing.due is None or standing.as_of > standing.due:
        return Status.MISSED
    return Status.ON_TRACK if _on_line(standing, standing.value, standing.due) else Status.AT_RISK


def _on_line(standing: Standing, value: Fraction, due: int) -> bool:
    """Whether the value lies on the straight line from the baseline at adoption to the goal on the due day, or ahead.

    A value past the goal that still fails is too much of it, or has fallen back from a better baseline: no way ahead.
    """
    goal = standing.goal
    if goal is None:
        return False
    start = standing.baseline or Fraction(0)
    whole = days.days_between(standing.adopted, due)
    gone = min(max(days.days_between(standing.adopted, standing.as_of), 0), max(whole, 0))
    part = Fraction(gone, whole) if whole > 0 else Fraction(1)
    line = start + (goal - start) * part
    return line <= value <= goal if start <= goal else goal <= value <= line
