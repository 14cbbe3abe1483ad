"""One of everything, for the pages that show it."""

from __future__ import annotations

import datetime as dt

import pytest

from blocks.assemblies.service.given import TODAY, YEAR, Sitting, body_with, days, met
from cast import OPERATES
from keqiao.blocks.assemblies.service import committees, party, rota, secondments, studios
from keqiao.blocks.assemblies.service.absences import find_absences


@pytest.fixture
def full(sitting: Sitting) -> Sitting:
    """One of everything."""
    for day in days(2):
        met(sitting.full, day, {sitting.official: "absent"})
    find_absences(OPERATES, sitting.full, {})
    chairs = body_with(sitting.cast.liuzhou, "chair_meeting", [sitting.engineer])
    data = {"person": sitting.engineer.pk, "starts": dt.date(YEAR, 2, 1), "ends": dt.date(YEAR, 3, 1)}
    rota.assign_slot(OPERATES, chairs, data)
    studio = studios.open_studio(
        OPERATES, sitting.cast.liuzhou, {"division": "450223", "delegates": [sitting.third.pk]}
    )
    said = {"text": "路灯不亮", "contact": "13900000001", "agreed": True}
    studios.receive_opinion(OPERATES, studio, said)
    special = body_with(sitting.cast.liuzhou, "special_committee", [sitting.engineer])
    committees.plan_year(OPERATES, special, {"year": YEAR, "items": "调研园区"})
    advisers = body_with(sitting.cast.liuzhou, "advisory_committee", [sitting.official])
    committees.ask_advice(OPERATES, advisers, {"asked_by": "市委办公室", "question": "产业布局"})
    told = {"person": sitting.third.pk, "direction": "in", "starts": TODAY, "ends": TODAY + dt.timedelta(days=90)}
    secondments.arrange_secondment(OPERATES, sitting.cast.liuzhou, told)
    decided = {"kind": "money", "title": "购置展品", "party": "none"}
    party.record_decision(OPERATES, sitting.cast.liuzhou, decided)
    return sitting
