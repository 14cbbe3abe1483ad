"""The tree of organisations: subtrees, units below, who owes a plan; and no circle keeps it busy for ever."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from keqiao.plans.engine.commitments import Subject
from keqiao.plans.engine.tree import Node, PlanScope, Tree
from plans.written import compiled


def node(number: int, kind: str, level: str, leading: int | None = None, division: str = "") -> Node:
    return Node(number, f"{number:04}", f"#{number}", kind, level, leading, division)


CITY = node(1, "association", "municipal", division="450200")
TREE = Tree.of(
    [
        CITY,
        node(4, "association", "county", 1, "450203"),
        node(3, "association", "county", 1, "450202"),
        node(2, "society", "municipal", 1),
        node(5, "society", "county", 3),
        node(6, "village", "village", 5),
        node(7, "association", "municipal", division="450300"),
        node(8, "society", "municipal", 99),
    ]
)
SCOPE = PlanScope("plan", "450200", Subject("association", "municipal"), 20180101)


def ids(nodes: Iterable[Node]) -> list[int]:
    return [one.id for one in nodes]


def test_a_subtree_reaches_all_that_is_led_through_others() -> None:
    assert sorted(ids(TREE.subtree(1))) == [1, 2, 3, 4, 5, 6]
    assert ids(TREE.subtree(6)) == [6]
    assert ids(TREE.subtree(1000)) == []


def test_ancestors_begin_with_oneself() -> None:
    assert ids(TREE.ancestors(6)) == [6, 5, 3, 1]
    assert ids(TREE.ancestors(8)) == [8]


def test_units_below_stand_by_code_and_leave_out_the_root() -> None:
    assert ids(TREE.below(1, Subject("society"))) == [2, 5]
    assert ids(TREE.below(1, Subject("association", "county"))) == [3, 4]
    assert ids(TREE.below(2, Subject("society"))) == []


def test_a_circle_ends() -> None:
    circle = Tree.of(
        [node(1, "society", "county", 3), node(2, "society", "county", 1), node(3, "society", "county", 2)]
    )
    assert sorted(ids(circle.subtree(1))) == [1, 2, 3]
    assert ids(circle.ancestors(1)) == [1, 3, 2]
    assert ids(Tree.of([node(1, "society", "county", 1)]).subtree(1)) == [1]


def test_a_plan_binds_the_association_of_its_division() -> None:
    assert ids(SCOPE.roots(TREE)) == [1]


@pytest.mark.parametrize(
    ("subject", "by_reference", "expected"),
    [
        ("association@municipal", [], [1]),
        ("association@municipal", ["association@county"], [1, 3, 4]),
        ("association", [], [1, 3, 4]),
        ("society", [], [2, 5]),
        ("society@county", [], [5]),
        ("school", [], []),
    ],
)
def test_subjects_are_those_of_the_kind_inside_the_plan_s_subtree(
    subject: str, by_reference: list[str], expected: list[int]
) -> None:
    made = compiled(subject=subject, by_reference=by_reference)
    assert ids(SCOPE.subjects(made, TREE)) == expected


def test_the_nearest_association_answers_for_an_organisation() -> None:
    tree = Tree.of(
        [
            Node(1, "n", "中国科协", "association", "national"),
            Node(2, "p", "省科协", "association", "provincial", leading=1),
            Node(3, "s", "省学会", "society", "provincial", leading=2),
            Node(4, "b", "学会党支部", "party_branch", "provincial", leading=3),
            Node(5, "a", "别处的学会", "society", "national"),
        ]
    )
    assert tree.owners == {1: 1, 2: 2, 3: 2, 4: 2, 5: 5}
    assert tree.others(1) == (2,)
    assert tree.others(2) == ()
    assert tree.others(3) == ()
