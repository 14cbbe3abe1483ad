"""Failed logins are counted in the database."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cast import Cast
from keqiao.kernel.access.failures import count_failure, forget_failures, forget_old, locked, waits
from keqiao.kernel.access.models import Failure

HERE = "192.0.2.1"


def test_the_last_failure_allowed_makes_a_name_wait(cast: Cast) -> None:
    assert [count_failure("clerk", HERE) for _time in range(5)] == [False] * 4 + [True]
    assert waits("CLERK ", HERE) == 15
    assert waits("clerk", "192.0.2.2") == 0
    assert locked(cast.clerk).exists()
    assert not locked(cast.leader).exists()


def test_no_name_and_no_address_stand_in_the_table(cast: Cast) -> None:
    count_failure("clerk", HERE)
    stored = str(list(Failure.objects.values_list("key")))
    assert "clerk" not in stored
    assert HERE not in stored


def test_a_failure_long_ago_is_forgotten(cast: Cast) -> None:
    for _time in range(5):
        count_failure("clerk", HERE)
    Failure.objects.update(last=timezone.now() - dt.timedelta(minutes=16))
    assert waits("clerk", HERE) == 0
    assert not count_failure("clerk", HERE)
    assert set(Failure.objects.values_list("count", flat=True)) == {1}


def test_a_login_forgets_the_name_and_not_the_address(cast: Cast) -> None:
    count_failure("clerk", HERE)
    forget_failures("clerk", HERE)
    assert Failure.objects.get().key.startswith("a")


def test_old_counts_are_cleared_away(cast: Cast) -> None:
    count_failure("clerk", HERE)
    assert forget_old() == 0
    Failure.objects.update(last=timezone.now() - dt.timedelta(days=2))
    assert forget_old() == 3
