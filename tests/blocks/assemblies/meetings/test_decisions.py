"""What was decided is numbered, held against the rules, and becomes a task whose end one can see."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.meetings.given import LATER, TODAY, Hall, ruled
from keqiao.blocks.assemblies.meetings import decisions
from keqiao.blocks.assemblies.meetings.models import Decision
from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.kernel.work.models import Case
from keqiao.look.formats import long_date
from keqiao.plans.supervision import tasks

TEXT = {"title": "建设科技小院", "text": "年内新建三个科技小院。"}


def decided(at: Hall, meeting: Meeting, **more: Any) -> Decision:
    """A decision."""
    return decisions.decide(at.clerk, meeting, TEXT | more)


def followed(made: Decision) -> decisions.Followed:
    """How far it is."""
    rows = Decision.objects.filter(pk=made.pk).prefetch_related("case__parties", "case__deadlines")
    return decisions.followed(list(rows))[0]


def test_decisions_are_numbered_within_their_meeting(at: Hall) -> None:
    made = at.running(5)
    assert [decided(at, made).number, decided(at, made, kind="resolution").number] == [1, 2]


def test_nothing_is_decided_before_the_meeting(at: Hall) -> None:
    for meeting in (at.planned(), at.convened(LATER, title="另一次")):
        with pytest.raises(VerbError, match="还不能登记决定"):
            decided(at, meeting)


@pytest.mark.parametrize(
    ("votes", "says"),
    [
        ({"votes_for": 2, "votes_against": 2}, "须3票，现有2票，没有通过"),
        ({"votes_for": 4, "votes_against": 2}, "表决人数合计6，超过到会的5人"),
        ({"votes_against": 1}, "没有填写赞成人数"),
    ],
)
def test_votes_that_do_not_carry_it(at: Hall, votes: dict[str, int], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        decided(at, at.running(5), adopted="hands", **votes)


def test_votes_that_carry_it(at: Hall) -> None:
    made = decided(at, at.running(5), adopted="hands", votes_for=3, votes_against=1, abstentions=1)
    assert made.votes_for == 3


def test_of_those_due_more_are_needed_than_of_those_present(at: Hall) -> None:
    ruled(at, starts=TODAY, adoption="2/3", adoption_more=False, adoption_base="due")
    made = at.running(5)
    with pytest.raises(VerbError, match="须4票，现有3票"):
        decided(at, made, adopted="ballot", votes_for=3)
    decided(at, made, adopted="ballot", votes_for=4)


def test_a_decision_becomes_a_task_with_lead_and_day(at: Hall) -> None:
    made = decided(at, at.closed())
    assert followed(made).word == ""
    case = decisions.follow_up(at.clerk, made, {"lead": "农技中心", "due": LATER})
    assert case in Case.objects.filter(kind="task", organisation=at.cast.liuzhou)
    assert "依据：" in case.text
    line = followed(made)
    assert (line.lead, line.due, line.word) == ("农技中心", long_date(LATER), "办理中")
    tasks.close(at.clerk, case, {"outcome": "已建成三个。"})
    assert followed(made).word == "已办结"


def test_a_task_whose_day_has_passed_says_so(at: Hall) -> None:
    made = decided(at, at.closed())
    decisions.follow_up(at.clerk, made, {"lead": "农技中心", "due": TODAY - dt.timedelta(days=1)})
    assert followed(made).word == "已逾期"


def test_a_decision_becomes_one_task(at: Hall) -> None:
    made = decided(at, at.closed())
    with pytest.raises(VerbError, match="没有填写牵头单位"):
        decisions.follow_up(at.clerk, made, {})
    decisions.follow_up(at.clerk, made, {"lead": "农技中心"})
    with pytest.raises(VerbError, match="已经转为督查任务，没有重复办理"):
        decisions.follow_up(at.clerk, made, {"lead": "学会部"})
    with pytest.raises(VerbError, match="已经转为督查任务，不能撤回"):
        decisions.withdraw_decision(at.clerk, made, {})


def test_a_decision_written_down_wrongly_goes(at: Hall) -> None:
    made = decided(at, at.closed())
    with pytest.raises(Refused):
        decisions.withdraw_decision(at.own, made, {})
    decisions.withdraw_decision(at.clerk, made, {})
    assert not Decision.objects.exists()
