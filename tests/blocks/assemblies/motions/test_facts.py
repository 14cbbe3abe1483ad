"""What plans count of motions, as of any day; and that what somebody thinks of an answer is no part of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.motions.given import Floor
from blocks.counting import check_days_of_change, said
from keqiao.blocks.assemblies.motions.models import Motion, Signature
from keqiao.kernel.facts import schema
from keqiao.kernel.nouns.fields import to_int
from registry.facts.given import deleted, given, saved

DAY = dt.date(2024, 3, 5)
COLUMNS = ("status", "on_time", "outcome")


@pytest.fixture
def motion(floor: Floor) -> Motion:
    """One that was accepted, answered a day late and closed."""
    return one(floor)


def one(floor: Floor, **more: Any) -> Motion:
    """A motion with its days."""
    values: dict[str, Any] = {"kind": "motion", "topic": "talent", "title": "一件提案", "text": "内容", "date": DAY}
    values |= {"number": 1, "status": "closed", "decision": "accepted", "decided": DAY + dt.timedelta(days=2)}
    values |= {"overdue_from": dt.date(2024, 3, 12), "answered": dt.date(2024, 3, 13), "on_time": False}
    values |= {"closed": dt.date(2024, 3, 20), "outcome": "solved"}
    return given(Motion, body=floor.cast.congress, **(values | more))


@pytest.mark.parametrize(
    ("day", "stood"),
    [
        (20240304, []),
        (20240305, [("filed", None, None)]),
        (20240307, [("accepted", None, None)]),
        (20240311, [("accepted", None, None)]),
        (20240312, [("accepted", 0, None)]),
        (20240313, [("answered", 0, None)]),
        (20240320, [("closed", 0, "solved")]),
    ],
)
def test_it_stands_as_it_stood_on_the_day(motion: Motion, day: int, stood: list[Any]) -> None:
    assert said("motions", day, *COLUMNS) == stood


def test_an_answer_in_time_and_what_was_withdrawn(floor: Floor) -> None:
    one(floor, on_time=True, closed=None, outcome="")
    open_one = {"answered": None, "on_time": None, "closed": None, "outcome": "", "withdrawn": dt.date(2024, 3, 11)}
    one(floor, number=2, **open_one)
    assert said("motions", 20240331, *COLUMNS) == [("answered", 1, None), ("withdrawn", None, None)]


def test_what_gathers_signatures_is_not_handed_in(floor: Floor) -> None:
    one(floor, number=None, status="gathering")
    assert said("motions", 20990101, "id") == []


def test_each_change_is_noticed_and_each_day_of_change_foretold(floor: Floor, motion: Motion) -> None:
    fact = schema.get("motions")
    assert saved(fact, motion, status="answered", closed=None) == {floor.cast.liuzhou.pk}
    assert check_days_of_change("motions") >= 4
    assert deleted(fact, motion) == {floor.cast.liuzhou.pk}


def test_body_kind_and_year(floor: Floor, motion: Motion) -> None:
    row = (floor.cast.liuzhou.pk, "congress", "motion", to_int(DAY), 2024)
    assert said("motions", 20240331, "organisation", "body", "kind", "date", "year") == [row]


def test_no_fact_knows_what_somebody_thinks(floor: Floor) -> None:
    columns = {column.name for column in schema.get("motions").columns}
    assert not columns & {"mark", "satisfaction", "person"}
    touched = [fact.name for fact in schema.all_facts().values() if Signature._meta.label in fact.touches]
    assert touched == []
