"""What is asked of secondments: what the nearest plan says, else what is set here, by the day on which they began."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from blocks.assemblies.service.given import TODAY, Sitting
from cast import OPERATES, Cast, DivisionFactory, acts
from keqiao.blocks.assemblies.service.models import SecondmentRule
from keqiao.blocks.assemblies.service.secondment_rules import bounds_of, set_rule
from keqiao.blocks.assemblies.service.secondments import arrange_secondment, secondment_lines
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError

FIRST, LATER = dt.date(2018, 1, 1), dt.date(2022, 1, 1)
DAY = dt.timedelta(days=1)


def test_a_plan_says_how_long_and_the_days_before_it_go_by_the_own_rule(cast: Cast) -> None:
    set_rule(OPERATES, cast.liuzhou, {"months": 12, "document": "柳科协〔2010〕3号", "starts": dt.date(2010, 1, 1)})
    bounds = bounds_of(cast.liuzhou)
    assert (bounds.months(TODAY), bounds.months(dt.date(2012, 5, 1))) == (24, 12)
    assert "柳州" in bounds.months_by(TODAY)
    assert bounds.months_by(dt.date(2012, 5, 1)) == "柳科协〔2010〕3号"
    assert bounds.months(dt.date(2009, 5, 1)) is None
    assert bounds.months(None) is None


def test_the_share_of_reserved_posts_is_the_national_plans_for_the_nation_alone(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.nation.placements.update(division=DivisionFactory(code="100000", name="全国", level="national"))
    assert bounds_of(cast.nation).share(TODAY) == (Fraction(1, 10), Fraction(3, 20))
    assert bounds_of(cast.nation).share_by(TODAY)
    assert bounds_of(cast.society).share(TODAY) == (None, None)


def test_rules_hold_from_their_day_on_and_what_began_before_goes_by_the_former(cast: Cast) -> None:
    society = cast.society
    set_rule(OPERATES, society, {"months": 12, "low": 5, "starts": FIRST})
    set_rule(OPERATES, society, {"months": 18, "low": 10, "high": 20, "document": "学会〔2022〕1号", "starts": LATER})
    bounds = bounds_of(society)
    assert [bounds.months(day) for day in (FIRST - DAY, FIRST, LATER - DAY, LATER)] == [None, 12, 12, 18]
    assert bounds.share(LATER - DAY) == (Fraction(1, 20), None)
    assert (bounds.share(TODAY), bounds.share_by(TODAY)) == ((Fraction(1, 10), Fraction(1, 5)), "学会〔2022〕1号")


def test_said_again_for_the_same_day_it_is_put_right(cast: Cast) -> None:
    for months in (12, 18):
        set_rule(OPERATES, cast.society, {"months": months, "starts": FIRST})
    assert SecondmentRule.objects.get().months == 18


def test_bounds_the_wrong_way_round_and_days_before_the_former_are_refused(cast: Cast) -> None:
    with pytest.raises(VerbError, match="下限20%高于上限10%"):
        set_rule(OPERATES, cast.society, {"low": 20, "high": 10})
    set_rule(OPERATES, cast.society, {"months": 12, "starts": LATER})
    with pytest.raises(VerbError, match="原来的挂职要求"):
        set_rule(OPERATES, cast.society, {"months": 18, "starts": FIRST})
    with pytest.raises(Refused):
        set_rule(acts(cast.reader), cast.liuzhou, {"months": 12})


def test_a_secondment_is_short_by_the_rule_of_its_first_day(sitting: Sitting) -> None:
    society = sitting.cast.society
    set_rule(OPERATES, society, {"months": 12, "starts": FIRST})
    told = {"person": sitting.engineer.pk, "direction": "out", "starts": FIRST, "ends": dt.date(2018, 10, 1)}
    arrange_secondment(OPERATES, society, told)
    assert secondment_lines(society, bounds_of(society))[0].is_short
    assert not secondment_lines(society)[0].is_short
