"""Verbs on governance: what is asked, explanations with their approver, check-ups that are kept, branches."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.nouns.fields import to_int
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.verbs.asked import Asked
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.registry.refusals import check_exists, check_past

from .checks import CHECKS, read_value
from .checkup import check_up
from .models import Branch, BranchKind, CheckCode, CheckResult, Decision, Explanation, GovernanceRule
from .opening import MANAGE
from .steps import APPROVE, Answer, Refusal, decide

Code = Annotated[CheckCode, Asked(gettext_lazy("事项"))]


class SetRule(VerbData):
    """What a check is held to from today on. Without a ``value`` the preset's; ``applies`` no: it isn't looked at."""

    code: Code
    value: Annotated[
        str,
        Field(max_length=80),
        Asked(
            gettext_lazy("标准"),
            gettext_lazy("比例写成1/3，人数写成整数，分档写成500:50;*:150。不填按通行标准。"),
        ),
    ] = ""
    applies: Annotated[
        Literal["yes", "no"],
        Asked(gettext_lazy("是否适用"), words=(("yes", gettext_lazy("适用")), ("no", gettext_lazy("不适用")))),
    ] = "yes"
    source: Annotated[
        str, Field(max_length=200), Asked(gettext_lazy("依据"), gettext_lazy("章程或方案的条目，例如第三部分第3条。"))
    ] = ""


class Explain(VerbData):
    """Why something stands as it does."""

    code: Code
    text: Annotated[str, Field(min_length=2, max_length=2000), Asked(gettext_lazy("情况说明"), kind="long")]


class DescribeBranch(VerbData):
    """What a body is as a branch."""

    kind: Annotated[BranchKind, Asked(gettext_lazy("类型"))]
    remit: Annotated[str, Field(min_length=2, max_length=400), Asked(gettext_lazy("业务范围"), kind="long")]
    document: Annotated[str, Field(max_length=160), Asked(gettext_lazy("设立文件"))] = ""
    starts: Annotated[dt.date | None, Asked(gettext_lazy("设立日期"))] = None


@verb(
    "renewal.set_rule",
    does=gettext_lazy("设置了治理要求"),
    needs=MANAGE,
    on=lambda target, data: [target],
)
def set_rule(act: Act, target: Organisation, data: SetRule) -> GovernanceRule:
    """Say what a check is held to here and at those led from here, from today on."""
    check_exists(target)
    check = CHECKS[data.code]
    value = read_value(check, data.value)
    now = timezone.localdate()
    for former in target.governance_rules.filter(code=data.code, ends=None):
        former.ends = now
        former.save()
    made = GovernanceRule(
        organisation=target,
        code=data.code,
        value=value,
        applies=data.applies == "yes",
        source=data.source,
        starts=now,
    )
    made.save()
    return made


@verb(
    "renewal.explain",
    does=gettext_lazy("说明了治理情况"),
    needs=MANAGE,
    on=lambda target, data: [target],
)
def explain(act: Act, target: Organisation, data: Explain) -> Explanation:
    """Say why something that isn't met stands as it does; a second person approves. Nothing is held up by it."""
    code = data.code
    now = timezone.localdate()
    for former in target.governance_explanations.filter(code=code, ends=None):
        former.ends = now
        former.save()
    made = Explanation(organisation=target, code=code, text=data.text, written=now, written_by=act.actor.user)
    made.save()
    return made


@verb(
    "renewal.approve_explanation",
    does=gettext_lazy("批准了治理情况说明"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def approve_explanation(act: Act, target: Explanation, data: Answer) -> Explanation:
    """Approve what somebody else explained."""
    decide(act, target, Decision.APPROVED, data.answer, target.written_by_id)
    return target


@verb(
    "renewal.refuse_explanation",
    does=gettext_lazy("退回了治理情况说明"),
    needs=APPROVE,
    on=lambda target, data: [target.organisation_id],
)
def refuse_explanation(act: Act, target: Explanation, data: Refusal) -> Explanation:
    """Don't approve what somebody else explained, with the reason."""
    decide(act, target, Decision.REFUSED, data.answer, target.written_by_id)
    return target


@verb(
    "renewal.keep_checkup",
    does=gettext_lazy("保存了治理体检"),
    needs=MANAGE,
    on=lambda target, data: [target],
)
def keep_checkup(act: Act, target: Organisation, data: VerbData) -> list[CheckResult]:
    """Keep what the checks find today: plans count it. Said again on the same day it replaces what was kept."""
    check_exists(target)
    day = timezone.localdate()
    there = {one.code: one for one in target.governance_results.filter(day=to_int(day))}
    kept = []
    for result in check_up(target, today()):
        one = there.pop(result.code, None) or CheckResult(organisation=target, code=result.code, day=day)
        one.meets, one.explained = result.found.meets, result.explained
        one.save()
        kept.append(one)
    for gone in there.values():
        gone.delete()
    return kept


@verb(
    "renewal.describe_branch",
    does=gettext_lazy("登记了分支机构"),
    needs=MANAGE,
    on=lambda target, data: [target.organisation_id],
)
def describe_branch(act: Act, target: Body, data: DescribeBranch) -> Branch:
    """Say of which type a branch is and what it does; saying it again replaces it."""
    if target.kind != BodyKind.SPECIAL_COMMITTEE:
        raise VerbError(_("只有专门委员会一类的机构可以登记为分支机构。请先登记这样的机构。"))
    if data.starts is not None:
        check_past(data.starts, _("设立日期"))
    made = Branch.objects.filter(body=target).first() or Branch(body=target)
    made.kind, made.remit, made.document, made.starts = data.kind, data.remit, data.document, data.starts
    made.save()
    return made
