"""Packages are checked against each other: circles, rivals, clauses that aren't there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from keqiao.plans.engine.inheritance import Superseded
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.read import read_package
from keqiao.plans.packages.relations import problems_between
from plans.facts_fixture import FACTS

LIUZHOU = read_package(Path(__file__).parents[3] / "plans" / "liuzhou-2017", FACTS)


def renamed(name: str, **changes: object) -> Package:
    """The city's plan under another name."""
    made = tuple(replace(one, plan=name) for one in LIUZHOU.commitments)
    return replace(LIUZHOU, id=name, commitments=made, **changes)  # type: ignore[arg-type]  # fields by name


def said(*packages: Package) -> list[str]:
    return [str(problem) for problem in problems_between(packages)]


def test_one_plan_and_a_plan_above_it_get_along() -> None:
    assert said(LIUZHOU) == []
    assert said(LIUZHOU, renamed("cast-2016", jurisdiction="100000", follows=())) == []


def test_plans_that_follow_each_other_are_told_once() -> None:
    first = renamed("one", jurisdiction="1", follows=("two",))
    second = renamed("two", jurisdiction="2", follows=("three",))
    third = renamed("three", jurisdiction="3", follows=("one",))
    (only,) = said(first, second, third)
    assert only.startswith("one/plan.yaml: follows: plans follow each other in a circle: one → two → three → one.")


def test_two_plans_in_force_for_a_topic_at_one_place_are_told() -> None:
    told = said(LIUZHOU, renamed("liuzhou-2025"))
    assert len(told) == len(LIUZHOU.commitments)
    assert told[0].startswith("liuzhou-2025/plan.yaml: ")
    assert "liuzhou-2017 speaks of the topic" in told[0]
    assert told[0].endswith(
        "Say supersedes: with that plan's clause and a day, give the older plan an until:, or make one a draft."
    )


def test_a_draft_an_ended_plan_and_superseded_clauses_are_no_rivals() -> None:
    assert said(LIUZHOU, renamed("liuzhou-2025", state="draft")) == []
    assert said(replace(LIUZHOU, until=20250101), renamed("liuzhou-2025")) == []
    clauses = frozenset(one.clause for one in LIUZHOU.commitments)
    assert said(LIUZHOU, renamed("liuzhou-2025", supersedes=(Superseded("liuzhou-2017", clauses, 20250101),))) == []


def test_a_superseded_clause_has_to_exist() -> None:
    gone = Superseded("liuzhou-2017", frozenset({"二.1", "九十九"}), 20250101)
    told = said(LIUZHOU, renamed("other", jurisdiction="9", supersedes=(gone,)))
    assert told == [
        "other/plan.yaml: supersedes: liuzhou-2017 has no clause '九十九'. "
        "Name clauses as that plan's clauses.yaml numbers them."
    ]
