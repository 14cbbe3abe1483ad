"""A meeting of the standing committee finds of members what it finds; results are classes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.service.given import TODAY, YEAR, Sitting, met
from cast import PersonFactory, acts
from keqiao.blocks.assemblies.models import Meeting
from keqiao.blocks.assemblies.service.assessing import assess, assessing_meetings
from keqiao.blocks.assemblies.service.models import Assessed
from keqiao.kernel.verbs.contract import Refused, VerbError


@pytest.fixture
def meeting(sitting: Sitting) -> Meeting:
    """The standing committee met today."""
    return met(sitting.standing, TODAY, {})


def data(sitting: Sitting, meeting: Meeting, **changes: Any) -> dict[str, Any]:
    """Two members have done their duty."""
    people = [sitting.engineer.pk, sitting.official.pk]
    return {"year": YEAR, "meeting": meeting.pk, "result": "done", "people": people} | changes


def test_several_are_assessed_at_once_and_set_right(sitting: Sitting, meeting: Meeting) -> None:
    leader = acts(sitting.cast.leader)
    assess(leader, sitting.full, data(sitting, meeting))
    assess(leader, sitting.full, data(sitting, meeting, result="later", people=[sitting.official.pk], note="待补交"))
    found = dict(Assessed.objects.values_list("person__name", "result"))
    assert found == {"韦晓": "done", "覃亮": "later"}


def test_only_held_meetings_of_its_own_standing_committee_assess(sitting: Sitting, meeting: Meeting) -> None:
    met(sitting.full, TODAY, {})
    coming = met(sitting.standing, TODAY + dt.timedelta(days=1), {})
    assert list(assessing_meetings(sitting.full)) == [meeting.pk]
    with pytest.raises(VerbError, match="没有找到所选的评估会议"):
        assess(acts(sitting.cast.leader), sitting.full, data(sitting, coming))


@pytest.mark.parametrize(("wrong", "says"), [({"people": []}, "没有选择委员"), ({"result": "best"}, "评估结果")])
def test_what_cannot_be_recorded(sitting: Sitting, meeting: Meeting, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        assess(acts(sitting.cast.leader), sitting.full, data(sitting, meeting, **wrong))


def test_a_stranger_is_not_assessed_nor_anybody_with_them(sitting: Sitting, meeting: Meeting) -> None:
    people = [sitting.engineer.pk, PersonFactory().pk]
    with pytest.raises(VerbError, match="全部没有登记"):
        assess(acts(sitting.cast.leader), sitting.full, data(sitting, meeting, people=people))
    assert not Assessed.objects.exists()


def test_a_clerk_doesnt_assess(sitting: Sitting, meeting: Meeting) -> None:
    with pytest.raises(Refused):
        assess(acts(sitting.cast.clerk), sitting.full, data(sitting, meeting))
