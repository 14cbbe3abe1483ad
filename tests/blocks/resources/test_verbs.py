"""Titles are registered, and what comes out under them is recorded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blocks.counting import noticed
from cast import OPERATES, Cast, acts
from keqiao.blocks.resources import verbs
from keqiao.blocks.resources.models import Publication, Title
from keqiao.kernel.verbs.contract import Refused, VerbError

ISSUE = {"date": dt.date(2024, 3, 12), "note": "第1期"}


@pytest.fixture
def title(cast: Cast) -> Title:
    """A periodical of the city."""
    return verbs.register_title(OPERATES, cast.liuzhou, {"kind": "periodical_issue", "name": "龙城科技"})


def test_a_title_is_registered_once(cast: Cast, title: Title) -> None:
    data = {"kind": "periodical_issue", "name": "龙城科技"}
    assert verbs.register_title(acts(cast.clerk), cast.liuzhou, data) == title
    assert verbs.register_title(acts(cast.clerk), cast.liuzhou, data | {"kind": "popular_work"}) != title
    assert str(title) == "《龙城科技》"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"name": ""}, "没有填写出版物名称"), ({"name": "刊" * 201}, "出版物名称有201个字"), ({"kind": "film"}, "类型")],
)
def test_a_title_that_cannot_be_registered(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.register_title(acts(cast.clerk), cast.liuzhou, {"kind": "popular_work", "name": "桥"} | wrong)
    assert not Title.objects.exists()


def test_an_issue_comes_out_once_and_is_withdrawn(cast: Cast, title: Title) -> None:
    with noticed(by={"publications"}):
        made = verbs.publish(acts(cast.clerk), title, ISSUE)
    assert (made.year, str(made)) == (2024, "《龙城科技》第1期")
    with pytest.raises(VerbError, match="《龙城科技》2024-03-12的出版记录已经登记"):
        verbs.publish(acts(cast.clerk), title, ISSUE)
    verbs.publish(acts(cast.clerk), title, ISSUE | {"note": "增刊"})
    with noticed(by={"publications"}):
        verbs.withdraw(acts(cast.clerk), made)
    assert Publication.objects.get().note == "增刊"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"date": timezone.localdate() + dt.timedelta(days=1)}, "这一天还没有到"),
        ({"note": "期" * 121}, "期号（版次）有121个字"),
    ],
)
def test_what_cannot_have_come_out(cast: Cast, title: Title, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.publish(acts(cast.clerk), title, ISSUE | wrong)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "nobody", "reader", "leader"])
def test_others_are_refused(cast: Cast, title: Title, who: str) -> None:
    act, kept = acts(getattr(cast, who)), verbs.publish(OPERATES, title, ISSUE)
    for refused in (
        lambda: verbs.register_title(act, cast.liuzhou, {"kind": "popular_work", "name": "桥"}),
        lambda: verbs.publish(act, title, ISSUE | {"note": "第2期"}),
        lambda: verbs.withdraw(act, kept),
    ):
        with pytest.raises(Refused, match="柳州市科学技术协会"):
            refused()
    assert (Title.objects.count(), Publication.objects.count()) == (1, 1)
