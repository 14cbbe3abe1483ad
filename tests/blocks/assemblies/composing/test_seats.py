"""A making begins, its seats are allotted and issued; what doesn't add up is refused."""

from __future__ import annotations

import pytest

from blocks.assemblies.composing.given import Congress, begun, day, engineer
from cast import Cast, acts
from keqiao.blocks.assemblies.composing import seats
from keqiao.blocks.assemblies.composing.models import Allotment, MakingStatus, NomineeList, Trait
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.posts.models import Role
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.verbs.posts import form_body


def test_the_next_term_is_made_with_the_usual_role(cast: Cast) -> None:
    made = begun(cast)
    assert (made.number, made.role, made.status) == (10, Role.DELEGATE, MakingStatus.ALLOTTING)
    council = form_body(acts(cast.clerk), cast.liuzhou, {"kind": "council"})
    assert seats.begin(acts(cast.clerk), council, {"seats": 3, "day": day(30)}).role == Role.DIRECTOR


def test_one_making_at_a_time(cast: Cast) -> None:
    made = begun(cast)
    with pytest.raises(VerbError, match="第十次代表大会换届”正在筹备"):
        begun(cast)
    seats.drop(acts(cast.clerk), made, {"reason": "推迟到明年"})
    assert begun(cast).number == 10
    with pytest.raises(VerbError, match="不能终止"):
        seats.drop(acts(cast.clerk), made, {"reason": "再次终止"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"number": 9}, "已经有第9届"),
        ({"seats": 0}, "名额总数不能是0"),
        ({"ends": day(10)}, "结束日期"),
        ({"notice_days": 0}, "公示工作日不能是0"),
    ],
)
def test_a_making_that_cannot_be_is_refused(cast: Cast, data: dict[str, object], said: str) -> None:
    with pytest.raises(VerbError, match=said):
        begun(cast, **data)


def test_only_those_of_the_organisation_begin_and_allot(cast: Cast) -> None:
    made = begun(cast)
    for user in (cast.reader, cast.leader, cast.county_clerk, cast.outsider):
        with pytest.raises(Refused):
            seats.allot(acts(user), made, {"name": "驻柳部队", "seats": 1})


def test_seats_are_allotted_with_what_is_demanded(cast: Cast) -> None:
    made, act = begun(cast), acts(cast.clerk)
    asked = {"front_line": "70%", "young": "1/3", "women": "1", "minority": "1", "non_party": "1"}
    one = seats.allot(
        act, made, {"unit": cast.luzhai.code, "seats": 3, "sectors": "新经济组织1名、新型研发机构2名", **asked}
    )
    assert one.delegation == "鹿寨县科学技术协会代表团"
    assert [(two.trait, two.sector, two.least) for two in one.demands.all()] == [
        (Trait.FRONT_LINE, "", "70%"),
        (Trait.YOUNG, "", "1/3"),
        (Trait.WOMEN, "", "1"),
        (Trait.MINORITY, "", "1"),
        (Trait.NON_PARTY, "", "1"),
        (Trait.SECTOR, "新经济组织", "1"),
        (Trait.SECTOR, "新型研发机构", "2"),
    ]
    assert str(one.demands.last()) == "新型研发机构不少于2"
    assert seats.written(one)["sectors"] == "新经济组织1名、新型研发机构2名"
    assert NomineeList.objects.get(allotment=one).organisation_id == cast.luzhai.pk


def test_a_unit_by_name_has_its_list_filled_in_by_the_organisers(cast: Cast) -> None:
    one = seats.allot(acts(cast.clerk), begun(cast), {"name": "驻柳部队", "seats": 1})
    assert one.slate.organisation_id == cast.liuzhou.pk


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"seats": 1}, "没有填写选举单位"),
        ({"name": "驻柳部队", "seats": 5}, "只剩4个可以分配"),
        ({"name": "驻柳部队", "seats": 0}, "名额不能是0"),
        ({"unit": "nowhere", "seats": 1}, "没有机构代码"),
        ({"name": "驻柳部队", "seats": 2, "women": "3"}, "不能用于2个名额"),
        ({"name": "驻柳部队", "seats": 2, "women": "一半"}, "不能用于2个名额"),
        ({"name": "驻柳部队", "seats": 2, "women": "120%"}, "不能用于2个名额"),
        ({"name": "驻柳部队", "seats": 2, "sectors": "新经济组织"}, "看不懂界别名额"),
    ],
)
def test_seats_that_cannot_be_allotted_are_refused(cast: Cast, data: dict[str, object], said: str) -> None:
    made = begun(cast)
    with pytest.raises(VerbError, match=said):
        seats.allot(acts(cast.clerk), made, data)
    assert not Allotment.objects.exists()


