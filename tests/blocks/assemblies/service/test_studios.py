"""Studios by area: delegates, sessions, and each opinion from the day it came to the day it was answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.service.given import TODAY, YEAR, Sitting, met
from cast import DivisionFactory, acts
from keqiao.blocks.assemblies.service.models import Opinion, Studio
from keqiao.blocks.assemblies.service.studios import (
    answer_opinion,
    areas_without,
    hand_on,
    open_studio,
    receive_opinion,
    studio_lines,
)
from keqiao.kernel.divisions.models import Division
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import Act, Refused, VerbError


@pytest.fixture
def clerk(sitting: Sitting) -> Act:
    """What the city's clerk does."""
    return acts(sitting.cast.clerk)


@pytest.fixture
def studio(sitting: Sitting, clerk: Act) -> Studio:
    """A studio for the county, with two delegates."""
    data = {"division": "450223", "delegates": [sitting.engineer.pk, sitting.official.pk]}
    return open_studio(clerk, sitting.cast.liuzhou, data)


def test_a_studio_is_a_body_with_delegates(studio: Studio) -> None:
    assert (studio.body.kind, str(studio)) == ("studio", "鹿寨县代表工作室")
    assert set(Post.objects.filter(term__body=studio.body).values_list("role", flat=True)) == {"delegate"}


def test_an_area_has_one_studio(sitting: Sitting, studio: Studio, clerk: Act) -> None:
    with pytest.raises(VerbError, match="已经有“鹿寨县代表工作室”"):
        open_studio(clerk, sitting.cast.liuzhou, {"division": "450223"})


def test_areas_without_a_studio_are_those_right_below(sitting: Sitting, studio: Studio) -> None:
    city = Division.objects.get(code="450200")
    DivisionFactory(code="450222", name="柳城县", parent=city)
    DivisionFactory(code="450222100", name="大埔镇", level="township", parent=Division.objects.get(code="450222"))
    DivisionFactory(code="450221", name="柳江县", parent=city, ends=dt.date(2016, 3, 1))
    assert [one.name for one in areas_without(sitting.cast.liuzhou)] == ["柳城县"]


def test_an_opinion_comes_is_handed_on_and_answered(studio: Studio, clerk: Act) -> None:
    data = {"text": "路灯不亮", "date": TODAY - dt.timedelta(days=3), "contact": "13900000001", "agreed": True}
    one = receive_opinion(clerk, studio, data)
    hand_on(clerk, one, {"handler": "市政局", "date": TODAY - dt.timedelta(days=2)})
    assert Opinion.objects.get().contact == "13900000001"
    answer_opinion(clerk, one, {"text": "已修好。"})
    found = Opinion.objects.get()
    assert (found.handler, found.answered, found.contact) == ("市政局", TODAY, "")
    with pytest.raises(VerbError, match="没有重复办理"):
        answer_opinion(clerk, one, {"text": "再答。"})
    with pytest.raises(VerbError, match="没有重复办理"):
        hand_on(clerk, one, {"handler": "市政局"})


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"contact": "13900000001"}, "没有对方的同意不能保存联系方式"),
        ({"text": ""}, "没有填写意见内容"),
        ({"date": TODAY + dt.timedelta(days=1)}, "这一天还没有到"),
        ({"meeting": 0}, None),
    ],
)
def test_an_opinion_that_cannot_be_kept(studio: Studio, clerk: Act, wrong: dict[str, Any], says: str | None) -> None:
    data = {"text": "路灯不亮", **wrong}
    if says is None:
        assert receive_opinion(clerk, studio, data).meeting is None
        return
    with pytest.raises(VerbError, match=says):
        receive_opinion(clerk, studio, data)


def test_an_opinion_belongs_to_a_session_of_its_studio(sitting: Sitting, studio: Studio, clerk: Act) -> None:
    elsewhere = met(sitting.full, TODAY, {})
    with pytest.raises(VerbError, match="没有找到这次听取意见的会议"):
        receive_opinion(clerk, studio, {"text": "路灯不亮", "meeting": elsewhere.pk})
    here = met(studio.body, TODAY, {})
    assert receive_opinion(clerk, studio, {"text": "路灯不亮", "meeting": here.pk}).meeting == here


def test_an_answer_is_not_given_before_the_question(studio: Studio, clerk: Act) -> None:
    one = receive_opinion(clerk, studio, {"text": "路灯不亮"})
    with pytest.raises(VerbError, match="不能早于前一步"):
        answer_opinion(clerk, one, {"text": "已修好。", "date": TODAY - dt.timedelta(days=1)})


def test_a_studios_year(sitting: Sitting, studio: Studio, clerk: Act) -> None:
    met(studio.body, TODAY, {})
    met(studio.body, dt.date(YEAR - 1, 5, 1), {})
    for _ in range(2):
        one = receive_opinion(clerk, studio, {"text": "路灯不亮"})
    answer_opinion(clerk, one, {"text": "已修好。"})
    line = studio_lines(sitting.cast.liuzhou, YEAR)[0]
    assert (line.delegates, line.sessions, line.opinions, line.answered) == (2, 1, 2, 1)


def test_who_may_only_read_opens_none(sitting: Sitting) -> None:
    with pytest.raises(Refused):
        open_studio(acts(sitting.cast.reader), sitting.cast.liuzhou, {"division": "450223"})
