"""What a body asks of its members holds from a day on; a year is judged by what held at its end."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.service.given import EARLY, TODAY, YEAR, Sitting
from cast import acts
from keqiao.blocks.assemblies.service.models import DutyRule
from keqiao.blocks.assemblies.service.rules import absences_of, due_day, rules_of, set_rule, yearly_rules
from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.verbs.contract import Refused, VerbError


def test_a_new_rule_ends_the_one_before(sitting: Sitting) -> None:
    clerk = acts(sitting.cast.clerk)
    before = EARLY - dt.timedelta(days=400)
    set_rule(clerk, sitting.full, {"kind": "duty_report", "number": 1, "starts": before})
    set_rule(clerk, sitting.full, {"kind": "duty_report", "number": 2, "month": 6, "starts": EARLY})
    assert rules_of(sitting.full, to_int(before))["duty_report"].number == 1
    assert rules_of(sitting.full)["duty_report"].number == 2
    assert yearly_rules(sitting.full, YEAR - 1)["duty_report"].number == 1
    assert [rule.ends for rule in DutyRule.objects.order_by("pk")] == [EARLY, None]


def test_set_twice_on_a_day_the_later_stands(sitting: Sitting) -> None:
    for number in (1, 3):
        set_rule(acts(sitting.cast.clerk), sitting.full, {"kind": "output", "number": number})
    assert DutyRule.objects.get().number == 3


def test_zero_asks_for_nothing(sitting: Sitting) -> None:
    set_rule(acts(sitting.cast.clerk), sitting.full, {"kind": "output", "number": 0})
    assert rules_of(sitting.full) == {}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"number": -1}, "数量不能是-1"),
        ({"number": 21}, "数量不能是21"),
        ({"month": 13}, "截止月份不能是13"),
        ({"starts": TODAY - dt.timedelta(days=9)}, "应晚于开始日期"),
    ],
)
def test_a_rule_that_cannot_be(sitting: Sitting, wrong: dict[str, Any], says: str) -> None:
    clerk = acts(sitting.cast.clerk)
    set_rule(clerk, sitting.full, {"kind": "output"})
    with pytest.raises(VerbError, match=says):
        set_rule(clerk, sitting.full, {"kind": "output", **wrong})


def test_who_may_only_read_sets_no_rule(sitting: Sitting) -> None:
    with pytest.raises(Refused):
        set_rule(acts(sitting.cast.reader), sitting.full, {"kind": "output"})


@pytest.mark.parametrize(("month", "day"), [(2, 28), (6, 30), (12, 31)])
def test_a_duty_is_due_at_the_end_of_its_month(month: int, day: int) -> None:
    assert due_day(DutyRule(month=month), 2025) == dt.date(2025, month, day)


def test_absences_have_a_usual_number_and_one_of_their_own(sitting: Sitting) -> None:
    assert (absences_of(sitting.full), absences_of(sitting.standing), absences_of(sitting.cast.congress)) == (2, 3, 0)
    set_rule(acts(sitting.cast.clerk), sitting.full, {"kind": "absences", "number": 4})
    assert absences_of(sitting.full) == 4
