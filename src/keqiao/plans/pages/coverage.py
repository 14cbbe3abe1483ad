"""方案落实: how much of the plans' provisions, and of the systems they call for, is bound to something that runs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import ANYONE, page
from keqiao.look.parts import Chip
from keqiao.plans.coverage.coverage import Covered, PlanCoverage, coverage
from keqiao.plans.coverage.register import features
from keqiao.plans.packages.package import Package
from keqiao.plans.packages.problems import PackageError
from keqiao.plans.shown import in_language, printed

from .asked import plan_of

STATES = ("open", "bound", "declaratory")


@require_safe
@page(ANYONE)
def coverage_page(request: HttpRequest, plan: str = "") -> HttpResponse:
    """How much of the plans' provisions and of the systems they call for runs; of one plan, each provision."""
    package = plan_of(plan) if plan else None
    try:
        found = coverage([package.id] if package is not None else None)
    except PackageError as error:
        said = _("暂时不能统计：%(file)s有错误。请系统管理员运行 keqiao plans check，按所列的位置修改。")
        raise Http404(said % {"file": error.problems[0].file}) from None
    wanted = request.GET.get("state", "")
    wanted = wanted if wanted in STATES else ""
    steps = [(_("改革方案"), reverse("plans")), (_("方案落实"), reverse("coverage") if package else "")]
    if package is not None:
        steps.append((in_language(package.title), ""))
    context = {
        "title": _("方案落实"),
        "trail": [{"label": label, "url": url} for label, url in steps],
        "plans": [(one, in_language(one.plan.title), _counts(one)) for one in found.plans],
        "systems": found.systems,
        "systems_bound": sum(one.bound for one in found.systems),
        "package": package,
        "chips": [Chip(_state_words()[wanted], "?")] if wanted else [],
    }
    if package is not None:
        context["provisions"] = [
            _provision(package, one) for one in found.plans[0].provisions if not wanted or one.state == wanted
        ]
    return render(request, "plans/coverage.html", context)


def _counts(one: PlanCoverage) -> list[tuple[str, str, int]]:
    words = _state_words()
    return [(state, words[state], len(one.ids(state))) for state in ("bound", "declaratory", "open")]


def _state_words() -> dict[str, str]:
    return {"bound": _("已落实"), "declaratory": _("宣示性"), "open": _("未落实")}


def _provision(package: Package, one: Covered) -> dict[str, Any]:
    """A provision in words, with what carries it."""
    number = one.provision.clause
    return {
        "id": one.provision.id,
        "clause": next((printed(at) for at in package.all_clauses() if at.number == number), number),
        "summary": in_language(one.provision.summary),
        "state": one.state,
        "word": _state_words()[one.state],
        "bindings": [_binding(package, bound.binding, bound.reason) for bound in one.bindings],
        "reason": one.provision.declaratory,
    }


def _binding(package: Package, binding: str, reason: str) -> dict[str, str]:
    kind, _slash, name = binding.partition("/")
    word = {"commitment": _("任务指标"), "programme": _("方案项目"), "feature": _("系统功能")}[kind]
    why = {"planned": _("待建"), "uncounted": _("还没有计算"), "empty": _("还没有记录"), "missing": _("不存在")}
    return {"kind": word, "title": _binding_title(package, kind, name), "why": why.get(reason, "")}


def _binding_title(package: Package, kind: str, name: str) -> str:
    if kind == "commitment":
        return next((in_language(one.title) for one in package.commitments if one.id == name), name)
    if kind == "programme":
        return next((in_language(one.title) for one in package.programmes if one.id == name), name)
    feature = features().get(name)
    return in_language(feature.label) if feature is not None else name
