"""Awards are granted, and withdrawn when recorded wrongly."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blocks.counting import noticed
from cast import OPERATES, Cast, acts
from keqiao.blocks.calls import verbs
from keqiao.blocks.calls.models import Award
from keqiao.kernel.verbs.contract import Refused, VerbError

PROJECT: dict[str, Any] = {
    "programme": "key_popularisation_project",
    "title": "乡村科普大篷车",
    "date": dt.date(2024, 3, 12),
}


def test_an_award_is_granted_once_and_withdrawn(cast: Cast) -> None:
    with noticed(by={"awards"}):
        made = verbs.grant_award(acts(cast.clerk), cast.liuzhou, PROJECT | {"division": "450223"})
    assert made.division is not None
    assert (made.year, made.division.name) == (2024, "鹿寨县")
    with pytest.raises(VerbError, match="“柳州市科协”2024-03-12的“乡村科普大篷车”已经登记"):
        verbs.grant_award(acts(cast.clerk), cast.liuzhou, PROJECT)
    with noticed(by={"awards"}):
        verbs.withdraw_award(acts(cast.clerk), made)
    assert not Award.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"programme": "重点项目"}, "项目代码“重点项目”不合规则"),
        ({"programme": "a" * 61}, "项目代码“a+”不合规则"),
        ({"title": ""}, "没有填写项目（奖励）名称"),
        ({"title": "项" * 201}, "项目（奖励）名称有201个字"),
        ({"date": timezone.localdate() + dt.timedelta(days=1)}, "这一天还没有到"),
        ({"division": "450299"}, "行政区划代码“450299”在该日期不存在"),
    ],
)
def test_an_award_that_cannot_be_granted(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.grant_award(acts(cast.clerk), cast.liuzhou, PROJECT | wrong)
    assert not Award.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "nobody", "reader", "leader"])
def test_others_are_refused(cast: Cast, who: str) -> None:
    act, kept = acts(getattr(cast, who)), verbs.grant_award(OPERATES, cast.liuzhou, PROJECT)
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        verbs.grant_award(act, cast.liuzhou, PROJECT | {"title": "又一项"})
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        verbs.withdraw_award(act, kept)
    assert Award.objects.get() == kept
