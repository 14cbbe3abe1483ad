"""A ballot is filled in, looked at again and cast from a phone without scripts."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from blocks.assemblies.elections.stand import Stand, closed, matter, opened, prepared, stand_of, vote, with_rules
from cast import Cast
from keqiao.blocks.assemblies.elections import box
from keqiao.blocks.assemblies.elections.models import Answer, Election, SealedBallot, Voter
from keqiao.kernel.people.models import Person

MARKS = {f"mark-{number}": "for" if number < 3 else "against" for number in range(1, 6)}


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """The committee."""
    return stand_of(cast)


def as_member(stand: Stand, client: Client, person: Person) -> None:
    """Log in as a member."""
    user = stand.act_of(person).actor.user
    assert user is not None
    client.force_login(user)


def ballot_of(election: Election, person: Person) -> str:
    """The address of somebody's ballot."""
    return f"/home/votes/ballots/{Voter.objects.get(election=election, person=person).public_id}/"


def reviewed(client: Client, address: str, **more: str) -> dict[str, str]:
    """Fill in and review; what the review page would post."""
    answer = client.post(address, {"stage": "review", **MARKS, **more})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "核对选票" in text
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text))
    hidden.pop("csrfmiddlewaretoken", None)
    return hidden | {"stage": "cast"}


def test_a_ballot_is_cast_and_its_receipt_shown_once(stand: Stand, client: Client) -> None:
    election, person = opened(stand), stand.members[0]
    as_member(stand, client, person)
    assert "选举副主席" in client.get("/home/").content.decode()
    address = ballot_of(election, person)
    assert "最多赞成3人" in client.get(address).content.decode()
    data = reviewed(client, address)
    text = client.post(address, data).content.decode()
    assert "选票已经投出" in text
    assert data["receipt"] in text
    assert SealedBallot.objects.count() == 1
    again = client.get(address).content.decode()
    assert "这一票已经投出" in again
    assert data["receipt"] not in again


def test_a_second_click_gets_the_same_receipt(stand: Stand, client: Client) -> None:
    election, person = opened(stand), stand.members[0]
    as_member(stand, client, person)
    data = reviewed(client, ballot_of(election, person))
    first, second = (client.post(ballot_of(election, person), data).content.decode() for _click in range(2))
    assert data["receipt"] in first
    assert data["receipt"] in second
    assert SealedBallot.objects.count() == 1
    other = client.post(ballot_of(election, person), data | {"receipt": box.new_receipt()}).content.decode()
    assert "这一票已经投出" in other
    closed(stand, election)
    assert data["receipt"] in client.post(ballot_of(election, person), data).content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"mark-4": ""}, "还有1处没有选择"),
        ({"mark-3": "for", "mark-4": "for"}, "您赞成了4人"),
        ({"mark-5": "abstain", "written-5": "覃峰"}, "只有投反对票的才可以另选他人"),
    ],
)
def test_a_ballot_that_is_not_valid_goes_back_as_it_was_filled_in(
    stand: Stand, client: Client, changes: dict[str, str], says: str
) -> None:
    election, person = opened(stand), stand.members[0]
    as_member(stand, client, person)
    answer = client.post(ballot_of(election, person), {"stage": "review", **MARKS, **changes})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert says in text
    assert re.search(r'name="mark-1" value="for" checked', text)


def test_one_may_go_back_and_write_somebody_in(stand: Stand, client: Client) -> None:
    election, person = opened(stand), stand.members[0]
    as_member(stand, client, person)
    address = ballot_of(election, person)
    data = reviewed(client, address, **{"written-5": "覃峰"})
    assert data["written-5"] == "覃峰"
    text = client.post(address, data | {"stage": "again"}).content.decode()
    assert 'value="覃峰"' in text
    assert not SealedBallot.objects.exists()


def test_nothing_is_written_in_where_the_ballot_has_no_place_for_it(stand: Stand, client: Client) -> None:
    election = opened(stand, with_rules(stand, prepared(stand), write_in=False))
    as_member(stand, client, stand.members[0])
    assert "另选" not in client.get(ballot_of(election, stand.members[0])).content.decode()


def test_a_ballot_is_its_voters_alone(stand: Stand, client: Client) -> None:
    election = opened(stand)
    as_member(stand, client, stand.members[1])
    assert client.get(ballot_of(election, stand.members[0])).status_code == 403
    client.force_login(stand.cast.clerk)
    assert client.get(ballot_of(election, stand.members[0])).status_code == 403


def test_who_comes_too_late_is_told(stand: Stand, client: Client) -> None:
    election, person = opened(stand), stand.members[0]
    vote(stand, election, stand.members[1], 1)
    as_member(stand, client, person)
    address = ballot_of(election, person)
    data = reviewed(client, address)
    closed(stand, election)
    answer = client.post(address, data)
    assert answer.status_code == 400
    assert "已经截止" in answer.content.decode()
    assert "已经截止" in client.get(address).content.decode()


def test_a_vote_by_name_needs_no_receipt(stand: Stand, client: Client) -> None:
    election, person = opened(stand, matter(stand, "roll")), stand.members[0]
    as_member(stand, client, person)
    address = ballot_of(election, person)
    assert client.post(address, {"stage": "review"}).status_code == 400
    text = client.post(address, {"stage": "review", "mark-1": "for"}).content.decode()
    assert "这一票已经投出" in text
    assert Answer.objects.get().mark == "for"
    assert "这一票已经投出" in client.post(address, {"stage": "review", "mark-1": "against"}).content.decode()


def test_the_list_has_what_waits_and_what_is_settled(stand: Stand, client: Client) -> None:
    election, person = opened(stand), stand.members[0]
    as_member(stand, client, person)
    assert ballot_of(election, person) in client.get("/home/votes/").content.decode()
    vote(stand, election, person, 1)
    closed(stand, election)
    text = client.get("/home/votes/").content.decode()
    assert f"/home/votes/results/{election.public_id}/" in text
    client.force_login(stand.cast.nobody)
    assert "现在没有等您投的票" in client.get("/home/votes/").content.decode()
