"""Elections as plans count them: settled ones, from their day on, and never a ballot."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.elections.stand import Stand, closed, matter, opened, prepared, stand_of, vote
from blocks.counting import said
from cast import Cast
from keqiao.blocks.assemblies.elections.facts import ELECTIONS
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.records import describe_elections
from keqiao.blocks.assemblies.elections.verbs import settling
from keqiao.kernel.facts.models import Dirty
from keqiao.kernel.nouns.fields import to_int

COLUMNS = ("body", "kind", "seats", "candidates", "differential", "secret", "valid")


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def confirmed(stand: Stand) -> Election:
    """An election that is settled."""
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, 2, 3)
    return settling.confirm_result(stand.leader, closed(stand, election))


def test_a_settled_election_is_counted_from_its_day_on(stand: Stand) -> None:
    opened(stand, prepared(stand, title="未办结"))
    election = confirmed(stand)
    assert election.date is not None
    day = to_int(election.date)
    assert said("elections", day, *COLUMNS) == [("standing_committee", "persons", 3, 5, 1, 1, 1)]
    assert said("elections", to_int(election.date - dt.timedelta(days=1)), *COLUMNS) == []


def test_a_vote_on_a_matter_has_no_candidates_and_a_void_one_is_not_valid(stand: Stand) -> None:
    election = opened(stand, matter(stand))
    settling.void_election(stand.leader, election, {"reason": "程序有误"})
    assert election.date is not None
    assert said("elections", to_int(election.date), *COLUMNS) == [("standing_committee", "matter", 1, 0, None, 0, 0)]


def test_ballots_dirty_no_fact(stand: Stand) -> None:
    election = opened(stand)
    Dirty.objects.all().delete()
    vote(stand, election, stand.members[0], 1)
    assert not Dirty.objects.exists()
    assert set(ELECTIONS.touches) == {"elections.Election", "elections.Candidate"}


def test_a_record_behind_a_figure_has_a_name(stand: Stand) -> None:
    election = confirmed(stand)
    line = describe_elections([election.pk])[election.pk]
    assert line.label == "选举副主席"
