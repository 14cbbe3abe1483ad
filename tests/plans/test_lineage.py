"""The family of plans: trees by whom each follows, circles cut, strangers named, drafts last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from keqiao.plans.engine.commitments import Subject
from keqiao.plans.library import library
from keqiao.plans.lineage import Descent, lineage
from keqiao.plans.packages.package import Package
from plans.folder import Folder

Shape = list[Any]


@pytest.fixture
def small(tmp_path: Path) -> Package:
    """A package to be varied."""
    folder = Folder(tmp_path)
    folder.one["by_reference"] = ["association@county", "society@municipal"]
    folder.commitments.append({**folder.one, "id": "two", "topic": "two", "by_reference": ["association@county"]})
    return folder.read()


def plan(small: Package, name: str, *follows: str, adopted: int = 20170101, state: str = "in_force") -> Package:
    return replace(small, id=name, follows=follows, adopted=adopted, state=state)


def shape(found: list[Descent]) -> Shape:
    """Names, each with those below it."""
    return [[one.name, shape(one.below)] if one.below else one.name for one in found]


def test_plans_stand_under_the_one_they_follow_the_oldest_first(small: Package) -> None:
    found = lineage(
        [
            plan(small, "young", "top", adopted=20180101),
            plan(small, "old", "top", adopted=20160601),
            plan(small, "below", "old", adopted=20170101),
            plan(small, "top", adopted=20160301),
        ]
    )
    assert shape(found) == [["top", [["old", ["below"]], "young"]]]


def test_a_parent_that_is_not_installed_is_named(small: Package) -> None:
    found = lineage([plan(small, "b", "above"), plan(small, "a", "above"), plan(small, "alone")])
    assert shape(found) == [["above", ["a", "b"]], "alone"]
    assert found[0].package is None
    assert found[0].by_reference == []


def test_of_several_parents_the_first_counts_and_the_others_are_told(small: Package) -> None:
    found = lineage([plan(small, "top"), plan(small, "side"), plan(small, "below", "top", "side", "elsewhere")])
    assert shape(found) == ["side", ["top", ["below"]]]
    assert found[1].below[0].also == ("side", "elsewhere")  # one that is only followed beside isn't put on the map


def test_plans_that_follow_each_other_in_a_circle_stand_apart(small: Package) -> None:
    circle = [plan(small, "a", "c"), plan(small, "b", "a"), plan(small, "c", "b"), plan(small, "d", "b")]
    assert shape(lineage(circle)) == ["a", "b", "c", "d"]
    assert shape(lineage([plan(small, "a", "b"), plan(small, "b", "a")])) == ["a", "b"]


def test_drafts_stand_last_among_their_like(small: Package) -> None:
    found = lineage(
        [
            plan(small, "draft", "top", adopted=20150101, state="draft"),
            plan(small, "new", "top", adopted=20200101),
            plan(small, "top", adopted=20190101),
            plan(small, "trial", adopted=20100101, state="draft"),
        ]
    )
    assert shape(found) == [["top", ["new", "draft"]], "trial"]


def test_who_follows_by_reference_is_named_once(small: Package) -> None:
    [found] = lineage([small])
    assert found.by_reference == [Subject("association", "county"), Subject("society", "municipal")]


def test_without_plans_there_is_no_family() -> None:
    assert lineage([]) == []


@pytest.mark.django_db
def test_the_shipped_plans_are_one_family_under_the_nation_s() -> None:
    found = lineage(library().all())
    assert found[0].name == "cast-2016"
    named: list[str] = []

    def gather(lines: list[Descent]) -> None:
        for one in lines:
            named.append(one.name)
            gather(one.below)

    gather(found)
    assert sorted(one for one in named if one in library().packages) == sorted(library().packages)
    assert len(named) == len(set(named))
