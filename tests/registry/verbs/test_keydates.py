"""Days to keep in mind are recorded once and met once; yearly ones come again."""

from __future__ import annotations

import datetime as dt

import pytest

from keqiao.kernel.offices.models import KeyDate
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.keydates import a_year_on, add, finish
from registry.conftest import VISITS, Registry

CHECK = {"kind": "annual_check", "day": dt.date(2024, 6, 30), "yearly": True}


def test_a_day_is_recorded_once(registry: Registry) -> None:
    made = add(registry.clerk, registry.society, CHECK)
    assert add(registry.clerk, registry.society, CHECK) == made
    assert str(made) == "年检"
    with pytest.raises(Refused):
        add(VISITS, registry.society, CHECK)


def test_a_yearly_one_leaves_the_next_behind(registry: Registry) -> None:
    made = add(registry.clerk, registry.society, CHECK)
    finish(registry.clerk, made, {"done": dt.date(2024, 6, 20)})
    told = KeyDate.objects.order_by("day").values_list("day", "done", "yearly")
    assert list(told) == [(dt.date(2024, 6, 30), dt.date(2024, 6, 20), True), (dt.date(2025, 6, 30), None, True)]
    with pytest.raises(VerbError, match="已于2024-06-20办结"):
        finish(registry.clerk, made)


def test_what_is_once_is_over_and_nothing_is_done_in_future(registry: Registry) -> None:
    made = add(registry.clerk, registry.society, {"kind": "certificate", "day": dt.date(2024, 6, 30)})
    with pytest.raises(VerbError, match="这一天还没有到"):
        finish(registry.clerk, made, {"done": dt.date(2999, 1, 1)})
    finish(registry.clerk, made)
    assert KeyDate.objects.count() == 1


def test_a_leap_day_falls_on_the_last_of_the_month() -> None:
    assert a_year_on(dt.date(2024, 2, 29)) == dt.date(2025, 2, 28)
