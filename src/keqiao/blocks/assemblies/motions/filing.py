"""Verbs of those who hand in: write, ask others to sign, hand in, take back. Staff may note what came on paper."""

from __future__ import annotations

import uuid
from typing import Annotated

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.blocks.assemblies.models import Meeting
from keqiao.kernel.posts.models import Body, Post
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.kernel.work.models import CaseStatus, StepKind, StepStatus
from keqiao.plans.supervision.tasks import settled
from keqiao.registry.verbs.files import AttachFile, keep_file
from keqiao.registry.wording import body_word

from .models import Motion, MotionKind, MotionStatus, Signature, SignatureStatus, Topic
from .naming import colleagues
from .rules import MANAGE, rule_of
from .signers import invite_all, is_first, is_me, leave_duties, myself, posts_in, take_duties_back

OPEN_TO_WITHDRAW = (MotionStatus.GATHERING, MotionStatus.FILED, MotionStatus.ACCEPTED)

Names = Annotated[
    str,
    Field(max_length=2000),
    Asked(
        gettext_lazy("附议人"),
        gettext_lazy("写姓名，多人用顿号分开。对方在“我的”中收到邀请，用自己的账号签名。"),
        kind="long",
    ),
]
# Public ids of posts: who is meant, of several who share a name.
Chosen = Annotated[list[uuid.UUID], Asked("", hidden=True)]


class Written(VerbData):
    """What is handed in."""

    kind: Annotated[MotionKind, Asked(gettext_lazy("类别"))]
    topic: Annotated[Topic, Asked(gettext_lazy("领域"))]
    title: Annotated[str, Field(min_length=4, max_length=200), Asked(gettext_lazy("题目"))]
    text: Annotated[
        str,
        Field(min_length=10, max_length=20_000),
        Asked(gettext_lazy("内容"), gettext_lazy("写明情况、理由和具体建议。不得填写涉密内容。"), kind="long"),
    ]


class FileMotion(Written):
    """The same with those who are asked to sign, and the meeting (its public id) at which it is handed in."""

    cosigners: Names = ""
    namesakes: Chosen = Field(default_factory=list)
    meeting: Annotated[uuid.UUID | None, Asked("", hidden=True)] = None


class RecordMotion(Written):
    """The same, on paper: ids of those who signed, the first of whom handed it in."""

    people: Annotated[
        list[int], Asked(gettext_lazy("签名人"), gettext_lazy("一行一人，第一位是领衔人。"), kind="person")
    ]


class Invite(VerbData):
    """Who else is asked."""

    cosigners: Names
    namesakes: Chosen = Field(default_factory=list)


@verb(
    "motions.file",
    does=gettext_lazy("提出了提案建议"),
    needs="owner",
    owner=lambda act, target, data: is_me(act, target.person_id),
    on=lambda target, data: [target.term.body.organisation_id],
)
def file_motion(act: Act, target: Post, data: FileMotion) -> Motion:
    """Hand something in, in the name of one's post; it goes on at once where nobody else has to sign."""
    body = target.term.body
    if target.person_id not in posts_in(body):
        said = _("您现在没有在“%(body)s”任职，不能以这一职务提出。请从现任职务进入。")
        raise VerbError(said % {"body": body_word(body)})
    asked = colleagues(body, data.cosigners, data.namesakes, target.person_id)
    made = _begin(body, data)
    if data.meeting is not None:
        made.meeting = Meeting.objects.filter(body=body, public_id=data.meeting).first()
        if made.meeting is None:
            raise VerbError(_("没有找到所选的会议，可能已经撤回。请重新选择。"))
    made.save()
    _sign_first(made, target)
    invite_all(act, made, asked)
    if not asked and rule_of(body, made.kind).signers <= 1:
        submitted(made)
    return made


