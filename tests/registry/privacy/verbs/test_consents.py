"""Consents are given and withdrawn by the person, or noted at the desk with what proves them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from cast import OPERATES, Cast, acts
from keqiao.kernel.audit.models import PersonalValues
from keqiao.kernel.privacy.models import Consent
from keqiao.kernel.verbs.contract import Refused, VerbError
from keqiao.registry.privacy.verbs.consents import give_consent, record_consent, record_withdrawal, withdraw_consent
from keqiao.registry.privacy.verbs.purposes import publish_notice
from registry.privacy.given import purpose, self_act

CODE = "publish-lists"


def sheet(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {"purpose": CODE, "channel": "paper", "evidence": "登记表第12号", "day": today} | changes


def test_a_person_consents_and_takes_it_back(cast: Cast) -> None:
    purpose(cast)
    act = self_act(cast, cast.engineer)
    given = give_consent(act, cast.engineer, {"purpose": CODE, "notice": 1})
    assert (given.channel, given.notice.number, given.withdrawn, str(given)) == (
        "web",
        1,
        None,
        "公开代表名单告知书第1版",
    )
    back = withdraw_consent(act, cast.engineer, {"purpose": CODE})
    assert (back.pk, back.withdrawn_by) == (given.pk, "web")
    assert PersonalValues.objects.filter(person=cast.engineer.pk).count() == 2


def test_nobody_consents_for_another(cast: Cast) -> None:
    purpose(cast)
    for act in (acts(cast.clerk), self_act(cast, cast.official), OPERATES):
        with pytest.raises(Refused, match="只有本人"):
            give_consent(act, cast.engineer, {"purpose": CODE, "notice": 1})
        with pytest.raises(Refused, match="只有本人"):
            withdraw_consent(act, cast.engineer, {"purpose": CODE})


def test_only_the_notice_that_holds_is_consented_to(cast: Cast) -> None:
    publish_notice(OPERATES, purpose(cast), {"text": "第二版。"})
    act = self_act(cast, cast.engineer)
    with pytest.raises(VerbError, match="告知书已更新到第2版，没有记录同意。请先阅读"):
        give_consent(act, cast.engineer, {"purpose": CODE, "notice": 1})
    give_consent(act, cast.engineer, {"purpose": CODE, "notice": 2})


def test_a_newer_consent_ends_the_one_before(cast: Cast) -> None:
    made, act = purpose(cast), self_act(cast, cast.engineer)
    give_consent(act, cast.engineer, {"purpose": CODE, "notice": 1})
    publish_notice(OPERATES, made, {"text": "第二版。", "renews": True})
    give_consent(act, cast.engineer, {"purpose": CODE, "notice": 2})
    assert [one.notice.number for one in Consent.objects.filter(withdrawn=None)] == [2]
    assert Consent.objects.count() == 2


def test_what_is_done_already_is_not_done_again(cast: Cast) -> None:
    purpose(cast)
    act = self_act(cast, cast.engineer)
    with pytest.raises(VerbError, match="没有同意过“公开代表名单”"):
        withdraw_consent(act, cast.engineer, {"purpose": CODE})
    give_consent(act, cast.engineer, {"purpose": CODE, "notice": 1})
    with pytest.raises(VerbError, match="已经同意过"):
        give_consent(act, cast.engineer, {"purpose": CODE, "notice": 1})


def test_without_a_notice_nobody_is_asked(cast: Cast) -> None:
    purpose(cast, notice=False)
    with pytest.raises(VerbError, match="还没有发布告知书，不能征求同意"):
        give_consent(self_act(cast, cast.engineer), cast.engineer, {"purpose": CODE, "notice": 0})


def test_what_needs_no_consent_takes_none(cast: Cast) -> None:
    purpose(cast, code="congress", kind="general", basis="duty")
    with pytest.raises(VerbError, match="不需要同意"):
        give_consent(self_act(cast, cast.engineer), cast.engineer, {"purpose": "congress", "notice": 1})


def test_the_desk_notes_a_signed_sheet_and_a_withdrawal(cast: Cast) -> None:
    purpose(cast)
    made = record_consent(acts(cast.clerk), cast.engineer, sheet())
    assert (made.channel, made.evidence) == ("paper", "登记表第12号")
    assert (
        record_withdrawal(acts(cast.clerk), cast.engineer, {"purpose": CODE, "channel": "phone"}).withdrawn_by
        == "phone"
    )
    with pytest.raises(Refused):
        record_consent(acts(cast.county_clerk), cast.engineer, sheet())
    with pytest.raises(Refused):
        record_withdrawal(acts(cast.reader), cast.engineer, {"purpose": CODE, "channel": "phone"})


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"evidence": ""}, "没有填写凭据"),
        ({"day": dt.date(2099, 1, 1)}, "这一天还没有到"),
        ({"day": dt.date(2020, 1, 1)}, "早于告知书的发布日期"),
        ({"purpose": "nothing"}, "没有登记代码为“nothing”的"),
    ],
)
def test_a_sheet_that_proves_nothing_is_refused(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    purpose(cast)
    with pytest.raises(VerbError, match=says):
        record_consent(acts(cast.clerk), cast.engineer, sheet(**wrong))
    assert not Consent.objects.exists()
