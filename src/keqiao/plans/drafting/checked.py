"""What stands in the way of publishing a draft, told where it can be mended: what ``keqiao plans check`` would say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keqiao.kernel.facts import schema
from keqiao.kernel.facts.schema import Label
from keqiao.kernel.organisations.tree import today
from keqiao.plans.drafting.demands import Unfit
from keqiao.plans.drafting.measured import Together
from keqiao.plans.drafting.written import Whole, commitment_of, files_of
from keqiao.plans.engine.commitments import Commitment
from keqiao.plans.engine.compile import Setting, compile_commitment
from keqiao.plans.engine.errors import Fault
from keqiao.plans.engine.parse import Definition
from keqiao.plans.library import library
from keqiao.plans.models import Decision, DraftFinding, PlanDraft
from keqiao.plans.packages.files import WrittenFiles
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError, Problem
from keqiao.plans.packages.read import read_files
from keqiao.plans.packages.relations import problems_between
from keqiao.plans.shown import in_language
from keqiao.plans.world import Installation

# Which field of a figure's form a key of its commitment comes from.
FIELDS = {
    "target": "value",
    "rhythm": "value",
    "baseline": "baseline",
    "due": "deadline",
    "topic": "topic",
    "subject": "owed_by",
    "title": "title",
}
# What the engine says of it, in the words of the desk. What isn't here is told as the engine says it.
_SAID: tuple[tuple[str, str | Promise], ...] = (
    (r"gives a share, the target is in", gettext_lazy("所选办法算的是比例，要求应写成百分比或分数，例如70%或2/3。")),
    (r"gives a number, the target is in", gettext_lazy("所选办法算的是数量，要求应写成不带单位的数。")),
    (r"a share can't (?:reach|have been)", gettext_lazy("比例不能超过100%。")),
    (r"the target(?: is)? in ", gettext_lazy("要求的单位与所选办法算出的单位不同。请改选单位，或换一个统计办法。")),
    (r"compares with something", gettext_lazy("“提高”“降低”要有可比的原值。请填写原值。")),
    (r"the baseline is in", gettext_lazy("原值的单位与要求的单位不同。请写成同一单位。")),
    (r"knows no term before", gettext_lazy("所选办法没有上一届可比。请填写原值。")),
    (
        r"the topic is measured by",
        gettext_lazy("这个议题在本方案中已有一项任务指标。请另选统计办法，或改为另立新议题。"),
    ),
    (r"begins above its end", gettext_lazy("两个数应从小到大写。")),
    (r"is no demand|says \d+ things", gettext_lazy("要求没有写完整。请核对“要求”和“数值”。")),
)


@dataclass(frozen=True)
class Trouble:
    """Something to mend. ``field``: of the head's form, or of the figure's when there is one."""

    message: str
    field: str = ""
    finding: DraftFinding | None = None
    detail: str = ""


def told(message: str) -> str:
    """An engine's fault in the words of the desk; empty when there are none for it."""
    return next((str(said) for pattern, said in _SAID if re.search(pattern, message)), "")


# One figure


def refuse_unfit(finding: DraftFinding, draft: PlanDraft) -> None:
    """Refuse a figure whose demand and way of counting don't go together. Raises Unfit beside the field."""
    _made, faults = _compile(finding, draft)
    if faults:
        raise Unfit(FIELDS.get(faults[0].key, "measured"), _of_fault(faults[0]))


def compiled(finding: DraftFinding, draft: PlanDraft) -> Commitment | None:
    """A figure as the engine's commitment; None when by now something doesn't fit."""
    try:
        return _compile(finding, draft)[0]
    except Unfit:
        return None


def _compile(finding: DraftFinding, draft: PlanDraft) -> tuple[Commitment | None, list[Fault]]:
    together = Together()
    written = commitment_of(finding, draft, together)
    definitions = {
        name: Definition(Label(one["zh"], one["en"]), one["rule"]) for name, one in together.definitions.items()
    }
    return compile_commitment(written, Setting(draft.plan, schema.all_facts(), definitions, Fraction(draft.about, 100)))


def _of_fault(fault: Fault) -> str:
    said = _("与所选的统计办法不符（%(fault)s）。请换一个统计办法，或改写要求。")
    return told(fault.message) or said % {"fault": fault.message}


