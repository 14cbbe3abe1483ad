"""The next vote on seats that stayed open, and results that don't stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blocks.assemblies.elections.stand import (
    Stand,
    approved,
    closed,
    counters,
    matter,
    opened,
    prepared,
    stand_of,
    vote,
    with_rules,
)
from cast import Cast
from keqiao.blocks.assemblies.elections.again import next_vote
from keqiao.blocks.assemblies.elections.models import Election, ElectionStatus
from keqiao.blocks.assemblies.elections.offered import election_url, title_again
from keqiao.blocks.assemblies.elections.outcomes import elected_candidates, outcomes
from keqiao.blocks.assemblies.elections.rules import read_rules
from keqiao.blocks.assemblies.elections.verbs import preparing, repeating, settling, voting
from keqiao.blocks.assemblies.queries import Came
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import VerbError
from plans.supervision.browsing import by, seen
from registry.facts.given import given as stored


@pytest.fixture
def stand(cast: Cast) -> Stand:
    return stand_of(cast)


def again(stand: Stand, election: Election, **changes: Any) -> Election:
    data = {"title": title_again(election), "date": timezone.localdate(), "manner": "online"}
    return repeating.repeat(stand.clerk, election, data | changes)


def confirmed(stand: Stand, ballots: list[tuple[int, ...]], **rules: Any) -> Election:
    """One ballot for each of these, of the nine members."""
    election = opened(stand, with_rules(stand, prepared(stand), **rules))
    for person, numbers in zip(stand.members, ballots, strict=True):
        vote(stand, election, person, *numbers)
    closed(stand, election)
    settling.confirm_result(stand.leader, election, {"explanation": "空缺另行选举。"})
    return Election.objects.get(pk=election.pk)


TIE = [(1, 2, 3)] * 4 + [(1, 2, 4)] * 4 + [(1, 3, 4)]  # three and four are both named five times
FEW = [(1, 2)] * 6 + [(1, 3)] * 2 + [(1, 4)]  # only two come through


def test_a_tie_is_voted_on_again_among_those_who_share_the_seat(stand: Stand) -> None:
    first = confirmed(stand, TIE, tie="runoff", surplus="1/3")
    found = next_vote(first)
    assert found is not None
    assert (found.seats, [one.number for one in found.candidates], found.label) == (1, [3, 4], "再次投票")
    made = again(stand, first)
    assert (made.again_of, made.seats, made.status) == (first, 1, ElectionStatus.PREPARED)
    assert [one.person for one in made.candidates.all()] == stand.candidates[2:4]
    assert (made.title, made.term, made.role) == ("选举副主席（第2次投票）", first.term, "vice_chair")
    assert {one.person for one in made.tellers.all()} == {one.person for one in first.tellers.all()}
    assert made.tellers_approved is None
    assert read_rules(made.rules).model_copy(update={"surplus": "1/3"}) == read_rules(first.rules)
    with pytest.raises(VerbError, match="已经准备了再次投票"):
        again(stand, first, title="又一次")
    preparing.approve_tellers(stand.clerk, made, {"date": made.date})
    preparing.approve_rules(stand.leader, made)
    voting.open_voting(stand.clerk, made)
    for person in stand.members:
        vote(stand, made, person, 2)
    closed(stand, made)
    settling.confirm_result(stand.leader, made, {})
    elected = Post.objects.filter(term=stand.term, role="vice_chair")
    assert {one.person for one in elected} == {*stand.candidates[:2], stand.candidates[3]}
    assert next_vote(Election.objects.get(pk=made.pk)) is None


def test_where_the_rules_leave_a_tie_open_nothing_is_offered(stand: Stand) -> None:
    first = confirmed(stand, TIE, tie="open")
    assert next_vote(first) is None
    with pytest.raises(VerbError, match="没有需要再次投票的名额"):
        again(stand, first)


def test_seats_that_nobody_won_go_to_those_with_most_votes_of_the_others(stand: Stand) -> None:
    first = confirmed(stand, FEW, surplus="1/3")
    found = next_vote(first)
    assert found is not None
    assert (found.seats, [one.number for one in found.candidates], found.label) == (1, [3, 4], "另行选举")
    made = again(stand, first)
    assert [one.person for one in made.candidates.all()] == stand.candidates[2:4]
    assert read_rules(made.rules).surplus == "1/3"


def test_where_nobody_was_elected_all_seats_are_voted_on_again(stand: Stand) -> None:
    found = next_vote(confirmed(stand, [()] * 9, surplus="1/3"))
    assert found is not None
    assert (found.seats, [one.number for one in found.candidates]) == (3, [1, 2, 3, 4, 5])  # all have as few
    assert found.label == "另行选举"


def test_a_vote_that_was_void_is_held_again_as_it_was(stand: Stand) -> None:
    first = opened(stand)
    settling.void_election(stand.leader, first, {"reason": "发票有误。"})
    made = again(stand, first, manner="paper", date=timezone.localdate() + dt.timedelta(days=1))
    assert [one.person for one in made.candidates.all()] == stand.candidates
    assert (made.seats, made.manner, made.record_date) == (3, "paper", made.date)
    preparing.withdraw(stand.clerk, made)
    assert again(stand, first).title == "选举副主席（第2次投票）"


def test_a_matter_that_was_void_is_voted_on_again(stand: Stand) -> None:
    first = voting.open_voting(stand.clerk, approved(stand, matter(stand)))
    settling.void_election(stand.leader, first, {"reason": "清点有误。"})
    made = again(stand, first, manner="hands")
    assert (made.matter, made.persons) == (first.matter, False)


def test_what_does_not_fit_is_refused(stand: Stand) -> None:
    first = confirmed(stand, FEW)
    with pytest.raises(VerbError, match="不能早于上一次投票"):
        again(stand, first, date=timezone.localdate() - dt.timedelta(days=1))
    with pytest.raises(VerbError, match="须无记名投票"):
        again(stand, first, manner="hands")
    with pytest.raises(VerbError, match="已经登记"):
        again(stand, first, title=first.title)


def test_both_pages_show_that_one_follows_the_other(stand: Stand) -> None:
    first = confirmed(stand, FEW)
    clerk = by(stand.cast.clerk)
    page = seen(clerk, election_url(first))
    assert "另行选举</a>" in page
    url = f"/desk/acts/elections.repeat/{first.public_id}/"
    assert 'value="选举副主席（第2次投票）"' in seen(clerk, url)
    data = {"title": "补选", "date": timezone.localdate().isoformat(), "manner": "online"}
    answer = clerk.post(url, data, follow=True).content.decode()
    made = Election.objects.get(title="补选")
    assert f'接续：<a href="{election_url(first)}' in answer
    assert f'已经准备：<a href="{election_url(made)}' in seen(clerk, election_url(first))


def test_an_annulled_result_takes_its_posts_away_and_leaves_others(stand: Stand) -> None:
    held = stored(Post, term=stand.term, person=stand.candidates[0], role="vice_chair")
    first = confirmed(stand, [(1, 2, 3)] * 9)
    assert {one.came for one in outcomes(stand.term)} == {Came.ELECTED, Came.NOT_ELECTED}
    repeating.annul(stand.leader, first, {"reason": "候选人资格有误。"})
    first.refresh_from_db()
    assert (first.status, first.explanation) == (ElectionStatus.VOID, "候选人资格有误。")
    assert list(Post.objects.filter(role="vice_chair")) == [held]
    assert outcomes(stand.term) == []
    assert len(elected_candidates(first)) == 3  # what was counted stays to be checked
    with pytest.raises(VerbError, match="不能办理这一步"):
        repeating.annul(stand.leader, first, {"reason": "再来一次"})


def test_a_result_that_a_later_vote_rests_on_is_not_annulled(stand: Stand) -> None:
    first = confirmed(stand, [(1, 2, 3)] * 9)
    later = prepared(stand, title="选举主席", seats=1)
    preparing.put_after(stand.clerk, later, {"after": first.pk})
    preparing.nominate(stand.clerk, later, {"people": [stand.members[0].pk]})
    tellers = [one.person_id for one in counters(first)]
    preparing.name_tellers(stand.clerk, later, {"scrutineers": [tellers[0]], "counters": [tellers[1]]})
    preparing.approve_tellers(stand.clerk, later, {"date": later.date})
    voting.open_voting(stand.clerk, preparing.approve_rules(stand.leader, later))
    with pytest.raises(VerbError, match="“选举主席”以这项选举的结果为前提"):
        repeating.annul(stand.leader, first, {"reason": "候选人资格有误。"})
