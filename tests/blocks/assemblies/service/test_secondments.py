"""Secondments: which post they fill, who is past the end, who left early; reserved posts and their share."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from blocks.assemblies.service.given import TODAY, Sitting, body_with
from cast import OPERATES, acts
from keqiao.blocks.assemblies.service.models import Posting, SecondmentRule
from keqiao.blocks.assemblies.service.secondment_rules import Bounds
from keqiao.blocks.assemblies.service.secondments import (
    Reserved,
    SecondmentLine,
    arrange_secondment,
    end_secondment,
    reserved_posts,
    resident_secretaries,
    secondment_lines,
)
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Post, Secondment
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.posts import second
from keqiao.registry.verbs.staffing import set_staffing

STARTS = dt.date(TODAY.year - 1, 1, 1)
ENDS = dt.date(TODAY.year + 1, 1, 1)


def data(sitting: Sitting, **changes: Any) -> dict[str, Any]:
    """The engineer comes to headquarters for two years, to a reserved post."""
    given = {"person": sitting.engineer.pk, "direction": "in", "starts": STARTS, "ends": ENDS}
    return given | {"post": "学会部副部长", "reserved": True, "other": "龙城重工"} | changes


def arranged(sitting: Sitting, **changes: Any) -> Secondment:
    """A secondment of the city's."""
    return arrange_secondment(acts(sitting.cast.clerk), sitting.cast.liuzhou, data(sitting, **changes))


def only(sitting: Sitting) -> SecondmentLine:
    """The one line, where two years are asked for."""
    rule = SecondmentRule(months=24, starts=dt.date(2000, 1, 1))
    return secondment_lines(sitting.cast.liuzhou, Bounds((rule,)))[0]


def test_the_employer_is_the_one_on_record(sitting: Sitting) -> None:
    arranged(sitting)
    line = only(sitting)
    assert (line.employer, line.runs, line.reserved, line.is_short) == ("龙城重工机械有限公司", True, True, False)


@pytest.mark.parametrize(("ends", "short"), [(ENDS, False), (ENDS - dt.timedelta(days=1), True)])
def test_two_years_to_the_day_are_long_enough(sitting: Sitting, ends: dt.date, short: bool) -> None:
    arranged(sitting, ends=ends)
    assert only(sitting).is_short is short


def test_past_its_planned_end_until_somebody_says_that_it_ended(sitting: Sitting) -> None:
    made = arranged(sitting, ends=TODAY)
    assert (only(sitting).is_past_end, only(sitting).left_early) == (True, False)
    end_secondment(acts(sitting.cast.clerk), made, {})
    assert (only(sitting).is_past_end, only(sitting).left_early, only(sitting).runs) == (False, False, False)


def test_who_leaves_early_says_why(sitting: Sitting) -> None:
    made = arranged(sitting)
    with pytest.raises(VerbError, match="提前结束要写明原因"):
        end_secondment(acts(sitting.cast.clerk), made, {})
    end_secondment(acts(sitting.cast.clerk), made, {"reason": "原单位任务需要"})
    assert only(sitting).left_early
    with pytest.raises(VerbError, match="没有重复登记"):
        end_secondment(acts(sitting.cast.clerk), made, {"reason": "再次"})


def test_one_recorded_without_its_post_is_ended_too(sitting: Sitting) -> None:
    told = {"person": sitting.engineer.pk, "direction": "out", "starts": STARTS, "ends": TODAY}
    made = second(OPERATES, sitting.cast.liuzhou, told)
    assert only(sitting).posting is None
    with pytest.raises(VerbError, match="不能早于开始日期"):
        end_secondment(OPERATES, made, {"ended": STARTS - dt.timedelta(days=1), "reason": "误"})
    end_secondment(OPERATES, made, {})
    assert Posting.objects.get().person == sitting.engineer


def test_a_reserved_post_is_for_who_comes_in(sitting: Sitting) -> None:
    with pytest.raises(VerbError, match="预留挂职岗位只用于来本单位挂职的人"):
        arranged(sitting, direction="out")


@pytest.mark.parametrize(
    ("senior", "reserved", "percent", "inside"),
    [
        (20, 2, "10.0%", True),
        (20, 3, "15.0%", True),
        (13, 2, "15.4%", False),
        (2001, 200, "9.995%", False),
        (None, 2, "", None),
    ],
)
def test_the_share_is_exact(senior: int | None, reserved: int, percent: str, inside: bool | None) -> None:
    found = Reserved(senior, reserved, 1, Fraction(1, 10), Fraction(3, 20))
    assert (found.percent, found.in_range, found.open) == (percent, inside, reserved - 1)


@pytest.mark.parametrize(
    ("low", "high", "asked", "inside"),
    [
        (None, None, "", None),
        (Fraction(1, 10), None, "不低于10.0%", True),
        (None, Fraction(1, 10), "不高于10.0%", False),
        (Fraction(1, 10), Fraction(3, 20), "10.0%至15.0%", True),
    ],
)
def test_only_what_is_asked_for_is_held_against_it(
    low: Fraction | None, high: Fraction | None, asked: str, inside: bool | None
) -> None:
    found = Reserved(20, 3, 0, low, high)
    assert (found.asked, found.in_range) == (asked, inside)


def test_reserved_posts_are_those_of_the_documents(sitting: Sitting) -> None:
    for kind, number in (("senior_posts", 20), ("reserved", 2)):
        told = {"kind": kind, "number": number, "document": "柳编〔2020〕1号"}
        set_staffing(OPERATES, sitting.cast.liuzhou, told)
    arranged(sitting)
    found = reserved_posts(sitting.cast.liuzhou, secondment_lines(sitting.cast.liuzhou))
    assert found == Reserved(20, 2, 1)


def test_who_of_the_secretariat_is_in_residence(sitting: Sitting) -> None:
    body_with(sitting.cast.liuzhou, "secretariat", [sitting.engineer, sitting.official])
    with ledger.exempt("given"):
        post = Post.objects.get(person=sitting.engineer, term__body__kind="secretariat")
        post.resident = True
        post.save()
    assert [(one.person.name, unit) for one, unit in resident_secretaries(sitting.cast.liuzhou)] == [
        ("韦晓", "龙城重工机械有限公司")
    ]


def test_who_may_only_read_arranges_nothing(sitting: Sitting) -> None:
    with pytest.raises(Refused):
        arrange_secondment(acts(sitting.cast.reader), sitting.cast.liuzhou, data(sitting))
