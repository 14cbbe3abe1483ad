"""即将届满 and 逾期未换届: every unit that an association answers for, by when its term ends and how far it is.

Of what it leads itself the registered terms speak. Of an association below, which keeps its own books, the end of
its term is registered for everybody above; how far it is with the change is told only by what was kept here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.access.rules import Actor, reachable
from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import subtree, today
from keqiao.kernel.posts.models import Body, BodyKind, Term
from keqiao.kernel.work.models import CaseStatus
from keqiao.plans.access import live_area
from keqiao.registry.wording import choice_word, day_word

from .models import Renewal, UnitKind
from .progress import Progress, progresses, with_stages
from .timeline import TELLING, Schedule, months_before, schedules_for, unit_kind

NEAR, OVERDUE, RUNNING, DONE = "near", "overdue", "running", "done"
STATES: dict[str, str | Promise] = {
    OVERDUE: gettext_lazy("逾期未换届"),
    NEAR: gettext_lazy("即将届满"),
    RUNNING: gettext_lazy("正在办理"),
    DONE: gettext_lazy("已完成换届"),
}
_ORDER = list(STATES)
NEED = "records.see"


@dataclass(frozen=True)
class DueLine:
    """A unit's body whose term ends, and how far the change is. ``outside``: the unit keeps its own books."""

    unit: Organisation
    body_kind: str
    term_ends: dt.date
    schedule: Schedule
    outside: bool
    body: Body | None = None
    progress: Progress | None = None

    @property
    def state(self) -> str:
        """One of ``STATES``; empty while the end is still far."""
        if self.progress is not None and self.progress.held is not None:
            return DONE
        due = self.progress.due if self.progress is not None else self.term_ends
        if due < timezone.localdate():
            return OVERDUE
        if self.progress is not None:
            return RUNNING
        return NEAR if months_before(self.term_ends, self.schedule.warn_months) <= timezone.localdate() else ""

    @property
    def look(self) -> str:
        """The state as the look shows it; once it has begun, as its stages stand."""
        if self.state in (RUNNING, DONE) and self.progress is not None:
            return self.progress.state
        return {OVERDUE: "missed", NEAR: "at_risk"}.get(self.state, "no_data")

    @property
    def word(self) -> str:
        """The state in words: how late, or by when."""
        if self.progress is not None:
            return self.progress.state_word
        days = (timezone.localdate() - self.term_ends).days
        if days > 0:
            return _("届满未换届，已逾期%(days)s天") % {"days": days}
        return _("还有%(days)s天届满") % {"days": -days}

    @property
    def body_word(self) -> str:
        """The kind of body."""
        return choice_word(BodyKind(self.body_kind))

    @property
    def postponed(self) -> dt.date | None:
        """To when it was put off, where that was approved."""
        return self.progress.renewal.postponed_to if self.progress is not None else None

    @property
    def ends_word(self) -> str:
        """The end of the term, and to when it was put off."""
        if self.postponed is not None:
            told = {"day": day_word(self.term_ends), "until": day_word(self.postponed)}
            return _("%(day)s（批准延期至%(until)s）") % told
        return day_word(self.term_ends)

    @property
    def charged(self) -> str:
        """Who answers for it; empty where nobody does or it hasn't begun."""
        if self.progress is None:
            return ""
        charges = self.progress.renewal.case.charges.all()
        return next((one.person.name for one in charges if one.ends is None), "")

    @property
    def reminded(self) -> dt.date | None:
        """When the unit was last reminded."""
        reminders = self.progress.renewal.reminders.all() if self.progress is not None else ()
        return max((one.day for one in reminders), default=None)

    @property
    def next_word(self) -> str:
        """What comes next: a stage and its day, or to begin."""
        if self.progress is None:
            return _("督促换届") if self.outside else _("启动换届")
        stage = self.progress.next
        if stage is None:
            return ""
        said = _("%(stage)s，应于%(day)s前") if stage.late else _("%(stage)s，%(day)s前")
        return said % {"stage": choice_word(stage.kind), "day": day_word(stage.due)}


