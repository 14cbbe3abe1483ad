"""Verbs on the public face of an organisation: drawn up, approved by a second person, withdrawn at once."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.faces.models import FaceLeader, FaceStage, PublicFace
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.people.models import Person
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_length, check_past, check_text, record

PHONE = re.compile(r"(?:0\d{2,3}[- ]?)?\d{3,8}(?:(?:-|转)\d{1,6})?")
MOBILE = re.compile(r"1[3-9]\d{9}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WEBSITE = re.compile(r"https?://[^\s<>\"']+")


class ProposeFace(VerbData):
    """What is to be public. What is left empty isn't shown."""

    introduction: Annotated[str, Asked(gettext_lazy("简介"), gettext_lazy("最多1000字，不写个人信息。"), "long")] = ""
    address: Annotated[str, Asked(gettext_lazy("办公地址"))] = ""
    phone: Annotated[str, Asked(gettext_lazy("办公电话"), gettext_lazy("填写单位的座机，不填个人手机号。"))] = ""
    email: Annotated[str, Asked(gettext_lazy("公开邮箱"))] = ""
    website: Annotated[str, Asked(gettext_lazy("网站"), gettext_lazy("以https://或http://开头。"))] = ""


class ShowLeader(VerbData):
    """A leader who is to be named, and how they agreed to it."""

    person: Annotated[int, Asked(gettext_lazy("负责人"), kind="person")]
    position: Annotated[str, Asked(gettext_lazy("职务"))]
    consented: Annotated[dt.date, Asked(gettext_lazy("本人同意日期"))]
    consent: Annotated[str, Asked(gettext_lazy("同意的凭据"), gettext_lazy("例如：本人签字的同意书，存于办公室。"))]


class HideLeader(VerbData):
    """A leader who is no longer to be named."""

    person: Annotated[int, Asked(gettext_lazy("负责人"), kind="person")]


class WithReason(VerbData):
    """Why it goes back, or comes down."""

    reason: Annotated[str, Asked(gettext_lazy("原因"), kind="long")]


@verb(
    "faces.propose",
    does=gettext_lazy("提交了公开信息"),
    needs="organisations.manage",
    on=lambda target, data: [target],
)
def propose(act: Act, target: Organisation, data: ProposeFace) -> PublicFace:
    """Draw up what is to be public; nothing shows before a second person approves it."""
    said = _checked(data)
    waiting = target.faces.filter(stage=FaceStage.SUBMITTED).first()
    if waiting is not None:
        told = _("“%(face)s”已于%(day)s提交，正在等待批准。如需修改，请先由批准人退回，再重新提交。")
        raise VerbError(told % {"face": waiting, "day": waiting.submitted_on})
    made = PublicFace(organisation=target, submitted_by=act.actor.user, submitted_on=timezone.localdate(), **said)
    made.save()
    _keep_leaders(target, made)
    return made


@verb(
    "faces.show_leader",
    does=gettext_lazy("在公开信息中列入了负责人"),
    needs="organisations.manage",
    on=lambda target, data: [target.organisation_id],
)
def show_leader(act: Act, target: PublicFace, data: ShowLeader) -> FaceLeader:
    """Name a leader on a face that waits, with their consent."""
    _check_waiting(target)
    person = record(Person, data.person, _("人员"))
    if person.keeper_id != target.organisation_id:
        said = _("所选人员的记录不由“%(organisation)s”管理，不能在它的公开信息中列出。请由管理该记录的单位办理。")
        raise VerbError(said % {"organisation": target.organisation})
    check_text(data.position, _("职务"), 60)
    check_text(data.consent, _("同意的凭据"), 200)
    check_past(data.consented, _("本人同意日期"))
    made = target.leaders.filter(person=person).first() or FaceLeader(face=target, person=person)
    made.position, made.consented, made.consent = data.position, data.consented, data.consent
    made.save()
    return made


@verb(
    "faces.hide_leader",
    does=gettext_lazy("从公开信息中去除了负责人"),
    needs="organisations.manage",
    on=lambda target, data: [target.organisation_id],
)
def hide_leader(act: Act, target: PublicFace, data: HideLeader) -> PublicFace:
    """Name a leader no longer, at once: consent can be taken back at any time."""
    held = target.leaders.filter(person=data.person).first()
    if held is None:
        raise VerbError(_("公开信息中没有列出所选的负责人，无需去除。"))
    held.delete()
    return target


