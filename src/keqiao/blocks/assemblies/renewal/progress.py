"""How far a change of term is: what its records say, stage by stage, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body, Term
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.work.models import CaseStatus
from keqiao.registry.wording import day_word

from .models import Decision, Renewal, Stage, StageKind
from .timeline import Schedule, schedules_for


@dataclass(frozen=True)
class StageLine:
    """A stage as the records say. ``met``: when it was; ``proved``: a record says so, nobody has to."""

    stage: Stage
    due: dt.date
    met: dt.date | None
    proved: bool

    @property
    def kind(self) -> StageKind:
        """Which stage it is."""
        return StageKind(self.stage.kind)

    @property
    def late(self) -> int:
        """How many days after its day it was met, or it is open; 0 within it."""
        return max(((self.met or timezone.localdate()) - self.due).days, 0)


@dataclass(frozen=True)
class Progress:
    """A change of term with its stages in order. ``held``: when the new term began."""

    renewal: Renewal
    lines: Sequence[StageLine]
    held: dt.date | None

    @property
    def next(self) -> StageLine | None:
        """The first stage that isn't met; None when all are or the case ended."""
        if self.renewal.case.status != CaseStatus.OPEN:
            return None
        return next((line for line in self.lines if line.met is None), None)

    @property
    def due(self) -> dt.date:
        """By which day the new term has to begin."""
        day = self.renewal.postponed_to or self.renewal.term_ends
        assert day is not None  # the term's end can't be empty
        return day

    @property
    def overdue(self) -> bool:
        """Whether the term has run out and nobody changed it."""
        dropped = self.renewal.case.status == CaseStatus.DROPPED
        return not dropped and self.held is None and self.due < timezone.localdate()

    @property
    def on_time(self) -> bool | None:
        """Whether the term was changed by its day; None: it is still to be."""
        if self.held is not None:
            return self.held <= self.due
        return False if self.overdue else None

    @property
    def days_late(self) -> int:
        """How many days after its day the new term began, or hasn't begun."""
        return max(((self.held or timezone.localdate()) - self.due).days, 0)

    @property
    def waiting(self) -> bool:
        """Whether somebody has to decide on a postponement."""
        return any(one.status == Decision.WAITING for one in self.renewal.postponements.all())

    @property
    def state(self) -> str:
        """As the look's states go: met, missed, at_risk, on_track."""
        if self.overdue:
            return "missed"
        if self.held is not None:
            late = self.next is not None and self.next.late
            return "met" if self.on_time and not late else "at_risk"
        return "at_risk" if self.next is not None and self.next.late else "on_track"

    @property
    def state_word(self) -> str:
        """已逾期30天, 按期换届, 方案已逾期5天, 正在办理."""
        if self.renewal.case.status == CaseStatus.DROPPED:
            return _("已撤项")
        if self.overdue:
            return _("届满未换届，已逾期%(days)s天") % {"days": self.days_late}
        if self.held is not None and self.next is None:
            return _("已完成换届") if self.on_time else _("已换届，逾期%(days)s天") % {"days": self.days_late}
        if self.next is not None and self.next.late:
            told = {"stage": _(str(self.next.kind.label)), "days": self.next.late}
            return _("%(stage)s已逾期%(days)s天") % told
        if self.held is not None:
            return _("已换届，等待备案")
        return _("%(day)s前换届") % {"day": day_word(self.due)}


def latest_term(body: Body) -> Term | None:
    """The term that runs: the latest that has begun."""
    return body.terms.filter(starts__lte=today()).order_by("-starts", "-number").first()


def with_stages(found: QuerySet[Renewal]) -> QuerySet[Renewal]:
    """The same with all that their progress is told from."""
    together = found.select_related("case__organisation", "unit", "body", "term")
    return together.prefetch_related("stages__deadline", "postponements", "case__charges__person", "reminders")


def progress_of(renewal: Renewal) -> Progress:
    """How far one is."""
    return progresses([renewal])[0]


def progresses(found: Iterable[Renewal]) -> list[Progress]:
    """How far each is; the terms that followed are read in one query."""
    every = list(found)
    held = _next_terms(every)
    schedules = schedules_for([one.unit for one in every])
    return [_progress(one, held.get(one.pk) or one.held, schedules[one.unit_id]) for one in every]


def _progress(one: Renewal, held: dt.date | None, schedule: Schedule) -> Progress:
    order = list(StageKind)
    stages = sorted(one.stages.all(), key=lambda stage: order.index(StageKind(stage.kind)))
    return Progress(one, [_line(stage, held, schedule) for stage in stages], held)


def _line(stage: Stage, held: dt.date | None, schedule: Schedule) -> StageLine:
    """The filing is due so long after the congress was held, whatever day was expected before."""
    proved = stage.kind == StageKind.CONGRESS and held is not None
    met = held if proved else stage.deadline.met
    due = stage.deadline.due
    if stage.kind == StageKind.FILING and held is not None:
        due = add_workdays(held, schedule.filing_days)
    return StageLine(stage, due, met, proved)


def _next_terms(renewals: Sequence[Renewal]) -> dict[int, dt.date]:
    """When the term after the one that ends began, by the renewal's id: the proof that there was a congress."""
    own = {one.body_id: one for one in renewals if one.body_id is not None and one.term is not None}
    found: dict[int, dt.date] = {}
    later = Term.objects.filter(body__in=own, starts__lte=today()).order_by("starts", "number")
    by_body: dict[int, list[Term]] = {}
    for term in later:
        by_body.setdefault(term.body_id, []).append(term)
    for one in renewals:
        for term in by_body.get(one.body_id or 0, ()):
            if _follows(term, one):
                assert term.starts is not None  # its column holds no NULL
                found.setdefault(one.pk, term.starts)
    return found


def _follows(term: Term, renewal: Renewal) -> bool:
    former = renewal.term
    if former is None or term.starts is None or former.starts is None:
        return False
    return to_int(term.starts) > to_int(former.starts)
