"""Committees' remit, plan, report and advice."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.service.given import EARLY, TODAY, YEAR, Sitting, body_with, met
from cast import OPERATES, acts
from keqiao.blocks.assemblies.service.committees import (
    adopt_advice,
    ask_advice,
    committee_lines,
    finish_item,
    give_advice,
    plan_year,
    report_year,
    set_remit,
    strike_item,
)
from keqiao.blocks.assemblies.service.models import PlanItem
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act, Refused, VerbError


@pytest.fixture
def clerk(sitting: Sitting) -> Act:
    """What the city's clerk does."""
    return acts(sitting.cast.clerk)


@pytest.fixture
def special(sitting: Sitting) -> Body:
    """A special committee with one member."""
    return body_with(sitting.cast.liuzhou, "special_committee", [sitting.engineer])


@pytest.fixture
def advisory(sitting: Sitting) -> Body:
    """An advisory committee."""
    return body_with(sitting.cast.liuzhou, "advisory_committee", [sitting.official])


def test_a_committees_year(sitting: Sitting, clerk: Act, special: Body) -> None:
    set_remit(clerk, special, {"text": "联系企业科协", "starts": EARLY - dt.timedelta(days=9)})
    set_remit(clerk, special, {"text": "联系企业和园区科协", "document": "柳科协〔2026〕3号"})
    plan_year(clerk, special, {"year": YEAR, "items": "调研园区科协\n\n开一次座谈会\n调研园区科协"})
    plan_year(clerk, special, {"year": YEAR, "items": "开一次座谈会\n提交建议"})
    finish_item(clerk, special.plan_items.get(title="提交建议"), {"evidence": "建议第2号"})
    meeting = met(sitting.standing, TODAY, {})
    report_year(clerk, special, {"of": YEAR, "title": "年度工作", "meeting": meeting.pk})
    line = committee_lines(sitting.cast.liuzhou, YEAR)[0]
    assert line.remit is not None
    assert line.report is not None
    assert (line.remit.text, line.members, line.done, len(line.items)) == ("联系企业和园区科协", 1, 1, 3)
    assert (line.report.meeting, line.owes) == (meeting, True)


def test_a_working_group_owes_no_report(sitting: Sitting) -> None:
    body_with(sitting.cast.liuzhou, "working_group", [])
    assert [one.owes for one in committee_lines(sitting.cast.liuzhou, YEAR)] == [False]


def test_set_twice_on_a_day_the_later_remit_stands(clerk: Act, special: Body) -> None:
    for text in ("联系企业", "联系园区"):
        set_remit(clerk, special, {"text": text})
    assert special.remits.get().text == "联系园区"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"items": " \n "}, "没有填写工作计划"), ({"items": "长" * 201}, "最多200个字"), ({"year": 26}, "年度不能是26")],
)
def test_a_plan_that_is_none(clerk: Act, special: Body, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        plan_year(clerk, special, {"year": YEAR, "items": "调研"} | wrong)


def test_what_was_done_is_neither_done_again_nor_struck(clerk: Act, special: Body) -> None:
    done, other = plan_year(clerk, special, {"year": YEAR, "items": "调研\n座谈"})
    finish_item(clerk, done, {"evidence": "调研报告"})
    with pytest.raises(VerbError, match="没有重复登记"):
        finish_item(clerk, done, {"evidence": "调研报告"})
    with pytest.raises(VerbError, match="不能删除"):
        strike_item(clerk, done, {})
    strike_item(clerk, other, {})
    assert PlanItem.objects.get() == done


def test_one_report_a_year_of_years_that_have_begun(sitting: Sitting, clerk: Act, special: Body) -> None:
    with pytest.raises(VerbError, match="报告年度不能是"):
        report_year(clerk, special, {"of": YEAR + 1, "title": "年度工作"})
    with pytest.raises(VerbError, match="没有找到听取报告的会议"):
        report_year(clerk, special, {"of": YEAR, "title": "年度工作", "meeting": 999_999})
    report_year(clerk, special, {"of": YEAR, "title": "年度工作"})
    with pytest.raises(VerbError, match="已经登记"):
        report_year(clerk, special, {"of": YEAR, "title": "年度工作"})


def test_advice_is_asked_given_and_adopted(clerk: Act, advisory: Body) -> None:
    one = ask_advice(clerk, advisory, {"asked_by": "市委办公室", "question": "新能源产业布局"})
    with pytest.raises(VerbError, match="还没有登记咨询意见"):
        adopt_advice(clerk, one, {"adoption": "adopted", "evidence": "批示"})
    give_advice(clerk, one, {"opinion": "建议分两步走。"})
    with pytest.raises(VerbError, match="没有填写采纳依据"):
        adopt_advice(clerk, one, {"adoption": "partly"})
    adopt_advice(clerk, one, {"adoption": "not_adopted"})
    adopt_advice(clerk, one, {"adoption": "adopted", "evidence": "市政府〔2026〕8号"})
    assert (one.given, one.adoption) == (TODAY, "adopted")


def test_advice_is_not_given_before_it_was_asked(clerk: Act, advisory: Body) -> None:
    one = ask_advice(clerk, advisory, {"asked_by": "市委办公室", "question": "产业布局"})
    with pytest.raises(VerbError, match="应晚于开始日期"):
        give_advice(clerk, one, {"opinion": "分步走", "date": TODAY - dt.timedelta(days=1)})


def test_who_may_only_read_writes_no_remit(sitting: Sitting, special: Body) -> None:
    with pytest.raises(Refused):
        set_remit(acts(sitting.cast.reader), special, {"text": "联系企业"})
    set_remit(OPERATES, special, {"text": "联系企业"})
