"""What staff do at the desk about changes of term, their papers, and what governs a society."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keqiao.blocks.assemblies.queries import planned_day
from keqiao.kernel.posts.models import Body, BodyKind
from keqiao.kernel.work.models import CaseStatus
from keqiao.look.acts import offer, page_of
from keqiao.registry.verbs.posts import open_term

from . import documents, governing, opening, papers, steps
from .models import (
    Branch,
    CharterChange,
    Decision,
    Explanation,
    Officer,
    Paper,
    PostApproval,
    Postponement,
    Reminder,
    Renewal,
    RuleDocument,
    Stage,
    StageKind,
)
from .progress import latest_term

_NOT_RENEWED = frozenset(
    {
        BodyKind.DELEGATION,
        BodyKind.PRESIDIUM,
        BodyKind.PREPARATORY_COMMITTEE,
        BodyKind.CREDENTIALS_COMMITTEE,
        BodyKind.STUDIO,
        BodyKind.WORKING_GROUP,
    }
)


def renewal_url(one: Renewal) -> str:
    """The page of a change of term."""
    return reverse("assemblies:renewal", args=[one.case.organisation.code, one.public_id])


def papers_url(one: Renewal) -> str:
    """The page of its papers."""
    return reverse("assemblies:renewal_papers", args=[one.case.organisation.code, one.public_id])


def checkup_url(code: str) -> str:
    """The page 治理体检 of an organisation."""
    return reverse("assemblies:checkup", args=[code])


def rules_url(code: str) -> str:
    """The page of an organisation's rule documents."""
    return reverse("assemblies:rule_documents", args=[code])


def officials_url(code: str) -> str:
    """The page of officials' posts."""
    return reverse("assemblies:officials", args=[code])


def _running(one: Renewal) -> bool:
    return one.case.status == CaseStatus.OPEN


def _own(one: Renewal) -> bool:
    return _running(one) and not one.outside


def _waiting(one: Postponement | Explanation) -> bool:
    return one.status == Decision.WAITING


def _arranged(one: Renewal) -> dict[str, Any]:
    charge = one.case.charges.filter(ends=None).first()
    return {
        "congress_on": one.congress_on or (planned_day([one.body]) if one.body is not None else None),
        "responsible": charge.person_id if charge is not None else None,
        "former_legal": one.former_legal,
    }


def _as_registered(body: Body) -> dict[str, Any]:
    """The end of the term as it is registered, which counts whatever is written."""
    term = latest_term(body)
    known = {"term_ends": term.ends} if term is not None and term.ends is not None else {}
    return {**known, "congress_on": planned_day([body])}


def _next_term(body: Body) -> dict[str, Any]:
    """The number that follows that of the term that runs; 1 where there was none."""
    former = latest_term(body)
    return {"number": former.number + 1 if former is not None else 1}


def _branch(body: Body) -> dict[str, Any]:
    one = Branch.objects.filter(body=body).first()
    if one is None:
        return {}
    return {"kind": one.kind, "remit": one.remit, "document": one.document, "starts": one.starts}


page_of(Renewal, renewal_url)
page_of(Stage, lambda one: renewal_url(one.renewal))
page_of(Postponement, lambda one: renewal_url(one.renewal))
page_of(Reminder, lambda one: renewal_url(one.renewal))
page_of(Paper, lambda one: papers_url(one.renewal))
page_of(CharterChange, lambda one: papers_url(one.renewal))
page_of(Officer, lambda one: papers_url(one.renewal))
page_of(Explanation, lambda one: checkup_url(one.organisation.code))
page_of(RuleDocument, lambda one: rules_url(one.organisation.code))
page_of(PostApproval, lambda one: officials_url(one.post.term.body.organisation.code))

