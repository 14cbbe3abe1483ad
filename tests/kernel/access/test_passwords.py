"""What a password has to be, and when another one is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django.fixtures import Settings

from cast import PASSWORD, Cast
from keqiao.kernel.access.demo_accounts import DEMO_PASSWORD
from keqiao.kernel.access.models import PastPassword, User
from keqiao.kernel.access.passwords import DoorPassword, outdated
from keqiao.kernel.nouns import ledger


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("柳江边", "至少要10个字符"),
        ("abababababab", "重复"),
        ("my-clerk-2026-word", "不能包含用户名"),
        (DEMO_PASSWORD, "演示站公开的密码"),
        ("password123", "password"),
        (PASSWORD, "最近5次用过"),
    ],
)
def test_what_is_no_good_is_told(cast: Cast, password: str, says: str) -> None:
    with pytest.raises(ValidationError) as caught:
        validate_password(password, cast.clerk)
    assert says in "".join(caught.value.messages) or says == "password"


def test_a_good_one_passes(cast: Cast) -> None:
    validate_password("另一座桥在柳江上2026", cast.clerk)


def test_kinds_of_characters_are_a_setting(cast: Cast, settings: Settings) -> None:
    settings.DOORS = replace(settings.DOORS, password_kinds=3)
    with pytest.raises(ValidationError, match="至少要有3种"):
        validate_password("only small letters", cast.clerk)
    validate_password("Small letters And 1", cast.clerk)
    assert "至少3种" in DoorPassword().get_help_text()


def test_a_password_of_before_is_not_taken_again(cast: Cast, settings: Settings) -> None:
    old = "桥下的老码头一九七九"
    with ledger.exempt("given"):
        before = User(username="before")
        before.set_password(old)
        PastPassword.objects.create(user=cast.clerk, digest=before.password, at=timezone.now())
    with pytest.raises(ValidationError, match="用过的密码"):
        validate_password(old, cast.clerk)
    settings.DOORS = replace(settings.DOORS, password_history=1)
    validate_password(old, cast.clerk)


def test_another_one_is_due_when_it_was_given_or_is_too_old(cast: Cast, settings: Settings) -> None:
    user = cast.clerk
    assert not outdated(user)
    user.must_change = True
    assert outdated(user)
    user.must_change = False
    settings.DOORS = replace(settings.DOORS, password_days=90)
    assert outdated(user)
    user.password_at = timezone.now() - dt.timedelta(days=89)
    assert not outdated(user)
    user.set_unusable_password()
    user.must_change = True
    assert not outdated(user)
