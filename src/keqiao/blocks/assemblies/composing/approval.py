"""Verbs of the decision: put before whoever approves, approved by another person, sent back, the vote's outcome."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_past

from .checks import APPROVE, MANAGE, check_status
from .counting import seated, standing
from .figures import composed_now
from .models import Explanation, Making, MakingStatus, Nominee, NomineeStatus
from .review import explanation_of
from .seats import Why


class Approve(VerbData):
    """Which body approved the list, when, and by which document."""

    body: Annotated[str, Field(min_length=2, max_length=120), Asked(gettext_lazy("审定机构"))]
    day: Annotated[dt.date, Asked(gettext_lazy("审定日期"))]
    document: Annotated[str, Field(max_length=80), Asked(gettext_lazy("文号"))] = ""


class Lost(VerbData):
    """Who (the id of the nominee) wasn't elected."""

    nominee: int


@verb(
    "composing.submit",
    does=gettext_lazy("提请审定名单"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def submit(act: Act, target: Making, data: VerbData) -> Making:
    """Put the list before whoever approves it. What it doesn't meet keeps nobody from it."""
    check_status(target, MakingStatus.REVIEWING)
    target.status, target.submitted, target.submitted_by = MakingStatus.SUBMITTED, timezone.localdate(), act.actor.user
    target.reason = ""
    target.save()
    return target


@verb(
    "composing.approve",
    does=gettext_lazy("登记了名单审定"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def approve(act: Act, target: Making, data: Approve) -> Making:
    """Approve the list. A demand it doesn't meet is put on record with its explanation, and blocks nothing."""
    check_status(target, MakingStatus.SUBMITTED)
    _check_other(act, target.submitted_by_id, _("名单应由另一人审定。请由没有提请审定的负责人办理。"))
    check_past(data.day, _("审定日期"))
    _record_unmet(act, target)
    target.status, target.approved, target.approved_by = MakingStatus.APPROVED, data.day, act.actor.user
    target.approving_body, target.document = data.body, data.document
    target.save()
    return target


@verb(
    "composing.send_back",
    does=gettext_lazy("退回了提请审定的名单"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def send_back(act: Act, target: Making, data: Why) -> Making:
    """Send the list back to those who prepared it, with the reason."""
    check_status(target, MakingStatus.SUBMITTED)
    target.status, target.submitted, target.submitted_by = MakingStatus.REVIEWING, None, None
    target.reason = data.reason
    target.save()
    return target


@verb(
    "composing.accept_explanation",
    does=gettext_lazy("认可了说明"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def accept_explanation(act: Act, target: Explanation, data: VerbData) -> Explanation:
    """Accept an explanation that was written after the list was approved."""
    check_status(target.making, MakingStatus.APPROVED, MakingStatus.SEATED)
    if not target.text or target.accepted is not None:
        raise VerbError(_("这项说明还没有填写，或已经认可，没有办理。"))
    _check_other(act, target.written_by_id, _("说明应由另一人认可。请由没有填写说明的负责人办理。"))
    target.accepted, target.accepted_by = timezone.localdate(), act.actor.user
    target.save()
    return target


@verb(
    "composing.not_elected",
    does=gettext_lazy("登记了未当选"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def not_elected(act: Act, target: Making, data: Lost) -> Nominee:
    """Record that somebody on the approved list lost a vote that was held elsewhere; one held here tells by itself."""
    check_status(target, MakingStatus.APPROVED)
    found = next((one for one in standing(target) if one.pk == data.nominee), None)
    if found is None or found.substitute:
        raise VerbError(_("所选人员不在审定的名单上，没有办理。请刷新页面后重新选择。"))
    if found.outcome is not None:
        said = _("%(person)s的结果以“%(title)s”的选举记录为准（%(came)s），不用另行登记。")
        told = {"person": found.person, "title": found.outcome.title, "came": found.outcome.words}
        raise VerbError(said % told)
    if found.status == NomineeStatus.LOST:
        raise VerbError(_("%(person)s已经登记为未当选，没有重复办理。") % {"person": found.person})
    found.status = NomineeStatus.LOST
    found.save()
    return found


def missing(making: Making) -> list[Explanation]:
    """What the approved list doesn't meet and nobody has explained, or nobody has accepted the explanation of."""
    return list(making.explanations.filter(accepted=None))


def _record_unmet(act: Act, making: Making) -> None:
    """Of every demand that isn't met how it stands; what was explained is accepted with the list."""
    if not seated(standing(making)):
        raise VerbError(_("名单上还没有人，不能审定。"))
    found = {one.code: one for one in composed_now(making).unmet}
    there = {one.demand: one for one in making.explanations.all()}
    for code, one in there.items():
        if code not in found:
            one.delete()
    for code, demand in found.items():
        made = explanation_of(making, demand)
        kept = there.get(code, made)
        kept.title, kept.figure = made.title, made.figure
        if kept.text:
            kept.accepted, kept.accepted_by = timezone.localdate(), act.actor.user
        kept.save()


def _check_other(act: Act, who: int | None, said: str) -> None:
    if who is not None and act.actor.user is not None and act.actor.user.pk == who:
        raise Refused(said)
