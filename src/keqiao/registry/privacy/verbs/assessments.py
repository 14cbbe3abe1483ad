"""Verbs on impact assessments: written by the officer, approved by a leader, kept for good."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.privacy.models import Assessment, Level, Purpose
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, Refused, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_text

LONGEST = 4000


class RecordAssessment(VerbData):
    """What article 56 asks to be assessed."""

    necessity: Annotated[str, Asked(gettext_lazy("目的、方式是否合法、正当、必要"), kind="long")]
    risks: Annotated[str, Asked(gettext_lazy("对个人的影响和安全风险"), kind="long")]
    level: Annotated[Level, Asked(gettext_lazy("风险程度"))]
    measures: Annotated[
        str, Asked(gettext_lazy("保护措施"), gettext_lazy("是否合法、有效，与风险程度相适应"), kind="long")
    ]


class ApproveAssessment(VerbData):
    """Until when it holds."""

    valid_until: Annotated[
        dt.date, Asked(gettext_lazy("有效期至"), gettext_lazy("最长三年；目的或方式改变时要重新评估"))
    ]


@verb(
    "assessments.record",
    does=gettext_lazy("记录了个人信息保护影响评估"),
    needs="privacy.manage",
    on=lambda target, data: [target.organisation_id],
)
def record_assessment(act: Act, target: Purpose, data: RecordAssessment) -> Assessment:
    """Write down what a purpose may do to people and how they are protected."""
    for text, what in (
        (data.necessity, _("目的、方式是否合法、正当、必要")),
        (data.risks, _("对个人的影响和安全风险")),
        (data.measures, _("保护措施")),
    ):
        check_text(text, what, LONGEST)
    made = Assessment(
        organisation_id=target.organisation_id,
        purpose=target,
        necessity=data.necessity,
        risks=data.risks,
        level=data.level,
        measures=data.measures,
        author=act.actor.user,
        made=timezone.now(),
    )
    made.save()
    return made


@verb(
    "assessments.approve",
    does=gettext_lazy("批准了个人信息保护影响评估"),
    needs="privacy.approve",
    on=lambda target, data: [target.organisation_id],
)
def approve_assessment(act: Act, target: Assessment, data: ApproveAssessment) -> Assessment:
    """Approve an assessment; not by who wrote it."""
    if target.approved is not None:
        raise VerbError(_("这份影响评估已经批准。目的或方式改变时，请另做一份。"))
    if act.actor.user is not None and act.actor.user == target.author:
        raise Refused(_("不能批准自己写的影响评估。请由分管领导批准。"))
    today = timezone.localdate()
    if not today < data.valid_until <= today + dt.timedelta(days=3 * 366):
        raise VerbError(_("有效期至应在今天之后、三年以内。请改正日期。"))
    target.approved, target.approver, target.valid_until = timezone.now(), act.actor.user, data.valid_until
    target.save()
    return target
