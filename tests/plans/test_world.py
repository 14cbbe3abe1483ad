"""The tree and the ends of congress terms as evaluations see them: as of a day, each day read once."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import OPERATES, Cast
from keqiao.plans.world import DjangoDatabase, Installation
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
