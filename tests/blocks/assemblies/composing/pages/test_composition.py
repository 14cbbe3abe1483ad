"""结构测算: the list person by person, a swap tried, explanations; names only for those who may see them."""

from __future__ import annotations

import pytest

from blocks.assemblies.composing.given import Congress, engineer
from cast import PersonFactory
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.blocks.assemblies.composing.figures import composed_now
from keqiao.blocks.assemblies.composing.models import Explanation, Nominee
from keqiao.blocks.assemblies.composing.offered import making_url
from plans.supervision.browsing import by, seen

pytestmark = pytest.mark.usefixtures("only_liuzhou")


def address(congress: Congress) -> str:
    return f"{making_url(congress.making)}composition/"


def test_every_demand_is_shown_with_what_is_lacking(congress: Congress) -> None:
    made = congress.merged(front=1, others=2)
    clerk = by(congress.cast.clerk)
    page = seen(clerk, address(congress))
    assert "50.0% · 2/4，要求70%以上" in page
    assert "再调整" in page
    assert standing(made)[0].person.name in page
    code = composed_now(made).requirements[0].code
    assert "不计入" in seen(clerk, f"{address(congress)}?requirement={code}")
    assert "可以让出" in seen(clerk, f"{address(congress)}?requirement=together")


def test_a_swap_is_calculated_and_changes_nothing(congress: Congress) -> None:
    made = congress.merged(front=2, others=1)
    out = next(one for one in standing(made) if one.person.sex == "male")
    into = engineer(congress.cast.liuzhou)
    clerk = by(congress.cast.clerk)
    page = seen(clerk, f"{address(congress)}?out={out.public_id}&person={into.pk}")
    assert f"换下{out}，换上{into}" in page
    assert "100.0% · 4/4" in page
    assert Nominee.objects.filter(person=into).count() == 0
    PersonFactory(name="欧阳隐", keeper=congress.cast.guilin)
    for query, said in (
        (f"out={out.public_id}", "请选择换上的人"),
        (f"out={out.public_id}&person={standing(made)[0].person_id}", "已经在名单上"),
        (f"out=nowhere&person={into.pk}", ""),
        (f"out={out.public_id}&person=欧阳隐", "没有找到"),
    ):
        page = seen(clerk, f"{address(congress)}?{query}")
        assert said in page
        assert "调换前" not in page


def test_a_substitute_may_be_tried(congress: Congress) -> None:
    congress.nominate(engineer(congress.cast.luzhai), substitute=True)
    made = congress.merged(front=2, others=1)
    substitute = next(one for one in standing(made) if one.substitute)
    out = standing(made)[1]
    page = seen(by(congress.cast.clerk), f"{address(congress)}?out={out.public_id}&into={substitute.public_id}")
    assert f"换下{out}，换上{substitute}" in page


def test_an_explanation_is_written_beside_the_demand(congress: Congress) -> None:
    made = congress.merged(front=1, others=2)
    code = composed_now(made).unmet[0].code
    clerk = by(congress.cast.clerk)
    answer = clerk.post(address(congress), {"demand": code, "text": "经市委组织部研究同意。"}, follow=True)
    assert "已填写说明" in answer.content.decode()
    assert Explanation.objects.get().text == "经市委组织部研究同意。"
    assert (
        "不需要说明" in clerk.post(address(congress), {"demand": "x", "text": "没有要求"}, follow=True).content.decode()
    )
    assert by(congress.cast.reader).post(address(congress), {"demand": code, "text": "我来说明"}).status_code == 403


def test_who_may_not_see_names_sees_numbers(congress: Congress) -> None:
    made = congress.merged()
    page = seen(by(congress.cast.reader), address(congress))
    assert standing(made)[0].person.name not in page
    assert "试算调换" not in page
    assert "鹿寨县科学技术协会代表团" in page


def test_before_any_list_there_is_nothing_to_judge(congress: Congress) -> None:
    assert "还没有报送的人选" in seen(by(congress.cast.clerk), address(congress))
