"""The page of free seats: the clerk records who leaves, the leader who was added."""

from __future__ import annotations

from blocks.assemblies.composing.given import Congress, day, engineer
from keqiao.blocks.assemblies.composing.counting import seated, standing
from keqiao.blocks.assemblies.composing.models import Nominee
from keqiao.blocks.assemblies.composing.offered import making_url
from plans.supervision.browsing import by, seen


def test_who_leaves_and_who_is_added(congress: Congress) -> None:
    made = congress.approved()
    clerk, leader, url = by(congress.cast.clerk), by(congress.cast.leader), f"{making_url(made)}vacancies/"
    assert "没有空出的席位" in seen(clerk, url)
    one = seated(standing(made))[0]
    empty = clerk.post(url, {"step": "leave", "leave-nominee": "", "leave-reason": ""}).content.decode()
    assert "需要修改" in empty
    page = clerk.post(url, {"step": "leave", "leave-nominee": one.pk, "leave-reason": "调离本市"}, follow=True)
    assert "这个席位原来计入：基层一线科技工作者、女性" in page.content.decode()
    assert "增补的人" not in page.content.decode()  # whoever approves records it
    person = engineer(congress.cast.luzhai)
    decided = {"nominee": one.pk, "person": person.pk, "body": "市科协党组", "day": day(0)}
    filled = leader.post(url, {"step": "fill"} | {f"fill-{key}": value for key, value in decided.items()}, follow=True)
    assert f"{person.name}接替{one.person.name}" in filled.content.decode()
    assert Nominee.objects.get(person=person).replaces == one


def test_who_may_not_see_names_reads_none(congress: Congress) -> None:
    made = congress.approved()
    page = seen(by(congress.cast.reader), f"{making_url(made)}vacancies/")
    assert "姓名只有" in page
    for one in standing(made):
        assert one.person.name not in page
    posted = by(congress.cast.reader).post(f"{making_url(made)}vacancies/", {"step": "leave"})
    assert posted.status_code == 200
    assert not Nominee.objects.exclude(left_on=None).exists()
