"""Somebody states, somebody else approves or sends back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from blocks.counting import noticed
from cast import OPERATES, Cast, acts, user_with
from keqiao.blocks.returns import verbs
from keqiao.blocks.returns.models import Attestation, Return, Statement
from keqiao.kernel.access.models import Grant
from keqiao.kernel.files.models import Attachment
from keqiao.kernel.nouns import ledger
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, Refused, VerbError
from keqiao.registry.verbs.files import attach

TODAY = timezone.localdate()
NUMBER: dict[str, Any] = {"indicator": "poverty_batches", "year": 2023, "value": 7, "source": "市扶贫办通报"}
MATTER: dict[str, Any] = {"topic": "venues.earthquake-hall", "statement": "已与地震部门签订共建协议"}


def paper(organisation: Organisation) -> Attachment:
    """A document of an organisation."""
    return attach(OPERATES, organisation, {"name": "协议.pdf", "content": b"%PDF-1.7\n1 0 obj\n"})


def report(act: Act, cast: Cast) -> Return:
    """A number of the city."""
    return verbs.report(act, cast.liuzhou, NUMBER)


def submit(act: Act, cast: Cast) -> Attestation:
    """A matter of the city with its document."""
    return verbs.submit(act, cast.liuzhou, MATTER | {"attachment": paper(cast.liuzhou).pk})


State = Callable[[Act, Cast], Statement]
Decide = Callable[..., Statement]
# How each kind is stated, approved and sent back, and the fact it stands in.
KINDS = pytest.mark.parametrize(
    ("state", "approve", "reject", "fact"),
    [
        pytest.param(report, verbs.approve_return, verbs.reject_return, "returns", id="return"),
        pytest.param(submit, verbs.approve_attestation, verbs.reject_attestation, "attestations", id="attestation"),
    ],
)


@KINDS
def test_a_second_person_approves(cast: Cast, state: State, approve: Decide, reject: Decide, fact: str) -> None:
    stated = state(acts(cast.clerk), cast)
    assert (stated.status, stated.submitted_by, stated.submitted_on) == ("submitted", cast.clerk, TODAY)
    with noticed(by={fact}):
        approved = approve(acts(cast.leader), stated)
    assert (approved.status, approved.decided_by, approved.decided_on) == ("approved", cast.leader, TODAY)


@KINDS
def test_who_stated_cannot_approve(cast: Cast, state: State, approve: Decide, reject: Decide, fact: str) -> None:
    with ledger.exempt("given"):
        Grant(user=cast.clerk, role="leader", organisation=cast.liuzhou).save()
    stated = state(acts(cast.clerk), cast)
    with pytest.raises(Refused, match="是您自己上报的，不能由您认定"):
        approve(acts(cast.clerk), stated)
    stated.refresh_from_db()
    assert (stated.status, stated.decided_by) == ("submitted", None)


@KINDS
def test_the_operator_is_one_person(cast: Cast, state: State, approve: Decide, reject: Decide, fact: str) -> None:
    stated = state(OPERATES, cast)
    with pytest.raises(Refused, match="不能由您认定"):
        approve(OPERATES, stated)
    assert approve(acts(cast.leader), stated).decided_by == cast.leader


@KINDS
def test_the_operator_approves_what_somebody_else_stated(
    cast: Cast, state: State, approve: Decide, reject: Decide, fact: str
) -> None:
    assert approve(OPERATES, state(acts(cast.clerk), cast)).decided_by is None


@KINDS
def test_what_is_wrong_goes_back_with_the_reason(
    cast: Cast, state: State, approve: Decide, reject: Decide, fact: str
) -> None:
    stated = state(acts(cast.clerk), cast)
    with pytest.raises(VerbError, match="没有填写退回原因"):
        reject(acts(cast.leader), stated, {"reason": " "})
    with pytest.raises(VerbError, match="退回原因有501个字"):
        reject(acts(cast.leader), stated, {"reason": "错" * 501})
    sent = reject(acts(cast.leader), stated, {"reason": "年份有误"})
    assert (sent.status, sent.reason, sent.decided_by) == ("rejected", "年份有误", cast.leader)
    assert state(acts(cast.clerk), cast).pk != sent.pk


@KINDS
def test_a_decision_is_made_once(cast: Cast, state: State, approve: Decide, reject: Decide, fact: str) -> None:
    approved = approve(acts(cast.leader), state(acts(cast.clerk), cast))
    for again in (lambda: approve(acts(cast.leader), approved), lambda: reject(OPERATES, approved, {"reason": "错"})):
        with pytest.raises(VerbError, match=f"已认定（{TODAY:%Y-%m-%d}），不能再次办理"):
            again()


@KINDS
def test_one_waits_at_a_time(cast: Cast, state: State, approve: Decide, reject: Decide, fact: str) -> None:
    stated = state(acts(cast.clerk), cast)
    with pytest.raises(VerbError, match=f"已于{TODAY:%Y-%m-%d}上报，正在等待认定"):
        state(acts(cast.clerk), cast)
    approve(acts(cast.leader), stated)
    assert state(acts(cast.clerk), cast).status == "submitted"


@KINDS
@pytest.mark.parametrize("who", ["outsider", "nobody", "reader", "leader"])
def test_others_state_nothing(cast: Cast, state: State, approve: Decide, reject: Decide, fact: str, who: str) -> None:
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        state(acts(getattr(cast, who)), cast)
    assert (Return.objects.count(), Attestation.objects.count()) == (0, 0)


@KINDS
@pytest.mark.parametrize("who", ["outsider", "nobody", "reader", "clerk", "away"])
def test_others_decide_nothing(cast: Cast, state: State, approve: Decide, reject: Decide, fact: str, who: str) -> None:
    user = user_with("away", "leader", cast.guilin, subtree=True) if who == "away" else getattr(cast, who)
    stated = state(OPERATES, cast)
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        approve(acts(user), stated)
    with pytest.raises(Refused, match="柳州市科学技术协会"):
        reject(acts(user), stated, {"reason": "错"})
    stated.refresh_from_db()
    assert stated.status == "submitted"


def test_what_waits_and_what_is_sent_back_is_noticed(cast: Cast) -> None:
    with noticed(by={"returns"}):
        report(acts(cast.clerk), cast)
    with noticed(by={"attestations"}):
        stated = submit(acts(cast.clerk), cast)
    with noticed(by={"attestations"}):
        verbs.reject_attestation(acts(cast.leader), stated, {"reason": "协议未盖章"})


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"indicator": "七个一批"}, "指标代码“七个一批”不合规则"),
        ({"year": 1948}, "年份不能是1948"),
        ({"year": TODAY.year + 1}, "年份不能是"),
        ({"value": 10**15 + 1}, "数值不能是"),
        ({"value": 7.5}, "value"),
        ({"per": 0}, "除数不能是0"),
        ({"source": ""}, "没有填写数据来源"),
        ({"attachment": 0}, "没有编号为0的"),
    ],
)
def test_a_number_that_cannot_be_reported(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.report(acts(cast.clerk), cast.liuzhou, NUMBER | wrong)
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"topic": "共建场馆"}, "事项代码“共建场馆”不合规则"),
        ({"statement": ""}, "没有填写说明"),
        ({"statement": "说" * 501}, "说明有501个字"),
        ({"attachment": 0}, "没有编号为0的"),
        ({"attachment": None}, "attachment"),
    ],
)
def test_a_matter_that_cannot_be_submitted(cast: Cast, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(VerbError, match=says):
        verbs.submit(acts(cast.clerk), cast.liuzhou, MATTER | {"attachment": paper(cast.liuzhou).pk} | wrong)
    assert not Attestation.objects.exists()


def test_another_units_document_proves_nothing(cast: Cast) -> None:
    foreign = {"attachment": paper(cast.guilin).pk}
    for refused in (
        lambda: verbs.submit(acts(cast.clerk), cast.liuzhou, MATTER | foreign),
        lambda: verbs.report(acts(cast.clerk), cast.liuzhou, NUMBER | foreign),
    ):
        with pytest.raises(VerbError, match="的附件不属于“柳州市科协”"):
            refused()


def test_a_fraction_is_reported_as_a_whole_number_per_so_many(cast: Cast) -> None:
    made = verbs.report(acts(cast.clerk), cast.liuzhou, NUMBER | {"value": -325, "per": 100})
    assert (made.value, made.per) == (-325, 100)
