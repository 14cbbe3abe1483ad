"""Lists of provisions: read with lines, checked against what there is; those of the shipped plans are whole."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings as site

from keqiao.plans.coverage.provisions import problems_of, read_provisions
from keqiao.plans.library import library
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError
from plans.coverage.given import Books, provision

LISTED = {"cast-2016": 201, "hunan": 305, "liuzhou-2017": 280, "taizhou-2017": 213, "chuzhou-draft": 129}
PLANS = Path(site.PLANS)


def small(books: Books) -> Package:
    return library().plan("small")


@pytest.mark.parametrize(("plan", "number"), LISTED.items())
def test_each_of_the_five_plans_lists_all_it_asks_for(plan: str, number: int) -> None:
    assert len(read_provisions(PLANS / plan)) == number


@pytest.mark.parametrize("plan", [*LISTED, "luzhai-fictional"])
def test_every_id_stands_once_and_begins_with_its_plan(plan: str) -> None:
    ids = [one.id for one in read_provisions(PLANS / plan)]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert [name for name in ids if not name.startswith(f"{plan}/")] == []


def test_without_a_list_there_are_none(books: Books) -> None:
    assert read_provisions(books.starting.folder.path) == []


def test_a_provision_knows_its_line_and_what_carries_it(books: Books) -> None:
    books.provisions(provision(1, "programme/series", "feature/register"), provision(2, declaratory="A wish."))
    first, second = read_provisions(books.starting.folder.path)
    assert (first.id, first.clause, first.summary.zh, first.summary.en) == ("small/001", "二.1", "规定1", "Provision 1")
    assert (first.by, first.declaratory, first.line) == (("programme/series", "feature/register"), "", 1)
    assert (second.by, second.declaratory, second.line) == ((), "A wish.", 8)


@pytest.mark.parametrize(
    "wrong",
    [
        provision(1, "verb/organisations.register"),
        provision(1, "programme/series", declaratory="Both at once."),
        provision(1, by=[]),
        provision(1, zh=""),
        provision(1, state="bound"),
        {"id": "small/001", "clause": "一"},
    ],
)
def test_a_list_of_the_wrong_shape_is_told_with_its_line(books: Books, wrong: dict[str, object]) -> None:
    books.provisions(provision(7), wrong)
    with pytest.raises(PackageError) as caught:
        read_provisions(books.starting.folder.path)
    assert {(one.file, one.line) for one in caught.value.problems} == {("small/provisions.yaml", 5)}


def test_names_that_are_not_there_are_told_with_line_and_remedy(books: Books) -> None:
    books.provisions(
        provision(1, "programme/serie"),
        provision(2, "commitment/delegate"),
        provision(3, "feature/registers", clause="九"),
        provision(3),
        {**provision(4), "id": "other/004"},
    )
    found = problems_of(small(books), read_provisions(books.starting.folder.path), ["register"])
    assert [(one.file, one.line, one.place, one.message) for one in found] == [
        ("small/provisions.yaml", 1, "small/001", "there is no programme 'serie'"),
        ("small/provisions.yaml", 7, "small/002", "there is no commitment 'delegate'"),
        ("small/provisions.yaml", 13, "small/003", "the id stands twice"),
        ("small/provisions.yaml", 13, "small/003", "there is no clause '九'"),
        ("small/provisions.yaml", 13, "small/003", "there is no feature 'registers'"),
        ("small/provisions.yaml", 19, "small/003", "the id stands twice"),
        ("small/provisions.yaml", 23, "other/004", "the id isn't of this plan"),
    ]
    assert "series" in found[0].remedy
    assert "delegates" in found[1].remedy


def test_what_is_named_rightly_is_no_problem(books: Books) -> None:
    books.provisions(
        provision(1, "commitment/delegates", "programme/channel", "feature/register"), provision(2, clause="一")
    )
    assert problems_of(small(books), read_provisions(books.starting.folder.path), ["register"]) == []


def test_a_list_is_read_once_while_nothing_changes_and_anew_after(books: Books) -> None:
    path = books.provisions(provision(1))
    first = read_provisions(path.parent)
    assert read_provisions(path.parent)[0] is first[0]
    books.provisions(provision(1), provision(2))
    os.utime(path, ns=(1, 1))  # even when the clock was set back
    assert len(read_provisions(path.parent)) == 2
