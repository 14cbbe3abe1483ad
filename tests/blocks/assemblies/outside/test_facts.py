"""What plans count of leaders, hearings, seats and consultations, as of any day."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.counting import check_days_of_change, said
from cast import OPERATES, Cast
from keqiao.blocks.assemblies.outside import consulting, verbs
from keqiao.blocks.assemblies.verbs import record_meeting


@pytest.fixture(autouse=True)
def dealings(cast: Cast) -> None:
    """A leader until the 25th who was at a plenary, a hearing, a seat, an opinion that was asked for and answered."""
    city = cast.liuzhou
    named = {"side": "party", "name": "周文斌", "post": "市委副书记", "starts": dt.date(2024, 3, 5)}
    leader = verbs.name_leader(OPERATES, city, named)
    record_meeting(OPERATES, cast.congress, {"date": dt.date(2024, 3, 12)})
    verbs.note_presence(OPERATES, leader, {"date": dt.date(2024, 3, 12)})
    verbs.end_leader(OPERATES, leader, {"ends": dt.date(2024, 3, 25)})
    heard = {"kind": "sitting_in", "chamber": "government", "date": dt.date(2024, 3, 6), "title": "专题会议"}
    verbs.record_hearing(OPERATES, city, heard | {"attended": False})
    seat = {"person": cast.official.pk, "kind": "cppcc_member", "starts": dt.date(2024, 3, 7)}
    verbs.record_seat(OPERATES, city, seat | {"ends": dt.date(2024, 3, 21)})
    asked = {"topic": "推荐征求意见", "unit": "市委统战部", "date": dt.date(2024, 3, 8), "due": dt.date(2024, 3, 15)}
    made = consulting.ask_opinion(OPERATES, city, asked | {"candidates": 3})
    consulting.answer_opinion(OPERATES, made, {"answered": dt.date(2024, 3, 12), "result": "没有不同意见"})


def test_who_is_in_charge_on_the_day(cast: Cast) -> None:
    assert said("leaders", 20240304, "side") == []
    columns = ("organisation", "side", "since", "plenary")
    assert said("leaders", 20240311, *columns) == [(cast.liuzhou.pk, "party", 20240305, None)]
    assert said("leaders", 20240312, "plenary") == [20240312]
    assert (said("leaders", 20240324, "side"), said("leaders", 20240325, "side")) == (["party"], [])


def test_hearings_by_the_day(cast: Cast) -> None:
    assert said("hearings", 20240305, "id") == []
    row = (cast.liuzhou.pk, "sitting_in", "government", 20240306, 2024, 0)
    assert said("hearings", 20240306, "organisation", "kind", "chamber", "date", "year", "attended") == [row]


def test_seats_on_the_day(cast: Cast) -> None:
    row = (cast.liuzhou.pk, cast.official.pk, "cppcc_member", 20240307)
    assert said("seats", 20240307, "organisation", "person", "kind", "since") == [row]
    assert said("seats", 20240321, "id") == []


def test_consultations_and_how_fast_an_opinion_was_answered(cast: Cast) -> None:
    talk = {"kind": "deliberation", "chamber": "peoples_congress", "topic": "科普条例修订", "date": "2024-03-08"}
    consulting.record_consultation(OPERATES, cast.liuzhou, talk)
    columns = ("kind", "chamber", "answered", "workdays")
    deliberated = ("deliberation", "peoples_congress", None, None)
    assert said("consultations", 20240311, *columns) == [("recommendation", "cppcc", 0, None), deliberated]
    assert said("consultations", 20240312, *columns) == [("recommendation", "cppcc", 1, 2), deliberated]


@pytest.mark.parametrize(("fact", "turns"), [("leaders", 3), ("hearings", 1), ("seats", 2), ("consultations", 2)])
def test_each_day_of_change_is_foretold(fact: str, turns: int) -> None:
    assert check_days_of_change(fact) >= turns
