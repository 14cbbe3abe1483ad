"""Which grants hold, and which should be looked at."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from cast import Cast, EmploymentFactory, user_with
from keqiao.kernel.access.models import Grant, User
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.nouns import ledger
from keqiao.registry.grants import KINDS, STALE, visible_grants

TODAY = timezone.localdate()


def in_days(days: int) -> dt.date:
    """So many days from today."""
    return TODAY + dt.timedelta(days=days)


def change(what: Any, **fields: Any) -> None:
    """As it is given."""
    with ledger.exempt("given"):
        type(what)._default_manager.filter(pk=what.pk).update(**fields)


@pytest.fixture
def held(cast: Cast) -> Grant:
    """The county clerk's, who logged in today, for a year from today."""
    change(cast.county_clerk, last_login=timezone.now())
    found = cast.county_clerk.grants.get()
    change(found, starts=TODAY, ends=in_days(365))
    return found


def kinds(cast: Cast, grant: Grant) -> set[str]:
    """Under which headings a grant stands."""
    found = visible_grants(Actor(cast.security_admin))
    named = {name: narrow for name, (_word, narrow) in KINDS.items()}
    named |= {name: narrow for name, (_word, _why, narrow) in STALE.items()}
    return {name for name, narrow in named.items() if narrow(found).filter(pk=grant.pk).exists()}


def test_only_grants_of_ones_own_area_are_seen(cast: Cast) -> None:
    users = set(visible_grants(Actor(cast.security_admin)).values_list("user__username", flat=True))
    assert "county-clerk" in users
    assert "outsider" not in users
    assert not visible_grants(Actor(cast.clerk)).exists()


def test_a_grant_in_use_with_an_end_far_off_needs_nothing(cast: Cast, held: Grant) -> None:
    assert kinds(cast, held) == {"holding"}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"ends": in_days(30)}, {"holding", "ending"}),
        ({"ends": in_days(31)}, {"holding"}),
        ({"ends": None}, {"holding", "endless"}),
        ({"starts": None, "ends": TODAY}, {"over"}),
        ({"starts": in_days(1)}, {"coming"}),
    ],
)
def test_days_decide(cast: Cast, held: Grant, fields: dict[str, Any], found: set[str]) -> None:
    change(held, **fields)
    assert kinds(cast, held) == found


def test_who_never_or_long_ago_logged_in_is_silent(cast: Cast, held: Grant, settings: Settings) -> None:
    settings.STALE_DAYS = 90
    for days, silent in ((89, False), (91, True)):
        change(cast.county_clerk, last_login=timezone.now() - dt.timedelta(days=days))
        assert ("silent" in kinds(cast, held)) == silent
    change(cast.county_clerk, last_login=None)
    assert "silent" in kinds(cast, held)


def test_the_role_of_an_account_out_of_use_is_told(cast: Cast, held: Grant) -> None:
    change(cast.county_clerk, is_active=False)
    assert "unused" in kinds(cast, held)


def test_who_left_every_employment_left(cast: Cast, held: Grant) -> None:
    change(User.objects.get(pk=cast.county_clerk.pk), person=cast.engineer)
    assert "left" not in kinds(cast, held)
    with ledger.exempt("given"):
        cast.engineer.employments.update(ends=TODAY)
    assert "left" in kinds(cast, held)
    EmploymentFactory(person=cast.engineer, starts=TODAY)
    assert "left" not in kinds(cast, held)


def test_of_somebody_without_any_employment_nothing_is_known(cast: Cast, held: Grant) -> None:
    with ledger.exempt("given"):
        cast.engineer.employments.all().delete()
    change(User.objects.get(pk=cast.county_clerk.pk), person=cast.engineer)
    assert "left" not in kinds(cast, held)


def test_an_administrator_without_the_subtree_sees_only_their_own_organisation(cast: Cast) -> None:
    alone = user_with("alone", "security_admin", cast.liuzhou)
    users = set(visible_grants(Actor(alone)).values_list("user__username", flat=True))
    assert "clerk" in users
    assert "county-clerk" not in users
