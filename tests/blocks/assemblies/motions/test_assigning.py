"""Who leads and who joins; a wrong assignment goes back in time; more time is given for a reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from blocks.assemblies.motions.given import Floor, fresh
from keqiao.blocks.assemblies.motions import assigning
from keqiao.blocks.assemblies.motions.models import Part
from keqiao.kernel.nouns import ledger
from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.plans.supervision import tasks


def test_a_unit_leads_and_others_join_by_an_earlier_day(floor: Floor) -> None:
    made = floor.assigned(joint="学会部、科普部", joint_units=["lz-jixie"])
    assert made.case is not None
    parties = {(one.role, one.name): one.unit for one in made.case.parties.all()}
    assert parties == {
        ("lead", "鹿寨县科学技术协会"): floor.cast.luzhai,
        ("partner", "柳州市机械工程学会"): floor.cast.society,
        ("partner", "学会部"): None,
        ("partner", "科普部"): None,
    }
    days = set(made.case.deadlines.filter(final=False).values_list("due", flat=True))
    assert days == {add_workdays(timezone.localdate(), 30)}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "主办只能有一个"),
        ({"lead_unit": "450223", "lead": "科普部"}, "主办只能有一个"),
        ({"lead_unit": "nowhere"}, "没有机构代码为“nowhere”"),
        ({"lead": "科普部", "joint": "学会部、科普部"}, "“科普部”不能既主办又会办"),
    ],
)
def test_what_cannot_be_assigned(floor: Floor, wrong: dict[str, Any], says: str) -> None:
    made = floor.accepted()
    with pytest.raises(VerbError, match=says):
        assigning.assign(floor.clerk, made, wrong)
    assert not Part.objects.exists()


def test_units_that_stay_keep_what_they_did(floor: Floor) -> None:
    made = floor.assigned(joint="学会部、科普部")
    kept = Part.objects.get(party__name="学会部")
    assigning.assign(floor.clerk, made, {"lead": "科普部", "joint": "学会部"})
    assert set(Part.objects.values_list("party__name", flat=True)) == {"科普部", "学会部"}
    assert Part.objects.get(party__name="学会部") == kept
    assert made.case is not None
    assert made.case.deadlines.count() == 2


def test_a_wrong_assignment_goes_back_with_its_reason_and_is_given_anew(floor: Floor) -> None:
    made = floor.assigned()
    with pytest.raises(Refused):
        assigning.refuse_assignment(floor.clerk_of_guilin, floor.lead(made), {"reason": "不属于本单位职责"})
    assigning.refuse_assignment(floor.county, floor.lead(made), {"reason": "不属于本单位职责"})
    part = Part.objects.get()
    assert (part.refused, part.reason) == (timezone.localdate(), "不属于本单位职责")
    with pytest.raises(VerbError, match="已经退回"):
        assigning.refuse_assignment(floor.county, floor.lead(made), {"reason": "不属于本单位职责"})
    assigning.assign(floor.clerk, fresh(made), {"lead_unit": "450223"})
    again = Part.objects.get()
    assert (again.refused, again == part) == (None, False)


@pytest.mark.parametrize(("late", "goes"), [(0, True), (1, False)])
def test_after_five_working_days_it_stays_where_it_is(floor: Floor, late: int, goes: bool) -> None:
    made = floor.assigned()
    today = timezone.localdate()
    day = next(one for one in (today - dt.timedelta(days=n) for n in range(40)) if add_workdays(one, 5 + late) <= today)
    with ledger.exempt("given"):
        Part.objects.update(assigned=day)
    if goes:
        assigning.refuse_assignment(floor.county, floor.lead(made), {"reason": "不属于本单位职责"})
        return
    with pytest.raises(VerbError, match="已超过5个工作日"):
        assigning.refuse_assignment(floor.county, floor.lead(made), {"reason": "不属于本单位职责"})


def test_more_time_is_given_for_a_reason(floor: Floor) -> None:
    made = floor.assigned()
    assert made.case is not None
    due = made.case.deadlines.get(final=True).due
    with pytest.raises(VerbError, match="应晚于现在的"):
        assigning.extend(floor.clerk, made, {"due": due, "reason": "需要现场调研"})
    assigning.extend(floor.clerk, made, {"due": due + dt.timedelta(days=10), "reason": "需要现场调研"})
    final = made.case.deadlines.get(final=True)
    assert (final.due, final.reason) == (due + dt.timedelta(days=10), "需要现场调研")
    assert fresh(made).overdue_from == due + dt.timedelta(days=11)


def test_parts_in_other_cases_are_not_ours(floor: Floor) -> None:
    task = tasks.open_task(floor.clerk, floor.cast.liuzhou, {"title": "建设科普e站", "lead_unit": "450223"})
    with pytest.raises(VerbError, match="“建设科普e站”不是提案建议"):
        assigning.refuse_assignment(floor.county, task.parties.get(), {"reason": "不属于本单位职责"})
