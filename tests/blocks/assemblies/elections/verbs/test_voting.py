"""A vote is opened, everybody votes once, and nothing is counted that came too late."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection

from blocks.assemblies.elections.stand import (
    Stand,
    approved,
    closed,
    matter,
    met,
    opened,
    prepared,
    stand_of,
    vote,
    with_rules,
)
from cast import Cast
from keqiao.blocks.assemblies.elections import box
from keqiao.blocks.assemblies.elections.models import Answer, Ballot, Receipt, SealedBallot, Voter, WrittenIn
from keqiao.blocks.assemblies.elections.tallying import kept_result
from keqiao.blocks.assemblies.elections.verbs import preparing, settling, voting
from keqiao.blocks.assemblies.verbs import record_attendance
from keqiao.kernel.audit.models import Entry
from keqiao.kernel.nouns import ledger
from keqiao.kernel.verbs.contract import Refused, VerbError


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def test_everybody_votes_and_the_most_votes_win(stand: Stand) -> None:
    election = opened(stand)
    assert (election.due, election.present, election.issued) == (9, 9, 9)
    for place, person in enumerate(stand.members):
        vote(stand, election, person, 1, 2, 3 if place < 6 else 4)
    closed(stand, election)
    found = kept_result(election)
    assert found is not None
    assert [(line.number, line.votes.yes, line.outcome) for line in found.lines] == [
        (1, 9, "elected"),
        (2, 9, "elected"),
        (3, 6, "elected"),
        (4, 3, "not_elected"),
        (5, 0, "not_elected"),
    ]


def test_nobody_votes_twice(stand: Stand) -> None:
    election = opened(stand)
    vote(stand, election, stand.members[0], 1)
    with pytest.raises(VerbError, match="已经投出"):
        vote(stand, election, stand.members[0], 2)
    assert SealedBallot.objects.count() == 1


def test_nobody_votes_for_somebody_else(stand: Stand) -> None:
    election = opened(stand)
    line = Voter.objects.get(election=election, person=stand.members[0])
    data = {"marks": {"1": "for"}, "receipt": box.new_receipt()}
    with pytest.raises(Refused, match="本人"):
        voting.cast(stand.act_of(stand.members[1]), line, data)
    with pytest.raises(Refused, match="本人"):
        voting.cast(stand.clerk, line, data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"marks": {"9": "for"}}, "选票上没有“9”"),
        ({"marks": {"1": "maybe"}}, "选票上没有“maybe”"),
        ({"marks": dict.fromkeys("1234", "for")}, "您赞成了4人，最多可以赞成3人"),
        ({"marks": {"1": "abstain"}, "written": {"1": "覃峰"}}, "只有投反对票的才可以另选他人"),
        ({"marks": {"1": "against"}, "written": {"1": "常委2"}}, "常委2已经是候选人"),
        ({"marks": dict.fromkeys("12", "against"), "written": {"1": "覃峰", "2": "覃 峰"}}, ""),
        ({"marks": dict.fromkeys("12", "against"), "written": {"1": "覃峰", "2": "覃峰"}}, "另写了不止一次"),
        ({"marks": {"1": "against"}, "written": {"1": "峰" * 41}}, "最多40个字"),
        ({"marks": {"1": "for"}, "receipt": "1234"}, "回执编号不对"),
    ],
)
def test_what_a_ballot_may_not_hold(stand: Stand, data: dict[str, Any], says: str) -> None:
    election = opened(stand)
    line = Voter.objects.get(election=election, person=stand.members[0])
    given = {"receipt": box.new_receipt(), **data}
    if not says:
        voting.cast(stand.act_of(stand.members[0]), line, given)
        return
    with pytest.raises(VerbError, match=says):
        voting.cast(stand.act_of(stand.members[0]), line, given)
    assert not Voter.objects.filter(voted=True).exists()


def test_nothing_is_written_in_where_the_rules_forbid_it(stand: Stand) -> None:
    election = opened(stand, with_rules(stand, prepared(stand), write_in=False))
    with pytest.raises(VerbError, match="不能另选他人"):
        vote(stand, election, stand.members[0], 2, written={"1": "覃峰"})


def test_a_vote_after_closing_is_refused(stand: Stand) -> None:
    election = opened(stand)
    vote(stand, election, stand.members[0], 1)
    closed(stand, election)
    with pytest.raises(VerbError, match="已经截止"):
        vote(stand, election, stand.members[1], 1)
    assert Ballot.objects.count() == 1
    assert not Voter.objects.get(person=stand.members[1]).voted


def test_a_vote_before_opening_is_refused(stand: Stand) -> None:
    election = opened(stand)
    with ledger.exempt("given"):
        election.status = "approved"
        election.save()
    with pytest.raises(VerbError, match="没有开始"):
        vote(stand, election, stand.members[0], 1)


def test_before_voting_come_the_rules_the_tellers_and_the_election_before(stand: Stand) -> None:
    election = prepared(stand)
    with pytest.raises(VerbError, match="准备中"):
        voting.open_voting(stand.clerk, election)
    preparing.nominate(stand.clerk, election, {"people": [one.pk for one in stand.candidates]})
    preparing.approve_rules(stand.leader, election)
    with pytest.raises(VerbError, match="还没有经会议通过"):
        voting.open_voting(stand.clerk, election)
    second = prepared(stand, title="选举秘书长")
    preparing.put_after(stand.clerk, second, {"after": election.pk})
    approved(stand, second)
    with pytest.raises(VerbError, match="先要完成“选举副主席”"):
        voting.open_voting(stand.clerk, second)


def test_ballots_go_to_those_who_came(stand: Stand) -> None:
    met(stand, 7)
    election = opened(stand)
    assert (election.due, election.present) == (9, 7)
    assert set(election.voters.values_list("person", flat=True)) == {one.pk for one in stand.members[:7]}


def test_without_a_quorum_voting_does_not_begin(stand: Stand) -> None:
    met(stand, 6)
    with pytest.raises(VerbError, match="应到9人，到会6人，没有达到法定人数"):
        opened(stand)


def test_nobody_has_come_yet(stand: Stand) -> None:
    met(stand, 0)
    with pytest.raises(VerbError, match="还没有登记到会人员"):
        opened(stand)


def test_who_comes_late_still_votes(stand: Stand) -> None:
    meeting = met(stand, 7)
    election = opened(stand)
    late = stand.members[8]
    record_attendance(stand.clerk, meeting, {"people": [{"person": late.pk, "state": "present"}]})
    voting.admit_late(stand.clerk, election)
    assert (election.present, election.issued) == (8, 8)
    vote(stand, election, late, 1)


def test_late_comers_are_of_a_meeting(stand: Stand) -> None:
    with pytest.raises(VerbError, match="没有会议"):
        voting.admit_late(stand.clerk, opened(stand))


def test_a_proxy_is_cast_by_its_holder(stand: Stand) -> None:
    met(stand, 7)
    election = with_rules(stand, prepared(stand), proxies="leave")
    absent, holder = stand.members[8], stand.members[0]
    preparing.give_proxy(
        stand.clerk, election, {"person": absent.pk, "holder": holder.pk, "leave": "主席团第一次会议同意"}
    )
    opened(stand, election)
    assert (election.present, election.issued) == (8, 8)
    vote(stand, election, holder, 1)
    vote(stand, election, absent, 2)
    assert SealedBallot.objects.count() == 2


def test_a_receipt_is_in_the_list_and_beside_no_ballot(stand: Stand) -> None:
    election = opened(stand)
    codes = [vote(stand, election, person, 1) for person in stand.members]
    digests = {box.receipt_digest(election, code) for code in codes}
    assert set(SealedBallot.objects.values_list("receipt", flat=True)) == digests
    before = set(SealedBallot.objects.values_list("key", flat=True))
    voting.close_voting(stand.clerk, election)
    assert set(Receipt.objects.values_list("digest", flat=True)) == digests
    assert not before & set(Ballot.objects.values_list("key", flat=True))
    assert not SealedBallot.objects.exists()
    assert election.lock == ""
    assert {one.name for one in Ballot._meta.concrete_fields} == {"key", "election", "marks"}


def test_a_sealed_ballot_tells_nothing_not_even_by_its_length(stand: Stand) -> None:
    election = opened(stand)
    vote(stand, election, stand.members[0], 1)
    vote(stand, election, stand.members[1], 2, written={"1": "覃" * 40})
    kept = list(SealedBallot.objects.values_list("locked", flat=True))
    assert len({len(one) for one in kept}) == 1
    assert not any("for" in one.partition(":")[2][:40] and "marks" in one for one in kept)


def test_rows_out_of_the_box_stand_in_the_order_of_random_keys(stand: Stand) -> None:
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, written={"5": "覃峰"})
    voting.close_voting(stand.clerk, election)
    order = "ctid" if connection.vendor == "postgresql" else "rowid"
    for model, key in ((Ballot, "key"), (WrittenIn, "key"), (Receipt, "digest")):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {key} FROM {model._meta.db_table} ORDER BY {order}")
            found = [str(row[0]) for row in cursor.fetchall()]
        assert found == sorted(found)
        assert len(found) == len(stand.members)


def test_the_audit_knows_that_somebody_voted_and_nothing_more(stand: Stand) -> None:
    election = opened(stand)
    vote(stand, election, stand.members[0], 1)
    entry = Entry.objects.get(verb="elections.cast")
    assert (entry.actor, entry.message, json.loads(entry.objects_changed or "{}")) == ("secret", "", {})


def test_a_count_that_breaks_off_is_done_again(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1, 2)
    voting.close_voting(stand.clerk, election)
    whole = settling.result_of

    def killed(_election: object) -> None:
        raise RuntimeError("the process died")

    monkeypatch.setattr(settling, "result_of", killed)
    with pytest.raises(RuntimeError):
        settling.count_votes(stand.clerk, election)
    monkeypatch.setattr(settling, "result_of", whole)
    election.refresh_from_db()
    assert (election.status, election.result) == ("closed", "")
    settling.count_votes(stand.clerk, election)
    first = election.result
    settling.count_votes(stand.clerk, election)
    assert election.result == first
    assert Ballot.objects.count() == 9


def test_opening_the_box_that_breaks_off_leaves_it_closed(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    election = opened(stand)
    for person in stand.members:
        vote(stand, election, person, 1)

    def killed(*_given: object, **_more: object) -> None:
        raise RuntimeError("the process died")

    monkeypatch.setattr(Receipt.objects, "bulk_create", killed)
    with pytest.raises(RuntimeError):
        voting.close_voting(stand.clerk, election)
    monkeypatch.undo()
    election.refresh_from_db()
    assert election.status == "open"
    assert (SealedBallot.objects.count(), Ballot.objects.count()) == (9, 0)
    closed(stand, election)
    assert Ballot.objects.count() == 9


def test_a_matter_is_voted_on_by_name(stand: Stand) -> None:
    election = opened(stand, matter(stand, "roll"))
    for place, person in enumerate(stand.members[:7]):
        line = Voter.objects.get(election=election, person=person)
        voting.answer(stand.act_of(person), line, {"mark": "for" if place < 5 else "abstain"})
    with pytest.raises(VerbError, match="已经投出"):
        voting.answer(stand.act_of(stand.members[0]), election.voters.get(person=stand.members[0]), {"mark": "for"})
    assert Answer.objects.count() == 7
    closed(stand, election)
    found = kept_result(election)
    assert found is not None
    assert (found.box.returned, found.lines[0].votes.yes, found.lines[0].votes.abstain) == (7, 5, 2)
    assert found.lines[0].outcome == "elected"


@pytest.mark.parametrize(("manner", "says"), [("online", "不是记名表决"), ("roll", "请选择赞成、反对或弃权")])
def test_an_answer_that_cannot_be_given(stand: Stand, manner: str, says: str) -> None:
    election = opened(stand, matter(stand, manner))
    line = election.voters.get(person=stand.members[0])
    with pytest.raises(VerbError, match=says):
        voting.answer(stand.act_of(stand.members[0]), line, {"mark": "for" if manner == "online" else "yes"})


def test_a_ballot_is_not_cast_where_hands_are_raised(stand: Stand) -> None:
    election = opened(stand, matter(stand, "roll"))
    with pytest.raises(VerbError, match="不是网上投票"):
        vote(stand, election, stand.members[0], 1)


def test_keys_count_like_a_secret_vote(stand: Stand) -> None:
    election = opened(stand, matter(stand, "keys"))
    for person in stand.members[:5]:
        vote(stand, election, person, 1)
    closed(stand, election)
    found = kept_result(election)
    assert found is not None
    assert (found.lines[0].votes.yes, found.box.returned, found.lines[0].outcome) == (5, 5, "elected")
