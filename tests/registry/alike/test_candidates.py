"""Who could be meant is found by keys, never by comparing everybody with everybody."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import Cast, EmploymentFactory, PersonFactory
from keqiao.kernel.nouns import ledger
from keqiao.kernel.people.models import Person
from keqiao.registry.alike.candidates import MANY, alike, pairs_among, sharing, trace_of, traces_of
from keqiao.registry.alike.weights import LIKELY

BORN = {"birth_from": dt.date(1975, 6, 1), "birth_to": dt.date(1975, 6, 30)}
RARE = "𠮷䶮"


@pytest.mark.parametrize("written", ["韦晓", "韦曉", "韦　晓", "韦小"])
def test_somebody_is_found_however_the_name_is_written(cast: Cast, written: str) -> None:
    one = trace_of(Person(name=written, **BORN), "龙城重工机械有限公司")
    assert [pk for pk, _points, _why in alike(one, Person.objects.all())] == [cast.engineer.pk]


@pytest.mark.parametrize("name", [RARE, "阿卜杜热合曼·买买提吐尔逊·依明尼亚孜"])
def test_rare_characters_and_long_names_are_found(cast: Cast, name: str) -> None:
    kept = PersonFactory(name=name, keeper=cast.liuzhou, **BORN)
    found = alike(trace_of(Person(name=name, **BORN), ""), Person.objects.all())
    assert [(pk, points >= LIKELY) for pk, points, _why in found] == [(kept.pk, True)]


def test_another_name_with_the_same_number_is_found(cast: Cast) -> None:
    with ledger.exempt("given"):
        cast.engineer.set_id_number("45020219750603001X")
        cast.engineer.save()
    other = Person(name="韦晓兰", keeper=cast.liuzhou)
    other.set_id_number("45020219750603001X")
    assert [pk for pk, _points, _why in alike(trace_of(other, ""), Person.objects.all())] == [cast.engineer.pk]


def test_a_name_alone_that_many_bear_brings_nobody(cast: Cast) -> None:
    for _ in range(3):
        EmploymentFactory(person=PersonFactory(name="王伟", keeper=cast.liuzhou, **BORN), unit_name="柳州市教育局")
    one = trace_of(Person(name="王伟", birth_from=dt.date(1990, 1, 1), birth_to=dt.date(1990, 1, 1)), "云桥")
    assert not alike(one, Person.objects.all())


def test_looking_costs_the_same_however_many_are_alike(cast: Cast) -> None:
    asked = []
    for _ in range(2):
        EmploymentFactory(person=PersonFactory(name="韦晓", keeper=cast.liuzhou, **BORN))
        with CaptureQueriesContext(connection) as queries:
            alike(trace_of(Person(name="韦晓", **BORN), "龙城重工机械有限公司"), Person.objects.all())
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_name_of_very_many_is_only_compared_where_something_else_agrees(cast: Cast) -> None:
    for number in range(MANY + 2):
        born = dt.date(1930 + number, 1, 1)
        PersonFactory(name="王伟", keeper=cast.liuzhou, birth_from=born, birth_to=born)
    twin = PersonFactory(name="王伟", keeper=cast.liuzhou, birth_from=dt.date(1930, 5, 1), birth_to=dt.date(1930, 5, 1))
    found = list(pairs_among(traces_of(Person.objects.filter(name="王伟"))))
    assert len(found) == 1
    assert twin.pk in {found[0][0].person, found[0][1].person}


def test_sharing_gives_those_who_share_a_key(cast: Cast) -> None:
    other = PersonFactory(name="韦小", keeper=cast.guilin)
    assert set(sharing([cast.engineer.pk]).values_list("pk", flat=True)) == {cast.engineer.pk, other.pk}
    assert not sharing([])
