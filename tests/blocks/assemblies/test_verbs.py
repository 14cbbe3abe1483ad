"""Meetings are recorded, who was due came or didn't, and duties are done."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blocks.counting import noticed
from cast import Cast, PersonFactory, PostFactory, TermFactory, acts
from keqiao.blocks.assemblies import verbs
from keqiao.blocks.assemblies.models import Attendance, DutyAct, Meeting
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.contract import Act, Refused, VerbError

DAY = dt.date(2024, 3, 12)
TOMORROW = timezone.localdate() + dt.timedelta(days=1)


@pytest.fixture
def clerk(cast: Cast) -> Act:
    """What the city's clerk does; engineer and official are delegates."""
    PostFactory(term=cast.term, person=cast.engineer)
    PostFactory(term=cast.term, person=cast.official, ends=dt.date(2024, 3, 20))
    return acts(cast.clerk)


@pytest.fixture
def meeting(cast: Cast, clerk: Act) -> Meeting:
    """A session of the congress on the day."""
    return verbs.record_meeting(clerk, cast.congress, {"date": DAY, "title": "第九次代表大会第三次会议"})


def entry(person: Person, state: str = "present") -> dict[str, Any]:
    """One entry of a list."""
    return {"person": person.pk, "state": state}


def test_a_meeting_is_recorded_as_the_chair_stated_it(cast: Cast, clerk: Act) -> None:
    with noticed(by={"meetings"}):
        made = verbs.record_meeting(
            clerk, cast.congress, {"date": DAY, "kind": "enlarged", "place": "科技馆", "due": 120, "quorate": True}
        )
    assert (made.title, made.year, made.due, made.quorate) == ("代表大会扩大会议", 2024, 120, True)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": "第九次代表大会第三次会议"}, "“代表大会”2024-03-12的“第九次代表大会第三次会议”已经登记"),
        ({"title": "会" * 201}, "会议名称有201个字"),
        ({"place": "馆" * 121}, "会议地点有121个字"),
        ({"due": 0}, "应到人数不能是0"),
        ({"date": TOMORROW, "quorate": False}, "现在还不知道是否达到法定人数"),
        ({"kind": "picnic"}, "形式"),
    ],
)
def test_a_meeting_that_cannot_be_recorded(
    cast: Cast, clerk: Act, meeting: Meeting, wrong: dict[str, Any], says: str
) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.record_meeting(clerk, cast.congress, {"date": DAY} | wrong)
    assert Meeting.objects.count() == 1


def test_attendance_is_recorded_and_set_right(cast: Cast, clerk: Act, meeting: Meeting) -> None:
    both = [entry(cast.engineer), entry(cast.official, "absent")]
    with noticed(by={"attendance", "meetings"}):
        verbs.record_attendance(clerk, meeting, {"people": both, "quorate": True})
    assert (meeting.present(), Meeting.objects.get().quorate) == (1, True)
    with noticed(by={"attendance"}):
        verbs.record_attendance(clerk, meeting, {"people": [entry(cast.official, "excused")]})
    states = dict(Attendance.objects.values_list("person__name", "status"))
    assert states == {"韦晓": "present", "覃亮": "excused"}
    assert Meeting.objects.get().quorate is True


def test_what_is_recorded_already_is_not_written_again(cast: Cast, clerk: Act, meeting: Meeting) -> None:
    for _ in range(2):
        verbs.record_attendance(clerk, meeting, {"people": [entry(cast.engineer)]})
    assert Attendance.objects.get().version == 1


def test_only_holders_of_a_post_on_that_day_are_due(cast: Cast, clerk: Act) -> None:
    late = verbs.record_meeting(clerk, cast.congress, {"date": dt.date(2024, 3, 20)})
    neighbour = PersonFactory(name="莫莉", keeper=cast.liuzhou)
    wrong = [entry(cast.engineer), entry(cast.official), entry(neighbour)]
    with pytest.raises(VerbError, match="覃亮、莫莉在2024-03-20没有担任“代表大会”的职务"):
        verbs.record_attendance(clerk, late, {"people": wrong})
    assert not Attendance.objects.exists()


def test_a_long_list_of_strangers_is_cut_short(cast: Cast, clerk: Act, meeting: Meeting) -> None:
    strangers = [entry(PersonFactory(name=f"甘{n}", keeper=cast.liuzhou)) for n in range(4)]
    with pytest.raises(VerbError, match="甘0、甘1、甘2等4人在"):
        verbs.record_attendance(clerk, meeting, {"people": strangers})


def test_the_name_of_another_units_person_is_not_told(cast: Cast, clerk: Act, meeting: Meeting) -> None:
    foreign = PersonFactory(name="桂生", keeper=cast.guilin)
    with pytest.raises(VerbError, match=f"^编号为{foreign.pk}的人员、编号为987654的人员在"):
        verbs.record_attendance(clerk, meeting, {"people": [entry(foreign), {"person": 987654, "state": "present"}]})
    with pytest.raises(VerbError, match=f"^编号为{foreign.pk}的人员在2024-03-12没有担任"):
        verbs.record_duty(
            clerk, cast.congress, {"person": foreign.pk, "kind": "report", "date": DAY, "title": "关于桥的调研"}
        )


