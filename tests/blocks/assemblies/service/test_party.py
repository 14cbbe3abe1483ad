"""A Party organisation's meetings and its part in major decisions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blocks.assemblies.service.given import TODAY, YEAR, body_with, met
from cast import Cast, acts
from keqiao.blocks.assemblies.service.models import MajorDecision
from keqiao.blocks.assemblies.service.party import party_bodies, party_meetings, record_decision, withdraw_decision
from keqiao.kernel.verbs.contract import Refused, VerbError

DECIDED = {"kind": "money", "title": "购置展品", "party": "first", "evidence": "支部会议纪要第3号"}


def test_a_decision_is_recorded_and_withdrawn(cast: Cast) -> None:
    made = record_decision(acts(cast.clerk), cast.society, DECIDED)
    assert (made.date, made.year, made.get_party_display()) == (TODAY, YEAR, "事先集体研究")
    withdraw_decision(acts(cast.clerk), made, {})
    assert not MajorDecision.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"evidence": ""}, "没有填写党组织的记录"),
        ({"date": TODAY + dt.timedelta(days=1)}, "这一天还没有到"),
        ({"kind": "picnic"}, "事项类别"),
    ],
)
def test_a_decision_that_cannot_be_recorded(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        record_decision(acts(cast.clerk), cast.society, DECIDED | wrong)


def test_without_the_party_organisation_no_record_of_it_is_asked(cast: Cast) -> None:
    assert record_decision(acts(cast.clerk), cast.society, DECIDED | {"party": "none", "evidence": ""}).pk


def test_its_meetings_of_a_year(cast: Cast) -> None:
    branch = body_with(cast.society, "party_organisation", [cast.engineer])
    meeting = met(branch, TODAY, {})
    met(branch, dt.date(YEAR - 1, 6, 1), {})
    met(branch, TODAY + dt.timedelta(days=1), {})
    assert party_bodies(cast.society) == [branch]
    assert party_meetings(cast.society, YEAR) == [meeting]


def test_a_neighbour_records_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        record_decision(acts(cast.outsider), cast.society, DECIDED)
