"""Votes are added up and seats given as the rules say, at every boundary."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keqiao.blocks.assemblies.elections.counting import MARKS, Box, Result, Votes, add_up, decide
from keqiao.blocks.assemblies.elections.rules import Rules

FULL = Box(due=9, present=9, issued=9, returned=9)


def result(yes: list[int], seats: int = 1, *, box: Box = FULL, **rules: str) -> Result:
    """Candidates with so many votes each."""
    votes = {number: Votes(count, box.valid - count) for number, count in enumerate(yes, start=1)}
    return decide(Rules.model_validate(rules), seats, box, votes)


def outcomes(found: Result) -> dict[int, str]:
    """What became of each number."""
    return {line.number: line.outcome for line in found.lines}


def test_ballots_are_added_up_and_what_is_left_out_is_an_abstention() -> None:
    ballots = [{"1": "for", "2": "against"}, {"1": "for"}, {"1": "abstain", "2": "for"}]
    assert add_up([1, 2], ballots) == {1: Votes(2, 0, 1), 2: Votes(1, 1, 1)}


@pytest.mark.parametrize(
    ("present", "quorum", "operator", "enough"),
    [
        (6, "2/3", "at_least", True),
        (6, "2/3", "more_than", False),
        (7, "2/3", "more_than", True),
        (5, "2/3", "at_least", False),
        (9, "1/1", "at_least", True),
    ],
)
def test_the_quorum_has_its_operator(present: int, quorum: str, operator: str, enough: bool) -> None:
    box = Box(due=9, present=present, issued=present, returned=present)
    found = result([present], box=box, quorum=quorum, quorum_operator=operator)
    assert (found.fault == "") is enough


def test_the_quorum_of_ballots_returned_is_measured_on_those_present() -> None:
    box = Box(due=90, present=9, issued=9, returned=5)
    assert result([5], box=box, quorum_base="present", quorum="2/3").fault == "no_quorum"
    assert result([5], box=box, quorum_base="present", quorum="1/2").fault == ""


@pytest.mark.parametrize(
    ("yes", "operator", "elected"), [(4, "more_than", False), (5, "more_than", True), (4, "at_least", True)]
)
def test_half_of_eight_is_not_more_than_half(yes: int, operator: str, elected: bool) -> None:
    box = Box(due=8, present=8, issued=8, returned=8)
    found = result([yes], box=box, majority="1/2", majority_operator=operator)
    assert (found.lines[0].outcome == "elected") is elected


@pytest.mark.parametrize(("base", "elected"), [("present", False), ("due", False), ("valid", True)])
def test_the_base_of_the_majority_decides(base: str, elected: bool) -> None:
    box = Box(due=12, present=10, issued=10, returned=9, void=1)
    found = result([5], box=box, majority_base=base)
    assert found.base == {"present": 10, "due": 12, "valid": 8}[base]
    assert (found.lines[0].outcome == "elected") is elected


def test_the_most_votes_take_the_seats() -> None:
    found = result([5, 9, 8, 7, 4], 3)
    assert outcomes(found) == {2: "elected", 3: "elected", 4: "elected", 1: "not_elected", 5: "not_elected"}
    assert [line.number for line in found.lines] == [2, 3, 4, 1, 5]
    assert found.vacant == 0


def test_a_tie_at_the_last_seat_elects_neither_of_them() -> None:
    found = result([9, 7, 7, 7], 3)
    assert outcomes(found) == {1: "elected", 2: "tied", 3: "tied", 4: "tied"}
    assert (found.vacant, [line.number for line in found.tied()]) == (2, [2, 3, 4])


def test_a_tie_that_the_seats_hold_is_none() -> None:
    assert outcomes(result([9, 7, 7, 5], 3)) == {1: "elected", 2: "elected", 3: "elected", 4: "not_elected"}


def test_seats_that_nobody_has_votes_for_stay_open() -> None:
    assert result([9, 4, 3], 3).vacant == 2


def test_who_was_written_in_competes_with_the_others() -> None:
    found = decide(Rules(), 1, FULL, {1: Votes(4, 5)}, {"覃峰": 5})
    assert [(line.number, line.name, line.outcome) for line in found.lines] == [
        (0, "覃峰", "elected"),
        (1, "", "not_elected"),
    ]


@pytest.mark.parametrize(
    ("box", "fault"),
    [
        (Box(9, 9, issued=9, returned=10), "more_returned"),
        (Box(9, 9, issued=9, returned=3, void=4), "more_void"),
        (Box(0, 0, issued=0, returned=0), "no_quorum"),
    ],
)
def test_nothing_is_declared_of_a_vote_that_is_not_valid(box: Box, fault: str) -> None:
    found = result([9], box=box)
    assert (found.fault, found.elected()) == (fault, [])


def test_a_result_comes_back_from_what_is_kept() -> None:
    found = decide(Rules(), 2, FULL, {1: Votes(8, 1), 2: Votes(7, 2)}, {"覃峰": 1})
    assert Result.of(json.loads(json.dumps(found.stored()))) == found


ELECTIONS = st.integers(1, 6).flatmap(
    lambda places: st.lists(
        st.fixed_dictionaries({str(number): st.sampled_from(MARKS) for number in range(1, places + 1)}), max_size=12
    ).map(lambda ballots: (places, ballots))
)


@given(ELECTIONS, st.integers(1, 4))
def test_the_order_of_ballots_changes_nothing(election: tuple[int, list[dict[str, str]]], seats: int) -> None:
    places, ballots = election
    shuffled = sorted(ballots, key=str)
    numbers = range(1, places + 1)
    assert add_up(numbers, ballots) == add_up(numbers, shuffled)
    size = len(ballots)
    found = decide(Rules(), seats, Box(size, size, size, size), add_up(numbers, ballots))
    assert len(found.elected()) + found.vacant == seats if not found.fault else not found.elected()
    assert all(sum((one.votes.yes, one.votes.no, one.votes.abstain)) == size for one in found.lines)
