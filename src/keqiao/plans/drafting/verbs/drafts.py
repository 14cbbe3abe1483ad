"""A plan is uploaded; its head and what its clauses are called are put right."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from keqiao.kernel.nouns.fields import holds_on
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act, VerbData, VerbError
from keqiao.kernel.verbs.registry import verb
from keqiao.plans.drafting.demands import Unfit
from keqiao.plans.drafting.found import clauses_of, findings_of, head_of
from keqiao.plans.engine import days
from keqiao.plans.issued import refuse_text
from keqiao.plans.library import library
from keqiao.plans.models import DraftClause, DraftedPackage, DraftFinding, PlanDraft
from keqiao.plans.reading.reading import Reading, read_text
from keqiao.plans.reading.source import Source
from keqiao.plans.world import Installation

NEED = "plans.draft"
TAKEN = ("compare",)  # addresses of pages
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Title = Annotated[str, Field(min_length=1, max_length=200)]
Translated = Annotated[str, Field(max_length=300)]


class DraftPlan(VerbData):
    """The file's name, its SHA-256 and the text read of it; ``digest`` may be left out for a text of one's own."""

    name: str
    text: str
    digest: str = ""


class CorrectDraft(VerbData):
    """What a plan says of itself. Days that are None are not known."""

    title: Title
    title_en: Translated = ""
    issuer: Title
    issuer_en: Translated = ""
    plan: str
    adopted: dt.date | None = None
    until: dt.date | None = None
    binding: bool = False
    follows: str = ""
    replaces: str = ""
    distribution: Annotated[str, Field(max_length=200)] = ""
    about: Annotated[int, Field(ge=0, le=99)] = 10


class CorrectClause(VerbData):
    """What a clause is called, and what it says in one's own words."""

    title: Title
    title_en: Translated = ""
    summary: str = ""
    summary_en: str = ""


@verb(NEED, does=gettext_lazy("上传方案并开始起草方案包"), needs=NEED, on=lambda target, data: [target])
def draft(act: Act, target: Organisation, data: DraftPlan) -> PlanDraft:
    """Read the text of a plan into a draft with its clauses and figures. Nothing of it binds anybody yet."""
    refuse_text(data.name, data.text)
    jurisdiction = _division(target)
    digest = data.digest or hashlib.sha256(data.text.encode()).hexdigest()
    same = PlanDraft.objects.filter(organisation=target, digest=digest).exclude(status="withdrawn").first()
    if same is not None:
        said = _("这份文件已经上传过（“%(title)s”）。请打开已有的那一份继续起草。")
        raise VerbError(said % {"title": same.title})
    reading = read_text(Source(data.name, "text", digest, data.text))
    if not any(clause.style != "preface" for clause in reading.clauses):
        said = _("“%(name)s”里没有读到“一、”“（一）”“第一条”这样的条目。请核对是不是方案正文。")
        raise VerbError(said % {"name": data.name})
    head = head_of(reading)
    made = PlanDraft(
        organisation=target,
        name=data.name[-200:],
        digest=digest,
        text=data.text,
        plan=_free(target.code, head.adopted),
        title=head.title[:200] or data.name[:200],
        issuer=head.issuer or target.name,
        jurisdiction=jurisdiction,
        adopted=_real(head.adopted),
        follows=_above(target),
    )
    made.save()
    _keep(made, reading)
    return made


def _division(organisation: Organisation) -> str:
    """Where a plan of the organisation binds. Raises VerbError for one that can't have a plan."""
    placed = organisation.placements.filter(holds_on(today())).select_related("division").first()
    if organisation.kind != "association" or not organisation.level or placed is None or placed.division is None:
        said = _("“%(organisation)s”不是登记了所在区划的科协，不能为它起草方案。请选择一级科协。")
        raise VerbError(said % {"organisation": organisation})
    return str(placed.division.code)


def _real(day: int) -> int:
    """The day, 0 for one that doesn't exist."""
    try:
        return days.from_date(days.to_date(day))
    except ValueError:
        return 0


