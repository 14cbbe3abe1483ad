"""How many of those who signed were satisfied, told so that nobody can work out what one person said.

Counts are told once a motion is closed, when no mark can be given any more (two counts that follow each other
would tell the mark between them), and only of ``LEAST`` marks or more. Of fewer than ``MANY`` they aren't told either
where all are the same, because that would say what each one gave. Otherwise it is told that marks came in, not how
many: with that number one could tell why the counts are withheld, and so that all are the same (decision 0023).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from keqiao.look.formats import enumerated

from .models import Mark, Motion, MotionStatus, Signature, SignatureStatus

LEAST = 5  # marks below which no count is told
MANY = 10  # below so many marks, no count is told of those that are all the same


@dataclass(frozen=True)
class Told:
    """What may be told: whether any mark came in; ``counts`` is empty when it stays untold."""

    some: bool
    counts: dict[str, int]

    @property
    def words(self) -> str:
        """The same as a sentence."""
        if self.counts:
            said = (f"{_(str(mark.label))}{self.counts[mark]}" for mark in Mark if self.counts.get(mark))
            return enumerated(said)
        return _("已收到评价") if self.some else _("还没有收到评价")


def told_of(motion: Motion) -> Told:
    """What may be told of a motion's answer and of those merged into it."""
    given = Counter(one.mark for one in signed(motion) if one.mark)
    number = given.total()
    telling = number >= LEAST and (len(given) > 1 or number >= MANY)
    return Told(number > 0, dict(given) if telling and motion.status == MotionStatus.CLOSED else {})


def may_tell(motion: Motion) -> bool:
    """Whether so many signed that counts could be told of it; then it isn't closed before the time to judge is over.

    Closed earlier, because everybody has judged, it would show by counts that are withheld that all are the same.
    """
    return len(list(signed(motion))) >= LEAST


def signed(motion: Motion) -> Iterable[Signature]:
    """Everybody who signed a motion, or one that was merged into it."""
    ours = [motion.pk, *motion.merged.values_list("pk", flat=True)]
    return Signature.objects.filter(motion__in=ours, status=SignatureStatus.SIGNED).select_related("person")
