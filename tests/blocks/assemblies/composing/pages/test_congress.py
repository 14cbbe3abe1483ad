"""The page of the congress: who is expected, who arrived, who lost the vote."""

from __future__ import annotations

from blocks.assemblies.composing.given import Congress
from keqiao.blocks.assemblies.composing import congress as at
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.blocks.assemblies.composing.models import Arrival
from keqiao.blocks.assemblies.composing.offered import making_url
from plans.supervision.browsing import by, seen


def test_those_who_arrive_are_ticked(congress: Congress) -> None:
    made = congress.approved()
    clerk, url = by(congress.cast.clerk), f"{making_url(made)}congress/"
    person = standing(made)[0].person
    at.invite(congress.clerk, made, {"person": person.pk, "kind": "presidium"})
    page = seen(clerk, url)
    assert "主席团成员" in page
    assert person.name in page
    assert "已登记报到" in clerk.post(url, {"step": "arrive", "person": [person.pk]}, follow=True).content.decode()
    assert Arrival.objects.get().person == person
    assert "已取消报到" in clerk.post(url, {"step": "gone", "person": [person.pk]}, follow=True).content.decode()
    assert "没有登记报到" in clerk.post(url, {"step": "arrive", "person": ["x"]}, follow=True).content.decode()
    assert by(congress.cast.reader).post(url, {"step": "arrive", "person": [person.pk]}).status_code == 403


def test_who_may_not_see_names_sees_how_many_there_are(congress: Congress) -> None:
    made = congress.approved()
    page = seen(by(congress.cast.reader), f"{making_url(made)}congress/")
    assert standing(made)[0].person.name not in page
    assert "鹿寨县科学技术协会代表团" in page


def test_before_any_list_nobody_is_expected(congress: Congress) -> None:
    assert "还没有人员" in seen(by(congress.cast.clerk), f"{making_url(congress.making)}congress/")