@verb(
    "faces.publish",
    does=gettext_lazy("批准公开了单位信息"),
    needs="organisations.publish",
    on=lambda target, data: [target.organisation_id],
)
def publish(act: Act, target: PublicFace, data: VerbData) -> PublicFace:
    """Show it to everybody from today on, in place of what was public before. Whoever drew it up can't."""
    _check_waiting(target)
    # The operator has no account: who proposed at the command line can't approve there.
    if target.submitted_by_id == (act.actor.user and act.actor.user.pk):
        said = _("“%(face)s”是您自己提交的，不能由您批准公开。请由另一位有批准权限的人员办理。")
        raise Refused(said % {"face": target})
    former = target.organisation.faces.filter(stage=FaceStage.PUBLISHED).first()
    if former is not None:
        former.stage, former.ends = FaceStage.WITHDRAWN, timezone.localdate()
        former.save()
    target.starts = timezone.localdate()
    return _decided(act, target, FaceStage.PUBLISHED)


@verb(
    "faces.send_back",
    does=gettext_lazy("退回了公开信息"),
    needs="organisations.publish",
    on=lambda target, data: [target.organisation_id],
)
def send_back(act: Act, target: PublicFace, data: WithReason) -> PublicFace:
    """Don't publish it, and say why."""
    _check_waiting(target)
    check_text(data.reason, _("原因"), 500)
    target.reason = data.reason
    return _decided(act, target, FaceStage.RETURNED)


@verb(
    "faces.withdraw",
    does=gettext_lazy("撤下了公开信息"),
    needs="organisations.manage",
    on=lambda target, data: [target.organisation_id],
)
def withdraw(act: Act, target: PublicFace, data: WithReason) -> PublicFace:
    """Take it down today. One person is enough: what must not be seen can't wait for a second."""
    if target.stage != FaceStage.PUBLISHED:
        raise VerbError(_("“%(face)s”现在没有公开，无需撤下。") % {"face": target})
    check_text(data.reason, _("原因"), 500)
    target.stage, target.ends, target.reason = FaceStage.WITHDRAWN, timezone.localdate(), data.reason
    target.save()
    return target


def _checked(data: ProposeFace) -> dict[str, str]:
    """What was written, in a form that can be shown."""
    check_length(data.introduction, _("简介"), 1000)
    check_length(data.address, _("办公地址"), 200)
    if data.phone and (MOBILE.search(data.phone) or not PHONE.fullmatch(data.phone)):
        said = _("办公电话“%(phone)s”不是单位的座机号码。请填写区号和号码，例如0772-2825000；个人手机号不公开。")
        raise VerbError(said % {"phone": data.phone})
    if data.email and not EMAIL.fullmatch(data.email):
        raise VerbError(_("公开邮箱“%(email)s”不是邮箱地址。请核对后填写。") % {"email": data.email})
    if data.website and not WEBSITE.fullmatch(data.website):
        said = _("网站“%(website)s”不是完整的网址。请以https://或http://开头填写。")
        raise VerbError(said % {"website": data.website})
    check_length(data.email, _("公开邮箱"), 100)
    check_length(data.website, _("网站"), 200)
    said_of = data.model_dump(include={"introduction", "address", "phone", "email", "website"})
    if not any(said_of.values()):
        raise VerbError(_("没有填写任何要公开的内容。请至少填写一项；不再公开的，请撤下现有的公开信息。"))
    return said_of


def _keep_leaders(organisation: Organisation, made: PublicFace) -> None:
    """Leaders who agreed to be named stay named on the next face."""
    former = organisation.faces.filter(stage=FaceStage.PUBLISHED).first()
    for one in former.leaders.all() if former is not None else ():
        FaceLeader(
            face=made, person_id=one.person_id, position=one.position, consented=one.consented, consent=one.consent
        ).save()


def _check_waiting(target: PublicFace) -> None:
    if target.stage != FaceStage.SUBMITTED:
        said = _("“%(face)s”%(stage)s，不能再次办理。如需变更，请重新提交。")
        raise VerbError(said % {"face": target, "stage": _(target.get_stage_display())})


def _decided(act: Act, target: PublicFace, stage: FaceStage) -> PublicFace:
    target.stage, target.decided_by, target.decided_on = stage, act.actor.user, timezone.localdate()
    target.save()
    return target
