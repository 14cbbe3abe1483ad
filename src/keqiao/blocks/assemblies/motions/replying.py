"""Verbs of the units that work on a motion: notes, opinions, the draft reply and its countersignature, delivery."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Case, CaseStatus, Party, PartyRole, Step, StepKind, StepStatus
from keqiao.look.formats import enumerated
from keqiao.plans.supervision.tasks import settled

from .assigning import motion_of, part_of
from .clocks import case_of, final_of, go_on
from .filing import check_status
from .models import Motion, MotionStatus, Outcome, Part
from .rules import APPROVE, MANAGE, rule_of
from .satisfaction import may_tell, signed
from .signers import TOLD

Long = Annotated[str, Field(min_length=4, max_length=8000), Asked(gettext_lazy("内容"), kind="long")]


class Words(VerbData):
    """What is said."""

    text: Long


class DraftReply(VerbData):
    """The answer to those who signed, and what came of the matter."""

    text: Annotated[
        str,
        Field(min_length=10, max_length=8000),
        Asked(gettext_lazy("答复内容"), gettext_lazy("写给签名人，审核之后送达。"), kind="long"),
    ]
    outcome: Annotated[Outcome, Asked(gettext_lazy("办理结果"))]


class Countersign(VerbData):
    """Whether the unit agrees with the draft, and if not, why."""

    agrees: Annotated[bool, Asked(gettext_lazy("同意答复稿"))] = True
    text: Annotated[
        str, Field(max_length=2000), Asked(gettext_lazy("意见"), gettext_lazy("不同意时须写明。"), kind="long")
    ] = ""


class ReturnStep(VerbData):
    """What has to be set right."""

    reason: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("退回原因"))]


class Close(VerbData):
    """What came of it, as verified."""

    outcome: Annotated[Outcome, Asked(gettext_lazy("核定的办理结果"))]


@verb(
    "motions.note", does=gettext_lazy("填报了阶段情况"), needs=MANAGE, on=lambda target, data: [target.organisation_id]
)
def note(act: Act, target: Party, data: Words) -> Step:
    """Tell those who signed how far it is; a second person looks at it first."""
    _check_part(target)
    return _written(act, target, StepKind.PROGRESS, data.text, StepStatus.WAITING)


@verb(
    "motions.give_opinion",
    does=gettext_lazy("提出了会办意见"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def give_opinion(act: Act, target: Party, data: Words) -> Step:
    """A joint unit tells the one that leads what it has to say."""
    part = _check_part(target, PartyRole.PARTNER)
    made = _written(act, target, StepKind.STATEMENT, data.text, StepStatus.APPROVED)
    part.opinion = made
    part.save()
    if part.deadline is not None and part.deadline.met is None:
        part.deadline.met = timezone.localdate()
        part.deadline.save()
    return made


@verb(
    "motions.draft_reply",
    does=gettext_lazy("起草了答复"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def draft_reply(act: Act, target: Party, data: DraftReply) -> Step:
    """Write the answer once the joint units have had their say; it waits for them and for a second person."""
    _check_part(target, PartyRole.LEAD)
    motion = motion_of(target)
    if waiting_reply(target.case) is not None:
        raise VerbError(_("已有一份答复稿在会签或审核。需要修改的，请先由审核人退回。"))
    silent = [part.party.name for part in joint_parts(target.case) if part.opinion is None and not _late(part)]
    if silent:
        said = _("%(units)s还没有提出会办意见，时限也没有到。请等会办意见提出之后再起草答复。")
        raise VerbError(said % {"units": enumerated(silent)})
    motion.proposed = data.outcome
    motion.save()
    return _written(act, target, StepKind.REPLY, data.text, StepStatus.WAITING)


@verb(
    "motions.countersign",
    does=gettext_lazy("会签了答复稿"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def countersign(act: Act, target: Party, data: Countersign) -> Party:
    """A joint unit agrees with the draft; or it doesn't, and the draft goes back with what it says."""
    part = _check_part(target, PartyRole.PARTNER)
    draft = waiting_reply(target.case)
    if draft is None:
        raise VerbError(_("现在没有等待会签的答复稿。"))
    if part.countersigned_id == draft.pk:
        raise VerbError(_("本单位已经会签这份答复稿，没有重复会签。"))
    if data.agrees:
        part.countersigned = draft
        part.save()
        return target
    if len(data.text) < 4:
        raise VerbError(_("不同意答复稿时，请写明意见。"))
    _written(act, target, StepKind.STATEMENT, data.text, StepStatus.APPROVED)
    said = _("%(unit)s会签不同意：%(why)s") % {"unit": target.name, "why": data.text}
    _decide(act, draft, StepStatus.RETURNED, said[:200])
    return target


@verb("motions.approve", does=gettext_lazy("审核通过"), needs=APPROVE, on=lambda target, data: [target.organisation_id])
def approve(act: Act, target: Step, data: VerbData) -> Step:
    """Approve what somebody else wrote; an answer is delivered to everybody who signed."""
    motion = _check_waiting(act, target)
    if target.kind == StepKind.REPLY:
        missing = unsigned(target)
        if missing:
            said = _("%(units)s还没有会签，会办时限也没有到。请等会签之后再审核。")
            raise VerbError(said % {"units": enumerated(missing)})
    _decide(act, target, StepStatus.APPROVED)
    if target.kind == StepKind.REPLY:
        deliver(act, motion)
    return target