offer(
    opening.open_renewal,
    label=_("启动换届"),
    order=30,
    note=_("各环节的时限按换届时间表从届满日期倒推。"),
    initial=_as_registered,
    shown=lambda body: body.kind not in _NOT_RENEWED,
    lands=lambda body, made: renewal_url(made),
)
offer(
    open_term,
    label=_("登记新一届"),
    order=35,
    note=_("上一届到新一届开始的那天为止。正在办理换届筹备的，由审定的名单就任时登记，不在这里另填。"),
    initial=_next_term,
    shown=lambda body: body.kind not in _NOT_RENEWED,
)
offer(opening.watch_unit, label=_("督促下级换届"), listed=False, lands=lambda unit, made: renewal_url(made))
offer(
    opening.set_timeline,
    label=_("设置换届时间表"),
    listed=False,
    note=_("从今天起适用于本单位和所领导的单位；已经启动的换届，时限不变。"),
    lands=lambda unit, made: reverse("assemblies:renewals", args=[unit.code]),
)
offer(opening.plan_congress, label=_("调整安排"), order=10, initial=_arranged, shown=_running)
offer(
    steps.ask_postponement,
    label=_("申请延期"),
    order=20,
    note=_("由本单位另一位负责人批准；批准之后各环节的时限顺延。"),
    shown=_running,
)
offer(steps.record_reminder, label=_("登记督促"), order=30, shown=_running)
offer(steps.record_result, label=_("登记换届结果"), order=5, shown=lambda one: _running(one) and one.outside)
offer(steps.drop_renewal, label=_("撤项"), order=90, note=_("撤项之后可以重新启动换届。"), shown=_running)
offer(
    steps.meet_stage,
    label=_("登记完成"),
    shown=lambda one: _running(one.renewal) and one.deadline.met is None and one.kind != StageKind.CONGRESS,
)
offer(
    steps.reopen_stage,
    label=_("撤回完成登记"),
    shown=lambda one: _running(one.renewal) and one.deadline.met is not None and one.kind != StageKind.CONGRESS,
)
offer(steps.approve_postponement, label=_("批准延期"), order=5, shown=_waiting)
offer(steps.refuse_postponement, label=_("不批准"), order=10, shown=_waiting)

offer(papers.change_article, label=_("登记章程修改"), listed=False, shown=_own, lands=lambda one, made: papers_url(one))
offer(papers.name_officer, label=_("登记拟任负责人"), listed=False, shown=_own, lands=lambda one, made: papers_url(one))
offer(
    papers.drop_article, label=_("删除"), shown=lambda one: _own(one.renewal), lands=lambda one, made: papers_url(made)
)
offer(
    papers.drop_officer, label=_("删除"), shown=lambda one: _own(one.renewal), lands=lambda one, made: papers_url(made)
)
offer(papers.drop_paper, label=_("删除"), shown=lambda one: _own(one.renewal), lands=lambda one, made: papers_url(made))

offer(
    governing.set_rule,
    label=_("修改标准"),
    listed=False,
    note=_("从今天起适用于本单位和所领导的单位。"),
    lands=lambda unit, made: checkup_url(unit.code),
)
offer(
    governing.explain,
    label=_("说明情况"),
    listed=False,
    note=_("由本单位另一位负责人批准。说明只是记录原因，不改变体检的结果。"),
    lands=lambda unit, made: checkup_url(unit.code),
)
offer(governing.approve_explanation, label=_("批准说明"), order=5, shown=_waiting)
offer(governing.refuse_explanation, label=_("退回说明"), order=10, shown=_waiting)
offer(
    governing.keep_checkup,
    label=_("保存本次体检"),
    listed=False,
    note=_("结果按今天保存，用于统计；同一天再次保存会更新。"),
    lands=lambda unit, made: checkup_url(unit.code),
)
offer(
    governing.describe_branch,
    label=_("登记分支机构情况"),
    order=40,
    initial=_branch,
    shown=lambda body: body.kind == BodyKind.SPECIAL_COMMITTEE,
)

offer(documents.number_rules, label=_("登记文号"), shown=lambda one: not one.number)
offer(documents.end_rules, label=_("停用"), shown=lambda one: one.ends is None)
offer(
    documents.approve_post,
    label=_("登记批准文件"),
    listed=False,
    lands=lambda unit, made: officials_url(unit.code),
)
offer(
    documents.withdraw_approval,
    label=_("撤回"),
    lands=lambda one, made: officials_url(one.post.term.body.organisation.code),
)
