"""Two sheets are compared, results confirmed, and the elected hold their posts."""

from __future__ import annotations

from typing import Any

import pytest

from blocks.assemblies.elections.stand import (
    Stand,
    closed,
    counters,
    matter,
    met,
    opened,
    prepared,
    sheet,
    stand_of,
    vote,
    with_rules,
)
from cast import Cast, PersonFactory, PostFactory
from keqiao.blocks.assemblies.elections.models import Election, SealedBallot
from keqiao.blocks.assemblies.elections.tallying import differences, kept_result
from keqiao.blocks.assemblies.elections.verbs import settling, voting
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import Refused, VerbError


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def paper(stand: Stand) -> Election:
    """A vote on paper that is over."""
    election = opened(stand, prepared(stand, manner="paper"))
    return voting.close_voting(stand.clerk, election)


def counted_by_both(stand: Stand, election: Election, first: dict[str, Any], second: dict[str, Any]) -> None:
    """Each teller enters a sheet from an account of their own."""
    for teller, data in zip(counters(election), (first, second), strict=True):
        settling.enter_sheet(stand.act_of(teller.person), teller, data)


def test_two_sheets_that_agree_give_the_result(stand: Stand) -> None:
    election = paper(stand)
    counted_by_both(stand, election, sheet(election), sheet(election))
    settling.count_votes(stand.clerk, election)
    found = kept_result(election)
    assert found is not None
    assert [(line.number, line.outcome) for line in found.lines][:3] == [
        (1, "elected"),
        (2, "elected"),
        (3, "elected"),
    ]


def test_one_sheet_is_not_enough(stand: Stand) -> None:
    election = paper(stand)
    settling.enter_sheet(stand.clerk, counters(election)[0], sheet(election))
    with pytest.raises(VerbError, match="现在有1张"):
        settling.count_votes(stand.clerk, election)


def test_one_account_does_not_enter_both_sheets(stand: Stand) -> None:
    election = paper(stand)
    first, second = counters(election)
    settling.enter_sheet(stand.clerk, first, sheet(election))
    settling.enter_sheet(stand.clerk, first, sheet(election, void=0))  # its own may be put right
    with pytest.raises(VerbError, match="请由另一人用自己的账号录入"):
        settling.enter_sheet(stand.clerk, second, sheet(election))
    settling.enter_sheet(stand.act_of(second.person), second, sheet(election))
    assert election.sheets.count() == 2


def test_nobody_else_enters_a_tellers_sheet(stand: Stand) -> None:
    election = paper(stand)
    with pytest.raises(Refused):
        settling.enter_sheet(stand.act_of(stand.members[0]), counters(election)[0], sheet(election))


def test_sheets_that_differ_give_no_result_until_they_agree(stand: Stand) -> None:
    election = paper(stand)
    votes = sheet(election)["votes"] | {"3": [5, 3, 1]}
    written = {"written": {"覃  峰": 2}}
    counted_by_both(stand, election, sheet(election), sheet(election, votes=votes, void=0, **written))
    first, second = election.sheets.order_by("pk")
    found = [(one.number, one.what, one.first, one.second, one.name) for one in differences([first, second])]
    assert found == [(3, "yes", 6, 5, ""), (3, "no", 2, 3, ""), (0, "written", 0, 2, "覃 峰")]
    with pytest.raises(VerbError, match="有3处不一致"):
        settling.count_votes(stand.clerk, election)
    teller = counters(election)[1]
    settling.enter_sheet(stand.act_of(teller.person), teller, sheet(election))
    settling.count_votes(stand.clerk, election)
    assert election.status == "counted"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"votes": {"1": [9, 0, 0]}}, "没有填全"),
        ({"void": 1}, "第1号赞成、反对、弃权共9，应等于有效票8"),
        ({"issued": -1}, "票数不能是-1"),
        ({"written": {"覃峰": 40}}, "另选他人的票数多于反对票"),
    ],
)
def test_a_sheet_that_does_not_add_up(stand: Stand, changes: dict[str, Any], says: str) -> None:
    election = paper(stand)
    with pytest.raises(VerbError, match=says):
        settling.enter_sheet(stand.clerk, counters(election)[0], sheet(election, **changes))


def test_more_ballots_returned_than_issued_make_the_vote_void(stand: Stand) -> None:
    election = paper(stand)
    data = sheet(election, issued=8)
    counted_by_both(stand, election, data, data)
    settling.count_votes(stand.clerk, election)
    found = kept_result(election)
    assert found is not None
    assert (found.fault, found.elected()) == ("more_returned", [])
    with pytest.raises(VerbError, match="收回选票9张，多于发出的8张，不能确认结果"):
        settling.confirm_result(stand.leader, election)
    settling.void_election(stand.leader, election, {"reason": "收回选票多于发出"})
    assert election.status == "void"


