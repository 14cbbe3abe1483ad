"""Leaders in charge, hearings and seats are noted with their days; each refusal says why."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blocks.counting import noticed
from cast import OPERATES, Cast, PersonFactory, acts
from keqiao.blocks.assemblies.outside import verbs
from keqiao.blocks.assemblies.outside.models import Hearing, Leader, Presence, Seat
from keqiao.blocks.assemblies.verbs import record_meeting, withdraw_meeting
from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from registry.facts.given import given

DAY = dt.date(2024, 3, 12)
PARTY = {"side": "party", "name": "周文斌", "post": "市委副书记", "starts": dt.date(2024, 3, 5)}
HEARD = {"kind": "hearing", "chamber": "party_committee", "date": DAY, "title": "市委常委会会议"}
TOMORROW = timezone.localdate() + dt.timedelta(days=1)


@pytest.fixture
def clerk(cast: Cast) -> Act:
    return acts(cast.clerk)


@pytest.fixture
def leader(cast: Cast, clerk: Act) -> Leader:
    return verbs.name_leader(clerk, cast.liuzhou, PARTY)


def test_a_new_leader_follows_the_former_on_the_day(cast: Cast, clerk: Act, leader: Leader) -> None:
    government = PARTY | {"side": "government", "name": "黄玉兰", "post": "副市长"}
    verbs.name_leader(clerk, cast.liuzhou, government)
    with noticed(by={"leaders"}):
        verbs.name_leader(clerk, cast.liuzhou, PARTY | {"name": "覃明", "starts": dt.date(2024, 3, 20)})
    leader.refresh_from_db()
    assert leader.ends == dt.date(2024, 3, 20)
    assert set(Leader.objects.filter(ends=None).values_list("name", flat=True)) == {"黄玉兰", "覃明"}
    with pytest.raises(VerbError, match="新任领导应在这之后"):
        verbs.name_leader(clerk, cast.liuzhou, PARTY | {"starts": DAY})
    with pytest.raises(Refused):
        verbs.name_leader(acts(cast.reader), cast.liuzhou, PARTY)


def test_a_leader_ends_once_and_after_beginning(clerk: Act, leader: Leader) -> None:
    with pytest.raises(VerbError, match="止日应在起日2024-03-05之后"):
        verbs.end_leader(clerk, leader, {"ends": dt.date(2024, 3, 5)})
    verbs.end_leader(clerk, leader, {"ends": DAY})
    with pytest.raises(VerbError, match="已于2024-03-12终止"):
        verbs.end_leader(clerk, leader, {"ends": DAY})


def test_presence_is_at_a_plenary_of_the_leader_s_time(cast: Cast, clerk: Act, leader: Leader) -> None:
    with pytest.raises(VerbError, match="2024-03-12没有登记全委会或代表大会"):
        verbs.note_presence(clerk, leader, {"date": DAY})
    studio = given(Body, organisation=cast.liuzhou, kind="studio", name="代表工作室")
    record_meeting(clerk, studio, {"date": DAY})
    with pytest.raises(VerbError, match="没有登记全委会"):
        verbs.note_presence(clerk, leader, {"date": DAY})
    meeting = record_meeting(clerk, cast.congress, {"date": DAY})
    early = record_meeting(clerk, cast.congress, {"date": dt.date(2024, 3, 4)})
    with noticed(by={"leaders"}):
        verbs.note_presence(clerk, leader, {"date": DAY})
    with pytest.raises(VerbError, match="没有重复登记"):
        verbs.note_presence(clerk, leader, {"date": DAY})
    with pytest.raises(VerbError, match="在2024-03-04不分管科协工作"):
        verbs.note_presence(clerk, leader, {"date": early.date})
    with noticed(by={"leaders", "meetings"}):
        withdraw_meeting(clerk, meeting, {})
    assert not Presence.objects.exists()


def test_nobody_was_at_a_meeting_to_come(cast: Cast, clerk: Act, leader: Leader) -> None:
    record_meeting(clerk, cast.congress, {"date": TOMORROW})
    with pytest.raises(VerbError, match="这一天还没有到"):
        verbs.note_presence(clerk, leader, {"date": TOMORROW})


def test_a_hearing_is_noted_with_its_outcome_and_document(cast: Cast, clerk: Act) -> None:
    with noticed(by={"hearings"}):
        made = verbs.record_hearing(clerk, cast.liuzhou, HEARD | {"outcome": "原则同意工作要点"})
    assert (made.year, made.attended, made.outcome) == (2024, True, "原则同意工作要点")
    verbs.attach_document(clerk, made, {"name": "纪要.pdf", "content": b"%PDF-1.4"})
    assert Hearing.objects.get().document.name == "纪要.pdf"  # type: ignore[union-attr]  # just attached
    with pytest.raises(VerbError, match="是空的"):
        verbs.attach_document(clerk, made, {"name": "纪要.pdf", "content": b""})
    with noticed(by={"hearings"}):
        verbs.withdraw_hearing(clerk, made, {})
    assert not Hearing.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "2024-03-12的“市委常委会会议”已经登记"),
        ({"date": TOMORROW}, "这一天还没有到"),
        ({"title": "座谈", "chamber": "peoples_organisations"}, "听取汇报的应是党委、政府、人大或政协"),
        ({"title": ""}, "会议名称"),
    ],
)
def test_a_hearing_that_cannot_be_noted(cast: Cast, clerk: Act, wrong: dict[str, Any], says: str) -> None:
    verbs.record_hearing(clerk, cast.liuzhou, HEARD)
    with pytest.raises(VerbError, match=says):
        verbs.record_hearing(clerk, cast.liuzhou, HEARD | wrong)
    assert Hearing.objects.count() == 1


def test_a_head_asked_to_a_meeting_may_not_have_come(cast: Cast, clerk: Act) -> None:
    data = {"kind": "sitting_in", "chamber": "government", "date": DAY, "title": "专题会议", "attended": False}
    assert verbs.record_hearing(clerk, cast.liuzhou, data).attended is False


def test_a_seat_is_held_for_a_time(cast: Cast, clerk: Act) -> None:
    data = {"person": cast.official.pk, "kind": "cppcc_standing", "starts": dt.date(2024, 3, 5)}
    with noticed(by={"seats"}):
        made = verbs.record_seat(clerk, cast.liuzhou, data)
    with pytest.raises(VerbError, match="没有重复登记"):
        verbs.record_seat(clerk, cast.liuzhou, data)
    with pytest.raises(VerbError, match="止日应在起日之后"):
        verbs.record_seat(clerk, cast.liuzhou, data | {"kind": "npc_deputy", "ends": dt.date(2024, 3, 5)})
    with noticed(by={"seats"}):
        verbs.end_seat(clerk, made, {"ends": DAY})
    assert Seat.objects.get().ends == DAY


def test_another_unit_s_person_is_not_told_of(cast: Cast) -> None:
    foreign = PersonFactory(name="桂生", keeper=cast.guilin)
    data = {"person": foreign.pk, "kind": "cppcc_member", "starts": DAY}
    with pytest.raises(VerbError, match="没有找到所选的人员"):
        verbs.record_seat(acts(cast.clerk), cast.liuzhou, data)
    assert verbs.record_seat(OPERATES, cast.liuzhou, data).person == foreign
