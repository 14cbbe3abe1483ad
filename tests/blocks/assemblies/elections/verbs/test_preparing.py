"""An election is prepared step by step, and what doesn't belong together is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blocks.assemblies.elections.stand import Stand, approved, matter, met, opened, prepared, stand_of, with_rules
from cast import Cast, PersonFactory, TermFactory
from keqiao.blocks.assemblies.elections.models import Election
from keqiao.blocks.assemblies.elections.presets import PRESETS
from keqiao.blocks.assemblies.elections.rules import read_rules
from keqiao.blocks.assemblies.elections.verbs import preparing
from keqiao.kernel.nouns import ledger
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Refused, VerbError

TODAY = timezone.localdate


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def test_an_election_begins_with_usual_rules_and_the_meeting_of_its_day(stand: Stand) -> None:
    meeting = met(stand)
    election = prepared(stand)
    assert (election.meeting, election.seats, election.record_date) == (meeting, 3, TODAY())
    assert read_rules(election.rules) == PRESETS["enterprise"].rules
    assert read_rules(matter(stand).rules) == PRESETS["matter"].rules


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": ""}, "没有填写名称"),
        ({"seats": 0}, "应选名额不能是0"),
        ({"term": None}, "没有填写当选后进入的机构和职务"),
        ({"manner": "hands"}, "选举个人须无记名投票"),
        ({"kind": "matter", "matter": ""}, "没有填写表决事项"),
        ({"meeting": 0}, "没有编号为0的会议"),
    ],
)
def test_an_election_that_cannot_be_prepared(stand: Stand, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        prepared(stand, **changes)


def test_an_election_is_prepared_once(stand: Stand) -> None:
    prepared(stand)
    with pytest.raises(VerbError, match="已经登记"):
        prepared(stand)


def test_an_election_is_into_a_body_of_the_same_organisation(stand: Stand) -> None:
    with ledger.exempt("given"):
        theirs = Body.objects.create(organisation=stand.cast.guilin, kind="council", name="理事会")
    with pytest.raises(VerbError, match="不是本单位的机构"):
        prepared(stand, term=TermFactory(body=theirs).pk)
    meeting = met(stand)
    data = {"title": "通过决议", "kind": "matter", "manner": "hands", "matter": "通过决议。", "date": meeting.date}
    with pytest.raises(VerbError, match="不是这个机构的会议"):
        preparing.prepare(stand.clerk, stand.cast.congress, data | {"meeting": meeting.pk})


def test_a_set_of_rules_replaces_another(stand: Stand) -> None:
    election = prepared(stand)
    preparing.use_preset(stand.clerk, election, {"preset": "society"})
    assert read_rules(election.rules) == PRESETS["society"].rules


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"quorum": "3/2"}, "法定人数“3/2”不是不超过1的分数"),
        ({"majority": "0"}, "所需赞成票“0”不是"),
        ({"majority": "一半"}, "不是不超过1的分数"),
        ({"surplus": "2"}, "差额比例“2”不对"),
        ({"max_choices": 4}, "每张选票最多赞成的人数不能是4"),
        ({"proxies_each": 0}, "每人最多接受委托的人数不能是0"),
        ({"tie": "lot"}, "最后名额得票相等的"),
    ],
)
def test_rules_that_cannot_be(stand: Stand, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        with_rules(stand, prepared(stand), **changes)


def test_every_rule_can_be_settled(stand: Stand) -> None:
    election = prepared(stand)
    preparing.set_rules(stand.clerk, election, {"quorum": "3/4", "quorum_operator": "more_than", "surplus": "1/5"})
    rules = read_rules(election.rules)
    assert (rules.quorum, rules.quorum_operator, rules.surplus) == ("3/4", "more_than", "1/5")


def test_candidates_stand_in_the_order_of_the_ballot(stand: Stand) -> None:
    election = prepared(stand)
    first, second, third = stand.members[:3]
    preparing.nominate(stand.clerk, election, {"people": [second.pk, first.pk], "part_time": True})
    preparing.nominate(stand.clerk, election, {"people": [third.pk], "nominated": "主席提名"})
    preparing.strike(stand.clerk, election.candidates.get(person=second))
    kept = election.candidates.order_by("number").values_list("number", "person", "part_time", "nominated")
    assert list(kept) == [(1, first.pk, True, ""), (2, third.pk, False, "主席提名")]


def test_a_teller_never_stands_and_who_stands_never_counts(stand: Stand) -> None:
    election = prepared(stand)
    standing, teller = stand.members[:2]
    preparing.nominate(stand.clerk, election, {"people": [standing.pk]})
    preparing.name_tellers(stand.clerk, election, {"scrutineers": [teller.pk]})
    with pytest.raises(VerbError, match=f"{standing.name}是候选人，不能担任监票人"):
        preparing.name_tellers(stand.clerk, election, {"counters": [standing.pk]})
    with pytest.raises(VerbError, match=f"{teller.name}已经是监票人、计票人，不能同时是候选人"):
        preparing.nominate(stand.clerk, election, {"people": [teller.pk]})


def test_nobody_is_named_twice(stand: Stand) -> None:
    election = prepared(stand)
    one, other = stand.members[:2]
    with pytest.raises(VerbError, match="出现了不止一次"):
        preparing.nominate(stand.clerk, election, {"people": [one.pk, one.pk]})
    with pytest.raises(VerbError, match="至少选择一人"):
        preparing.nominate(stand.clerk, election, {"people": []})
    preparing.nominate(stand.clerk, election, {"people": [one.pk]})
    with pytest.raises(VerbError, match="已经是候选人"):
        preparing.nominate(stand.clerk, election, {"people": [one.pk]})
    preparing.name_tellers(stand.clerk, election, {"counters": [other.pk]})
    with pytest.raises(VerbError, match="已经是监票人、计票人。请不要重复登记"):
        preparing.name_tellers(stand.clerk, election, {"counters": [other.pk]})


def test_somebody_elses_person_cannot_be_put_on_the_ballot(stand: Stand) -> None:
    stranger = PersonFactory(keeper=stand.cast.guilin)
    with pytest.raises(Refused, match="没有查看此人记录的权限"):
        preparing.nominate(stand.clerk, prepared(stand), {"people": [stranger.pk]})


def test_a_matter_has_no_candidates(stand: Stand) -> None:
    with pytest.raises(VerbError, match="表决事项没有候选人"):
        preparing.nominate(stand.clerk, matter(stand), {"people": [stand.members[0].pk]})


def test_the_meeting_approves_of_all_tellers_before_the_vote(stand: Stand) -> None:
    election = prepared(stand)
    one, other, third = stand.members[6:9]
    preparing.name_tellers(stand.clerk, election, {"scrutineers": [one.pk]})
    with pytest.raises(VerbError, match="还没有提齐"):
        preparing.approve_tellers(stand.clerk, election, {"date": TODAY()})
    preparing.name_tellers(stand.clerk, election, {"counters": [other.pk]})
    with pytest.raises(VerbError, match="须在投票之前通过"):
        preparing.approve_tellers(stand.clerk, election, {"date": TODAY() + dt.timedelta(days=1)})
    preparing.approve_tellers(stand.clerk, election, {"date": TODAY()})
    preparing.name_tellers(stand.clerk, election, {"counters": [third.pk]})
    assert election.tellers_approved is None  # who came later wasn't approved of
    preparing.dismiss_teller(stand.clerk, election.tellers.get(person=third))
    assert set(election.tellers.values_list("person", flat=True)) == {one.pk, other.pk}


def test_the_leader_approves_of_rules_that_have_enough_candidates(stand: Stand) -> None:
    election = with_rules(stand, prepared(stand), surplus="1/3")
    preparing.nominate(stand.clerk, election, {"people": [one.pk for one in stand.members[:3]]})
    with pytest.raises(VerbError, match="应选3名，按选举办法至少要有4名候选人，现在有3名"):
        preparing.approve_rules(stand.leader, election)
    preparing.nominate(stand.clerk, election, {"people": [stand.members[3].pk]})
    with pytest.raises(Refused):
        preparing.approve_rules(stand.clerk, election)
    preparing.approve_rules(stand.leader, election)
    with pytest.raises(VerbError, match="选举办法已审定"):
        preparing.nominate(stand.clerk, election, {"people": [stand.members[4].pk]})
    preparing.reopen_rules(stand.leader, election)
    assert election.status == "prepared"


def test_elections_follow_each_other_and_never_in_a_ring(stand: Stand) -> None:
    first, second = prepared(stand), prepared(stand, title="选举秘书长")
    preparing.put_after(stand.clerk, second, {"after": first.pk})
    assert second.after == first
    with pytest.raises(VerbError, match="不能排在这项选举之前"):
        preparing.put_after(stand.clerk, first, {"after": second.pk})
    with pytest.raises(VerbError, match="有别的选举排在它之后"):
        preparing.withdraw(stand.clerk, first)
    preparing.put_after(stand.clerk, second, {})
    preparing.withdraw(stand.clerk, first)
    assert list(Election.objects.all()) == [second]


def test_an_election_that_was_approved_is_not_withdrawn(stand: Stand) -> None:
    with pytest.raises(VerbError, match="选举办法已审定"):
        preparing.withdraw(stand.clerk, approved(stand, prepared(stand)))


def test_votes_are_given_to_others_only_as_the_rules_say(stand: Stand) -> None:
    election = prepared(stand)
    one, other, third, fourth = stand.members[:4]
    stranger = PersonFactory(keeper=stand.cast.liuzhou)

    def give(person: Any, holder: Any) -> None:
        data = {"person": person.pk, "holder": holder.pk, "leave": "主席团同意"}
        preparing.give_proxy(stand.clerk, election, data)

    with pytest.raises(VerbError, match="不得委托投票"):
        give(one, other)
    with_rules(stand, election, proxies="leave", proxies_each=1)
    for given, says in (
        ((one, one), "同一个人"),
        ((one, stranger), "不是本次选举的选举人"),
    ):
        with pytest.raises(VerbError, match=says):
            give(*given)
    give(one, other)
    for given, says in (
        ((one, third), "已经委托他人"),
        ((third, other), "已经接受了1人委托，达到上限"),
        ((third, one), "已经委托他人"),
        ((other, fourth), "接受了别人的委托，不能再委托他人"),
    ):
        with pytest.raises(VerbError, match=says):
            give(*given)
    assert election.proxies.count() == 1


def test_nothing_of_the_preparation_changes_while_voting_goes_on(stand: Stand) -> None:
    election = opened(stand)
    for call in (
        lambda: preparing.use_preset(stand.clerk, election, {"preset": "society"}),
        lambda: preparing.strike(stand.clerk, election.candidates.first()),
        lambda: preparing.dismiss_teller(stand.clerk, election.tellers.first()),
        lambda: preparing.reopen_rules(stand.leader, election),
    ):
        with pytest.raises(VerbError, match="现在是“投票中”"):
            call()
