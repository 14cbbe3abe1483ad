"""Anybody counts again from the published file, and an independent library comes to the same."""

from __future__ import annotations

import json

import pytest
import votelib.evaluate
import votelib.evaluate.approval
from hypothesis import given
from hypothesis import strategies as st

from blocks.assemblies.elections.stand import Stand, closed, opened, prepared, stand_of, vote, with_rules
from cast import Cast
from keqiao.blocks.assemblies.elections.box import receipt_digest_of
from keqiao.blocks.assemblies.elections.counting import FOR, MARKS, Box, add_up, decide
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.recount import as_table, content_of, has_file, holds, recount_file, recounted
from keqiao.blocks.assemblies.elections.rules import Rules
from keqiao.kernel.verbs.contract import VerbError


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def voted(stand: Stand, lists: str = "whole") -> tuple[Election, list[str]]:
    """Everybody votes, three write a name in. Receipts come along."""
    election = opened(stand, with_rules(stand, prepared(stand), lists=lists))
    codes = []
    for place, person in enumerate(stand.members):
        written = {"5": "覃峰"} if place < 3 else {}
        codes.append(vote(stand, election, person, 1, 2 + place % 2, written=written))
    return closed(stand, election), codes


@pytest.mark.parametrize("lists", ["whole", "apart"])
def test_the_file_comes_to_the_declared_result(stand: Stand, lists: str) -> None:
    election, codes = voted(stand, lists)
    content = json.loads(recount_file(election))
    assert holds(content)
    assert ("ballots" in content) is (lists == "whole")
    assert set(content["receipts"]) == {receipt_digest_of(content["election"], code.lower()) for code in codes}
    assert content["written_in"] == ["覃峰"] * 3
    assert recount_file(election) == recount_file(Election.objects.get(pk=election.pk))


def test_a_file_that_was_changed_does_not_hold(stand: Stand) -> None:
    content = content_of(voted(stand)[0])
    content["ballots"][0] = dict.fromkeys(content["ballots"][0], "against")
    assert not holds(content)


def test_the_file_names_no_voter_and_no_time(stand: Stand) -> None:
    text = recount_file(voted(stand)[0]).decode()
    assert not any(person.name in text for person in stand.members[5:])
    told = "title body date seats rules box candidates ballots written_in receipts result"
    assert set(json.loads(text)) == {"format", "election", *told.split()}


def test_there_is_no_file_before_the_count_or_of_paper(stand: Stand) -> None:
    election = opened(stand)
    assert not has_file(election)
    assert not has_file(prepared(stand, title="纸质", manner="paper"))


def test_the_table_has_a_line_for_each_ballot(stand: Stand) -> None:
    lines = as_table(voted(stand)[0]).decode("utf-8-sig").splitlines()
    assert lines[0] == "1 常委1,2 常委2,3 常委3,4 常委4,5 常委5"
    assert len(lines) == 10
    assert {line.split(",")[0] for line in lines[1:]} == {"for"}


def test_what_is_no_such_file_is_refused() -> None:
    with pytest.raises(VerbError, match="不是科桥公布的计票文件"):
        recounted({"format": "other"})


ELECTIONS = st.integers(1, 6).flatmap(
    lambda places: st.lists(
        st.fixed_dictionaries({str(number): st.sampled_from(MARKS) for number in range(1, places + 1)}),
        min_size=1,
        max_size=12,
    ).map(lambda ballots: (places, ballots))
)


@given(ELECTIONS, st.integers(1, 4))
def test_votelib_comes_to_the_same(election: tuple[int, list[dict[str, str]]], seats: int) -> None:
    """Approval votes, a threshold of more than half of the ballots, the most votes: as votelib evaluates them."""
    places, ballots = election
    size = len(ballots)
    ours = decide(
        Rules(majority_base="valid"), seats, Box(size, size, size, size), add_up(range(1, places + 1), ballots)
    )
    approvals: dict[frozenset[str], int] = {}
    for ballot in ballots:
        chosen = frozenset(number for number, mark in ballot.items() if mark == FOR)
        approvals[chosen] = approvals.get(chosen, 0) + 1
    scores = votelib.convert.ApprovalToSimpleVotes().convert(approvals)
    assert {number: count for number, count in scores.items() if count} == {
        str(line.number): line.votes.yes for line in ours.lines if line.votes.yes
    }
    passed = {number: count for number, count in scores.items() if count * 2 > size}
    theirs = votelib.evaluate.core.get_n_best(passed, min(seats, len(passed))) if passed else []
    ties = [one for one in theirs if isinstance(one, votelib.evaluate.core.Tie)]
    assert {str(line.number) for line in ours.elected()} == {one for one in theirs if one not in ties}
    assert {str(line.number) for line in ours.tied()} == {name for tie in ties for name in tie}