@verb(
    "motions.record",
    does=gettext_lazy("登记了纸质提案建议"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def record_motion(act: Act, target: Body, data: RecordMotion) -> Motion:
    """Note what was handed in on paper, signed by hand."""
    held = posts_in(target)
    if not data.people or any(pk not in held for pk in data.people):
        said = _("签名人应是“%(body)s”的现任人员，且至少一人。请核对名单，或先登记任职。")
        raise VerbError(said % {"body": body_word(target)})
    made = _begin(target, data)
    made.save()
    for number, pk in enumerate(dict.fromkeys(data.people)):
        _sign_first(made, held[pk], first=number == 0)
    submitted(made)
    return made


@verb(
    "motions.invite",
    does=gettext_lazy("邀请了附议人"),
    needs="owner",
    owner=lambda act, target, data: is_first(act, target),
    on=lambda target, data: [target.organisation_id],
)
def invite(act: Act, target: Motion, data: Invite) -> Motion:
    """Ask more people to sign."""
    check_status(target, MotionStatus.GATHERING)
    me = myself(act)
    asked = colleagues(target.body, data.cosigners, data.namesakes, me.pk if me is not None else None)
    if not invite_all(act, target, asked):
        raise VerbError(_("这些人都已经邀请过，没有重复邀请。"))
    return target


@verb(
    "motions.attach",
    does=gettext_lazy("附上了材料"),
    needs="owner",
    owner=lambda act, target, data: is_first(act, target),
    on=lambda target, data: [target.organisation_id],
)
def attach(act: Act, target: Motion, data: AttachFile) -> Motion:
    """Put a paper beside what one handed in, until it is looked at."""
    check_status(target, MotionStatus.GATHERING, MotionStatus.FILED)
    target.attachment = keep_file(target.body.organisation, data)
    target.save()
    return target


@verb(
    "motions.submit",
    does=gettext_lazy("提交了提案建议"),
    needs="owner",
    owner=lambda act, target, data: is_first(act, target),
    on=lambda target, data: [target.organisation_id],
)
def submit(act: Act, target: Motion, data: VerbData) -> Motion:
    """Hand it in once enough have signed."""
    check_status(target, MotionStatus.GATHERING)
    return submitted(target)


@verb(
    "motions.withdraw",
    does=gettext_lazy("撤回了提案建议"),
    needs="owner",
    owner=lambda act, target, data: is_first(act, target),
    on=lambda target, data: [target.organisation_id],
)
def withdraw(act: Act, target: Motion, data: VerbData) -> Motion:
    """Take it back before it is answered; the duty acts that it left go with it."""
    check_status(target, *OPEN_TO_WITHDRAW)
    if target.answered is not None:
        raise VerbError(_("这件提案建议已经答复过，不能撤回。"))
    take_duties_back(target)
    if target.case is not None:
        for step in target.case.steps.filter(status=StepStatus.WAITING, kind=StepKind.REPLY):
            step.status, step.reason = StepStatus.RETURNED, _("提出人已撤回")
            step.save()
        settled(target.case, CaseStatus.DROPPED, _("提出人撤回"))
    target.status, target.withdrawn = MotionStatus.WITHDRAWN, timezone.localdate()
    target.save()
    return target


def check_status(motion: Motion, *allowed: MotionStatus) -> None:
    """Raise VerbError when a motion is at another stage."""
    if motion.status not in allowed:
        said = _("“%(motion)s”现在是“%(status)s”，不能这样办理。请刷新页面查看最新情况。")
        raise VerbError(said % {"motion": motion, "status": _(motion.get_status_display())})


def submitted(motion: Motion) -> Motion:
    """Give it its number and day, and everybody who signed their duty act. Raises VerbError while too few signed."""
    rule = rule_of(motion.body, motion.kind)
    signed = motion.signatures.filter(status=SignatureStatus.SIGNED).count()
    if signed < rule.signers:
        said = _("%(kind)s至少要%(least)d人签名，现在有%(now)d人。请再邀请附议人，或等他们签名。")
        told = {"kind": _(motion.get_kind_display()), "least": rule.signers, "now": signed}
        raise VerbError(said % told)
    motion.date = timezone.localdate()
    return numbered(motion)


def numbered(motion: Motion) -> Motion:
    """The next number of the year in its body."""
    assert motion.date is not None  # its column holds no NULL, which the type of a DayField can't tell
    last = motion.body.motions.filter(year=motion.date.year).aggregate(last=Max("number"))["last"]
    motion.number, motion.status = (last or 0) + 1, MotionStatus.FILED
    motion.save()
    leave_duties(motion)
    return motion


def _begin(body: Body, data: Written) -> Motion:
    return Motion(
        body=body, kind=data.kind, topic=data.topic, title=data.title, text=data.text, date=timezone.localdate()
    )


def _sign_first(motion: Motion, post: Post, *, first: bool = True) -> None:
    signed = {"status": SignatureStatus.SIGNED, "signed": timezone.localdate()}
    Signature(motion=motion, person=post.person, role=post.role, first=first, **signed).save()
