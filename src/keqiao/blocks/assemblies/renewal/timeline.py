"""How a term is changed: what is due when, counted back from the term's end; and which settings hold for a unit."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.divisions.models import Level
from keqiao.kernel.organisations.models import Organisation, OrganisationKind
from keqiao.kernel.organisations.tree import ancestors
from keqiao.kernel.posts.models import BodyKind
from keqiao.kernel.standards.workdays import add_workdays

from .models import Renewal, StageKind, Timeline, UnitKind


@dataclass(frozen=True)
class Schedule:
    """The figures of a timeline. ``setter``: the organisation that set them; None: a preset."""

    warn_months: int
    plan_months: int
    request_months: int
    filing_days: int
    delay_months: int
    source: str | Promise = ""
    setter: Organisation | None = None


# What is usual where nobody set anything. Months before the end of the term, months before the congress,
# working days after it, months of delay at most.
PRESETS: Mapping[str, Schedule] = {
    "national_society": Schedule(12, 6, 2, 30, 12, _("全国学会换届的通行做法")),
    "society": Schedule(9, 6, 1, 30, 12, _("学会换届的通行做法")),
    "association": Schedule(12, 6, 2, 30, 12, _("地方科协换届的通行做法")),
}

# By which of a unit's bodies one tells when it is due for a change of term, the first that it has.
TELLING: Mapping[str, tuple[str, ...]] = {
    UnitKind.ASSOCIATION: (BodyKind.CONGRESS, BodyKind.FULL_COMMITTEE),
    UnitKind.SOCIETY: (BodyKind.COUNCIL, BodyKind.MEMBERS_CONGRESS, BodyKind.CONGRESS),
}


def unit_kind(unit: Organisation) -> UnitKind:
    """Of which sort of units it is."""
    return UnitKind.ASSOCIATION if unit.kind == OrganisationKind.ASSOCIATION else UnitKind.SOCIETY


def schedule_for(unit: Organisation, day: dt.date | None = None) -> Schedule:
    """What holds for a unit on a day: what it set itself, or the nearest above it; otherwise a preset."""
    return schedules_for([unit], day)[unit.pk]


def schedules_for(units: list[Organisation], day: dt.date | None = None) -> dict[int, Schedule]:
    """The same for many units, in one query beside the way up from each different place."""
    day = day or timezone.localdate()
    set_ones: dict[tuple[int, str], Timeline] = {}
    for one in Timeline.objects.filter(starts__lte=day).exclude(ends__lte=day).select_related("organisation"):
        set_ones[one.organisation_id, one.unit_kind] = one
    found = {}
    for unit in units:
        kind = unit_kind(unit)
        line = ancestors(unit.pk) if set_ones else ()
        nearest = next((set_ones[one, kind] for one in line if (one, kind) in set_ones), None)
        found[unit.pk] = _as_set(nearest) if nearest is not None else preset_for(unit)
    return found


def preset_for(unit: Organisation) -> Schedule:
    """What is usual for a unit of its kind."""
    if unit_kind(unit) == UnitKind.ASSOCIATION:
        return PRESETS["association"]
    return PRESETS["national_society" if unit.level == Level.NATIONAL else "society"]


def _as_set(one: Timeline) -> Schedule:
    return Schedule(
        one.warn_months,
        one.plan_months,
        one.request_months,
        one.filing_days,
        one.delay_months,
        one.source,
        one.organisation,
    )


@dataclass(frozen=True)
class Ends:
    """What the days of a change of term hang on. ``held``: when the congress was held."""

    term_ends: dt.date
    postponed_to: dt.date | None = None
    congress_on: dt.date | None = None
    held: dt.date | None = None


def due_days(ends: Ends, schedule: Schedule) -> dict[StageKind, dt.date]:
    """By which day each stage is due.

    The congress is due by the end of the term, or by the day to which it was postponed. The request goes in so many
    months before the congress: the day it is called for, as long as that isn't later than it is due.
    """
    congress = ends.postponed_to or ends.term_ends
    called = ends.held or min(ends.congress_on or congress, congress)
    return {
        StageKind.PLAN: months_before(ends.term_ends, schedule.plan_months),
        StageKind.REQUEST: months_before(called, schedule.request_months),
        StageKind.CONGRESS: congress,
        StageKind.FILING: add_workdays(called, schedule.filing_days),
    }


def due_days_of(renewal: Renewal, schedule: Schedule, held: dt.date | None = None) -> dict[StageKind, dt.date]:
    """The same for a renewal as it stands; ``held`` as its records say."""
    assert renewal.term_ends is not None  # its column holds no NULL
    ends = Ends(renewal.term_ends, renewal.postponed_to, renewal.congress_on, held or renewal.held)
    return due_days(ends, schedule)


def latest_delay(term_ends: dt.date, schedule: Schedule) -> dt.date:
    """The last day to which a term may be prolonged."""
    return months_after(term_ends, schedule.delay_months)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of a month so many months earlier; of a shorter month its last day."""
    return months_after(day, -months)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a month so many months later; of a shorter month its last day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
