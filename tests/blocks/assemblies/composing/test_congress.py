"""Who is at the congress beside the delegates, who arrived, who sits where."""

from __future__ import annotations

import pytest

from blocks.assemblies.composing.given import Congress, engineer
from cast import PersonFactory
from keqiao.blocks.assemblies.composing import congress as at
from keqiao.blocks.assemblies.composing.counting import standing
from keqiao.blocks.assemblies.composing.models import Arrival, Attendee, Making
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import Refused, VerbError


@pytest.fixture
def held(congress: Congress) -> Making:
    """The congress with an approved list."""
    return congress.approved()


def test_presidium_heads_observers_and_guests_are_no_posts(congress: Congress, held: Making) -> None:
    delegate = standing(held)[1].person
    guest = engineer(congress.cast.liuzhou)
    at.invite(congress.clerk, held, {"person": delegate.pk, "kind": "presidium"})
    at.invite(congress.clerk, held, {"person": delegate.pk, "kind": "head"})
    at.invite(congress.clerk, held, {"person": guest.pk, "kind": "guest"})
    assert not Post.objects.exists()
    found = {one.person: one for one in at.participants(held)}
    assert found[delegate].words == "代表，主席团成员，团长"
    assert (found[guest].words, found[guest].delegation) == ("特邀人员", "特邀人员")
    assert next(iter(found)) == delegate  # the head comes first in the delegation
    assert Attendee.objects.get(kind="head").delegation == "鹿寨县科学技术协会代表团"


def test_who_cannot_be_invited_so_is_refused(congress: Congress, held: Making) -> None:
    one, two = (row.person for row in standing(held)[:2])
    act = congress.clerk
    at.invite(act, held, {"person": one.pk, "kind": "head"})
    for data, said in (
        ({"person": one.pk, "kind": "head"}, "没有重复登记"),
        ({"person": two.pk, "kind": "head"}, "已经有团长"),
        ({"person": one.pk, "kind": "observer"}, "不能同时作为列席人员"),
        ({"person": engineer(congress.cast.liuzhou).pk, "kind": "deputy_head"}, "不在代表名单上"),
        ({"person": 0, "kind": "guest"}, "没有编号为0"),
    ):
        with pytest.raises(VerbError, match=said):
            at.invite(act, held, data)
    with pytest.raises(Refused):
        at.invite(act, held, {"person": PersonFactory(keeper=congress.cast.guilin).pk, "kind": "guest"})


def test_a_part_is_taken_back(congress: Congress, held: Making) -> None:
    one = at.invite(congress.clerk, held, {"person": standing(held)[0].person_id, "kind": "presidium"})
    with pytest.raises(Refused):
        at.disinvite(congress.county_clerk, one, {})
    at.disinvite(congress.clerk, one, {})
    assert not Attendee.objects.exists()


def test_those_who_arrive_are_registered_once_and_can_be_taken_back(congress: Congress, held: Making) -> None:
    people = [one.person_id for one in standing(held)]
    at.check_in(congress.clerk, held, {"people": people[:2]})
    at.check_in(congress.clerk, held, {"people": people})
    assert Arrival.objects.count() == 4
    at.check_in(congress.clerk, held, {"people": people[:1], "gone": True})
    assert Arrival.objects.count() == 3
    for others in ([], [congress.cast.official.pk]):
        with pytest.raises(VerbError, match="没有登记报到"):
            at.check_in(congress.clerk, held, {"people": others})


def test_nobody_arrives_before_the_list_is_approved(congress: Congress) -> None:
    made = congress.merged()
    with pytest.raises(VerbError, match="现在是“酝酿审查”"):
        at.check_in(congress.clerk, made, {"people": [standing(made)[0].person_id]})


def test_delegations_sit_in_blocks_and_the_presidium_apart(congress: Congress, held: Making) -> None:
    people = at.participants(held)
    rows = at.rows_of_seats(people, 2)
    assert [[seat.delegation[:2] for seat in row.people] for row in rows] == [
        ["鹿寨", "鹿寨"],
        ["鹿寨", str(congress.cast.society)[:2]],
    ]
    assert rows[0].words == "鹿寨县科学技术协会代表团1—2座"
    assert rows[1].words == f"鹿寨县科学技术协会代表团1座；{congress.cast.society}代表团2座"
    at.invite(congress.clerk, held, {"person": people[0].person.pk, "kind": "presidium"})
    seated = [seat.person for row in at.rows_of_seats(at.participants(held), 2) for seat in row.people]
    assert people[0].person not in seated
    assert len(seated) == 3
