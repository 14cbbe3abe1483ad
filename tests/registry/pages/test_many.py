"""Doing the same to many people at the desk: choose, look, do, take back."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import Cast
from keqiao.kernel.people.models import Expertise

NEW = "/desk/people/many/"
GIVEN = {"discipline": "冶金工程技术（450）", "topic": "特种钢材"}


@pytest.fixture
def clerk(client: Client, cast: Cast) -> Client:
    """The city's clerk."""
    client.force_login(cast.clerk)
    return client


def prepared(client: Client, cast: Cast) -> str:
    """The address of a step that waits for the second look."""
    answer = client.post(f"{NEW}?person={cast.engineer.public_id}&act=people.versed_many", GIVEN)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_the_selection_is_shown_before_anything_is_chosen(clerk: Client, cast: Cast) -> None:
    page = clerk.get(f"{NEW}?source=enterprise").content.decode()
    assert "韦晓" in page
    assert "覃亮" not in page
    assert "act=people.move_many" in page


def test_nothing_happens_before_the_second_look(clerk: Client, cast: Cast) -> None:
    address = prepared(clerk, cast)
    page = clerk.get(address).content.decode()
    for part in ("将对1人办理", "韦晓", "特种钢材", "冶金工程技术"):
        assert part in page
    assert not Expertise.objects.exists()
    assert "全部办理完毕" in clerk.post(address, {"step": "apply"}, follow=True).content.decode()
    assert Expertise.objects.count() == 1
    assert "没有生效" in clerk.post(address, {"step": "undo"}, follow=True).content.decode()
    assert not Expertise.objects.exists()
    assert "不能再次办理" in clerk.post(address, {"step": "undo"}).content.decode()
    assert "没有说明" in clerk.post(address, {"step": "nonsense"}).content.decode()


def test_a_step_is_given_up(clerk: Client, cast: Cast) -> None:
    address = prepared(clerk, cast)
    assert "已放弃" in clerk.post(address, {"step": "abandon"}, follow=True).content.decode()
    assert not Expertise.objects.exists()


def test_what_somebody_prepares_is_theirs(clerk: Client, cast: Cast) -> None:
    address = prepared(clerk, cast)
    for user, status in ((cast.outsider, 403), (cast.leader, 403), (cast.county_clerk, 403)):
        clerk.force_login(user)
        assert clerk.get(address).status_code == status


def test_what_is_wrong_is_said_beside_the_form(clerk: Client, cast: Cast) -> None:
    address = f"{NEW}?q=没有此人&act=people.versed_many"
    answer = clerk.post(address, GIVEN)
    assert answer.status_code == 400
    assert "没有选择任何人" in answer.content.decode()
    assert clerk.post(f"{NEW}?act=people.versed_many", {}).status_code == 400
