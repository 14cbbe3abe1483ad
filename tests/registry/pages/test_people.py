"""The directory's page: who is listed, what it costs, and that numbers stand in no address."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, EmploymentFactory, PersonFactory
from keqiao.kernel.access.rules import Actor
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.registry.pages import people as pages

ADDRESS = "/desk/people/"
RARE = "𠮷䶮"


@pytest.fixture
def clerk(client: Client, cast: Cast) -> Client:
    """The city's clerk."""
    client.force_login(cast.clerk)
    return client


def read(client: Client, address: str = ADDRESS) -> str:
    """The page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_visitors_log_in_and_readers_see_no_names(client: Client, cast: Cast) -> None:
    assert client.get(ADDRESS).status_code == 302
    client.force_login(cast.reader)
    assert client.get(ADDRESS).status_code == 403


def test_people_are_listed_with_work_and_keeper(clerk: Client, cast: Cast) -> None:
    PersonFactory(name=RARE, keeper=cast.luzhai)
    PersonFactory(name="桂林人", keeper=cast.guilin)
    page = read(clerk)
    for part in ("韦晓", "龙城重工机械有限公司 高级工程师", RARE, "柳州市科协", str(cast.engineer.public_id)):
        assert part in page
    assert "桂林人" not in page


def test_filters_stand_as_chips_and_can_be_taken_away(clerk: Client, cast: Cast) -> None:
    page = read(clerk, f"{ADDRESS}?q=晓&source=enterprise&keeper=柳州市科协（450200）")
    assert "来源类别：企业" in page
    assert "保存单位及下级：柳州市科协" in page
    assert "覃亮" not in page
    assert "没有符合条件的人员" in read(clerk, f"{ADDRESS}?q=没有此人")


def test_a_list_costs_the_same_however_long(clerk: Client, cast: Cast) -> None:
    asked = []
    for _ in range(2):
        EmploymentFactory(person=PersonFactory(keeper=cast.liuzhou))
        with CaptureQueriesContext(connection) as queries:
            read(clerk)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_number_is_posted_and_finds_one(clerk: Client, cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.engineer.set_mobile("13800001234")
        cast.engineer.save()
    page = clerk.post(ADDRESS, {"kind": "mobile", "number": "138 0000 1234"}).content.decode()
    assert "韦晓" in page
    assert "覃亮" not in page
    assert "没有找到这个号码" in clerk.post(ADDRESS, {"kind": "id", "number": "1"}).content.decode()
    assert clerk.post(ADDRESS, {"kind": "id", "number": ""}).status_code == 400


def test_more_than_are_counted_are_said_to_be_more(clerk: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "COUNTED", 1)
    assert "1000人以上" in read(clerk)
    assert pages.page_of_people(Person.objects.all(), "9").number == 1


def test_who_sees_no_private_particulars_is_not_offered_to_ask_for_them(cast: Cast) -> None:
    assert "sex" in pages.FilterForm(Actor(cast.clerk).needs, {}).fields
    assert "sex" not in pages.FilterForm(Actor(cast.nobody).needs, {}).fields
