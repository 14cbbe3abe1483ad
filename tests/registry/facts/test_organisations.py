"""The fact organisations: who exists on the day, and what is said of them."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast, OrganisationFactory, TermFactory
from keqiao.kernel.organisations.models import Attribute
from keqiao.kernel.posts.models import Body
from keqiao.registry.facts.organisations import ORGANISATIONS
from registry.facts.given import deleted, given, saved
from registry.facts.reading import next_days, row, rows

TODAY = 20250301
Day = dt.date


def test_an_organisation_of_which_nothing_is_said_is_unknown_in_everything(cast: Cast) -> None:
    assert row(ORGANISATIONS, TODAY, id=cast.society.pk) == {
        "id": cast.society.pk,
        "organisation": cast.society.pk,
        "kind": "society",
        "level": "municipal",
        "founding": None,
        "rating": None,
        "size_band": None,
        "party_conditions": None,
        "founded": None,
        "poor": None,
        "discipline_based": None,
        "council_term_ends": None,
        "full_time_staff": None,
    }


def test_statements_become_codes_and_flags(cast: Cast) -> None:
    said = {"rating": "3A", "size_band": "small", "party_conditions": "1", "poor": "0", "discipline_based": "1"}
    for kind, value in said.items():
        given(Attribute, organisation=cast.society, kind=kind, value=value)
    found = row(ORGANISATIONS, TODAY, id=cast.society.pk)
    assert {kind: found[kind] for kind in said} == {
        "rating": "3A",
        "size_band": "small",
        "party_conditions": 1,
        "poor": 0,
        "discipline_based": 1,
    }
    assert found["full_time_staff"] is None


def test_of_several_statements_the_one_that_began_last_holds(cast: Cast) -> None:
    for value, starts, ends in (
        ("4A", Day(2023, 1, 1), None),
        ("2A", None, None),
        ("3A", Day(2020, 1, 1), None),
        ("5A", Day(2024, 1, 1), Day(2025, 3, 1)),
        ("1A", Day(2025, 3, 2), None),
    ):
        given(Attribute, organisation=cast.society, kind="rating", value=value, starts=starts, ends=ends)
    assert row(ORGANISATIONS, TODAY, id=cast.society.pk)["rating"] == "4A"
    assert row(ORGANISATIONS, 20250228, id=cast.society.pk)["rating"] == "5A"


@pytest.mark.parametrize(
    ("founded", "closed", "there"),
    [
        (None, None, True),
        (Day(2025, 3, 1), None, True),
        (Day(2025, 3, 2), None, False),
        (None, Day(2025, 3, 1), False),
        (None, Day(2025, 3, 2), True),
    ],
)
def test_it_counts_while_it_exists(cast: Cast, founded: Day | None, closed: Day | None, there: bool) -> None:
    made = OrganisationFactory(founded=founded, closed=closed)
    assert len(rows(ORGANISATIONS, TODAY, id=made.pk)) == there


def test_the_councils_term_is_the_latest_that_has_begun(cast: Cast) -> None:
    council = given(Body, organisation=cast.society, kind="council", name="理事会")
    other = given(Body, organisation=cast.society, kind="standing_council", name="常务理事会")
    TermFactory(body=other, number=9, starts=Day(2024, 1, 1), ends=Day(2031, 1, 1))
    for number, starts, ends in (
        (1, Day(2015, 1, 1), Day(2020, 1, 1)),
        (2, Day(2020, 1, 1), Day(2025, 1, 1)),
        (3, Day(2026, 1, 1), None),
    ):
        TermFactory(body=council, number=number, starts=starts, ends=ends)
    ends_by_day = {day: row(ORGANISATIONS, day, id=cast.society.pk)["council_term_ends"] for day in (20150101, TODAY)}
    assert ends_by_day == {20150101: 20200101, TODAY: 20250101}  # overdue since January
    assert row(ORGANISATIONS, 20260101, id=cast.society.pk)["council_term_ends"] is None


def test_only_the_organisation_itself_is_touched(cast: Cast) -> None:
    here = {cast.society.pk}
    council = Body(organisation=cast.society, kind="council", name="理事会")
    assert saved(ORGANISATIONS, Attribute(organisation=cast.society, kind="rating", value="3A")) == here
    assert saved(ORGANISATIONS, council) == here
    term = TermFactory(body=council, number=1)
    assert saved(ORGANISATIONS, term, ends=Day(2024, 1, 1)) == here
    assert saved(ORGANISATIONS, council, kind="congress") == here
    assert saved(ORGANISATIONS, term, ends=Day(2023, 1, 1)) == set()
    gone = OrganisationFactory()
    number = gone.pk
    assert deleted(ORGANISATIONS, gone) == {number}
    assert saved(ORGANISATIONS, cast.congress, name="代表大会（改）") == set()


def test_it_next_changes_when_anything_begins_or_ends(cast: Cast) -> None:
    assert next_days(ORGANISATIONS, TODAY) == {}
    given(Attribute, organisation=cast.society, kind="rating", value="3A", ends=Day(2025, 9, 1))
    council = given(Body, organisation=cast.society, kind="council", name="理事会")
    TermFactory(body=council, number=1, starts=Day(2025, 8, 1), ends=Day(2025, 8, 2))
    born = OrganisationFactory(founded=Day(2025, 5, 1), closed=Day(2025, 6, 1))
    assert next_days(ORGANISATIONS, TODAY) == {cast.society.pk: 20250801, born.pk: 20250501}
    assert next_days(ORGANISATIONS, 20250801) == {cast.society.pk: 20250901}
