"""Rules of procedure stand in dated versions, and each meeting follows the one of its day."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from blocks.assemblies.meetings.given import LATER, TODAY, Hall, ruled
from cast import acts
from keqiao.blocks.assemblies.meetings import rules
from keqiao.blocks.assemblies.meetings.models import Rules
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.files import attach


def test_a_meeting_follows_the_version_of_its_day(at: Hall) -> None:
    newer = ruled(at, starts=TODAY, quorum="1/2", quorum_more=True)
    congress = at.cast.congress
    first = rules.rules_on(congress, TODAY - dt.timedelta(days=1))
    assert first is not None
    assert first.quorum == Fraction(2, 3)
    assert rules.rules_on(congress, TODAY) == newer
    assert rules.rules_on(congress, TODAY - dt.timedelta(days=400)) is None
    assert rules.rules_on(congress, None) is None


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"quorum": "一半"}, "比例“一半”不是分数"),
        ({"quorum": "3/2"}, "不是分数"),
        ({"adoption": "0/2"}, "不是分数"),
        ({"notice_days": 400}, "提前通知天数不能是400"),
        ({"rhythm": "period", "months": 5}, "不能是5个月"),
        ({"rhythm": "gap", "months": 0}, "会议间隔的月数不能是0"),
        ({"starts": TODAY - dt.timedelta(days=365)}, "已经有从"),
    ],
)
def test_rules_that_say_nothing_are_refused(at: Hall, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        ruled(at, **{"starts": TODAY, **wrong})
    assert Rules.objects.count() == 1


def test_a_fraction_is_taken_as_people_write_it(at: Hall) -> None:
    assert ruled(at, starts=TODAY, quorum="3／4").quorum == Fraction(3, 4)


def test_the_text_stands_beside_its_version(at: Hall) -> None:
    version = Rules.objects.get()
    kept = attach(at.clerk, at.cast.liuzhou, {"name": "规则.pdf", "content": b"%PDF-1.4"})
    assert rules.attach_rules(at.clerk, version, {"file": kept.pk}).document == kept
    foreign = attach(acts(at.cast.outsider), at.cast.guilin, {"name": "别人.pdf", "content": b"%PDF-1.4"})
    with pytest.raises(VerbError, match="没有找到所附的文件"):
        rules.attach_rules(at.clerk, version, {"file": foreign.pk})


def test_a_version_under_which_a_meeting_was_convened_stays(at: Hall) -> None:
    later = ruled(at, starts=LATER + dt.timedelta(days=1))
    at.convened()
    with pytest.raises(VerbError, match="是按这一版议事规则召集的，不能撤回"):
        rules.withdraw_rules(at.clerk, Rules.objects.earliest("starts"), {})
    rules.withdraw_rules(at.clerk, later, {})
    assert Rules.objects.count() == 1


def test_who_does_not_work_there_writes_no_rules(at: Hall) -> None:
    data = {"title": "规则", "starts": TODAY}
    with pytest.raises(Refused):
        rules.adopt_rules(acts(at.cast.outsider), at.cast.congress, data)


def test_rules_are_said_in_words(at: Hall) -> None:
    version = Rules.objects.get()
    assert rules.quorum_words(version) == "到会人数达到三分之二（按应到人数计算）方可开会"
    assert rules.adoption_words(version) == "赞成人数超过二分之一（按到会人数计算）方为通过"
    assert rules.share_words(Fraction(4, 7), more=False) == "达到4/7"
    assert rules.convener_words("chair_meeting", "chair") == "主席"
    assert rules.convener_words("council", "secretary_general") == "理事会秘书长"
    assert rules.convener_words("standing_committee", "") == "常委会"
    assert rules.convener_words("", "") == ""


@pytest.mark.parametrize(
    ("rhythm", "months", "said"),
    [
        ("gap", 60, "间隔不超过五年"),
        ("period", 12, "每年至少一次"),
        ("period", 6, "每半年至少一次"),
        ("period", 4, "每4个月至少一次"),
        ("none", 0, "没有规定会期"),
    ],
)
def test_a_rhythm_in_words(rhythm: str, months: int, said: str) -> None:
    assert rules.rhythm_words(rhythm, months) == said
