"""Enrolling one person asks before it makes a second record of somebody."""

from __future__ import annotations

import pytest
from django.test import Client

from cast import Cast
from keqiao.kernel.people.models import PairDecision, Person

ADDRESS = "/desk/people/new/"
NEW = {"keeper": "450200", "name": "韦曉", "unit_name": "龙城重工机械股份有限公司", "birth": "1975.06"}
RARE = "𠮷䶮·𰻝"


@pytest.fixture
def clerk(client: Client, cast: Cast) -> Client:
    """The city's clerk."""
    client.force_login(cast.clerk)
    return client


def test_the_form_knows_where_the_reader_keeps_records(clerk: Client) -> None:
    assert "柳州市科学技术协会（450200）" in clerk.get(ADDRESS).content.decode()


def test_somebody_alike_is_shown_with_reasons_before_a_second_record_is_made(clerk: Client, cast: Cast) -> None:
    page = clerk.post(ADDRESS, NEW).content.decode()
    for part in ("很可能已经登记过", "姓名是异体字或繁简字", "出生年月相同", str(cast.engineer.public_id)):
        assert part in page
    assert Person.objects.count() == 2


def test_once_somebody_looked_it_is_another_person_and_that_is_remembered(clerk: Client, cast: Cast) -> None:
    answer = clerk.post(ADDRESS, NEW | {"decided": "others"})
    made = Person.objects.get(name="韦曉")
    assert answer["Location"] == f"/desk/people/{made.public_id}/"
    decided = PairDecision.objects.get()
    assert (decided.first, decided.second, decided.choice) == (made, cast.engineer, "different")


@pytest.mark.parametrize("name", [RARE, "阿卜杜热合曼·买买提吐尔逊·依明尼亚孜"])
def test_rare_and_long_names_are_enrolled_as_they_are(clerk: Client, cast: Cast, name: str) -> None:
    assert clerk.post(ADDRESS, {"keeper": "450200", "name": name}).status_code == 302
    assert Person.objects.filter(name=name).exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "没有填写姓名"),
        ({"name": "韦3晓"}, "不该出现的“3”"),
        ({"keeper": ""}, "没有填写保存单位"),
        ({"name": "覃小满", "id_number": "1"}, "证件号码"),
        ({"name": "覃小满", "birth": "1975.13"}, "没有13月"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form(clerk: Client, wrong: dict[str, str], says: str) -> None:
    answer = clerk.post(ADDRESS, NEW | wrong)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_nobody_enrols_where_they_may_not(clerk: Client, cast: Cast) -> None:
    assert clerk.post(ADDRESS, NEW | {"keeper": "450300", "decided": "others"}).status_code == 403
    clerk.force_login(cast.leader)
    assert clerk.get(ADDRESS).status_code == 403


def test_people_whom_the_reader_may_not_see_are_not_shown_as_alike(clerk: Client, cast: Cast) -> None:
    clerk.force_login(cast.outsider)
    assert clerk.post(ADDRESS, NEW | {"keeper": "450300"}).status_code == 302