def _free(code: str, adopted: int) -> str:
    """An id that no other plan has: the association's code and the year."""
    year = adopted // 10000 or today() // 10000
    base = "-".join(re.findall(r"[a-z0-9]+", f"{code.lower()}-{year}"))
    taken = set(library().packages) | set(library().faulty) | set(PlanDraft.objects.values_list("plan", flat=True))
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def _above(organisation: Organisation) -> str:
    """The plan in force of the nearest association above that has one."""
    tree = Installation().tree(today())
    in_force = [one for one in library().all() if one.state == "in_force"]
    for node in list(tree.ancestors(organisation.pk))[1:]:
        for package in in_force:
            if any(root.id == node.id for root in package.scope.roots(tree)):
                return package.id
    return ""


def _keep(made: PlanDraft, reading: Reading) -> None:
    """Its clauses and figures as they were read."""
    clauses: dict[str, DraftClause] = {}
    for place, one in enumerate(clauses_of(reading), start=1):
        clauses[one.number] = DraftClause(
            draft=made,
            place=place,
            number=one.number,
            printed=one.printed[:80],
            title=one.title[:200],
            spans=json.dumps(one.spans),
        )
        clauses[one.number].save()
    for found in findings_of(reading):
        columns: dict[str, Any] = {name: value for name, value in vars(found).items() if name != "clause"}
        DraftFinding(clause=clauses[found.clause], **columns).save()


@verb(
    "plans.correct_draft",
    does=gettext_lazy("更正了起草中的方案信息"),
    needs=NEED,
    on=lambda target, data: [target.organisation_id],
)
def correct_draft(act: Act, target: PlanDraft, data: CorrectDraft) -> PlanDraft:
    """Put right what the plan says of itself. What is published stays as it is until it is published again."""
    _refuse_id(target, data.plan)
    _refuse_others(target, data)
    for name in ("title", "title_en", "issuer", "issuer_en", "plan", "binding", "follows", "replaces", "about"):
        setattr(target, name, getattr(data, name))
    target.distribution = data.distribution
    target.adopted = days.from_date(data.adopted) if data.adopted else 0
    target.until = days.from_date(data.until) if data.until else 0
    target.save()
    return target


def _refuse_others(draft: PlanDraft, data: CorrectDraft) -> None:
    """Other plans must be there; only a plan of the same place can give way."""
    packages = library().packages
    for name in ("follows", "replaces"):
        given = getattr(data, name)
        if given and (given == data.plan or given not in packages):
            raise Unfit(name, _("没有编号为“%(plan)s”的其他方案。请从列表中选择。") % {"plan": given})
    if data.replaces and packages[data.replaces].jurisdiction != draft.jurisdiction:
        raise Unfit("replaces", _("只能代替本单位自己的方案，不能代替别处的方案。"))


def _refuse_id(draft: PlanDraft, plan: str) -> None:
    if not _ID.fullmatch(plan) or len(plan) > 60 or plan in TAKEN:
        raise Unfit("plan", _("编号只能用小写字母、数字和短横线，例如450223-2025。"))
    if plan == draft.plan:
        return
    if DraftedPackage.objects.filter(draft=draft).exists():
        raise Unfit("plan", _("方案发布过，编号不能再改：指标的历史和报送都记在这个编号下。"))
    taken = plan in library().packages or plan in library().faulty
    if taken or PlanDraft.objects.filter(plan=plan).exists():
        raise Unfit("plan", _("编号“%(plan)s”已被另一个方案使用。请换一个编号。") % {"plan": plan})


@verb(
    "plans.correct_clause",
    does=gettext_lazy("更正了起草中的条目"),
    needs=NEED,
    on=lambda target, data: [target.draft.organisation_id],
)
def correct_clause(act: Act, target: DraftClause, data: CorrectClause) -> DraftClause:
    """Put right what a clause is called, and say in one's own words what it is about."""
    for name in ("title", "title_en", "summary", "summary_en"):
        setattr(target, name, getattr(data, name))
    target.save()
    return target
