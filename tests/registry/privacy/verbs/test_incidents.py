"""An incident gets its steps with deadlines, drafts of what has to be told, and is closed when all is done."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cast import Cast, acts
from keqiao.kernel.privacy.models import StepKind
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.privacy.drafting import notice_to_people, report_to_regulator
from keqiao.registry.privacy.verbs.incidents import close_incident, correct_incident, finish_step, report_incident
from registry.privacy.given import officer_of


def told(**changes: Any) -> dict[str, Any]:
    return {
        "title": "名册误发到工作群",
        "day": timezone.localdate(),
        "level": "medium",
        "data": "姓名、手机号",
        "cause": "附件选错",
        "harm": "可能收到骚扰电话",
        "measures": "已撤回文件",
        "advice": "留意陌生来电",
        "contact": "0772-0000000",
    } | changes


def test_an_incident_is_worked_off_step_by_step(cast: Cast, client: Client) -> None:
    officer = officer_of(cast.liuzhou)
    made = report_incident(officer, cast.liuzhou, told())
    assert made.steps.count() == len(StepKind)
    with pytest.raises(VerbError, match="还有步骤没有办结：切断泄露"):
        close_incident(officer, made)
    correct_incident(officer, made, told(people=87))
    assert "87人" in report_to_regulator(made)
    assert "留意陌生来电" in notice_to_people(made)
    for kind in StepKind:
        finish_step(officer, made, {"kind": kind, "note": "已办"})
    with pytest.raises(VerbError, match="已经办结"):
        finish_step(officer, made, {"kind": "stop", "note": "又办"})
    user = officer.actor.user
    assert user is not None
    client.force_login(user)
    for address in ("/desk/privacy/incidents/", f"/desk/privacy/incidents/{made.public_id}/"):
        assert "名册误发到工作群" in client.get(address).content.decode()
    close_incident(officer, made)
    with pytest.raises(VerbError, match="已经结案"):
        correct_incident(officer, made, told())


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"cause": ""}, "没有填写原因"),
        ({"people": -1}, "涉及人数填写有误"),
        ({"day": dt.date(2099, 1, 1)}, "这一天还没有到"),
    ],
)
def test_what_is_missing_is_said(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        report_incident(officer_of(cast.liuzhou), cast.liuzhou, told(**wrong))


def test_only_the_officer_reports(cast: Cast) -> None:
    with pytest.raises(Refused):
        report_incident(acts(cast.clerk), cast.liuzhou, told())
