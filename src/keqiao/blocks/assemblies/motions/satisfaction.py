"""How many of those who signed were satisfied, told so that nobody can work out what one person said.

Counts are told once a motion is closed, when no mark can be given any more (two counts that follow each other
would tell the mark between them), and only when at least three gave one. Before and otherwise it is told only
how many have answered. Only who signed sees their own mark. Three who all say the same remain a known limit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.look.formats import enumerated

from .models import Mark, Motion, MotionStatus, Signature, SignatureStatus

LEAST = 3  # marks below which no count is told


@dataclass(frozen=True)
class Told:
    """What may be told: how many signed and how many gave a mark; ``counts`` is empty when it stays untold."""

    signed: int
    given: int
    counts: dict[str, int]

    @property
    def words(self) -> str:
        """The same as a sentence."""
        if self.counts:
            said = (f"{_(str(mark.label))}{self.counts[mark]}" for mark in Mark if self.counts.get(mark))
            return enumerated(said)
        return _("%(given)d人已评价（共%(signed)d人）") % {"given": self.given, "signed": self.signed}


def told_of(motion: Motion) -> Told:
    """What may be told of a motion's answer and of those merged into it."""
    marks = [one.mark for one in signed(motion)]
    given = [mark for mark in marks if mark]
    over = motion.status == MotionStatus.CLOSED and len(given) >= LEAST
    return Told(len(marks), len(given), dict(Counter(given)) if over else {})


def signed(motion: Motion) -> Iterable[Signature]:
    """Everybody who signed a motion, or one that was merged into it."""
    ours = [motion.pk, *motion.merged.values_list("pk", flat=True)]
    return Signature.objects.filter(motion__in=ours, status=SignatureStatus.SIGNED).select_related("person")