@verb(
    "motions.return_step",
    does=gettext_lazy("退回了答复稿"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def return_step(act: Act, target: Step, data: ReturnStep) -> Step:
    """Send back what somebody else wrote, with the reason; the unit writes it anew."""
    _check_waiting(act, target)
    _decide(act, target, StepStatus.RETURNED, data.reason)
    return target


@verb("motions.close", does=gettext_lazy("办结"), needs=MANAGE, on=lambda target, data: [target.organisation_id])
def close(act: Act, target: Motion, data: Close) -> Motion:
    """Verify what came of it and close it, once everybody who signed has judged or had time to.

    Where so many signed that counts of their marks may be told, only the time counts (decision 0023).
    """
    check_status(target, MotionStatus.ANSWERED)
    until = judged_until(target)
    if timezone.localdate() <= until and may_tell(target):
        said = _("签名人可以评价到%(day)s，期满之后再办结。签名人较多的不提前办结，以免看出每个人的评价。")
        raise VerbError(said % {"day": until.isoformat()})
    if timezone.localdate() <= until and any(not one.mark for one in signed(target)):
        said = _("签名人可以评价到%(day)s。全部评价之后或期满之后再办结。")
        raise VerbError(said % {"day": until.isoformat()})
    target.status, target.outcome, target.closed = MotionStatus.CLOSED, data.outcome, timezone.localdate()
    target.save()
    settled(case_of(target), CaseStatus.DONE, _(str(data.outcome.label)))
    return target


def deliver(act: Act, motion: Motion) -> None:
    """Let everybody who signed read the answer; marks of a former one go, because they spoke of that one."""
    today = timezone.localdate()
    go_on(motion)
    final = final_of(motion)
    final.met = today
    final.save()
    if motion.answered is None:
        motion.answered, motion.on_time = today, today <= final.due
    motion.status, motion.reminded = MotionStatus.ANSWERED, None
    motion.save()
    for one in signed(motion):
        one.mark, one.judged = "", None
        one.save()
        act.emit(TOLD, signature=str(one.public_id), what="answered")
    for below in (motion, *motion.merged.all()):
        go_on(below.raised_from)


def judged_until(motion: Motion) -> dt.date:
    """The last day on which those who signed judge the latest answer."""
    met = final_of(motion).met
    assert met is not None  # set when the answer was delivered
    return add_workdays(met, rule_of(motion.body, motion.kind).judge_days)


def waiting_reply(case: Case) -> Step | None:
    """The draft answer that is looked at now."""
    return case.steps.filter(kind=StepKind.REPLY, status=StepStatus.WAITING).order_by("-pk").first()


def joint_parts(case: Case) -> list[Part]:
    """The parts of the joint units that didn't send the assignment back."""
    found = Part.objects.filter(party__case=case, party__role=PartyRole.PARTNER, refused=None)
    return list(found.select_related("party", "deadline").order_by("pk"))


def unsigned(draft: Step) -> list[str]:
    """Names of the joint units that haven't countersigned a draft though their time isn't over."""
    return [one.party.name for one in unsigned_parts(draft)]


def unsigned_parts(draft: Step) -> list[Part]:
    """The parts of these units."""
    return [one for one in joint_parts(draft.case) if one.countersigned_id != draft.pk and not _late(one)]


def _late(part: Part) -> bool:
    due = part.deadline
    return due is not None and due.paused is None and due.due < timezone.localdate()


def _check_part(party: Party, role: PartyRole | None = None) -> Part:
    motion, part = motion_of(party), part_of(party)
    check_status(motion, MotionStatus.ACCEPTED)
    if part.refused is not None:
        raise VerbError(_("这件提案建议已经退回，请等待重新交办。"))
    if role is not None and party.role != role:
        told = {PartyRole.LEAD: _("答复由主办单位起草。"), PartyRole.PARTNER: _("会办意见和会签由会办单位办理。")}
        raise VerbError(told[role])
    return part


def _check_waiting(act: Act, step: Step) -> Motion:
    motion = Motion.objects.filter(case=step.case_id).first()
    if motion is None:
        raise VerbError(_("“%(case)s”不是提案建议，请在原处办理。") % {"case": step.case})
    if step.status != StepStatus.WAITING:
        raise VerbError(_("已经审核过，没有重复办理。"))
    if act.actor.user is not None and step.written_by_id == act.actor.user.pk:
        raise Refused(_("填报应由另一人审核。请由本单位有权限的另一位负责人办理。"))
    check_status(motion, MotionStatus.ACCEPTED)
    return motion


def _written(act: Act, party: Party, kind: StepKind, text: str, status: StepStatus) -> Step:
    made = Step(case=party.case, kind=kind, text=text, written=timezone.localdate(), written_by=act.actor.user)
    made.signed, made.status = party.name, status
    made.save()
    return made


def _decide(act: Act, step: Step, status: StepStatus, reason: str = "") -> None:
    step.status, step.reason, step.decided = status, reason, timezone.localdate()
    step.decided_by = act.actor.user
    step.save()
