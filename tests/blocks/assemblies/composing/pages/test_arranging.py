"""Delegations and groups at the desk: one person moved with a select and a button, and back again."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from blocks.assemblies.composing.given import Congress
from keqiao.blocks.assemblies.composing import congress as at
from keqiao.blocks.assemblies.composing.models import Attendee, Delegation, Making
from keqiao.blocks.assemblies.composing.offered import making_url
from plans.supervision.browsing import by, seen

COUNTY = "鹿寨县科学技术协会代表团"


@pytest.fixture
def held(congress: Congress) -> Making:
    """The congress with an approved list."""
    return congress.approved()


def _url(held: Making, delegation: str = COUNTY) -> str:
    return f"{making_url(held)}congress/arrange/?{urlencode({'delegation': delegation})}"


def _post(client: Client, held: Making, **data: object) -> str:
    return client.post(_url(held), data, follow=True).content.decode()


def test_a_person_is_moved_and_moved_back(congress: Congress, held: Making) -> None:
    clerk, to = by(congress.cast.clerk), f"{congress.cast.society}代表团"
    one = at.participants(held)[0]
    page = seen(clerk, _url(held))
    assert one.person.name in page.replace("\u3000", "")
    assert f'value="{COUNTY}#0" selected' in page
    page = _post(clerk, held, person=one.person.pk, placed=0, to=f"{to}#0")
    assert "已调整代表团的1人" in page
    moved = at.participants(held)[-1] if at.participants(held)[-1].moved else at.participants(held)[-2]
    assert (moved.person, moved.delegation) == (one.person, to)
    again = _post(clerk, held, person=one.person.pk, placed=0, to=f"{COUNTY}#0")
    assert "已被他人修改" in again  # a form that another clerk had open since before
    back = _post(clerk, held, person=one.person.pk, placed=moved.seen, to=f"{COUNTY}#0")
    assert "已调整代表团的" not in back


def test_heads_groups_and_hotels_are_set_there(congress: Congress, held: Making) -> None:
    clerk = by(congress.cast.clerk)
    one, two = at.participants(held)[:2]
    assert "已确定团长" in _post(clerk, held, step="head", person=one.person.pk)
    page = _post(clerk, held, step="deputy_head", person=two.person.pk)
    assert "定为团长" not in page  # there is one
    assert Attendee.objects.count() == 2
    assert "第1组2人" in _post(clerk, held, step="divide", number=2, placed=0)
    assert "驻地：柳州饭店" in _post(clerk, held, step="describe", hotel="柳州饭店", room="")
    assert Delegation.objects.get().name == COUNTY
    assert "没有调整" in _post(clerk, held, person="x", to="y")


def test_who_may_not_see_names_or_manage_does_neither(congress: Congress, held: Making) -> None:
    assert by(congress.cast.reader).get(_url(held)).status_code == 403
    leader = by(congress.cast.leader)
    assert "移动" not in seen(leader, _url(held)).split("<main")[1]
    person = at.participants(held)[0].person.pk
    assert leader.post(_url(held), {"person": person, "to": f"{COUNTY}#1"}).status_code == 403


def test_before_any_list_there_is_nobody_to_arrange(congress: Congress) -> None:
    assert "还没有人员" in seen(by(congress.cast.clerk), _url(congress.making))
