"""Verbs on steps: somebody writes what was done, a second person approves it or sends it back; revisions stay."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.files.models import Attachment
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus, Party, Step, StepKind, StepStatus
from keqiao.plans.supervision.tasks import MANAGE, check_open, settled

APPROVE = "supervision.approve"


class Note(VerbData):
    """What was done, what stands in the way or what comes next. ``attachment``: the id of a file of the same unit."""

    kind: Annotated[StepKind, Asked(gettext_lazy("类别"))] = StepKind.PROGRESS
    text: Annotated[str, Field(min_length=2, max_length=4000), Asked(gettext_lazy("内容"), kind="long")]
    attachment: Annotated[int | None, Asked("", hidden=True)] = None


class Revision(VerbData):
    """The text in its new form."""

    text: Annotated[str, Field(min_length=2, max_length=4000), Asked(gettext_lazy("内容"), kind="long")]


class Returned(VerbData):
    """What has to be set right."""

    reason: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("退回原因"))]


@verb(
    "supervision.note", does=gettext_lazy("填报了进展"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def note(act: Act, target: Case, data: Note) -> Step:
    """Write a step of a case, to be approved by a second person."""
    return _written(act, target, data)


@verb(
    "supervision.note_as_lead",
    does=gettext_lazy("填报了进展"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def note_as_lead(act: Act, target: Party, data: Note) -> Step:
    """Write a step of a case that one's own unit leads or takes part in."""
    return _written(act, target.case, data, signed=target.name)


@verb(
    "supervision.approve_note",
    does=gettext_lazy("审核了填报"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def approve_note(act: Act, target: Step, data: VerbData) -> Step:
    """Approve what somebody else wrote. Of a finding, the approved result settles it."""
    _check_waiting(act, target)
    _decide(act, target, StepStatus.APPROVED)
    if target.kind == StepKind.RESULT and target.case.kind == CaseKind.FINDING:
        settled(target.case, CaseStatus.DONE, target.text)
    return target


@verb(
    "supervision.return_note",
    does=gettext_lazy("退回了填报"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def return_note(act: Act, target: Step, data: Returned) -> Step:
    """Send back what somebody else wrote, with the reason."""
    _check_waiting(act, target)
    target.reason = data.reason
    _decide(act, target, StepStatus.RETURNED)
    return target


@verb(
    "supervision.revise",
    does=gettext_lazy("修改了填报"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def revise(act: Act, target: Step, data: Revision) -> Step:
    """Write a step anew; the former one stays beside it, and the new one waits for approval."""
    check_open(target.case)
    if Step.objects.filter(replaces=target).exists():
        raise VerbError(_("这条填报已经修改过，请在最新的一条上修改。"))
    made = _new(act, target.case, target.kind, data.text)
    made.attachment, made.replaces = target.attachment, target
    made.save()
    return made


def latest(case: Case, kind: StepKind) -> Step | None:
    """The latest step of a kind that stands: neither sent back nor replaced."""
    steps = case.steps.filter(kind=kind, replaced_by=None).exclude(status=StepStatus.RETURNED)
    return steps.order_by("-pk").first()


def _written(act: Act, case: Case, data: Note, signed: str = "") -> Step:
    check_open(case)
    if data.kind is StepKind.RESULT and case.kind != CaseKind.FINDING:
        raise VerbError(_("整改结果只用于检查发现的问题，请改选“进展”。"))
    made = _new(act, case, data.kind, data.text)
    made.signed = signed
    if data.attachment is not None:
        made.attachment = Attachment.objects.filter(pk=data.attachment, organisation=case.organisation_id).first()
        if made.attachment is None:
            raise VerbError(_("没有找到所附的文件，请重新上传。"))
    made.save()
    return made


def _new(act: Act, case: Case, kind: str, text: str) -> Step:
    return Step(case=case, kind=kind, text=text, written=timezone.localdate(), written_by=act.actor.user)


def _check_waiting(act: Act, step: Step) -> None:
    if step.status != StepStatus.WAITING:
        raise VerbError(_("这条填报已经处理过，没有重复办理。"))
    if step.written_by_id == (act.actor.user.pk if act.actor.user is not None else None):
        raise Refused(_("填报应由另一人审核。请由本单位有权限的另一位负责人办理。"))


def _decide(act: Act, step: Step, status: StepStatus) -> None:
    step.status, step.decided_by, step.decided = status, act.actor.user, timezone.localdate()
    step.save()
