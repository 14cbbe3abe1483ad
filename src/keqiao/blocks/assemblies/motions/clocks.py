"""The days by which a motion is to be answered, and how they stand still while the level above has the matter."""

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
    """Let the clocks stand: of the answer, and of the opinions that are still outstanding."""
    for one in case_of(motion).deadlines.filter(met=None):
        one.paused, one.reason = timezone.localdate(), reason
        one.save()
    if motion.answered is None:
        motion.overdue_from = None
    motion.save()


def go_on(motion: Motion | None) -> None:
    """Let the clocks run again, if they stood: each day moves by as many working days."""
    if motion is None or motion.case is None:
        return
    stood = [one for one in motion.case.deadlines.all() if _run(one)]
    if not stood:
        return
    runs_until(motion, final_of(motion).due)
    motion.save()


def _run(deadline: Deadline) -> bool:
    """Let one clock run; tells whether it stood. What was done meanwhile keeps its day."""
    if deadline.paused is None:
        return False
    if deadline.met is None:
        deadline.due = add_workdays(deadline.due, workdays_between(deadline.paused, timezone.localdate()))
    deadline.paused = deadline.reminded = None
    deadline.save()
    return True