def test_a_sheet_belongs_to_a_vote_on_paper(stand: Stand) -> None:
    election = opened(stand)
    voting.close_voting(stand.clerk, election)
    with pytest.raises(VerbError, match="不是纸质投票"):
        settling.enter_sheet(stand.clerk, counters(election)[0], sheet(election))


def test_hands_are_counted_and_who_raised_none_does_not_abstain(stand: Stand) -> None:
    met(stand, 8)
    election = opened(stand, matter(stand))
    settling.enter_hands(stand.clerk, election, {"yes": 5, "no": 1, "abstain": 1})
    found = kept_result(election)
    assert found is not None
    assert (found.lines[0].outcome, found.lines[0].votes.abstain, found.box.present) == ("elected", 1, 8)
    settling.confirm_result(stand.leader, election)
    assert election.status == "confirmed"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"yes": 8, "no": 1, "abstain": 1}, "共10，多于到会9人"),
        ({"yes": -1, "no": 0, "abstain": 0}, "票数不能是-1"),
    ],
)
def test_more_hands_than_people(stand: Stand, data: dict[str, int], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        settling.enter_hands(stand.clerk, opened(stand, matter(stand)), data)


def test_hands_are_not_entered_for_a_secret_vote(stand: Stand) -> None:
    with pytest.raises(VerbError, match="不是举手表决"):
        settling.enter_hands(stand.clerk, opened(stand), {"yes": 1, "no": 0, "abstain": 0})


def test_the_elected_hold_their_posts_from_the_day_on(stand: Stand) -> None:
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, 2, 3)
    closed(stand, election)
    with pytest.raises(Refused):
        settling.confirm_result(stand.clerk, election)
    settling.confirm_result(stand.leader, election, {"explanation": "都符合方案要求"})
    held = Post.objects.filter(term=stand.term, role="vice_chair").order_by("pk")
    assert [one.person for one in held] == stand.candidates[:3]
    assert {one.starts for one in held} == {election.date}
    caused = Entry.objects.filter(verb="posts.elect")
    assert {entry.cause.verb for entry in caused if entry.cause} == {"elections.confirm"}


def test_all_take_their_seats_or_nobody_does(stand: Stand) -> None:
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, 2, 3)
    closed(stand, election)
    moved = stand.candidates[2]
    with ledger.exempt("given"):
        moved.keeper = stand.cast.guilin
        moved.save()
    with pytest.raises(Refused):
        settling.confirm_result(stand.leader, election)
    assert not Post.objects.filter(role="vice_chair").exists()
    election.refresh_from_db()
    assert election.status == "counted"


def test_who_holds_the_post_already_keeps_it(stand: Stand) -> None:
    PostFactory(term=stand.term, person=stand.candidates[0], role="vice_chair")
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, 2, 3)
    settling.confirm_result(stand.leader, closed(stand, election))
    assert Post.objects.filter(role="vice_chair").count() == 3


def test_somebody_written_in_is_elected_once_it_is_known_who_it_is(stand: Stand) -> None:
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, 2, written={"5": "覃峰"})
    closed(stand, election)
    with pytest.raises(VerbError, match="另选的“覃峰”当选，还没有核对是哪一位"):
        settling.confirm_result(stand.leader, election)
    who = PersonFactory(name="覃峰", keeper=stand.cast.liuzhou)
    for data, says in (
        ({"name": "覃蜂", "person": who.pk}, "没有人在选票上另写“覃蜂”"),
        ({"name": "覃峰", "person": stand.candidates[0].pk}, "已在候选人之中"),
    ):
        with pytest.raises(VerbError, match=says):
            settling.identify(stand.clerk, election, data)
    settling.identify(stand.clerk, election, {"name": "覃峰", "person": who.pk})
    settling.confirm_result(stand.leader, election)
    assert Post.objects.filter(person=who, role="vice_chair").exists()


def test_a_result_that_is_not_what_the_ballots_come_to_is_not_confirmed(stand: Stand) -> None:
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, 2, 3)
    closed(stand, election)
    with ledger.exempt("given"):
        election.result = election.result.replace('"yes": 9', '"yes": 8')
        election.save()
    with pytest.raises(VerbError, match="重新计算的结果与已计的不一致"):
        settling.confirm_result(stand.leader, election)


def test_a_vote_declared_void_leaves_no_ballots_to_be_read(stand: Stand) -> None:
    election = opened(stand, with_rules(stand, prepared(stand), lists="apart"))
    vote(stand, election, stand.members[0], 1)
    with pytest.raises(VerbError, match="没有填写原因"):
        settling.void_election(stand.leader, election, {"reason": ""})
    settling.void_election(stand.leader, election, {"reason": "候选人名单有误"})
    assert (election.lock, election.explanation) == ("", "候选人名单有误")
    assert not SealedBallot.objects.exists()
