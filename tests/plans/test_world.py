"""The tree and the ends of congress terms as evaluations see them: as of a day, each day read once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cast import OPERATES, Cast
from keqiao.plans.world import TREES_KEPT, DjangoDatabase, Installation, kept_places
from keqiao.registry.verbs import organisations, posts


def test_the_tree_is_that_of_the_day(cast: Cast) -> None:
    moved = {"leading": cast.luzhai.code, "starts": dt.date(2024, 1, 1)}
    organisations.place(OPERATES, cast.society, moved)
    world = Installation()
    leading = {day: {node.id: node.leading for node in world.tree(day).nodes.values()} for day in (20231231, 20240101)}
    assert leading[20231231][cast.society.pk] == cast.liuzhou.pk
    assert leading[20240101][cast.society.pk] == cast.luzhai.pk


def test_what_was_not_founded_yet_or_is_closed_is_not_in_it(cast: Cast) -> None:
    late = {"code": "late", "name": "新学会", "level": "municipal", "kind": "society", "founded": dt.date(2024, 1, 1)}
    made = organisations.register(OPERATES, cast.liuzhou, late)
    organisations.close(OPERATES, made, {"closed": dt.date(2024, 6, 1)})
    world = Installation()
    there = [made.pk in world.tree(day).nodes for day in (20231231, 20240101, 20240531, 20240601)]
    assert there == [False, True, True, False]


def test_a_node_knows_kind_level_and_place(cast: Cast) -> None:
    node = Installation().tree(20240101).nodes[cast.luzhai.pk]
    assert (node.code, node.kind, node.level, node.division) == ("450223", "association", "county", "450223")
    nation = Installation().tree(20240101).nodes[cast.nation.pk]
    assert (nation.leading, nation.division) == (None, "")


def test_the_congress_that_began_last_tells_the_end(cast: Cast) -> None:
    posts.open_term(OPERATES, cast.congress, {"number": 10, "starts": dt.date(2099, 11, 22)})
    world = Installation()
    assert world.congress_end(cast.liuzhou.pk, 20211121) is None
    assert world.congress_end(cast.liuzhou.pk, 20211122) == 20991122
    assert world.congress_end(cast.liuzhou.pk, 20991122) is None  # the next has no planned end yet
    assert world.congress_end(cast.guilin.pk, 20240101) is None


def test_each_day_is_read_once(cast: Cast) -> None:
    world = Installation()
    world.tree(20240101)
    world.congress_end(cast.liuzhou.pk, 20240101)
    with CaptureQueriesContext(connection) as found:
        world.tree(20240101)
        world.congress_end(cast.guilin.pk, 20240101)
    assert len(found) == 0


def test_statements_run_with_their_parameters(cast: Cast) -> None:
    text = "SELECT code FROM organisations_organisation WHERE code = %s"
    assert list(DjangoDatabase().rows(text, ["450200"])) == [("450200",)]


@pytest.mark.django_db(transaction=True)
def test_places_are_read_again_only_when_some_changed(cast: Cast) -> None:
    first = kept_places(DjangoDatabase())
    assert kept_places(DjangoDatabase()) is first
    organisations.place(OPERATES, cast.society, {"leading": cast.luzhai.code, "starts": dt.date(2024, 1, 1)})
    second = kept_places(DjangoDatabase())
    assert second.tree(20240101).nodes[cast.society.pk].leading == cast.luzhai.pk
    organisations.rename(OPERATES, cast.society, {"name": "柳州市机械学会", "starts": dt.date(2024, 2, 1)})
    assert kept_places(DjangoDatabase()).tree(20240301).nodes[cast.society.pk].name == "柳州市机械学会"


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_takes_back_is_never_kept(cast: Cast) -> None:
    before = kept_places(DjangoDatabase())
    with transaction.atomic():
        data = {"code": "gone", "name": "没有的学会", "level": "municipal", "kind": "society"}
        made = organisations.register(OPERATES, cast.liuzhou, data)
        assert made.pk in Installation().tree(20990101).nodes
        transaction.set_rollback(True)
    assert kept_places(DjangoDatabase()) is before


def test_of_many_days_only_the_latest_trees_are_kept(cast: Cast) -> None:
    for month in range(1, 12):
        leading = (cast.luzhai, cast.liuzhou)[month % 2]
        organisations.place(OPERATES, cast.society, {"leading": leading.code, "starts": dt.date(2024, month, 1)})
    places = kept_places(DjangoDatabase())
    for month in range(1, 12):
        places.tree(20240001 + month * 100)
    assert len(places.trees) == TREES_KEPT
    assert places.tree(20240201).nodes[cast.society.pk].leading == cast.luzhai.pk