def due_lines(organisation: Organisation, actor: Actor) -> list[DueLine]:
    """Every unit that an organisation answers for whose term ends soon, has run out or is being changed; the most
    pressing first."""
    own = _own_units(organisation, actor)
    below = _below(organisation, actor)
    lines = [*_lines(organisation, own, outside=False), *_lines(organisation, below, outside=True)]
    return sorted((line for line in lines if line.state), key=_order)


def narrowed(lines: Iterable[DueLine], state: str = "", kind: str = "") -> list[DueLine]:
    """Those of a state and of a sort of units."""
    return [line for line in lines if (not state or line.state == state) and (not kind or unit_kind(line.unit) == kind)]


def _order(line: DueLine) -> tuple[int, dt.date, str]:
    return (_ORDER.index(line.state), line.term_ends, line.unit.code)


def _own_units(organisation: Organisation, actor: Actor) -> list[Organisation]:
    """Itself and what it leads without another association in between."""
    area = live_area(actor) & set(subtree(organisation.pk))
    units = Organisation.objects.filter(pk__in=area, closed=None, bodies__isnull=False).distinct()
    return list(units.order_by("code"))


def _below(organisation: Organisation, actor: Actor) -> list[Organisation]:
    """The associations that it leads directly."""
    led = Organisation.objects.filter(
        holds_on(today(), starts="placements__starts", ends="placements__ends"),
        placements__leading=organisation,
        kind=OrganisationKind.ASSOCIATION,
        closed=None,
        pk__in=reachable(actor, NEED),
    )
    return list(led.distinct().order_by("code"))


def _lines(books: Organisation, units: Sequence[Organisation], *, outside: bool) -> list[DueLine]:
    schedules = schedules_for(list(units))
    kept = Renewal.objects.filter(unit__in=units).exclude(case__status=CaseStatus.DROPPED)
    if outside:
        kept = kept.filter(case__organisation=books)
    known: dict[tuple[int, str], Progress] = {}
    for progress in progresses(with_stages(kept).order_by("term_ends")):
        if outside or not progress.renewal.outside:
            known[progress.renewal.unit_id, progress.renewal.body_kind] = progress
    terms = _terms(units)
    lines = []
    for unit in units:
        told = {kind: one for (pk, kind), one in known.items() if pk == unit.pk}
        lines += _of_unit(unit, told, terms.get(unit.pk, {}), schedules[unit.pk], outside=outside)
    return lines


def _of_unit(
    unit: Organisation, told: dict[str, Progress], terms: dict[str, Term], schedule: Schedule, *, outside: bool
) -> list[DueLine]:
    """A line for each change of term that is known, and one for the body by which one tells when the next is due."""
    lines = []
    for kind, progress in told.items():
        ends = progress.renewal.term_ends
        assert ends is not None  # its column holds no NULL
        lines.append(DueLine(unit, kind, ends, schedule, outside, progress.renewal.body, progress))
    telling = next((one for one in TELLING[unit_kind(unit)] if one in terms), None)
    term = terms.get(telling or "")
    if telling is None or term is None or term.ends is None:
        return lines
    open_or_same = told.get(telling)
    if open_or_same is not None and (not _settled(open_or_same) or open_or_same.due >= term.ends):
        return lines
    return [*lines, DueLine(unit, telling, term.ends, schedule, outside, term.body)]


def _settled(progress: Progress) -> bool:
    return progress.held is not None


def _terms(units: Sequence[Organisation]) -> dict[int, dict[str, Term]]:
    """The running term of each telling body, by unit and kind of body; one query."""
    kinds = {kind for found in TELLING.values() for kind in found}
    bodies = Body.objects.filter(organisation__in=units, kind__in=kinds)
    found: dict[int, dict[str, Term]] = {}
    terms = Term.objects.filter(body__in=bodies, starts__lte=today()).select_related("body")
    for term in terms.order_by("starts", "number"):
        found.setdefault(term.body.organisation_id, {})[term.body.kind] = term
    return found


def kinds() -> list[tuple[str, str]]:
    """The sorts of units, for a filter."""
    return [(one.value, choice_word(one)) for one in UnitKind]
