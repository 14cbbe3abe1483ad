"""Units fill in and report their lists; organisers accept or send back; what may not stand on a list is refused."""

from __future__ import annotations

import pytest

from blocks.assemblies.composing.given import Congress, day, engineer
from cast import PersonFactory, acts
from keqiao.blocks.assemblies.composing import lists, seats
from keqiao.blocks.assemblies.composing.counting import on_draft, standing
from keqiao.blocks.assemblies.composing.models import (
    ListStatus,
    MakingStatus,
    Nominee,
    NomineeList,
    NomineeStatus,
    Reporting,
)
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.posts import form_body


def test_a_unit_fills_in_its_list_and_reports_it(congress: Congress) -> None:
    one, two = engineer(congress.cast.luzhai), engineer(congress.cast.luzhai)
    congress.nominate(one, sector="新经济组织", note="县里推荐")
    congress.nominate(two, substitute=True)
    assert standing(congress.making) == []  # a draft is the unit's own
    congress.report()
    slate = congress.list
    assert (slate.status, slate.round) == (ListStatus.REPORTED, 1)
    assert [(row.person, row.substitute, row.since, row.delegation) for row in standing(congress.making)] == [
        (one, False, 1, "鹿寨县科学技术协会代表团"),
        (two, True, 1, "鹿寨县科学技术协会代表团"),
    ]
    assert Reporting.objects.get().day == day(0)


def test_a_list_is_not_reported_twice(congress: Congress) -> None:
    congress.nominate(engineer(congress.cast.luzhai))
    congress.report()
    with pytest.raises(VerbError, match="没有重复报送"):
        congress.report()
    with pytest.raises(VerbError, match="不能再修改"):
        congress.nominate(engineer(congress.cast.luzhai))
    assert Reporting.objects.count() == 1


def test_an_empty_list_is_not_reported(congress: Congress) -> None:
    congress.nominate(engineer(congress.cast.luzhai), substitute=True)
    with pytest.raises(VerbError, match="还没有人选"):
        congress.report()


def test_nobody_beyond_the_seats_but_substitutes(congress: Congress) -> None:
    congress.nominate(*(engineer(congress.cast.luzhai) for _ in range(3)))
    with pytest.raises(VerbError, match="3个名额已经推荐满"):
        congress.nominate(engineer(congress.cast.luzhai))
    congress.nominate(engineer(congress.cast.luzhai), substitute=True)
    assert congress.list.nominees.count() == 4


def test_a_list_that_became_too_long_is_not_reported(congress: Congress) -> None:
    congress.nominate(*(engineer(congress.cast.luzhai) for _ in range(3)))
    slate = congress.list
    slate.allotment.seats = 2
    with pytest.raises(VerbError, match="名额只有2个"):
        lists.report(congress.county_clerk, slate, {})


def test_only_the_units_own_clerks_fill_it_in(congress: Congress) -> None:
    person = engineer(congress.cast.luzhai)
    for user in (congress.society_clerk, congress.cast.outsider, congress.cast.leader, congress.cast.nobody):
        with pytest.raises(Refused):
            lists.nominate(acts(user), congress.list, {"person": person.pk})
        with pytest.raises(Refused):
            lists.report(acts(user), congress.list, {})


def test_a_nominee_who_does_not_exist_is_refused(congress: Congress) -> None:
    with pytest.raises(VerbError, match="没有编号为999999的人员"):
        lists.nominate(congress.county_clerk, congress.list, {"person": 999999})


def test_a_person_whom_the_clerk_may_not_see_is_refused_without_a_name(congress: Congress) -> None:
    hidden = PersonFactory(name="欧阳隐", keeper=congress.cast.guilin)
    with pytest.raises(Refused) as caught:
        congress.nominate(hidden)
    assert "欧阳隐" not in str(caught.value)
    one = congress.nominate(engineer(congress.cast.luzhai))[0]
    with pytest.raises(Refused):
        lists.replace(congress.county_clerk, one, {"person": hidden.pk})


