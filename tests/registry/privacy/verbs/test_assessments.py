"""An assessment is written by the officer and approved by somebody else, for three years at most."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from cast import Cast, acts
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.privacy.verbs.assessments import approve_assessment, record_assessment
from registry.privacy.given import officer_of, purpose

TOLD = {"necessity": "公示需要", "risks": "可能被骚扰", "level": "medium", "measures": "不公开联系方式"}
YEAR = dt.timedelta(days=365)


def test_a_leader_approves_what_the_officer_wrote(cast: Cast, client: Client) -> None:
    made = record_assessment(officer_of(cast.liuzhou), purpose(cast), TOLD)
    until = timezone.localdate() + YEAR
    for wrong in (timezone.localdate(), until + 4 * YEAR):
        with pytest.raises(VerbError, match="三年以内"):
            approve_assessment(acts(cast.leader), made, {"valid_until": wrong})
    assert approve_assessment(acts(cast.leader), made, {"valid_until": until}).approver == cast.leader
    with pytest.raises(VerbError, match="已经批准"):
        approve_assessment(acts(cast.leader), made, {"valid_until": until})
    client.force_login(cast.leader)
    assert "公开代表名单" in client.get("/desk/privacy/assessments/").content.decode()
    assert "可能被骚扰" in client.get(f"/desk/privacy/assessments/{made.public_id}/").content.decode()


def test_nobody_approves_the_own_and_only_officers_write(cast: Cast) -> None:
    lists, officer = purpose(cast), officer_of(cast.liuzhou)
    with pytest.raises(Refused):
        record_assessment(acts(cast.clerk), lists, TOLD)
    with pytest.raises(VerbError, match="没有填写保护措施"):
        record_assessment(officer, lists, TOLD | {"measures": ""})
    made = record_assessment(officer, lists, TOLD)
    made.author = cast.leader
    with pytest.raises(Refused, match="不能批准自己写的"):
        approve_assessment(acts(cast.leader), made, {"valid_until": timezone.localdate() + YEAR})
