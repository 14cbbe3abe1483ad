"""Residence in turn: times are assigned and moved, days are logged by the person or for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.service.given import TODAY, Sitting
from cast import PersonFactory, acts
from keqiao.blocks.assemblies.service.models import ResidenceDay, RotaSlot
from keqiao.blocks.assemblies.service.rota import assign_slot, cancel_slot, log_day, log_own_day, move_slot
from keqiao.kernel.verbs.contract import Refused, VerbError
from registry.privacy.given import self_act

DAY = dt.timedelta(days=1)


@pytest.fixture
def slot(sitting: Sitting) -> RotaSlot:
    """The engineer is in residence since ten days, for twenty."""
    return assign_slot(acts(sitting.cast.clerk), sitting.full, times(sitting))


def times(sitting: Sitting, **changes: Any) -> dict[str, Any]:
    """From ten days ago for twenty days."""
    given = {"person": sitting.engineer.pk, "starts": TODAY - 10 * DAY, "ends": TODAY + 10 * DAY}
    return given | changes


def test_a_day_is_logged_once_and_set_right(sitting: Sitting, slot: RotaSlot) -> None:
    log_own_day(sitting.herself(), slot, {"work": "接待企业"})
    log_day(acts(sitting.cast.clerk), slot, {"date": TODAY, "work": "接待两家企业"})
    log_day(acts(sitting.cast.clerk), slot, {"date": TODAY - 10 * DAY, "work": "报到"})
    found = list(ResidenceDay.objects.values_list("person__name", "date", "work"))
    assert found == [("韦晓", TODAY, "接待两家企业"), ("韦晓", TODAY - 10 * DAY, "报到")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"date": TODAY - 11 * DAY, "work": "报到"}, "不在这段轮值"),
        ({"date": TODAY + DAY, "work": "报到"}, "这一天还没有到"),
        ({"work": ""}, "没有填写工作内容"),
    ],
)
def test_a_day_that_cannot_be_logged(sitting: Sitting, slot: RotaSlot, data: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        log_own_day(sitting.herself(), slot, data)


def test_the_last_day_is_the_one_before_the_end(sitting: Sitting) -> None:
    slot = assign_slot(acts(sitting.cast.clerk), sitting.full, times(sitting, ends=TODAY))
    with pytest.raises(VerbError, match="不在这段轮值"):
        log_day(acts(sitting.cast.clerk), slot, {"work": "值班"})
    log_day(acts(sitting.cast.clerk), slot, {"date": TODAY - DAY, "work": "值班"})


def test_nobody_logs_anothers_day_as_their_own(sitting: Sitting, slot: RotaSlot) -> None:
    with pytest.raises(Refused):
        log_own_day(self_act(sitting.cast, sitting.official), slot, {"work": "接待企业"})


def test_a_time_is_moved_but_keeps_the_days_served(sitting: Sitting, slot: RotaSlot) -> None:
    log_day(acts(sitting.cast.clerk), slot, {"date": TODAY, "work": "接待企业"})
    with pytest.raises(VerbError, match="应包含这一天"):
        move_slot(acts(sitting.cast.clerk), slot, {"starts": TODAY + DAY, "ends": TODAY + 10 * DAY})
    move_slot(acts(sitting.cast.clerk), slot, {"starts": TODAY, "ends": TODAY + DAY, "task": "联系企业"})
    assert (slot.starts, slot.ends, slot.task) == (TODAY, TODAY + DAY, "联系企业")


def test_a_time_is_cancelled_unless_it_was_served(sitting: Sitting, slot: RotaSlot) -> None:
    log_day(acts(sitting.cast.clerk), slot, {"work": "接待企业"})
    with pytest.raises(VerbError, match="不能取消"):
        cancel_slot(acts(sitting.cast.clerk), slot, {})
    other = assign_slot(acts(sitting.cast.clerk), sitting.full, times(sitting, starts=TODAY))
    cancel_slot(acts(sitting.cast.clerk), other, {})
    assert RotaSlot.objects.get() == slot


def test_a_time_that_cannot_be_assigned(sitting: Sitting, slot: RotaSlot) -> None:
    clerk = acts(sitting.cast.clerk)
    for changes, says in (
        ({"ends": TODAY - 10 * DAY}, "应晚于开始日期"),
        ({"person": PersonFactory().pk}, "没有担任“全委会”的职务"),
        ({}, "已经安排"),
    ):
        with pytest.raises(VerbError, match=says):
            assign_slot(clerk, sitting.full, times(sitting, **changes))


def test_who_may_only_read_assigns_nothing(sitting: Sitting) -> None:
    with pytest.raises(Refused):
        assign_slot(acts(sitting.cast.reader), sitting.full, times(sitting))
