"""Signing up: name and unit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from cast import Cast, OrganisationFactory
from keqiao.kernel.people.models import Person
from keqiao.web.doors.names import named
from registry.proving import MOBILE, last_digits


@pytest.fixture
def joining(cast: Cast, client: Client) -> Client:
    """A browser whose number is proved."""
    client.post("/join/", {"mobile": MOBILE})
    client.post("/login/code/", {"code": last_digits()})
    return client


def give(client: Client, **changed: str) -> Any:
    """Fill in the form."""
    return client.post("/join/name/", {"name": "韦宁", "unit": "柳江村", "association": "柳州市科协", **changed})


def test_name_and_unit_make_an_account_and_let_its_holder_in(joining: Client, cast: Cast) -> None:
    assert give(joining)["Location"] == "/home/"
    page = joining.get("/home/").content.decode()
    assert "韦宁" in page
    assert "账号已建立" in page
    assert Person.objects.get(name="韦宁").keeper == cast.liuzhou


def test_a_unit_of_ours_tells_who_keeps_the_record(joining: Client, cast: Cast) -> None:
    assert give(joining, unit="柳州市机械工程学会（lz-jixie）", association="")["Location"] == "/home/"
    person = Person.objects.get(name="韦宁")
    assert (person.keeper, person.employments.get().unit) == (cast.liuzhou, cast.society)


def test_the_association_set_for_the_site_is_filled_in(joining: Client, cast: Cast, settings: Settings) -> None:
    assert "柳州市科学技术协会（450200）" not in joining.get("/join/name/").content.decode()
    settings.DOORS = replace(settings.DOORS, association="450200")
    assert "柳州市科学技术协会（450200）" in joining.get("/join/name/").content.decode()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "没有填写姓名"),
        ({"name": "12345"}, "姓名"),
        ({"unit": ""}, "没有填写工作单位"),
        ({"association": ""}, "请填写您所在地的科协"),
        ({"association": "月球科协"}, "没有找到科协“月球科协”"),
        ({"association": "柳州市机械工程学会"}, "没有找到科协"),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_the_rest_kept(
    joining: Client, changed: dict[str, str], says: str
) -> None:
    answer = give(joining, **changed)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert 'value="柳' in answer.content.decode()
    assert give(joining)["Location"] == "/home/"


def test_without_a_proved_number_it_begins_at_the_number(cast: Cast, client: Client) -> None:
    assert client.get("/join/name/")["Location"] == "/join/"
    client.post("/join/", {"mobile": MOBILE})
    assert give(client)["Location"] == "/join/"
    assert not Person.objects.filter(name="韦宁").exists()


def test_a_form_sent_twice_makes_one_account(joining: Client) -> None:
    give(joining)
    joining.post("/logout/")
    assert give(joining)["Location"] == "/join/"
    assert Person.objects.filter(name="韦宁").count() == 1


def test_units_are_suggested_to_anybody(cast: Cast, client: Client) -> None:
    assert "柳州市机械工程学会（lz-jixie）" in client.get("/join/units/?field=unit&unit=机械").content.decode()
    found = client.get("/join/units/?kinds=association&field=association&association=柳州").content.decode()
    assert "柳州市科学技术协会" in found
    assert "机械" not in found
    assert client.get("/join/units/?field=unit&unit=柳").content == b""


def test_a_name_that_several_bear_means_none(cast: Cast) -> None:
    assert named("柳州市科协") == cast.liuzhou
    assert named("柳州市科学技术协会（450200）") == cast.liuzhou
    assert named("柳州市科学技术协会(450300)") is None
    OrganisationFactory(name="柳州市科协")
    assert named("柳州市科协") is None
    assert named(" ") is None
