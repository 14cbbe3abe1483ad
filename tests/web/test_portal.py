"""The portal's start page: a search, the plans one may see, three doors."""

from __future__ import annotations

from django.test import Client
from pytest_django.fixtures import Settings

from cast import Cast

PLAN = "/plans/liuzhou-2017/450200/"


def shown(client: Client, **headers: str) -> str:
    """What the page says."""
    answer = client.get("/", headers=headers)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_visitor_finds_a_search_and_three_doors(client: Client, db: None) -> None:
    page = shown(client)
    assert 'action="/organisations/"' in page
    for door in ("/home/", "/desk/", "/organisations/"):
        assert f'href="{door}"' in page


def test_on_a_site_that_people_work_in_a_visitor_sees_no_figures(cast: Cast, client: Client) -> None:
    page = shown(client)
    assert PLAN not in page
    assert "柳州" not in page


def test_a_demo_shows_every_plan_whose_association_is_there(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DEMO = True
    page = shown(client)
    assert PLAN in page
    assert page.index("改革任务进展") < page.index(PLAN)


def test_without_the_association_there_is_no_plan_to_show(client: Client, db: None, settings: Settings) -> None:
    settings.DEMO = True
    assert PLAN not in shown(client)


def test_who_may_see_figures_finds_their_plan_and_the_neighbour_does_not(cast: Cast, client: Client) -> None:
    client.force_login(cast.reader)
    assert PLAN in shown(client)
    client.force_login(cast.outsider)
    assert PLAN not in shown(client)


def test_it_can_be_asked_for_and_not_written_to(client: Client, db: None) -> None:
    assert client.head("/").status_code == 200
    assert client.post("/").status_code == 405


def test_a_demo_says_that_it_is_one(client: Client, db: None, settings: Settings) -> None:
    assert "演示" not in shown(client)
    settings.DEMO = True
    assert "演示" in shown(client)
