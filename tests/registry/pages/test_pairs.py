"""The work list of possible duplicates at the desk."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import Cast, EmploymentFactory, PersonFactory
from keqiao.kernel.people.models import PairDecision, Person
from keqiao.registry.alike.pairs import refresh_all

ADDRESS = "/desk/people/pairs/"
BORN = {"birth_from": dt.date(1975, 6, 1), "birth_to": dt.date(1975, 6, 30)}


@pytest.fixture
def twin(client: Client, cast: Cast) -> Person:
    """A second record of the engineer, and the clerk in front of the list."""
    made = PersonFactory(name="韦晓", keeper=cast.luzhai, **BORN)
    EmploymentFactory(person=made)
    refresh_all()
    client.force_login(cast.clerk)
    return made


def decide(client: Client, kept: Person, other: Person, choice: str) -> str:
    answer = client.post(ADDRESS, {"kept": kept.pk, "other": other.pk, "choice": choice}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_pair_says_what_speaks_for_it(client: Client, cast: Cast, twin: Person) -> None:
    page = client.get(ADDRESS).content.decode()
    for part in ("很可能是同一人", "出生年月相同 <strong>+8</strong>", "工作单位相同 <strong>+8</strong>", "鹿寨县"):
        assert part in page


def test_a_pair_is_merged_at_a_press(client: Client, cast: Cast, twin: Person) -> None:
    assert "已并入韦晓的记录" in decide(client, cast.engineer, twin, "merge")
    assert not Person.objects.filter(pk=twin.pk).exists()
    assert "没有疑似重复的人员" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(("choice", "says"), [("different", "已记住"), ("later", "一个月后再列出")])
def test_a_pair_is_put_away(client: Client, cast: Cast, twin: Person, choice: str, says: str) -> None:
    assert says in decide(client, cast.engineer, twin, choice)
    assert PairDecision.objects.get().choice == choice
    assert "没有疑似重复的人员" in client.get(ADDRESS).content.decode()


def test_what_makes_no_sense_is_said(client: Client, cast: Cast, twin: Person) -> None:
    assert "没有说明如何处理" in decide(client, cast.engineer, twin, "nonsense")
    posted = client.post(ADDRESS, {"kept": "x", "other": twin.pk, "choice": "merge"})
    assert "没有编号为0的人员" in posted.content.decode()
    client.force_login(cast.outsider)
    posted = client.post(ADDRESS, {"kept": cast.engineer.pk, "other": twin.pk, "choice": "merge"})
    assert posted.status_code == 403


def test_a_list_costs_the_same_however_many_pairs(client: Client, cast: Cast, twin: Person) -> None:
    asked = []
    for _ in range(2):
        EmploymentFactory(person=PersonFactory(name="韦晓", keeper=cast.luzhai, **BORN))
        refresh_all()
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        asked.append(len(queries))
    assert asked[0] == asked[1]
