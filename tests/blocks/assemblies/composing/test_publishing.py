"""A list is public for working days, of those who consented; a purpose and an office are asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from blocks.assemblies.composing.given import OFFICE, PURPOSE, Congress, asking, consents, day, published
from cast import OPERATES
from keqiao.blocks.assemblies.composing import lists, publishing
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.blocks.assemblies.composing.models import Allotment, Publicity
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.privacy.verbs.purposes import define_purpose

MONDAY = dt.date(2026, 11, 2)


def test_a_list_is_public_for_its_working_days(congress: Congress, monkeypatch: pytest.MonkeyPatch) -> None:
    made, asked = congress.merged(), asking(congress.cast)
    monkeypatch.setattr(timezone, "localdate", lambda: MONDAY)
    short = {"starts": MONDAY, "ends": dt.date(2026, 11, 5), **OFFICE}
    with pytest.raises(VerbError, match="最早到2026-11-06结束"):
        publishing.publish(congress.clerk, made, short)
    with pytest.raises(VerbError, match="不能从过去"):
        publishing.publish(congress.clerk, made, short | {"starts": dt.date(2026, 11, 1)})
    one = publishing.publish(congress.clerk, made, short | {"ends": dt.date(2026, 11, 6)})
    assert publishing.workdays_of(one.starts, one.ends) == 5
    assert one.purpose == asked
    with pytest.raises(VerbError, match="正在公示"):
        publishing.publish(congress.clerk, made, short | {"ends": dt.date(2026, 11, 30)})
    with pytest.raises(Refused):
        publishing.publish(congress.county_clerk, made, short)


def test_it_says_where_objections_go(congress: Congress) -> None:
    made = congress.merged()
    asking(congress.cast)
    dates = {"starts": day(0), "ends": day(20), "contact": "组织部"}
    for more, said in (
        ({}, "没有填写受理异议的电话或邮箱"),
        ({"phone": "总机"}, "看不懂电话“总机”"),
        ({"email": "zzb"}, "看不懂邮箱“zzb”"),
    ):
        with pytest.raises(VerbError, match=said):
            publishing.publish(congress.clerk, made, dates | more)
    assert publishing.publish(congress.clerk, made, dates | {"email": "zzb@kx.example"}).phone == ""


def test_without_a_purpose_nobody_could_have_been_asked(congress: Congress) -> None:
    made = congress.merged()
    dates = {"starts": day(0), "ends": day(20), **OFFICE}
    with pytest.raises(VerbError, match="还没有登记公开名单的个人信息处理目的"):
        publishing.publish(congress.clerk, made, dates)
    asking(congress.cast)
    define_purpose(OPERATES, congress.cast.liuzhou, {**PURPOSE, "code": "publish-experts"})
    with pytest.raises(VerbError, match="有几个：publish-experts、publish-lists"):
        publishing.publish(congress.clerk, made, dates)
    define_purpose(OPERATES, congress.cast.liuzhou, {**PURPOSE, "code": "count", "kind": "general", "basis": "duty"})
    with pytest.raises(VerbError, match="不是向社会公开的目的"):
        publishing.publish(congress.clerk, made, dates | {"purpose": "count"})
    assert publishing.publish(congress.clerk, made, dates | {"purpose": "publish-lists"}).purpose is not None


def test_only_those_who_consent_may_be_named(congress: Congress) -> None:
    made = congress.merged()
    one = published(congress, made, 0, 20)
    people = standing(made)
    assert publishing.publishable(one, [row.person_id for row in people]) == set()
    consents(people[0].person)
    assert publishing.publishable(one, [row.person_id for row in people]) == {people[0].person_id}
    assert publishing.consents_of(made, people) == {people[0].person_id}
    one.purpose = None
    assert publishing.publishable(one, [row.person_id for row in people]) == set()


def test_it_is_taken_down_with_a_reason_once(congress: Congress) -> None:
    made = congress.merged()
    one = published(congress, made, 0, 20)
    assert publishing.running(made) == [one]
    publishing.unpublish(congress.clerk, one, {"reason": "单位写错"})
    assert (one.withdrawn, one.reason, one.runs(day(0))) == (day(0), "单位写错", False)
    assert publishing.running(made) == []
    with pytest.raises(VerbError, match="已经结束或撤下"):
        publishing.unpublish(congress.clerk, one, {"reason": "再次撤下"})
    assert publishing.publish(congress.clerk, made, {"starts": day(0), "ends": day(20), **OFFICE})


def test_a_list_sent_back_is_public_no_longer(congress: Congress) -> None:
    made = congress.merged()
    published(congress, made, 0, 20)
    lists.return_list(congress.clerk, Allotment.objects.get(pk=congress.county.pk), {"reason": "有人退出"})
    assert Publicity.objects.get().withdrawn == day(0)
