"""The joint repair of a body from its records, and in words."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cast import OPERATES
from keqiao.plans.composition import requirements
from keqiao.plans.joint import BodyRepair, body_repair
from keqiao.plans.joint_words import joint_words
from keqiao.plans.solve.body import Outcome
from keqiao.registry.verbs import people, posts
from plans.municipal import FRONT, OFFICIAL, UNSURE, Municipal


def repaired(municipal: Municipal, kind: str = "congress") -> BodyRepair:
    found = body_repair(municipal.city.pk, kind, requirements(municipal.city.pk, kind))
    assert found is not None
    return found


def old_officials(municipal: Municipal) -> set[int]:
    held = municipal.terms["congress"].posts.filter(person__employments__leading_official=True)
    return set(held.values_list("pk", flat=True))


def test_one_seat_of_five_goes_to_somebody_of_the_front_line(municipal: Municipal) -> None:
    found = repaired(municipal)
    assert (found.joint.outcome, found.joint.seats, found.size) == (Outcome.EXCHANGE, 1, 16)
    assert found.seats == old_officials(municipal)
    assert joint_words(found) == [
        "再调整1名为基层一线科技工作者，即符合方案各项比例要求。",
        "可以让出的席位有5个，从中任选1个，不影响其他各项要求。",
    ]


def test_of_whom_one_is_young(municipal: Municipal) -> None:
    municipal.elect(municipal.terms["congress"], "delegate", *[OFFICIAL] * 18, born=1960)
    found = repaired(municipal)
    assert joint_words(found)[0] == (
        "再调整13名为基层一线科技工作者（其中1名为45周岁以下青年科技工作者），即符合方案各项比例要求。"
    )


def test_what_is_advised_does_when_it_is_done(municipal: Municipal) -> None:
    municipal.elect(municipal.terms["congress"], "delegate", *[OFFICIAL] * 18, born=1960)
    found, term = repaired(municipal), municipal.terms["congress"]
    gone = sorted(found.seats)[: found.joint.seats]
    for post in term.posts.filter(pk__in=gone):
        posts.end_post(OPERATES, post, {"ends": dt.date(2026, 1, 1)})
    for new in found.joint.newcomers:
        young = any("young" in found.asked[trait.demand].code for trait in new.traits)
        municipal.elect(term, "delegate", *[FRONT] * new.number, born=1990 if young else 1950)
    assert all(one.figure.result.holds for one in requirements(municipal.city.pk, "congress"))
    assert joint_words(repaired(municipal)) == ["已符合方案各项要求，无需调整。"]


def test_who_is_not_known_is_clarified_first(municipal: Municipal) -> None:
    said = joint_words(repaired(municipal, "full_committee"))
    assert said[0] == "有1人尚待核实，核实后可能已符合各项要求，请先核实。"
    assert said[1] == "如果核实结果都不利：再调整1名为基层一线科技工作者，即符合方案各项比例要求。"


def test_a_body_of_a_society_is_held_to_what_each_society_owes(municipal: Municipal) -> None:
    society = municipal.cast.society.pk
    found = body_repair(society, "standing_council", requirements(society, "standing_council"))
    assert found is not None
    assert found.joint.seats == 1


def test_where_nothing_is_demanded_nothing_is_said(municipal: Municipal) -> None:
    assert body_repair(municipal.city.pk, "presidium", []) is None


def test_the_words_name_nobody(municipal: Municipal) -> None:
    municipal.elect(municipal.terms["congress"], "delegate", UNSURE)
    said = json.dumps(joint_words(repaired(municipal)), ensure_ascii=False)
    assert not [person.name for person in municipal.delegates if person.name in said]


def test_english_says_it_too(municipal: Municipal) -> None:
    with translation.override("en"):
        [change, seats] = joint_words(repaired(municipal))
    assert "front-line S&T worker" in change
    assert "5" in seats


def test_as_many_queries_for_more_posts(municipal: Municipal) -> None:
    def queries() -> int:
        demands = requirements(municipal.city.pk, "congress")
        with CaptureQueriesContext(connection) as found:
            body_repair(municipal.city.pk, "congress", demands)
        return len(found)

    before = queries()
    municipal.elect(municipal.terms["congress"], "delegate", FRONT, OFFICIAL)
    assert queries() == before == 1


@pytest.mark.parametrize("born", ["1981", "1981-12"])
def test_a_birth_known_in_part_can_be_clarified(municipal: Municipal, born: str) -> None:
    """Who is 40 or 41 on the day the term began is surely young; of others the day decides."""
    work: dict[str, Any] = FRONT
    person = municipal.person(1985, **work)
    people.correct(OPERATES, person, {"birth": born})
    posts.elect(OPERATES, municipal.terms["congress"], {"person": person.pk, "role": "delegate"})
    assert repaired(municipal).joint.clarify == 0