def test_nobody_stands_twice(congress: Congress) -> None:
    person = engineer(congress.cast.liuzhou)
    act = congress.clerk  # who sees the people of both units
    lists.nominate(act, congress.list, {"person": person.pk})
    with pytest.raises(VerbError, match="已经在这份名单上"):
        lists.nominate(act, congress.list, {"person": person.pk})
    with pytest.raises(VerbError, match="另一个选举单位的名单"):
        lists.nominate(act, NomineeList.objects.get(allotment=congress.society), {"person": person.pk})


def test_who_withdrew_is_not_nominated_again(congress: Congress) -> None:
    person = engineer(congress.cast.luzhai)
    [one] = congress.nominate(person)
    lists.withdraw(congress.county_clerk, one, {"reason": "本人要求退出"})
    assert (one.status, one.note) == (NomineeStatus.WITHDRAWN, "本人要求退出")
    with pytest.raises(VerbError, match="已经退出本次换届"):
        congress.nominate(person)
    with pytest.raises(VerbError, match="没有重复办理"):
        lists.withdraw(congress.county_clerk, one, {"reason": "再次退出"})


def test_a_replacement_takes_the_seat(congress: Congress) -> None:
    first, second = engineer(congress.cast.luzhai), engineer(congress.cast.luzhai)
    [one] = congress.nominate(first, sector="农业")
    made = lists.replace(congress.county_clerk, one, {"person": second.pk})
    one.refresh_from_db()
    assert (one.status, made.replaces, made.sector) == (NomineeStatus.REPLACED, one, "农业")
    assert [row.person for row in on_draft(congress.list)] == [second]


def test_a_substitute_moves_up(congress: Congress) -> None:
    [one] = congress.nominate(engineer(congress.cast.luzhai))
    [waiting] = congress.nominate(engineer(congress.cast.luzhai), substitute=True)
    one = Nominee.objects.get(pk=one.pk)
    made = lists.replace(congress.county_clerk, one, {"person": waiting.person_id})
    assert (made.person, made.substitute, made.replaces) == (waiting.person, False, one)
    waiting.refresh_from_db()
    assert (waiting.substitute, waiting.status) == (True, NomineeStatus.MOVED_UP)  # what they were stays on record
    with pytest.raises(VerbError, match="已经在这份名单上"):
        lists.replace(congress.county_clerk, made, {"person": made.person_id})


def test_versions_keep_who_was_a_substitute(congress: Congress) -> None:
    first, second = engineer(congress.cast.luzhai), engineer(congress.cast.luzhai)
    [one] = congress.nominate(first)
    congress.nominate(second, substitute=True)
    congress.report()
    lists.return_list(congress.clerk, congress.county, {"reason": "本人退出"})
    lists.replace(congress.county_clerk, Nominee.objects.get(pk=one.pk), {"person": second.pk})
    # Until it is reported again the organisers see who was reported, as what.
    assert [(row.person, row.substitute) for row in standing(congress.making)] == [(first, False), (second, True)]
    congress.report()
    assert [(row.person, row.substitute) for row in standing(congress.making)] == [(second, False)]
    kept = Nominee.objects.order_by("pk")
    assert [(row.person, row.substitute, row.since, row.until) for row in kept] == [
        (first, False, 1, 1),
        (second, True, 1, 1),
        (second, False, 2, None),
    ]


def test_the_seat_of_who_withdrew_is_filled_once(congress: Congress) -> None:
    [one] = congress.nominate(engineer(congress.cast.luzhai), sector="农业")
    lists.withdraw(congress.county_clerk, one, {"reason": "本人要求退出"})
    one = Nominee.objects.get(pk=one.pk)
    made = lists.replace(congress.county_clerk, one, {"person": engineer(congress.cast.luzhai).pk})
    assert (made.replaces, made.sector, one.status) == (one, "农业", NomineeStatus.WITHDRAWN)
    with pytest.raises(VerbError, match="没有重复办理"):
        lists.replace(
            congress.county_clerk, Nominee.objects.get(pk=one.pk), {"person": engineer(congress.cast.luzhai).pk}
        )


