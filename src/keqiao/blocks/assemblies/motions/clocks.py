"""The day by which a motion is to be answered, and how it stands still while the level above has the matter."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from keqiao.kernel.standards.workdays import add_workdays, workdays_between
from keqiao.kernel.work.models import Case, Deadline

from .models import Motion


def case_of(motion: Motion) -> Case:
    """The case of a motion that was accepted."""
    assert motion.case is not None  # who calls has looked at its stage
    return motion.case


def final_of(motion: Motion) -> Deadline:
    """By when it is to be answered."""
    return case_of(motion).deadlines.get(final=True)


def runs_until(motion: Motion, due: dt.date) -> None:
    """Note from which day on it is overdue; only of the first answer, which a reopening doesn't undo. Not stored."""
    if motion.answered is None:
        motion.overdue_from = due + dt.timedelta(days=1)


def pause(motion: Motion, reason: str) -> None:
    """Let the clock stand."""
    final = final_of(motion)
    final.paused, final.reason = timezone.localdate(), reason
    final.save()
    if motion.answered is None:
        motion.overdue_from = None
    motion.save()


def go_on(motion: Motion | None) -> None:
    """Let the clock run again, if it stood: the day moves by as many working days."""
    if motion is None or motion.case is None:
        return
    final = final_of(motion)
    if final.paused is None:
        return
    final.due = add_workdays(final.due, workdays_between(final.paused, timezone.localdate()))
    final.paused = final.reminded = None
    final.save()
    runs_until(motion, final.due)
    motion.save()
