"""Movements in words: 63.3%（57/90）→ 66.7%（60/90），因导入名册."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.utils.translation import gettext as _

from keqiao.kernel.audit.models import Entry
from keqiao.kernel.organisations.tree import ancestors, today
from keqiao.kernel.verbs.models import Batch
from keqiao.kernel.verbs.words import verb_words
from keqiao.look.formats import enumerated, percent, quantity
from keqiao.look.statuses import status_word
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.library import library
from keqiao.plans.models import Movement
from keqiao.plans.shown import in_language, noun, unit_shown
from keqiao.plans.tallies import refresh


@dataclass(frozen=True)
class Moved:
    """One movement as pages show it."""

    at: datetime
    title: str
    before: str
    after: str
    status_before: str
    status_after: str
    because: str
    plan: str
    commitment: str
    organisation: int

    @property
    def status_changed(self) -> bool:
        """Whether the figure is in another state than before."""
        return self.status_before != self.status_after


def movements_of(commitment: Commitment, organisation: int, most: int = 5) -> list[Moved]:
    """The latest movements of a figure, newest first."""
    rows = Movement.objects.filter(commitment=commitment.key, organisation=organisation)[:most]
    return _in_words(list(rows))


def movements_by(entries: Iterable[int], organisations: Sequence[int]) -> list[Moved]:
    """What these audit entries moved at these organisations, newest first."""
    wanted = set(entries)
    rows = Movement.objects.filter(organisation__in=organisations)[:200]
    return _in_words([row for row in rows if wanted & set(json.loads(row.entries))])


def moved_by_batch(batch: Batch) -> list[Moved]:
    """What applying (or undoing) a batch moved at its organisation and those above, counted first if need be."""
    refresh(today())
    done = Entry.objects.filter(verb__startswith=f"{batch.verb}.", message__startswith=f"batch {batch.public_id}")
    return movements_by(done.values_list("pk", flat=True), ancestors(batch.organisation))


def latest_movements(organisations: Iterable[int], most: int = 10) -> list[Moved]:
    """The latest movements at these organisations, newest first."""
    return _in_words(list(Movement.objects.filter(organisation__in=list(organisations))[:most]))


def _in_words(rows: Sequence[Movement]) -> list[Moved]:
    commitments = {made.key: made for package in library().all() for made in package.commitments}
    entries = {entry for row in rows for entry in json.loads(row.entries)}
    verbs = dict(Entry.objects.filter(pk__in=entries).values_list("pk", "verb"))
    return [
        _moved(row, commitments[row.commitment], [verbs[pk] for pk in json.loads(row.entries) if pk in verbs])
        for row in rows
        if row.commitment in commitments
    ]


def _moved(row: Movement, made: Commitment, verbs: Sequence[str]) -> Moved:
    return Moved(
        at=row.at,
        title=in_language(made.title),
        before=_value(row.before, made),
        after=_value(row.after, made),
        status_before=status_word(row.status_before),
        status_after=status_word(row.status_after),
        because=_because(verbs),
        plan=made.plan,
        commitment=made.id,
        organisation=row.organisation,
    )


def _value(written: str, made: Commitment) -> str:
    if not written:
        return _("暂无数据")
    if unit_shown(made) != "percent":
        return quantity(Fraction(written), made.unit, noun(made))
    total = written.partition("/")[2]
    shown = percent(Fraction(written))
    return _("%(share)s（%(counted)s）") % {"share": shown, "counted": written} if total else shown


def _because(verbs: Sequence[str]) -> str:
    """What was done, each kind of act once."""
    if not verbs:
        return _("时间推移")
    acts = list(dict.fromkeys(str(verb_words(name)) for name in verbs))
    return enumerated(acts[:3]) + (_("等") if len(acts) > 3 else "")
