"""Consultations are noted as they took place; an opinion is asked for by a day, and answered in working days."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blocks.counting import noticed
from cast import Cast, acts
from keqiao.blocks.assemblies.outside import consulting
from keqiao.blocks.assemblies.outside.models import Consultation
from keqiao.kernel.verbs.contract import Act, Refused, VerbError

FRIDAY = dt.date(2024, 3, 8)
TALK = {"kind": "consultation", "chamber": "cppcc", "topic": "提升县域科普能力", "date": FRIDAY}
ASKED = {"topic": "科技界委员推荐征求意见", "unit": "市委统战部", "date": FRIDAY, "due": dt.date(2024, 3, 15)}
ASKED |= {"candidates": 12}
TOMORROW = timezone.localdate() + dt.timedelta(days=1)


@pytest.fixture
def clerk(cast: Cast) -> Act:
    return acts(cast.clerk)


def test_a_consultation_keeps_topic_procedure_form_and_result(cast: Cast, clerk: Act) -> None:
    more = {"procedure": "年度协商计划", "form": "专题座谈", "unit": "市政协", "result": "写入协商报告"}
    with noticed(by={"consultations"}):
        made = consulting.record_consultation(clerk, cast.liuzhou, TALK | more)
    assert (made.year, made.form, made.answered) == (2024, "专题座谈", None)
    with pytest.raises(VerbError, match="没有重复登记"):
        consulting.record_consultation(clerk, cast.liuzhou, TALK)
    with pytest.raises(VerbError, match="不需要答复"):
        consulting.answer_opinion(clerk, made, {"result": "没有意见"})
    with noticed(by={"consultations"}):
        consulting.withdraw_consultation(clerk, made, {})


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"date": TOMORROW}, "还没有到"), ({"kind": "recommendation"}, "类别"), ({"topic": "短"}, "题目")],
)
def test_a_consultation_that_cannot_be_noted(cast: Cast, clerk: Act, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        consulting.record_consultation(clerk, cast.liuzhou, TALK | wrong)
    assert not Consultation.objects.exists()


def test_an_opinion_is_answered_in_working_days(cast: Cast, clerk: Act) -> None:
    with pytest.raises(VerbError, match="不能早于收到日期"):
        consulting.ask_opinion(clerk, cast.liuzhou, ASKED | {"due": dt.date(2024, 3, 7)})
    with noticed(by={"consultations"}):
        made = consulting.ask_opinion(clerk, cast.liuzhou, ASKED)
    assert (made.kind, made.chamber, made.candidates) == ("recommendation", "cppcc", 12)
    with pytest.raises(VerbError, match="不能早于收到日期2024-03-08"):
        consulting.answer_opinion(clerk, made, {"answered": dt.date(2024, 3, 7), "result": "没有不同意见"})
    with pytest.raises(VerbError, match="还没有到"):
        consulting.answer_opinion(clerk, made, {"answered": TOMORROW, "result": "没有不同意见"})
    with noticed(by={"consultations"}):
        consulting.answer_opinion(clerk, made, {"answered": dt.date(2024, 3, 12), "result": "没有不同意见"})
    assert made.workdays == 2  # a weekend lies between
    with pytest.raises(VerbError, match="已经答复"):
        consulting.answer_opinion(clerk, made, {"result": "没有不同意见"})


def test_answered_today_unless_said_otherwise(cast: Cast, clerk: Act) -> None:
    made = consulting.ask_opinion(clerk, cast.liuzhou, ASKED)
    with pytest.raises(Refused):
        consulting.answer_opinion(acts(cast.reader), made, {"result": "没有不同意见"})
    assert consulting.answer_opinion(clerk, made, {"result": "没有不同意见"}).answered == timezone.localdate()
