"""A rota over a year: what is covered, gaps and overlaps to the day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from blocks.assemblies.service.given import Sitting
from cast import OPERATES
from keqiao.blocks.assemblies.service.calendar_year import Span, rota_year
from keqiao.blocks.assemblies.service.rota import assign_slot, log_day
from keqiao.kernel.people.models import Person


def slot(sitting: Sitting, person: Person, starts: dt.date, ends: dt.date) -> None:
    """Somebody is in residence, and served the first day."""
    made = assign_slot(OPERATES, sitting.full, {"person": person.pk, "starts": starts, "ends": ends})
    log_day(OPERATES, made, {"date": starts, "work": "报到"})


def test_an_empty_year_is_one_gap(sitting: Sitting) -> None:
    found = rota_year(sitting.full, 2024)
    assert (found.covered, found.gaps) == (0, [Span(dt.date(2024, 1, 1), dt.date(2024, 12, 31))])
    assert len(found.months) == 12
    assert found.gaps[0].days == 366


def test_gaps_and_overlaps_are_told_to_the_day(sitting: Sitting) -> None:
    slot(sitting, sitting.engineer, dt.date(2024, 12, 1), dt.date(2025, 4, 1))
    slot(sitting, sitting.official, dt.date(2025, 3, 25), dt.date(2025, 7, 1))
    slot(sitting, sitting.engineer, dt.date(2025, 7, 2), dt.date(2026, 1, 1))
    found = rota_year(sitting.full, 2025)
    assert found.gaps == [Span(dt.date(2025, 7, 1), dt.date(2025, 7, 1))]
    assert found.overlaps == [Span(dt.date(2025, 3, 25), dt.date(2025, 3, 31))]
    assert (found.covered, found.served) == (364, 2)
    march = found.months[2]
    assert [(turn.slot.person.name, turn.span.first.day, turn.span.last.day, turn.served) for turn in march.turns] == [
        ("韦晓", 1, 31, 0),
        ("覃亮", 25, 31, 1),
    ]
    assert march.overlaps == found.overlaps
    assert found.months[6].gaps == found.gaps
    assert found.months[11].turns[0].span.last == dt.date(2025, 12, 31)


def test_one_person_twice_at_a_time_is_no_overlap(sitting: Sitting) -> None:
    slot(sitting, sitting.engineer, dt.date(2025, 1, 1), dt.date(2025, 3, 1))
    slot(sitting, sitting.engineer, dt.date(2025, 2, 1), dt.date(2025, 4, 1))
    assert rota_year(sitting.full, 2025).overlaps == []


def test_only_gaps_to_come_can_still_be_filled(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    slot(sitting, sitting.engineer, dt.date(2025, 2, 1), dt.date(2025, 6, 1))
    monkeypatch.setattr(timezone, "localdate", lambda *rest: dt.date(2025, 6, 10))
    assert rota_year(sitting.full, 2025).ahead == [Span(dt.date(2025, 6, 10), dt.date(2025, 12, 31))]
    monkeypatch.setattr(timezone, "localdate", lambda *rest: dt.date(2025, 1, 15))
    first = Span(dt.date(2025, 1, 15), dt.date(2025, 1, 31))
    assert rota_year(sitting.full, 2025).ahead == [first, Span(dt.date(2025, 6, 1), dt.date(2025, 12, 31))]
