"""Who still owes something is told, at most once in two weeks."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.service.given import TODAY, YEAR, Sitting
from cast import OPERATES, acts
from keqiao.blocks.assemblies.service.models import DutyRule, Reminder
from keqiao.blocks.assemblies.service.reminding import AHEAD, last_told, remind, remind_all, to_remind
from keqiao.blocks.assemblies.service.rules import set_rule
from keqiao.blocks.assemblies.verbs import record_duty
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError


@pytest.fixture(autouse=True)
def asked(sitting: Sitting) -> None:
    """A report or proposal and a duty report of each member."""
    for kind in ("output", "duty_report"):
        set_rule(OPERATES, sitting.full, {"kind": kind, "month": TODAY.month})


def test_each_is_told_once_though_two_things_are_owed(sitting: Sitting) -> None:
    for kind in ("report", "duty_report"):
        data = {"person": sitting.third.pk, "kind": kind, "date": TODAY, "title": "一件"}
        record_duty(OPERATES, sitting.full, data)
    made = remind(acts(sitting.cast.clerk), sitting.full, {})
    assert {one.person for one in made} == {sitting.engineer, sitting.official}
    assert {one.sent for one in made} == {False}  # none of them has a verified address
    assert [one.person_id for one in last_told([sitting.full])] == [one.person_id for one in made][::-1]


def test_within_two_weeks_nobody_is_told_again(sitting: Sitting) -> None:
    remind(acts(sitting.cast.clerk), sitting.full, {})
    with pytest.raises(VerbError, match="没有重复提醒"):
        remind(acts(sitting.cast.clerk), sitting.full, {})
    with ledger.exempt("given"):
        for one in Reminder.objects.all():
            one.date = TODAY - dt.timedelta(days=14)
            one.save()
    assert len(to_remind(sitting.full)) == 3


def test_the_nightly_round_waits_until_the_day_is_near(sitting: Sitting) -> None:
    far = (TODAY + AHEAD + dt.timedelta(days=40)).month
    with ledger.exempt("given"):
        for rule in DutyRule.objects.all():
            rule.month = max(far, TODAY.month)
            rule.save()
    near = dt.date(YEAR, max(far, TODAY.month), 28) - AHEAD <= TODAY
    assert (remind_all() > 0) == near
    with ledger.exempt("given"):
        for rule in DutyRule.objects.all():
            rule.month = TODAY.month
            rule.save()
    assert len(to_remind(sitting.full)) == (0 if near else 3)
    assert remind_all() == (0 if near else 3)
    assert remind_all() == 0


def test_who_may_only_read_reminds_nobody(sitting: Sitting) -> None:
    with pytest.raises(Refused):
        remind(acts(sitting.cast.reader), sitting.full, {})
