"""Who has a vote: as of the record date, and of those whoever came."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from blocks.assemblies.elections.stand import Stand, met, opened, prepared, stand_of
from cast import Cast, PostFactory
from keqiao.blocks.assemblies.elections import roll
from keqiao.kernel.verbs.contract import VerbError


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def test_posts_are_those_of_the_record_date(stand: Stand) -> None:
    today = timezone.localdate()
    left, came = stand.members[0], stand.members[1]
    PostFactory(term=stand.term, person=stand.cast.engineer, role="member", starts=today)
    before = prepared(stand, record_date=today - dt.timedelta(days=1))
    after = prepared(stand, title="当日", record_date=today)
    assert stand.cast.engineer.pk not in roll.due(before)
    assert stand.cast.engineer.pk in roll.due(after)
    assert {left.pk, came.pk} <= roll.due(before)


def test_before_the_first_term_nobody_has_a_vote(stand: Stand) -> None:
    election = prepared(stand, record_date=dt.date(2000, 1, 1))
    with pytest.raises(VerbError, match="没有选举人"):
        roll.draw_up(election)


def test_a_proxy_counts_only_while_one_is_away_and_the_other_there(stand: Stand) -> None:
    met(stand, 7)
    election = prepared(stand)
    there = roll.present(election)
    assert len(there) == 7
    assert roll.represented(election, there) == {}


def test_somebody_finds_their_own_lines(stand: Stand) -> None:
    election = opened(stand)
    assert [one.election for one in roll.lines_of(stand.members[0])] == [election]
    assert roll.lines_of(stand.cast.engineer) == []
    assert roll.numbers(election) == [1, 2, 3, 4, 5]
