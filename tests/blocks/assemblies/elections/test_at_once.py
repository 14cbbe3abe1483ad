"""Two devices, one person, one ballot; nothing is lost while voting ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from blocks.assemblies.elections.stand import Stand, opened, stand_of
from cast import assemble
from keqiao.blocks.assemblies.elections import box
from keqiao.blocks.assemblies.elections.models import Ballot, Election, SealedBallot, Voter
from keqiao.blocks.assemblies.elections.tallying import kept_result
from keqiao.blocks.assemblies.elections.verbs import voting
from keqiao.kernel.verbs.contract import VerbError
from threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stand() -> Stand:
    """The committee."""
    return stand_of(assemble())


def casting(stand: Stand, line: Voter) -> Callable[[], None]:
    """A click on 投出选票, from a device of its own."""
    act = stand.act_of(line.person)
    data = {"marks": {"1": "for"}, "receipt": box.new_receipt()}
    return lambda: voting.cast(act, Voter.objects.get(pk=line.pk), data)


def test_of_two_clicks_at_once_one_counts(stand: Stand) -> None:
    election = opened(stand)
    line = Voter.objects.select_related("person").get(election=election, person=stand.members[0])
    answers = at_once(*(casting(stand, line) for _device in range(4)))
    refused = [one for one in answers if one is not None]
    assert len(refused) == 3
    assert all(isinstance(one, VerbError) and "已经投出" in str(one) for one in refused)
    assert SealedBallot.objects.count() == 1


def test_everybody_at_once_with_every_click_doubled(stand: Stand) -> None:
    election = opened(stand)
    lines = list(election.voters.select_related("person"))
    answers = at_once(*(casting(stand, line) for line in lines for _click in range(2)))
    assert answers.count(None) == len(lines)
    assert SealedBallot.objects.count() == len(lines)


def test_a_vote_that_was_answered_is_counted_however_late_the_closing_came(stand: Stand) -> None:
    election = opened(stand)
    lines = list(election.voters.select_related("person"))

    def close() -> None:
        voting.close_voting(stand.clerk, Election.objects.get(pk=election.pk))

    calls = [casting(stand, line) for line in lines]
    answers = at_once(*calls[:5], close, *calls[5:])
    assert answers[5] is None
    votes = answers[:5] + answers[6:]
    assert all(one is None or "已经截止" in str(one) for one in votes)
    election.refresh_from_db()
    found = kept_result(election)  # counted by the event that follows the closing
    assert found is not None
    assert election.status == "counted"
    assert found.box.returned == votes.count(None) == Ballot.objects.count() == Voter.objects.filter(voted=True).count()
    assert not SealedBallot.objects.exists()
