"""The fact memberships: who is a member on the day, and who is new."""

from __future__ import annotations

import datetime as dt

import pytest

from cast import Cast
from keqiao.kernel.memberships.models import Membership
from keqiao.kernel.organisations.models import Attribute
from keqiao.registry.facts.memberships import MEMBERSHIPS
from registry.facts.given import given, saved
from registry.facts.reading import next_days, row, rows

TODAY = 20250301
Day = dt.date


def join(cast: Cast, starts: Day | None = None, ends: Day | None = None) -> Membership:
    return given(
        Membership,
        organisation=cast.society,
        person=cast.engineer,
        kind="individual",
        fee="paid",
        starts=starts,
        ends=ends,
    )


def test_a_person_and_an_organisation_are_members_of_their_kind(cast: Cast) -> None:
    person = join(cast, Day(2020, 5, 1))
    group = given(Membership, organisation=cast.society, member=cast.luzhai, kind="group")
    given(Attribute, organisation=cast.society, kind="size_band", value="small")
    assert rows(MEMBERSHIPS, TODAY) == [
        {
            "id": person.pk,
            "organisation": cast.society.pk,
            "person": cast.engineer.pk,
            "member": None,
            "member_kind": "person",
            "class": "individual",
            "joined": 20200501,
            "joined_within_year": 0,
            "fee": "paid",
            "size_band": "small",
        },
        {
            "id": group.pk,
            "organisation": cast.society.pk,
            "person": None,
            "member": cast.luzhai.pk,
            "member_kind": "organisation",
            "class": "group",
            "joined": None,
            "joined_within_year": None,
            "fee": "none",
            "size_band": "small",
        },
    ]


@pytest.mark.parametrize(
    ("joined", "day", "new"),
    [
        (Day(2024, 3, 1), 20240301, 1),
        (Day(2024, 3, 1), 20250228, 1),
        (Day(2024, 3, 1), 20250301, 0),
        (Day(2024, 2, 29), 20250228, 1),
        (Day(2024, 2, 29), 20250301, 0),
    ],
)
def test_a_member_is_new_for_a_year(cast: Cast, joined: Day, day: int, new: int) -> None:
    join(cast, joined)
    assert row(MEMBERSHIPS, day)["joined_within_year"] == new


def test_a_membership_counts_while_it_holds(cast: Cast) -> None:
    join(cast, Day(2025, 3, 1), Day(2025, 4, 1))
    assert [len(rows(MEMBERSHIPS, day)) for day in (20250228, 20250301, 20250331, 20250401)] == [0, 1, 1, 0]


@pytest.mark.parametrize(("joined", "turns"), [(Day(2024, 6, 1), 20250601), (Day(2024, 2, 29), 20250301)])
def test_the_day_a_member_is_no_longer_new_is_announced(cast: Cast, joined: Day, turns: int) -> None:
    join(cast, joined)
    assert next_days(MEMBERSHIPS, 20250228) == {cast.society.pk: turns}
    assert next_days(MEMBERSHIPS, turns) == {}


def test_what_touches_and_what_comes(cast: Cast) -> None:
    made = join(cast, Day(2020, 5, 1), Day(2025, 12, 1))
    given(Attribute, organisation=cast.society, kind="rating", value="3A", ends=Day(2025, 4, 1))
    assert next_days(MEMBERSHIPS, TODAY) == {cast.society.pk: 20251201}
    size = Attribute(organisation=cast.society, kind="size_band", value="small", starts=Day(2025, 5, 1))
    assert saved(MEMBERSHIPS, size) == {cast.society.pk}
    assert next_days(MEMBERSHIPS, TODAY) == {cast.society.pk: 20250501}
    assert saved(MEMBERSHIPS, size, kind="poor") == {cast.society.pk}
    assert saved(MEMBERSHIPS, size, value="0") == set()
    assert saved(MEMBERSHIPS, made, organisation=cast.guilin) == {cast.society.pk, cast.guilin.pk}
