"""结构测算: a list that isn't elected yet is judged by the rules of the body it is for."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from keqiao.kernel.people.models import Person
from keqiao.kernel.posts.models import Post
from keqiao.plans.composition import requirements
from keqiao.plans.engine.logic import NO, UNKNOWN, YES
from keqiao.plans.engine.status import Status
from keqiao.registry.whatif import Candidate, composed
from plans.municipal import FRONT, OFFICIAL, UNSURE, Municipal

pytest_plugins = ("plans.municipal",)
STARTS = dt.date(2027, 11, 22)


def _list(people: list[Person], role: str = "delegate") -> list[Candidate]:
    return [Candidate(number, person.pk, role) for number, person in enumerate(people, 1)]


def test_those_who_sit_are_judged_as_on_their_own_page(municipal: Municipal) -> None:
    there = list(municipal.terms["congress"].posts.order_by("pk"))
    found = composed(
        municipal.city.pk, "congress", [Candidate(post.pk, post.person_id, post.role) for post in there], STARTS
    )
    real = requirements(municipal.city.pk, "congress")
    assert [one.shown.count_text for one in found.requirements] == [one.shown.count_text for one in real]
    assert [dict(one.verdicts) for one in found.requirements] == [dict(one.verdicts) for one in real]
    assert [one.repair for one in found.requirements] == [one.repair for one in real]


def test_a_list_is_judged_by_who_stands_on_it(municipal: Municipal) -> None:
    front = [municipal.person(1985, **FRONT) for _ in range(7)]
    others = [municipal.person(1985, **OFFICIAL) for _ in range(3)]
    met, _young = composed(municipal.city.pk, "congress", _list([*front, *others]), STARTS).requirements
    assert met.shown.count_text == "7/10"
    assert met.figure.status is Status.MET
    fewer = composed(municipal.city.pk, "congress", _list([*front[:5], *others]), STARTS)
    missed = fewer.requirements[0]
    assert missed.shown.count_text == "5/8"
    assert missed.figure.status is Status.MISSED
    assert missed in fewer.unmet
    assert Counter(missed.verdicts.values()) == {YES: 5, NO: 3}


def test_nothing_is_written(municipal: Municipal) -> None:
    before = Post.objects.count()
    composed(municipal.city.pk, "congress", _list([municipal.person(1985, **FRONT)]), STARTS)
    assert Post.objects.count() == before


def test_who_is_not_known_counts_against_the_list(municipal: Municipal) -> None:
    people = [municipal.person(1985, **FRONT) for _ in range(7)] + [municipal.person(1985, **UNSURE) for _ in range(3)]
    found = composed(municipal.city.pk, "congress", _list(people), STARTS).requirements[0]
    assert Counter(found.verdicts.values()) == {YES: 7, UNKNOWN: 3}


def test_the_repair_names_seats_of_the_list(municipal: Municipal) -> None:
    people = [municipal.person(1985, **FRONT) for _ in range(6)] + [
        municipal.person(1985, **OFFICIAL) for _ in range(4)
    ]
    found = composed(municipal.city.pk, "congress", _list(people), STARTS)
    assert found.repair is not None
    assert found.repair.size == 10
    assert found.given <= {7, 8, 9, 10}
    assert found.given


def test_an_empty_list_says_nothing(municipal: Municipal) -> None:
    assert composed(municipal.city.pk, "congress", [], STARTS).requirements == ()
