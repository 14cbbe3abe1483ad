"""A rota over a calendar year: months, gaps, overlaps and days served, computed from its slots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from keqiao.kernel.posts.models import Body

from .models import ResidenceDay, RotaSlot


@dataclass(frozen=True)
class Span:
    """Days from a first to a last one, both included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Turn:
    """A slot as far as it lies in a month."""

    slot: RotaSlot
    span: Span
    served: int


@dataclass(frozen=True)
class Month:
    """A month with its turns, and the days of it on which nobody or more than one is in residence."""

    number: int
    turns: Sequence[Turn]
    gaps: Sequence[Span]
    overlaps: Sequence[Span]


@dataclass(frozen=True)
class RotaYear:
    """A body's rota in a year."""

    year: int
    slots: Sequence[RotaSlot]
    months: Sequence[Month]
    gaps: Sequence[Span]
    overlaps: Sequence[Span]
    served: int

    @property
    def ahead(self) -> Sequence[Span]:
        """The gaps that somebody can still fill."""
        today = timezone.localdate()
        return [Span(max(one.first, today), one.last) for one in self.gaps if one.last >= today]

    @property
    def covered(self) -> int:
        """On how many days of the year somebody is in residence."""
        whole = Span(dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)).days
        return whole - sum(span.days for span in self.gaps)


def rota_year(body: Body, year: int) -> RotaYear:
    """A body's rota in a year, in two queries."""
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    found = body.rota_slots.filter(starts__lt=after, ends__gt=first).select_related("person")
    slots = list(found.order_by("starts", "pk"))
    served = list(ResidenceDay.objects.filter(slot__in=slots, date__gte=first, date__lt=after))
    counted = _counted(slots, year)
    gaps, overlaps = _spans(day for day, n in counted if n == 0), _spans(day for day, n in counted if n > 1)
    months = [_month(year, number, slots, served, gaps, overlaps) for number in range(1, 13)]
    return RotaYear(year, slots, months, gaps, overlaps, len({(one.person_id, one.date) for one in served}))


def _counted(slots: Sequence[RotaSlot], year: int) -> list[tuple[dt.date, int]]:
    """Each day of the year, with how many different people are in residence."""
    days = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366)]
    return [(day, len({one.person_id for one in slots if _holds(one, day)})) for day in days if day.year == year]


def _holds(slot: RotaSlot, day: dt.date) -> bool:
    return slot.starts is not None and slot.ends is not None and slot.starts <= day < slot.ends


def _spans(days: Iterable[dt.date]) -> list[Span]:
    """Days one after the other as spans."""
    found: list[Span] = []
    for day in days:
        if found and (day - found[-1].last).days == 1:
            found[-1] = Span(found[-1].first, day)
        else:
            found.append(Span(day, day))
    return found


def _month(
    year: int,
    number: int,
    slots: Sequence[RotaSlot],
    served: Sequence[ResidenceDay],
    gaps: Sequence[Span],
    overlaps: Sequence[Span],
) -> Month:
    first = dt.date(year, number, 1)
    last = (dt.date(year + number // 12, number % 12 + 1, 1)) - dt.timedelta(days=1)
    whole = Span(first, last)
    turns = []
    for slot in slots:
        assert slot.starts is not None  # its column holds no NULL, nor does the other's
        assert slot.ends is not None
        span = _cut(Span(slot.starts, slot.ends - dt.timedelta(days=1)), whole)
        if span is not None:
            days = {one.date for one in served if one.slot_id == slot.pk and one.date and first <= one.date <= last}
            turns.append(Turn(slot, span, len(days)))
    return Month(number, turns, _cut_all(gaps, whole), _cut_all(overlaps, whole))


def _cut(span: Span, whole: Span) -> Span | None:
    """What of a span lies within another."""
    first, last = max(span.first, whole.first), min(span.last, whole.last)
    return Span(first, last) if first <= last else None


def _cut_all(spans: Iterable[Span], whole: Span) -> list[Span]:
    return [cut for span in spans if (cut := _cut(span, whole)) is not None]
