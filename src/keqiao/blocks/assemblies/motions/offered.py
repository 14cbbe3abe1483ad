"""What staff and units may do with motions at the desk; people do theirs at home, on pages of their own."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.kernel.work.models import Party, PartyRole, Step, StepStatus
from keqiao.look.acts import offer, page_of

from . import assigning, checking, filing, raising, replying, rules
from .models import Motion, MotionRule, MotionStatus, Part


def motion_url(one: Motion) -> str:
    """The page of a motion at the desk."""
    return reverse("assemblies:motion", args=[one.body.organisation.code, one.public_id])


def _at(*stages: MotionStatus) -> Any:
    return lambda motion: motion.status in stages


def _as_assigned(motion: Motion) -> dict[str, Any]:
    """Who works on it, as the form takes it."""
    parties = list(motion.case.parties.select_related("unit")) if motion.case is not None else []
    lead = next((one for one in parties if one.role == PartyRole.LEAD), None)
    joint = [one for one in parties if one.role == PartyRole.PARTNER]
    return {
        "lead_unit": lead.unit.code if lead is not None and lead.unit is not None else None,
        "lead": lead.name if lead is not None and lead.unit is None else "",
        "joint_units": [one.unit.code for one in joint if one.unit is not None],
        "joint": "、".join(one.name for one in joint if one.unit is None),
    }


def _works(party: Party) -> bool:
    """Whether a unit works on a motion now."""
    return Part.objects.filter(party=party, refused=None, party__case__motion__status=MotionStatus.ACCEPTED).exists()


def _drafts(party: Party) -> bool:
    """The unit that leads, while no draft waits."""
    return party.role == PartyRole.LEAD and _works(party) and replying.waiting_reply(party.case) is None


def _speaks(party: Party) -> bool:
    """A joint unit that hasn't had its say."""
    return party.role == PartyRole.PARTNER and _works(party) and assigning.part_of(party).opinion_id is None


def _countersigns(party: Party) -> bool:
    """A joint unit that hasn't signed the draft that waits."""
    draft = replying.waiting_reply(party.case)
    if party.role != PartyRole.PARTNER or draft is None or not _works(party):
        return False
    return assigning.part_of(party).countersigned_id != draft.pk


def _back(party: Party, made: object) -> str:
    return motion_url(party.case.motion)


def _waits(step: Step) -> bool:
    return step.status == StepStatus.WAITING and Motion.objects.filter(case=step.case_id).exists()


page_of(Motion, motion_url)
page_of(MotionRule, lambda one: reverse("assemblies:motions", args=[one.body.organisation.code]))

offer(
    filing.record_motion,
    label=_("登记纸质提案建议"),
    order=22,
    note=_("收到纸质件时登记。签名人没有账号时，评价由本人以后在“我的”中补填。"),
    lands=lambda body, made: motion_url(made),
)
offer(
    rules.set_rule,
    label=_("设定提案规则"),
    order=80,
    lands=lambda body, made: reverse("assemblies:motions", args=[body.organisation.code]),
)
offer(
    checking.accept,
    label=_("立案"),
    order=5,
    note=_("立案后开始计算答复时限，请随后交办。"),
    shown=_at(MotionStatus.FILED),
)
offer(checking.merge, label=_("并案办理"), order=10, shown=_at(MotionStatus.FILED, MotionStatus.ACCEPTED))
offer(
    checking.transfer,
    label=_("转为来信"),
    order=20,
    note=_("不属于提案范围、但应当有人处理的，转为来信，写明转给谁、为什么。签名人能看到理由。"),
    shown=_at(MotionStatus.FILED),
)
offer(
    checking.refuse,
    label=_("不予立案"),
    order=30,
    note=_("签名人能看到理由。"),
    shown=_at(MotionStatus.FILED),
)
offer(
    assigning.assign,
    label=_("交办"),
    order=5,
    note=_("会办单位先提出会办意见，主办单位起草答复，会办单位会签之后审核送达。"),
    initial=_as_assigned,
    shown=_at(MotionStatus.ACCEPTED),
)
offer(assigning.extend, label=_("延长答复时限"), order=40, shown=_at(MotionStatus.ACCEPTED))
offer(
    raising.raise_up,
    label=_("上报上级科协"),
    order=50,
    note=_("题目、内容和理由交给上级科协的同一机构，签名人的姓名不上报。上级答复之前，本级的答复时限中止。"),
    shown=lambda motion: (
        motion.status == MotionStatus.ACCEPTED and not Motion.objects.filter(raised_from=motion).exists()
    ),
    lands=lambda motion, made: motion_url(motion),
)
offer(
    replying.close,
    label=_("核定结果并办结"),
    order=5,
    initial=lambda motion: {"outcome": motion.proposed},
    shown=_at(MotionStatus.ANSWERED),
)

for _verb, _label, _shown in (
    (replying.draft_reply, _("起草答复"), _drafts),
    (replying.give_opinion, _("提出会办意见"), _speaks),
    (replying.countersign, _("会签答复稿"), _countersigns),
    (replying.note, _("填报阶段情况"), _works),
    (assigning.refuse_assignment, _("退回交办"), assigning.may_refuse),
):
    offer(_verb, label=_label, listed=False, shown=_shown, lands=_back)
offer(
    replying.approve,
    label=_("审核通过"),
    note=_("答复审核通过后，送达每一位签名人。"),
    listed=False,
    shown=_waits,
    lands=lambda step, made: motion_url(step.case.motion),
)
offer(
    replying.return_step,
    label=_("退回修改"),
    listed=False,
    shown=_waits,
    lands=lambda step, made: motion_url(step.case.motion),
)
