"""Who may sit where at the same time, and what may be done at which stage."""

from __future__ import annotations

import pytest

from blocks.assemblies.composing.given import Congress, day
from cast import TermFactory
from keqiao.blocks.assemblies.composing import lists, seats
from keqiao.blocks.assemblies.composing.checks import check_status
from keqiao.blocks.assemblies.composing.models import MakingStatus
from keqiao.kernel.verbs.contract import VerbError
from keqiao.registry.verbs.posts import elect, form_body, open_term


def test_a_step_out_of_turn_says_when_it_is_due(congress: Congress) -> None:
    check_status(congress.making, MakingStatus.ALLOTTING, MakingStatus.NOMINATING)
    with pytest.raises(VerbError, match="现在是“推荐报送”，这一步要在“待审定、已审定”阶段办理"):
        check_status(congress.making, MakingStatus.SUBMITTED, MakingStatus.APPROVED)


def test_who_watches_over_a_council_does_not_sit_in_it(congress: Congress) -> None:
    act, city, person = congress.clerk, congress.cast.liuzhou, congress.cast.engineer
    council, board = (form_body(act, city, {"kind": kind}) for kind in ("council", "supervisory_board"))
    slates = []
    for body in (council, board):
        made = seats.begin(act, body, {"seats": 1, "day": day(60)})
        slates.append(seats.allot(act, made, {"name": "会员", "seats": 1}).slate)
        seats.issue(act, made, {})
    lists.nominate(act, slates[0], {"person": person.pk})
    with pytest.raises(VerbError, match="监事与理事"):
        lists.nominate(act, slates[1], {"person": person.pk})
    one = slates[0].nominees.get()
    lists.withdraw(act, one, {"reason": "改任监事"})
    lists.nominate(act, slates[1], {"person": person.pk})


def test_a_director_whose_term_goes_on_is_no_supervisor(congress: Congress) -> None:
    act, city, person = congress.clerk, congress.cast.liuzhou, congress.cast.engineer
    council = form_body(act, city, {"kind": "council"})
    term = open_term(act, council, {"number": 1, "starts": day(-30)})
    elect(act, term, {"person": person.pk, "role": "director"})
    board = form_body(act, city, {"kind": "supervisory_board"})
    made = seats.begin(act, board, {"seats": 1, "day": day(60)})
    slate = seats.allot(act, made, {"name": "会员", "seats": 1}).slate
    seats.issue(act, made, {})
    with pytest.raises(VerbError, match="“理事会”的人选或成员"):
        lists.nominate(act, slate, {"person": person.pk})
    TermFactory(body=council, number=2, starts=day(-1))  # the term in which she was a director is over
    lists.nominate(act, slate, {"person": person.pk})