def test_a_unit_has_one_allotment(cast: Cast) -> None:
    made = begun(cast)
    seats.allot(acts(cast.clerk), made, {"unit": cast.luzhai.code, "seats": 1})
    with pytest.raises(VerbError, match="已经分配了名额"):
        seats.allot(acts(cast.clerk), made, {"unit": cast.luzhai.code, "seats": 1})


def test_what_was_allotted_can_be_changed_and_taken_back(cast: Cast) -> None:
    made, act = begun(cast), acts(cast.clerk)
    one = seats.allot(act, made, {"unit": cast.luzhai.code, "seats": 4, "women": "1"})
    seats.reallot(act, one, {"seats": 2, "delegation": "鹿寨代表团", "young": "1"})
    one.refresh_from_db()
    assert (one.seats, one.delegation, [two.trait for two in one.demands.all()]) == (2, "鹿寨代表团", [Trait.YOUNG])
    seats.unallot(act, one, {})
    assert not Allotment.objects.exists()


def test_many_at_once_never_pass_the_total_on_the_way(cast: Cast) -> None:
    made, act = begun(cast), acts(cast.clerk)
    first = [{"unit": cast.luzhai.code, "seats": 3}, {"unit": cast.society.code, "seats": 1}]
    seats.allot_many(act, made, {"units": first, "front_line": "50%"})
    again = [{"unit": cast.society.code, "seats": 4}, {"unit": cast.luzhai.code, "seats": 0}]
    seats.allot_many(act, made, {"units": again})
    [one] = Allotment.objects.all()
    assert (one.unit, one.seats, one.demands.get().least) == (cast.society, 4, "50%")
    seats.reallot(act, one, {"seats": 4, "women": "1"})
    made.refresh_from_db()
    seats.allot_many(act, made, {"units": again, "young": "1/3"})
    assert {two.trait: two.least for two in one.demands.all()} == {Trait.WOMEN: "1", Trait.YOUNG: "1/3"}
    with pytest.raises(VerbError, match="只剩4个"):
        seats.allot_many(act, made, {"units": [{"unit": cast.society.code, "seats": 5}]})


def test_every_seat_is_allotted_before_the_seats_are_issued(cast: Cast) -> None:
    made, act = begun(cast), acts(cast.clerk)
    one = seats.allot(act, made, {"unit": cast.luzhai.code, "seats": 3})
    with pytest.raises(VerbError, match="还差1个"):
        seats.issue(act, made, {})
    made.refresh_from_db()
    seats.change(act, made, {"seats": 3, "day": day(70), "notice_days": 7})
    seats.issue(act, made, {})
    assert (made.status, made.allotted, made.notice_days) == (MakingStatus.NOMINATING, day(0), 7)
    with pytest.raises(VerbError, match="现在是“推荐报送”"):
        seats.issue(act, made, {})
    with pytest.raises(VerbError, match="不能改为2个"):
        seats.change(act, made, {"seats": 2, "day": day(70)})
    assert one.seats == 3


def test_seats_with_people_on_them_stay(congress: Congress) -> None:
    congress.nominate(engineer(congress.cast.luzhai), engineer(congress.cast.luzhai))
    with pytest.raises(VerbError, match="已有2人"):
        seats.reallot(congress.clerk, congress.county, {"seats": 1})
    with pytest.raises(VerbError, match="已经开始填报"):
        seats.unallot(congress.clerk, congress.county, {})


def test_two_who_allot_at_once_are_told_apart(cast: Cast) -> None:
    made = begun(cast)
    seen = made.version
    seats.allot(acts(cast.clerk), made, {"name": "甲单位", "seats": 1, "seen_version": seen})
    with pytest.raises(Stale):
        seats.allot(acts(cast.clerk), made, {"name": "乙单位", "seats": 1, "seen_version": seen})


@pytest.mark.parametrize(
    ("least", "of", "number"), [("3", 10, 3), ("70%", 10, 7), ("70%", 9, 7), ("1/3", 10, 4), ("1/3", 9, 3), ("?", 9, 0)]
)
def test_a_share_is_rounded_up(least: str, of: int, number: int) -> None:
    assert seats.needed(least, of) == number
