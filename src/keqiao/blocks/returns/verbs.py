"""Verbs on returns and attestations: somebody states, somebody else approves."""

from __future__ import annotations

from typing import Annotated, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.files.models import Attachment
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_code, check_number, check_text, record

from .models import Attestation, Return, Statement, Status

S = TypeVar("S", bound=Statement)

FIRST_YEAR = 1949
MOST = 10**15


class Report(VerbData):
    """A number of a year: ``value`` ÷ ``per``. ``attachment``: the id of a file of the same organisation."""

    indicator: str
    year: int
    value: int
    source: str
    per: int = 1
    attachment: int | None = None


class Submit(VerbData):
    """That something was done, and the file (its id) of the same organisation that proves it."""

    topic: str
    statement: str
    attachment: int


class Reject(VerbData):
    """What has to be set right."""

    reason: Annotated[str, Asked(gettext_lazy("退回原因"))]


@verb("returns.report", does=gettext_lazy("上报了数据"), needs="returns.report", on=lambda target, data: [target])
def report(act: Act, target: Organisation, data: Report) -> Return:
    """Report a number, to be approved by a second person."""
    check_code(data.indicator, _("指标代码"))
    check_number(data.year, _("年份"), FIRST_YEAR, timezone.localdate().year)
    check_number(data.value, _("数值"), -MOST, MOST)
    check_number(data.per, _("除数"), 1, MOST)
    check_text(data.source, _("数据来源"), 200)
    _refuse_second(target.returns.filter(indicator=data.indicator, year=data.year, status=Status.SUBMITTED).first())
    made = Return(
        organisation=target,
        attachment=None if data.attachment is None else _attachment(target, data.attachment),
        **data.model_dump(include={"indicator", "year", "value", "per", "source"}),
    )
    return _submitted(act, made)


@verb(
    "returns.approve",
    does=gettext_lazy("审核了上报数据"),
    needs="returns.approve",
    on=lambda target, data: [target.organisation_id],
)
def approve_return(act: Act, target: Return, data: VerbData) -> Return:
    """Approve a number that somebody else reported."""
    return _approved(act, target)


@verb(
    "returns.reject",
    does=gettext_lazy("退回了上报数据"),
    needs="returns.approve",
    on=lambda target, data: [target.organisation_id],
)
def reject_return(act: Act, target: Return, data: Reject) -> Return:
    """Send a reported number back with the reason."""
    return _rejected(act, target, data.reason)


@verb(
    "attestations.submit",
    does=gettext_lazy("提交了材料"),
    needs="attestations.submit",
    on=lambda target, data: [target],
)
def submit(act: Act, target: Organisation, data: Submit) -> Attestation:
    """Submit a document that proves something, to be approved by a second person."""
    check_code(data.topic, _("事项代码"), "._-")
    check_text(data.statement, _("说明"), 500)
    _refuse_second(target.attestations.filter(topic=data.topic, status=Status.SUBMITTED).first())
    made = Attestation(
        organisation=target,
        topic=data.topic,
        statement=data.statement,
        attachment=_attachment(target, data.attachment),
    )
    return _submitted(act, made)


@verb(
    "attestations.approve",
    does=gettext_lazy("认定了材料"),
    needs="attestations.approve",
    on=lambda target, data: [target.organisation_id],
)
def approve_attestation(act: Act, target: Attestation, data: VerbData) -> Attestation:
    """Approve what somebody else submitted: the document proves it."""
    return _approved(act, target)


@verb(
    "attestations.reject",
    does=gettext_lazy("退回了材料"),
    needs="attestations.approve",
    on=lambda target, data: [target.organisation_id],
)
def reject_attestation(act: Act, target: Attestation, data: Reject) -> Attestation:
    """Send a document back with the reason."""
    return _rejected(act, target, data.reason)


def _submitted(act: Act, made: S) -> S:
    made.submitted_by, made.submitted_on = act.actor.user, timezone.localdate()
    made.save()
    return made


def _approved(act: Act, target: S) -> S:
    _check_waiting(target)
    # The operator has no account: who reported at the command line can't approve there.
    if target.submitted_by_id == (act.actor.user and act.actor.user.pk):
        said = _("“%(statement)s”是您自己上报的，不能由您认定。请由另一位有认定权限的人员办理。")
        raise Refused(said % {"statement": target})
    target.status = Status.APPROVED
    return _decided(act, target)


def _rejected(act: Act, target: S, reason: str) -> S:
    _check_waiting(target)
    check_text(reason, _("退回原因"), 500)
    target.status, target.reason = Status.REJECTED, reason
    return _decided(act, target)


def _decided(act: Act, target: S) -> S:
    target.decided_by, target.decided_on = act.actor.user, timezone.localdate()
    target.save()
    return target


def _check_waiting(target: Statement) -> None:
    if target.status != Status.SUBMITTED:
        said = _("“%(statement)s”%(status)s（%(day)s），不能再次办理。如数据有变化，请重新上报。")
        told = {"statement": target, "status": _(target.get_status_display()), "day": target.decided_on}
        raise VerbError(said % told)


def _refuse_second(waiting: Statement | None) -> None:
    if waiting is not None:
        said = _("“%(statement)s”已于%(day)s上报，正在等待认定。如需修改，请先由认定人退回，再重新上报。")
        raise VerbError(said % {"statement": waiting, "day": waiting.submitted_on})


def _attachment(organisation: Organisation, pk: int) -> Attachment:
    found = record(Attachment, pk, _("附件"))
    if found.organisation_id != organisation.pk:
        said = _("编号为%(number)s的附件不属于“%(organisation)s”。请先把文件上传到本单位，再选择它。")
        raise VerbError(said % {"number": pk, "organisation": organisation})
    return found
