"""Days are integers in the database and dates everywhere else; intervals are half-open."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cast import Cast
from keqiao.blocks.calls.models import Award
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.fields import DayField, YearField, from_int, holds_on, to_int
from keqiao.kernel.organisations.models import Placement


@given(st.dates())
def test_a_day_survives_the_way_to_the_integer_and_back(day: dt.date) -> None:
    assert from_int(to_int(day)) == day


@given(st.dates(), st.dates())
def test_integers_are_ordered_as_days_are(one: dt.date, other: dt.date) -> None:
    assert (one < other) == (to_int(one) < to_int(other))


@pytest.mark.parametrize("number", [20260230, 20261301, 20260000, 0, -20260101, 10**20])
def test_no_such_day(number: int) -> None:
    with pytest.raises(ValueError, match=r"year|month|day"):
        from_int(number)
    with pytest.raises(ValidationError, match="不是有效日期"):
        DayField().to_python(number)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (None, None),
        ("", None),
        (20261122, dt.date(2026, 11, 22)),
        ("2026-11-22", dt.date(2026, 11, 22)),
        (dt.date(2026, 11, 22), dt.date(2026, 11, 22)),
        (dt.datetime(2026, 11, 22, 23, 59), dt.date(2026, 11, 22)),  # noqa: DTZ001 - the day is what counts
        (dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC), dt.date(2026, 11, 23)),
    ],
)
def test_ways_of_writing_a_day(written: object, read: dt.date | None) -> None:
    assert DayField().to_python(written) == read


@pytest.mark.parametrize("written", ["22.11.2026", "2026-13-01", "昨天"])
def test_what_is_no_day_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValidationError, match=f"“{written}”不是有效日期，请按 2026-11-22 的样式填写"):
        DayField().to_python(written)


def test_the_database_holds_the_integer(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT starts, ends FROM posts_term WHERE id = %s", [cast.term.pk])
        assert cursor.fetchone() == (20211122, 20991122)
    cast.term.refresh_from_db()
    assert cast.term.starts == dt.date(2021, 11, 22)
    assert cast.term.starts.isoformat() == cast.term._meta.get_field("starts").value_to_string(cast.term)


def test_forms_ask_for_a_date() -> None:
    assert isinstance(DayField("起").formfield(), forms.DateField)


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (None, None, True),
        ("2026-05-08", None, True),  # the first day counts
        ("2026-05-09", None, False),
        (None, "2026-05-09", True),
        (None, "2026-05-08", False),  # the last day named is the first one out
        ("2026-05-08", "2026-05-08", False),
    ],
)
def test_intervals_are_half_open(cast: Cast, starts: str | None, ends: str | None, holds: bool) -> None:
    placements = Placement.objects.filter(organisation=cast.society)
    with ledger.exempt("given"):
        placements.update(starts=starts, ends=ends)
    assert placements.filter(holds_on(20260508)).exists() is holds


@pytest.mark.parametrize("day", [dt.date(2024, 12, 31), "2024-12-31", 20241231])
def test_the_year_follows_the_date_at_each_save(cast: Cast, day: object) -> None:
    award = Award(organisation=cast.liuzhou, programme="trial", title="项目", date=dt.date(2023, 1, 1))
    with ledger.exempt("given"):
        award.save()
        assert award.year == 2023
        award.date = day
        award.save()
    assert award.year == Award.objects.get().year == 2024


def test_nobody_edits_the_year() -> None:
    assert not YearField().editable
    assert YearField().deconstruct()[3] == {"editable": False}


def test_no_noun_is_ordered_by_what_may_be_missing_unless_it_says_where_that_stands() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("keqiao.")]
    named = [(model, name.lstrip("-")) for model in ours for name in model._meta.ordering if isinstance(name, str)]
    fields = [(model, model._meta.get_field(name.partition("__")[0])) for model, name in named if name != "pk"]
    left = [f"{model._meta.label}.{field.name}" for model, field in fields if getattr(field, "null", False)]
    assert not left, f"Databases differ about these; order with earliest_first or latest_first: {left}"
