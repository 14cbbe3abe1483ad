"""Delegations and groups person by person: moved, moved back, divided, told where to sit; two clerks at once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from blocks.assemblies.composing.given import Congress, engineer
from keqiao.blocks.assemblies.composing import arranging
from keqiao.blocks.assemblies.composing import congress as at
from keqiao.blocks.assemblies.composing.models import Delegation, Making, Placing, Trait
from keqiao.blocks.assemblies.composing.seating import begin_term
from keqiao.kernel.nouns import ledger
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.posts.models import Post
from keqiao.kernel.verbs.contract import Refused, VerbError

COUNTY = "鹿寨县科学技术协会代表团"


@pytest.fixture
def held(congress: Congress) -> Making:
    """The congress with an approved list: three of the county, one of the society."""
    return congress.approved()


def _society(congress: Congress) -> str:
    return f"{congress.cast.society}代表团"


def _move(congress: Congress, held: Making, one: at.Participant, to: str, team: int = 0) -> Placing:
    return arranging.move(congress.clerk, held, {"person": one.person.pk, "to": to, "team": team, "placed": one.seen})


def _now(held: Making, person: int) -> at.Participant:
    return next(one for one in at.participants(held) if one.person.pk == person)


def test_one_person_is_moved_and_moved_back(congress: Congress, held: Making) -> None:
    one = at.participants(held)[0]
    _move(congress, held, one, _society(congress), 2)
    there = _now(held, one.person.pk)
    assert (there.delegation, there.origin, there.team, there.moved) == (_society(congress), COUNTY, 2, True)
    # Delegations keep the order of allotment, whoever is in them.
    assert [name for name, _people in at.grouped(at.participants(held))] == [COUNTY, _society(congress)]
    _move(congress, held, there, COUNTY)
    back = _now(held, one.person.pk)
    assert (back.delegation, back.team, back.moved) == (COUNTY, 0, False)


def test_two_clerks_who_move_somebody_at_once_are_told_apart(congress: Congress, held: Making) -> None:
    one, other = at.participants(held)[:2]
    _move(congress, held, one, _society(congress))
    with pytest.raises(Stale, match="已被他人修改"):
        _move(congress, held, one, COUNTY, 1)  # still looks at the place from before
    _move(congress, held, other, _society(congress))  # somebody else isn't concerned
    again = _now(held, one.person.pk)
    _move(congress, held, again, COUNTY, 1)
    with pytest.raises(Stale):
        _move(congress, held, again, COUNTY, 2)


def test_two_who_place_somebody_for_the_first_time_at_once(congress: Congress, held: Making) -> None:
    one = at.participants(held)[0]
    with ledger.exempt("given"):
        Placing(making=held, person=one.person, team=1).save()
    with ledger.exempt("given"), pytest.raises(Stale):  # the other had read before it was written
        arranging._place(held, one, 0, team=2)
    assert Placing.objects.get().team == 1


def test_what_cannot_be_moved_is_refused(congress: Congress, held: Making) -> None:
    one = at.participants(held)[0]
    at.invite(congress.clerk, held, {"person": one.person.pk, "kind": "head"})
    for person, to, team, said in (
        (one.person.pk, _society(congress), 0, "请先取消团长"),
        (one.person.pk, COUNTY, 0, "没有重复调整"),
        (one.person.pk, "月球代表团", 0, "没有“月球代表团”"),
        (one.person.pk, COUNTY, 99, "分组不能是99"),
        (congress.cast.official.pk, COUNTY, 0, "不在大会名单上"),
    ):
        with pytest.raises(VerbError, match=said):
            arranging.move(congress.clerk, held, {"person": person, "to": to, "team": team})
    with pytest.raises(Refused):
        arranging.move(congress.county_clerk, held, {"person": one.person.pk, "to": COUNTY, "team": 1})
    _move(congress, held, one, COUNTY, 1)  # within the delegation its head may change the group


def test_a_guest_may_join_a_delegation(congress: Congress, held: Making) -> None:
    guest = engineer(congress.cast.liuzhou)
    at.invite(congress.clerk, held, {"person": guest.pk, "kind": "guest"})
    _move(congress, held, _now(held, guest.pk), COUNTY)
    assert _now(held, guest.pk).delegation == COUNTY
    _move(congress, held, _now(held, guest.pk), "特邀人员")
    assert not _now(held, guest.pk).moved


def test_a_delegation_is_divided_evenly_and_back(congress: Congress, held: Making) -> None:
    seen = sum(one.seen for one in at.participants(held) if one.delegation == COUNTY)
    arranging.divide(congress.clerk, held, {"delegation": COUNTY, "number": 2, "placed": seen})
    [county, society] = arranging.balances(held, at.grouped(at.participants(held)))
    assert county.teams == [(1, 2), (2, 1)]
    assert society.teams == []
    with pytest.raises(Stale):
        arranging.divide(congress.clerk, held, {"delegation": COUNTY, "number": 3, "placed": seen})
    arranging.divide(congress.clerk, held, {"delegation": COUNTY, "number": 1, "placed": county.seen})
    assert {one.team for one in at.participants(held)} == {0}
    for data, said in (
        ({"delegation": "月球代表团", "number": 2}, "没有“月球代表团”"),
        ({"delegation": COUNTY, "number": 4}, "组数不能是4"),
    ):
        with pytest.raises(VerbError, match=said):
            arranging.divide(congress.clerk, held, data)


def test_the_balance_counts_people_and_traits(congress: Congress, held: Making) -> None:
    [county, society] = arranging.balances(held, at.grouped(at.participants(held)))
    assert (len(county.people), county.traits[Trait.WOMEN], county.traits[Trait.FRONT_LINE]) == (3, 2, 2)
    assert (len(society.people), society.traits[Trait.YOUNG]) == (1, 1)
    at.invite(congress.clerk, held, {"person": county.people[0].person.pk, "kind": "head"})
    at.invite(congress.clerk, held, {"person": county.people[1].person.pk, "kind": "deputy_head"})
    [county, _rest] = arranging.balances(held, at.grouped(at.participants(held)))
    assert [len(county.heads), len(county.deputies)] == [1, 1]


def test_where_a_delegation_stays_is_noted_and_changed(congress: Congress, held: Making) -> None:
    arranging.describe_delegation(congress.clerk, held, {"delegation": COUNTY, "hotel": "柳州饭店"})
    arranging.describe_delegation(congress.clerk, held, {"delegation": COUNTY, "hotel": "柳州饭店", "room": "三楼"})
    one = Delegation.objects.get()
    assert (one.hotel, one.room, str(one), one.organisation_id) == (
        "柳州饭店",
        "三楼",
        COUNTY,
        congress.cast.liuzhou.pk,
    )
    with pytest.raises(VerbError, match="没有“月球代表团”"):
        arranging.describe_delegation(congress.clerk, held, {"delegation": "月球代表团"})


def test_seats_are_kept_as_told_until_told_anew(congress: Congress, held: Making) -> None:
    people = at.participants(held)
    at.invite(congress.clerk, held, {"person": people[0].person.pk, "kind": "presidium"})
    arranging.tell_seats(congress.clerk, held, {"width": 2})
    people = at.participants(held)
    assert [(one.placing.seat_row, one.placing.seat_number) for one in people if one.placing] == [
        (None, None),
        (1, 1),
        (1, 2),
        (2, 1),
    ]
    assert (held.seat_width, held.seats_told) == (2, timezone.localdate())
    assert [len(row.people) for row in at.told_rows(people)] == [2, 1]
    assert not arranging.changed_since_told(held, people)
    _move(congress, held, people[1], _society(congress))
    assert arranging.changed_since_told(held, at.participants(held))
    arranging.tell_seats(congress.clerk, held, {"width": 2})
    assert not arranging.changed_since_told(held, at.participants(held))
    with pytest.raises(VerbError, match="每排座位不能是1"):
        arranging.tell_seats(congress.clerk, held, {"width": 1})


def test_nobody_is_told_a_seat_before_the_list_is_approved(congress: Congress) -> None:
    with pytest.raises(VerbError, match="现在是“酝酿审查”"):
        arranging.tell_seats(congress.clerk, congress.merged(), {"width": 10})


def test_posts_follow_where_people_were_moved(congress: Congress, held: Making) -> None:
    one, other = at.participants(held)[:2]
    _move(congress, held, one, _society(congress))
    with ledger.exempt("given"):
        held.day = timezone.localdate() - dt.timedelta(days=1)
        held.save()
    begin_term(congress.clerk, held)
    now = congress.now()
    assert Post.objects.get(person=one.person, term=now.term).delegation == _society(congress)
    _move(congress, now, other, _society(congress))
    assert Post.objects.get(person=other.person, term=now.term).delegation == _society(congress)