# A whole draft


def look_over(whole: Whole) -> tuple[Package | None, list[Trouble]]:
    """The package that the draft makes, None when it makes none, and everything in the way."""
    found = [*_head(whole), *_decisions(whole)]
    if not whole.draft.adopted:
        return None, found
    try:
        package = read_files(WrittenFiles(whole.draft.plan, files_of(whole)), schema.all_facts())
    except Unfit as unfit:
        return None, [*found, Trouble(str(unfit))]
    except PackageError as error:
        return None, [*found, *(_of_problem(one, whole.findings) for one in error.problems)]
    return package, unique([*found, *_place(package, whole.draft), *_others(package)])


def _head(whole: Whole) -> Iterator[Trouble]:
    draft = whole.draft
    if not draft.adopted:
        yield Trouble(_("还没有填写印发日期。没有印发日期，就不知道从哪一天起计算。"), "adopted")
    if draft.until and draft.adopted and draft.until <= draft.adopted:
        yield Trouble(_("停止施行的日期应在印发日期之后。"), "until")
    if (Path(settings.PLANS) / draft.plan).exists():
        said = _("编号“%(plan)s”已被系统自带的方案包使用。请换一个编号。")
        yield Trouble(said % {"plan": draft.plan}, "plan")


def _decisions(whole: Whole) -> Iterator[Trouble]:
    if not whole.decided(Decision.COMMITMENT):
        yield Trouble(_("还没有一项任务指标。请至少把一处要求确定为任务指标。"))
    waiting = len(whole.decided(Decision.OPEN))
    if waiting and whole.draft.binding:
        said = _("还有%(count)s处要求没有处理。施行的方案要逐处处理；也可以先作为草案发布。")
        yield Trouble(said % {"count": waiting}, "binding")


def _place(package: Package, draft: PlanDraft) -> Iterator[Trouble]:
    """Whether the plan binds just the organisation that drafts it."""
    roots = {root.id for root in package.scope.roots(Installation().tree(today()))}
    if roots != {draft.organisation_id}:
        said = _("“%(organisation)s”没有登记在区划%(division)s，方案约束不到它。请先在单位页登记所在区划。")
        yield Trouble(said % {"organisation": draft.organisation, "division": draft.jurisdiction})


def _others(package: Package) -> Iterator[Trouble]:
    """What ``plans check`` says of it beside the other plans."""
    others = [one for one in library().all() if one.id != package.id]
    known = {one.id: one for one in others}
    for problem in problems_between([*others, package]):
        if package.id not in (problem.file.partition("/")[0], problem.message.partition(" ")[0]):
            continue
        rival = _rival(problem, package, known)
        if rival is not None:
            said = _("“%(plan)s”也在同一地方施行，且有相同的议题。请在方案信息中写明代替它，或先作为草案发布。")
            yield Trouble(said % {"plan": in_language(rival.title)}, "replaces", detail=problem.place)
        else:
            yield Trouble(_("与其他方案有矛盾，请核对上级方案和所代替的方案。"), "follows", detail=str(problem))


def _rival(problem: Problem, package: Package, known: Mapping[str, Package]) -> Package | None:
    if "speaks of the topic" not in problem.message:
        return None
    names = (problem.file.partition("/")[0], problem.message.partition(" ")[0])
    return next((known[name] for name in names if name in known), None)


def _of_problem(problem: Problem, findings: Iterable[DraftFinding]) -> Trouble:
    """A fault of the files, at the figure or the head it comes from."""
    name, _blank, key = problem.place.partition(" ")
    finding = next((one for one in findings if one.commitment == name and problem.file.count("/") > 1), None)
    said = told(problem.message) or _("方案包检查没有通过：%(problem)s") % {"problem": problem.message}
    if finding is not None:
        return Trouble(said, FIELDS.get(key, "measured"), finding, problem.message)
    return Trouble(said, key or name, detail=str(problem))


def unique(troubles: Sequence[Trouble]) -> list[Trouble]:
    """Each message once for each place."""
    seen: dict[tuple[Any, ...], Trouble] = {}
    for one in troubles:
        seen.setdefault((one.message, one.finding.pk if one.finding else 0), one)
    return list(seen.values())
