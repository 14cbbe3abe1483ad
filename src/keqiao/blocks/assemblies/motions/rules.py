"""What a body asks of motions, suggestions and reports; each kind has its own settings, or the usual ones."""

from __future__ import annotations

from typing import Annotated

from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.posts.models import Body
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData
from keqiao.kernel.verbs.registry import verb

from .models import MotionKind, MotionRule

MANAGE = "motions.manage"
APPROVE = "motions.approve"
USUAL_SIGNERS = {MotionKind.MOTION: 3, MotionKind.SUGGESTION: 1, MotionKind.REPORT: 1}

Days = Annotated[int, Field(ge=1, le=250)]


class SetRule(VerbData):
    """How many must sign, and in how many working days units do their part."""

    kind: Annotated[MotionKind, Asked(gettext_lazy("类别"))]
    signers: Annotated[int, Field(ge=1, le=200), Asked(gettext_lazy("最少签名人数"), gettext_lazy("领衔人计算在内。"))]
    reply_days: Annotated[Days, Asked(gettext_lazy("答复时限（工作日）"))] = 60
    joint_days: Annotated[Days, Asked(gettext_lazy("会办意见时限（工作日）"))] = 30
    refuse_days: Annotated[
        Days,
        Asked(gettext_lazy("退回交办时限（工作日）"), gettext_lazy("承办单位认为不属于本单位职责的，在此期限内退回。")),
    ] = 5
    judge_days: Annotated[
        Days,
        Asked(
            gettext_lazy("评价时限（工作日）"),
            gettext_lazy("答复送达后，签名人在此期限内评价；期满或全部评价后可以办结。"),
        ),
    ] = 15


@verb(
    "motions.set_rule",
    does=gettext_lazy("设定了提案规则"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def set_rule(act: Act, target: Body, data: SetRule) -> MotionRule:
    """Set what a body asks of one kind, from now on."""
    rule = rule_of(target, data.kind)
    for name, value in data.model_dump(exclude={"seen_version", "key", "kind"}).items():
        setattr(rule, name, value)
    rule.save()
    return rule


def rule_of(body: Body, kind: str) -> MotionRule:
    """What a body asks of a kind; the usual where it never said anything (not stored then)."""
    found = MotionRule.objects.filter(body=body, kind=kind).first()
    return found or MotionRule(body=body, kind=kind, signers=USUAL_SIGNERS[MotionKind(kind)])
