"""Verbs on public rolls: drawn up by one person, published by another, withdrawn at once."""

from __future__ import annotations

from typing import Annotated

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body
from keqiao.kernel.privacy.consent import purpose_of, purposes_for
from keqiao.kernel.privacy.models import PurposeKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.look.acts import offer, page_of

from .models import Roll, RollStatus

OPEN = (RollStatus.SUBMITTED, RollStatus.PUBLISHED)


class ProposeRoll(VerbData):
    """For which purpose (its code) the body's people were asked whether their names may be public."""

    purpose: Annotated[
        str, Asked(gettext_lazy("处理目的的代码"), gettext_lazy("见个人信息处理活动清单，如 publish-lists"))
    ]


class WithReason(VerbData):
    """Why."""

    reason: Annotated[str, Field(min_length=2, max_length=200), Asked(gettext_lazy("原因"))]


@verb(
    "rolls.propose",
    does=gettext_lazy("提交了公开名单"),
    needs="posts.manage",
    on=lambda target, data: [target.organisation_id],
)
def propose_roll(act: Act, target: Body, data: ProposeRoll) -> Roll:
    """Ask that the people of a body's running term may be read by everybody."""
    term = target.terms.filter(starts__lte=today()).order_by("-starts", "-number").first()
    if term is None:
        raise VerbError(_("“%(body)s”还没有开始的届次，没有名单可以公开。") % {"body": _(target.name)})
    if term.rolls.filter(status__in=OPEN).exists():
        raise VerbError(_("“%(term)s”的名单已经提交或公开，无需再次提交。") % {"term": term})
    purpose = purpose_of(target.organisation_id, data.purpose)
    if purpose.kind != PurposeKind.PUBLICATION:
        said = _("“%(purpose)s”不是向社会公开的目的，不能据此公开名单。请使用征得本人同意公开的目的。")
        raise VerbError(said % {"purpose": purpose})
    made = Roll(term=term, purpose=purpose, submitted=timezone.localdate(), submitted_by=act.actor.user)
    made.save()
    return made


@verb(
    "rolls.publish",
    does=gettext_lazy("批准公开了名单"),
    needs="organisations.publish",
    on=lambda target, data: [target.organisation_id],
)
def publish_roll(act: Act, target: Roll, data: VerbData) -> Roll:
    """Show it to everybody. Whoever drew it up can't."""
    _check(target, RollStatus.SUBMITTED)
    # The operator has no account: who proposed at the command line can't approve there.
    if target.submitted_by_id == (act.actor.user and act.actor.user.pk):
        raise Refused(
            _("“%(roll)s”是您自己提交的，不能由您批准公开。请由另一位有批准权限的人员办理。") % {"roll": target}
        )
    return _decided(act, target, RollStatus.PUBLISHED, "")


@verb(
    "rolls.send_back",
    does=gettext_lazy("退回了公开名单"),
    needs="organisations.publish",
    on=lambda target, data: [target.organisation_id],
)
def send_back_roll(act: Act, target: Roll, data: WithReason) -> Roll:
    """Don't publish it, and say why."""
    _check(target, RollStatus.SUBMITTED)
    return _decided(act, target, RollStatus.RETURNED, data.reason)


@verb(
    "rolls.withdraw",
    does=gettext_lazy("撤下了公开名单"),
    needs="posts.manage",
    on=lambda target, data: [target.organisation_id],
)
def withdraw_roll(act: Act, target: Roll, data: WithReason) -> Roll:
    """Take it down, which needs nobody's leave."""
    _check(target, *OPEN)
    return _decided(act, target, RollStatus.WITHDRAWN, data.reason)


def _check(roll: Roll, *allowed: RollStatus) -> None:
    if roll.status not in allowed:
        said = _("“%(roll)s”现在的状态是“%(status)s”，不能这样办理。请刷新页面查看。")
        raise VerbError(said % {"roll": roll, "status": _(roll.get_status_display())})


def _decided(act: Act, roll: Roll, status: RollStatus, reason: str) -> Roll:
    roll.status, roll.reason = status, reason
    roll.decided, roll.decided_by = timezone.localdate(), act.actor.user
    roll.save()
    return roll


def open_roll(body: Body) -> Roll | None:
    """The roll of a body that waits or is public."""
    return Roll.objects.filter(term__body=body, status__in=OPEN).select_related("term__body", "purpose").first()


def only_purpose(body: Body) -> dict[str, str]:
    """The code of the one purpose for which names may be published; of several, people say which."""
    codes = [one.code for one in purposes_for(body.organisation_id) if one.kind == PurposeKind.PUBLICATION]
    return {"purpose": codes[0]} if len(codes) == 1 else {}


page_of(Roll, lambda one: reverse("body", args=[one.term.body.public_id]))
offer(
    propose_roll,
    label=gettext_lazy("提交公开名单"),
    order=60,
    note=gettext_lazy("另一人批准之后，门户上列出本届人员中同意公开的人；没有同意的不列，撤回同意的随即消失。"),
    initial=only_purpose,
    shown=lambda body: open_roll(body) is None,
)
offer(publish_roll, label=gettext_lazy("批准公开名单"), listed=False)
offer(send_back_roll, label=gettext_lazy("退回公开名单"), listed=False)
offer(withdraw_roll, label=gettext_lazy("撤下公开名单"), listed=False)