def test_the_seat_of_who_withdrew_is_not_filled_beyond_the_seats(congress: Congress) -> None:
    [one, *_others] = congress.nominate(*(engineer(congress.cast.luzhai) for _ in range(3)))
    lists.withdraw(congress.county_clerk, one, {"reason": "本人要求退出"})
    congress.nominate(engineer(congress.cast.luzhai))
    with pytest.raises(VerbError, match="已经推荐满"):
        lists.replace(
            congress.county_clerk, Nominee.objects.get(pk=one.pk), {"person": engineer(congress.cast.luzhai).pk}
        )


def test_two_clerks_at_once_never_lose_anything(congress: Congress) -> None:
    slate = congress.list
    seen = slate.version
    person, other = engineer(congress.cast.luzhai), engineer(congress.cast.luzhai)
    lists.nominate(congress.county_clerk, slate, {"person": person.pk, "seen_version": seen})
    with pytest.raises(Stale):
        lists.nominate(congress.county_clerk, slate, {"person": other.pk, "seen_version": seen})
    assert Nominee.objects.get().person == person


def test_a_list_sent_back_keeps_what_was_reported_before(congress: Congress) -> None:
    first, second = engineer(congress.cast.luzhai), engineer(congress.cast.luzhai)
    [one] = congress.nominate(first)
    congress.report()
    with pytest.raises(Refused):
        lists.return_list(congress.county_clerk, congress.county, {"reason": "自己退回"})
    lists.return_list(congress.clerk, congress.county, {"reason": "请增加女性"})
    one = Nominee.objects.get(pk=one.pk)
    lists.replace(congress.county_clerk, one, {"person": second.pk})
    assert [row.person for row in standing(congress.making)] == [first]  # until it is reported again
    congress.report()
    assert [row.person for row in standing(congress.making)] == [second]
    assert [(row.person, row.since, row.until) for row in Nominee.objects.order_by("pk")] == [
        (first, 1, 1),
        (second, 2, None),
    ]


def test_only_what_was_reported_is_sent_back_or_accepted(congress: Congress) -> None:
    with pytest.raises(VerbError, match="无需退回"):
        lists.return_list(congress.clerk, congress.county, {"reason": "请补充"})
    with pytest.raises(VerbError, match="只能接收已经报送"):
        lists.accept_list(congress.clerk, congress.county, {})


def test_all_that_wait_are_accepted_at_once(congress: Congress) -> None:
    congress.nominate(engineer(congress.cast.luzhai))
    congress.report()
    with pytest.raises(Refused):
        lists.accept_all(congress.county_clerk, congress.now(), {})
    lists.accept_all(congress.clerk, congress.now(), {})
    states = NomineeList.objects.order_by("pk").values_list("status", flat=True)
    assert list(states) == [ListStatus.ACCEPTED, ListStatus.DRAFT]
    with pytest.raises(VerbError, match="没有等待接收的名单"):
        lists.accept_all(congress.clerk, congress.now(), {})


def test_lists_are_merged_when_all_are_accepted(congress: Congress) -> None:
    with pytest.raises(VerbError, match="还有名单没有接收：鹿寨县科学技术协会"):
        lists.merge(congress.clerk, congress.now(), {})
    made = congress.merged()
    assert (made.status, made.merged) == (MakingStatus.REVIEWING, day(0))
    lists.return_list(congress.clerk, congress.now().allotments.get(pk=congress.county.pk), {"reason": "有人退出"})
    assert congress.now().status == MakingStatus.NOMINATING
    assert congress.now().merged is None


def test_seats_are_merged_only_when_they_add_up(congress: Congress) -> None:
    seats.change(congress.clerk, congress.now(), {"seats": 5, "day": day(60)})
    with pytest.raises(VerbError, match="还差1个"):
        lists.merge(congress.clerk, congress.now(), {})


def test_nothing_is_filled_in_before_seats_are_issued(congress: Congress) -> None:
    body = form_body(congress.clerk, congress.cast.liuzhou, {"kind": "full_committee"})
    made = seats.begin(congress.clerk, body, {"seats": 1, "day": day(60)})
    one = seats.allot(congress.clerk, made, {"name": "驻柳部队", "seats": 1})
    with pytest.raises(VerbError, match="现在是“分配名额”"):
        lists.nominate(congress.clerk, one.slate, {"person": congress.cast.engineer.pk})