def test_a_body_that_had_no_term_had_nobody_due(cast: Cast, clerk: Act) -> None:
    early = verbs.record_meeting(clerk, cast.congress, {"date": dt.date(2021, 11, 21)})
    with pytest.raises(VerbError, match="韦晓在2021-11-21没有担任"):
        verbs.record_attendance(clerk, early, {"people": [entry(cast.engineer)]})


def test_a_term_goes_on_until_the_next_begins(cast: Cast, clerk: Act) -> None:
    TermFactory(body=cast.congress, number=8, starts=dt.date(2016, 5, 1), ends=dt.date(2021, 5, 1))
    former = PostFactory(term=cast.congress.terms.get(number=8)).person
    overdue = verbs.record_meeting(clerk, cast.congress, {"date": dt.date(2021, 11, 21)})
    verbs.record_attendance(clerk, overdue, {"people": [entry(former)]})
    following = verbs.record_meeting(clerk, cast.congress, {"date": dt.date(2021, 11, 22)})
    with pytest.raises(VerbError, match="在2021-11-22没有担任"):
        verbs.record_attendance(clerk, following, {"people": [entry(former)]})


def test_lists_that_say_nothing_or_too_much(cast: Cast, clerk: Act, meeting: Meeting) -> None:
    with pytest.raises(VerbError, match="没有选择人员"):
        verbs.record_attendance(clerk, meeting, {"people": []})
    with pytest.raises(VerbError, match="韦晓在名单中出现了不止一次"):
        verbs.record_attendance(clerk, meeting, {"people": [entry(cast.engineer), entry(cast.engineer, "absent")]})


def test_before_a_meeting_only_leave_is_recorded(cast: Cast, clerk: Act) -> None:
    coming = verbs.record_meeting(clerk, cast.congress, {"date": TOMORROW})
    with pytest.raises(VerbError, match="现在只能登记请假"):
        verbs.record_attendance(clerk, coming, {"people": [entry(cast.engineer)]})
    with pytest.raises(VerbError, match="现在还不知道是否达到法定人数"):
        verbs.record_attendance(clerk, coming, {"people": [entry(cast.engineer, "excused")], "quorate": True})
    verbs.record_attendance(clerk, coming, {"people": [entry(cast.engineer, "excused")]})
    assert Attendance.objects.get().status == "excused"


def test_a_meeting_goes_with_its_attendance(cast: Cast, clerk: Act, meeting: Meeting) -> None:
    verbs.record_attendance(clerk, meeting, {"people": [entry(cast.engineer)]})
    with noticed(by={"attendance", "meetings"}):
        verbs.withdraw_meeting(clerk, meeting)
    assert not Meeting.objects.exists()
    assert not Attendance.objects.exists()


def test_a_duty_act_is_recorded_once_and_withdrawn(cast: Cast, clerk: Act) -> None:
    data = {"person": cast.engineer.pk, "kind": "proposal", "date": DAY, "title": "关于开放实验室的建议"}
    with noticed(by={"duties"}):
        made = verbs.record_duty(clerk, cast.congress, data)
    assert str(made) == "提案建议《关于开放实验室的建议》"
    with pytest.raises(VerbError, match="韦晓2024-03-12的《关于开放实验室的建议》已经登记"):
        verbs.record_duty(clerk, cast.congress, data)
    with noticed(by={"duties"}):
        verbs.withdraw_duty(clerk, made)
    assert not DutyAct.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "没有填写题目"),
        ({"date": TOMORROW}, "这一天还没有到"),
        ({"person": 0}, "没有编号为0的"),
        ({"date": dt.date(2021, 11, 21)}, "韦晓在2021-11-21没有担任“代表大会”的职务，不能登记履职"),
    ],
)
def test_a_duty_act_that_cannot_be_recorded(cast: Cast, clerk: Act, wrong: dict[str, Any], says: str) -> None:
    data = {"person": cast.engineer.pk, "kind": "report", "date": DAY, "title": "调研"}
    with pytest.raises(VerbError, match=says):
        verbs.record_duty(clerk, cast.congress, data | wrong)
    assert not DutyAct.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "nobody", "reader", "leader"])
def test_others_are_refused(cast: Cast, clerk: Act, meeting: Meeting, who: str) -> None:
    duty = {"person": cast.engineer.pk, "kind": "report", "date": DAY, "title": "调研"}
    act, kept = acts(getattr(cast, who)), verbs.record_duty(clerk, cast.congress, duty)
    for refused in (
        lambda: verbs.record_meeting(act, cast.congress, {"date": DAY}),
        lambda: verbs.record_attendance(act, meeting, {"people": [entry(cast.engineer)]}),
        lambda: verbs.withdraw_meeting(act, meeting),
        lambda: verbs.record_duty(act, cast.congress, duty | {"title": "又一项"}),
        lambda: verbs.withdraw_duty(act, kept),
    ):
        with pytest.raises(Refused, match="柳州市科学技术协会"):
            refused()
    assert (Meeting.objects.count(), DutyAct.objects.count(), Attendance.objects.count()) == (1, 1, 0)
