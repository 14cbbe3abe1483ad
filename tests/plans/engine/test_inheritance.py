"""Of a topic the nearest plan in force speaks; floors stand beside it; drafts displace nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from keqiao.plans.engine.commitments import Commitment, Subject
from keqiao.plans.engine.evaluate import Asked, ask
from keqiao.plans.engine.inheritance import Superseded, Terms, rivals, standing
from keqiao.plans.engine.tree import Node, PlanScope, Tree
from plans.written import compiled

NODES = [
    Node(1, "000000", "全国", "association", "national", None, "100000"),
    Node(2, "430000", "省", "association", "provincial", 1, "430000"),
    Node(3, "430100", "市", "association", "municipal", 2, "430100"),
    Node(4, "430121", "县", "association", "county", 3, "430121"),
    Node(5, "320000", "邻省", "association", "provincial", 1, "320000"),
]
DAY = 20260101
PLACES = {"nation": ("100000", "national"), "region": ("430000", "provincial"), "city": ("430100", "municipal")}
LOWER = (Subject("association", "provincial"), Subject("association", "municipal"), Subject("association", "county"))


class World:
    """One tree on every day."""

    def tree(self, day: int) -> Tree:
        return Tree.of(NODES)

    def congress_end(self, organisation: int, day: int) -> int | None:
        return None

    def reports(self, plan: str, day: int) -> None:
        """Records count at every level."""


def said_by(plan: str, **changes: Any) -> Asked:
    """What a plan's commitment on the one topic asks of everybody from its own level down."""
    code, level = PLACES[plan.partition("-")[0]]
    made: Commitment = replace(
        compiled("count"), plan=plan, subject=Subject("association", level), by_reference=LOWER, **changes
    )
    (asked,) = ask([made], PlanScope(plan, code, Subject("association", level), 20160101), World(), DAY)
    return asked


def heard(*asked: Asked, **terms: Terms) -> dict[str, list[int]]:
    """By plan, the subjects for whom it speaks."""
    known = {one.scope.plan: terms.get(one.scope.plan.replace("-", "_"), Terms(one.scope.plan)) for one in asked}
    extra = {one.plan: one for one in terms.values()}
    found = standing(asked, known | extra, World())
    return {one.scope.plan: [subject.id for subject in one.subjects] for one in found}


def test_a_plan_alone_speaks_for_all_below() -> None:
    assert heard(said_by("nation")) == {"nation": [1, 5, 2, 3, 4]}


def test_the_nearest_plan_takes_the_place_of_those_above() -> None:
    found = heard(said_by("nation"), said_by("region"), said_by("city"))
    assert found == {"nation": [1, 5], "region": [2], "city": [3, 4]}


def test_another_topic_displaces_nothing() -> None:
    assert heard(said_by("nation"), said_by("city", topic="another"))["nation"] == [1, 5, 2, 3, 4]


def test_a_floor_stands_beside_the_nearer_plan() -> None:
    found = heard(said_by("nation", floor=True), said_by("city"))
    assert found == {"nation": [1, 5, 2, 3, 4], "city": [3, 4]}


def test_a_draft_neither_displaces_nor_is_displaced() -> None:
    found = heard(said_by("nation"), said_by("city"), city=Terms("city", draft=True))
    assert found == {"nation": [1, 5, 2, 3, 4], "city": [3, 4]}


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (Terms("city", adopted=DAY), True),
        (Terms("city", adopted=20260102), False),
        (Terms("city", until=20260102), True),
        (Terms("city", until=DAY), False),
    ],
)
def test_a_plan_binds_from_its_adoption_until_its_end(terms: Terms, expected: bool) -> None:
    found = heard(said_by("nation"), said_by("city"), city=terms)
    assert ("city" in found) is expected
    assert found["nation"] == ([1, 5, 2] if expected else [1, 5, 2, 3, 4])


def test_single_clauses_are_taken_the_place_of_from_their_day() -> None:
    clause = said_by("nation").commitment.clause
    for since, expected in ((DAY, {"nation-2": [1, 5, 2, 3, 4]}), (20260102, None)):
        later = Terms("nation-2", supersedes=(Superseded("nation", frozenset({clause}), since),))
        found = heard(said_by("nation"), said_by("nation-2"), nation_2=later)
        assert found == (expected or {"nation": [1, 5, 2, 3, 4], "nation-2": [1, 5, 2, 3, 4]})
    other = Terms("nation-2", supersedes=(Superseded("nation", frozenset({"十"}), DAY),))
    assert "nation" in heard(said_by("nation"), nation_2=other)


def test_two_plans_at_one_place_are_rivals_and_at_two_places_not() -> None:
    first, second = said_by("nation").commitment, said_by("nation-2").commitment
    (found,) = rivals([("100000", first), ("100000", second)])
    assert (found.first, found.second) == (first, second)
    assert rivals([("100000", first), ("430000", second)]) == []
    assert rivals([("100000", first), ("100000", replace(second, topic="another"))]) == []
    assert rivals([("100000", first), ("100000", first)]) == []
