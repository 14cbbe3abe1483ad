"""Which bodies have to meet by when: from the rhythm of their rules and the meetings they held."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Min
from django.utils import timezone

from keqiao.blocks.assemblies.models import HELD, STATUTORY, Meeting, MeetingStatus
from keqiao.kernel.nouns.fields import from_int, to_int
from keqiao.kernel.posts.models import Body, Term

from .models import Rhythm, Rules
from .rules import USUAL

SOON = 60  # days before the last day on which a meeting is said to come near
Standing = Literal["overdue", "soon", "fine", "unknown"]


@dataclass(frozen=True)
class Outlook:
    """When a body met last and has to meet next. ``usual``: by the usual rhythm, its own rules say nothing yet.

    ``unknown``: neither rules nor meetings were ever recorded, so nobody is held to be late.
    """

    body: Body
    rhythm: str
    months: int
    usual: bool
    last: dt.date | None
    by: dt.date
    standing: Standing
    coming: Meeting | None


def outlooks(bodies: Iterable[Body], today: dt.date | None = None) -> list[Outlook]:
    """How every body stands that has a rhythm and a term, in four queries however many there are."""
    day, ours = today or timezone.localdate(), list(bodies)
    rules = _rules(ours, day)
    held, coming = _meetings(ours, day)
    begun = dict(
        Term.objects.filter(body__in=ours, starts__lte=to_int(day)).values_list("body").annotate(first=Min("starts"))
    )
    found = []
    for body in ours:
        rhythm, months, usual = _rhythm_of(body, rules.get(body.pk))
        if rhythm != Rhythm.NONE and months and body.pk in begun:
            since = _day(begun[body.pk])
            by, standing = _next(rhythm, months, held[body.pk], since, day)
            last = max(held[body.pk], default=None)
            if usual and last is None:
                standing = "unknown"
            found.append(Outlook(body, rhythm, months, usual, last, by, standing, coming.get(body.pk)))
    return found


def _rhythm_of(body: Body, rules: Rules | None) -> tuple[str, int, bool]:
    if rules is not None:
        return rules.rhythm, rules.months, False
    usual = USUAL.get(body.kind)
    return (usual.rhythm, usual.months, True) if usual is not None else (Rhythm.NONE, 0, True)


def _rules(bodies: Sequence[Body], day: dt.date) -> dict[int, Rules]:
    """The version in force for each body."""
    rows = Rules.objects.filter(body__in=bodies, starts__lte=to_int(day)).order_by("starts")
    return {one.body_id: one for one in rows}


def _meetings(bodies: Sequence[Body], day: dt.date) -> tuple[dict[int, list[dt.date]], dict[int, Meeting]]:
    """The days on which each body met, and its next meeting to come."""
    held: dict[int, list[dt.date]] = defaultdict(list)
    coming: dict[int, Meeting] = {}
    rows = Meeting.objects.filter(body__in=bodies, kind__in=STATUTORY).exclude(status=MeetingStatus.CANCELLED)
    for one in rows.order_by("-date"):
        assert one.date is not None
        if one.date <= day and one.status in HELD:
            held[one.body_id].append(one.date)
        elif one.date >= day:
            coming[one.body_id] = one
    return held, coming


def _next(rhythm: str, months: int, held: Sequence[dt.date], since: dt.date, day: dt.date) -> tuple[dt.date, Standing]:
    """By when the next meeting has to be, and how near that is."""
    if rhythm == Rhythm.GAP:
        by = later(max(held, default=since), months)
        return by, _standing(by, day)
    begins = _period(day, months)
    last = later(begins, months) - dt.timedelta(days=1)
    if any(begins <= one <= day for one in held):
        by = later(begins, 2 * months) - dt.timedelta(days=1)
        return by, _standing(by, day)
    before = later(begins, -months)
    missed = since <= before and not any(before <= one < begins for one in held)
    return (begins - dt.timedelta(days=1), "overdue") if missed else (last, _standing(last, day))


def _standing(by: dt.date, day: dt.date) -> Standing:
    if by < day:
        return "overdue"
    return "soon" if by <= day + dt.timedelta(days=SOON) else "fine"


def _period(day: dt.date, months: int) -> dt.date:
    """The first day of the stretch of the year in which a day lies."""
    return dt.date(day.year, (day.month - 1) // months * months + 1, 1)


def later(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; the last of the month where that has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    for number in range(day.day, 27, -1):
        try:
            return dt.date(year, month + 1, number)
        except ValueError:
            continue
    return dt.date(year, month + 1, min(day.day, 28))


def _day(value: dt.date | int) -> dt.date:
    """What an aggregate over days gives: a date where the field reads it, otherwise the stored number."""
    return value if isinstance(value, dt.date) else from_int(value)
