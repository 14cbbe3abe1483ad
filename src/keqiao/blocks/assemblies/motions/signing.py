"""Verbs of those who sign: sign or not, each from their own account; afterwards say whether the answer satisfies."""

from __future__ import annotations

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.standards.workdays import add_workdays
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import Step, StepKind, StepStatus
from keqiao.plans.supervision.tasks import set_due_day

from .clocks import case_of, final_of
from .filing import check_status
from .models import Mark, Motion, MotionStatus, Signature, SignatureStatus
from .rules import rule_of
from .signers import is_me, myself, posts_in, signature_of


class Judge(VerbData):
    """What one thinks of the answer. ``again``: it is to be worked on once more, for the reason given."""

    mark: Annotated[Mark, Asked(gettext_lazy("对答复的评价"), kind="radio")]
    again: Annotated[
        bool, Asked(gettext_lazy("要求再办一次"), gettext_lazy("不满意时可以要求再办，每件只有一次。"))
    ] = False
    reason: Annotated[
        str,
        Field(max_length=400),
        Asked(
            gettext_lazy("再办理由"),
            gettext_lazy("理由不署名，交给承办单位。要求再办时须填写。"),
            kind="long",
        ),
    ] = ""


class AskAgain(VerbData):
    """Why it is to be worked on once more."""

    reason: Annotated[str, Field(min_length=4, max_length=400)]


@verb(
    "motions.sign",
    does=gettext_lazy("附议了提案建议"),
    needs="owner",
    owner=lambda act, target, data: is_me(act, target.person_id),
    on=lambda target, data: [target.organisation_id],
)
def sign(act: Act, target: Signature, data: VerbData) -> Signature:
    """Sign what somebody else wrote, from one's own account."""
    check_status(target.motion, MotionStatus.GATHERING)
    if target.status == SignatureStatus.SIGNED:
        raise VerbError(_("您已经附议过，没有重复签名。"))
    if target.person_id not in posts_in(target.motion.body):
        raise VerbError(_("您现在没有在这一机构任职，不能附议。"))
    target.status, target.signed = SignatureStatus.SIGNED, timezone.localdate()
    target.save()
    return target


@verb(
    "motions.decline",
    does=gettext_lazy("没有附议"),
    needs="owner",
    owner=lambda act, target, data: is_me(act, target.person_id),
    on=lambda target, data: [target.organisation_id],
)
def decline(act: Act, target: Signature, data: VerbData) -> Signature:
    """Don't sign, or take the signature back while others are still asked."""
    check_status(target.motion, MotionStatus.GATHERING)
    if target.first:
        raise VerbError(_("您是领衔人，不能撤回签名。如不再提出，请撤回整件。"))
    target.status, target.signed = SignatureStatus.DECLINED, None
    target.save()
    return target


@verb(
    "motions.judge",
    does=gettext_lazy("评价了答复"),
    needs="owner",
    owner=lambda act, target, data: is_me(act, target.person_id),
    on=lambda target, data: [target.organisation_id],
    secret=True,
)
def judge(act: Act, target: Signature, data: Judge) -> Signature:
    """Say what one thinks of the answer; who isn't satisfied may have it worked on once more."""
    main = main_of(target.motion)
    check_status(main, MotionStatus.ANSWERED)
    if target.status != SignatureStatus.SIGNED:
        raise VerbError(_("您没有在这件提案建议上签名，不需要评价。"))
    if data.again and data.mark is not Mark.NOT:
        raise VerbError(_("只有不满意时可以要求再办。请改选“不满意”，或不勾选再办。"))
    target.mark, target.judged = data.mark, timezone.localdate()
    target.save()
    if data.again:
        reopen(act, main, {"reason": data.reason})
    return target


@verb(
    "motions.reopen",
    does=gettext_lazy("要求再办"),
    needs="owner",
    owner=lambda act, target, data: _not_satisfied(act, target),
    on=lambda target, data: [target.organisation_id],
    secret=True,
)
def reopen(act: Act, target: Motion, data: AskAgain) -> Motion:
    """Have it worked on once more; the reason goes to the units without a name."""
    check_status(target, MotionStatus.ANSWERED)
    if target.reopened is not None:
        raise VerbError(_("这件提案建议已经再办过一次，不能再次要求再办。您的意见可以另行提出。"))
    case = case_of(target)
    today = timezone.localdate()
    Step(
        case=case,
        kind=StepKind.STATEMENT,
        text=data.reason,
        written=today,
        signed=_("签名人"),
        status=StepStatus.APPROVED,
    ).save()
    set_due_day(case, add_workdays(today, rule_of(target.body, target.kind).reply_days))
    final = final_of(target)
    final.met = None
    final.save()
    target.status, target.reopened = MotionStatus.ACCEPTED, today
    target.save()
    return target


def main_of(motion: Motion) -> Motion:
    """The motion into which one was merged; itself where it wasn't."""
    while motion.merged_into is not None:
        motion = motion.merged_into
    return motion


def _not_satisfied(act: Act, motion: Motion) -> bool:
    me = myself(act)
    marks = [signature_of(one, me) for one in (motion, *motion.merged.all())]
    return any(one is not None and one.mark == Mark.NOT for one in marks)
