"""The book of motions of an organisation, filtered, and as a spreadsheet; and what a unit works on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.motions.filing import record_motion
from keqiao.blocks.assemblies.motions.models import MotionKind, MotionStatus
from keqiao.blocks.assemblies.motions.rules import MANAGE, USUAL_SIGNERS, rule_of, set_rule
from keqiao.blocks.assemblies.motions.table import LATE, Line, assigned, book, filtered, lines, table, take_table
from keqiao.blocks.assemblies.pages.frame import NEED, organisation_of, own, place, trail
from keqiao.exchange.spreadsheets.writing import XLSX
from keqiao.kernel.access.pages import actor_of, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act
from keqiao.look.acts import ActLink, act_link
from keqiao.look.downloads import to_keep
from keqiao.look.parts import Chip, Choice

SHOWN = 40
ASKED = ("status", "lead", "kind", "q")


@require_safe
@page(NEED, on=place)
def motions(request: HttpRequest, code: str) -> HttpResponse:
    """The book, overdue ones marked where they stand; nothing is ranked."""
    organisation = own(request, code)
    every, asked = lines(book(organisation)), _asked(request)
    found = filtered(every, asked)
    context = {
        "organisation": organisation,
        "page": Paginator(found, SHOWN).get_page(request.GET.get("page")),
        "total": len(every),
        "stages": _stages(every, asked),
        "leads": sorted({line.lead for line in every if line.lead}),
        "kinds": [(kind.value, _(str(kind.label))) for kind in MotionKind],
        "asked": asked,
        "chips": _chips(asked),
        "count": len(found),
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "add": _adds(request, organisation),
        "rules": _rules(request, organisation),
        "trail": trail(organisation, (_("提案建议"), "")),
    }
    return render(request, "motions/book.html", context)


@require_safe
@page("exports.take", on=place)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The book as a spreadsheet, as filtered; the audit keeps that it left."""
    organisation = own(request, code)
    found = filtered(lines(book(organisation)), _asked(request))
    take_table(Act(actor_of(request)), organisation, {"rows": len(found)})
    name = _("提案建议办理表%(day)d.xlsx") % {"day": today()}
    return to_keep(table(organisation, found), XLSX, name)


@require_safe
@page(MANAGE, on=place)
def assigned_to(request: HttpRequest, code: str) -> HttpResponse:
    """我承办的提案建议: what this organisation leads or joins, on its own or others' books."""
    organisation = organisation_of(code)
    context = {
        "organisation": organisation,
        "lines": sorted(lines(assigned(organisation)), key=lambda line: line.motion.status != MotionStatus.ACCEPTED),
        "trail": [{"label": organisation.name, "url": ""}, {"label": _("我承办的提案建议"), "url": ""}],
    }
    return render(request, "motions/assigned.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in ASKED}


def _stages(every: Sequence[Line], asked: Mapping[str, str]) -> list[Choice]:
    """How many are at each stage; overdue ones once more by themselves."""
    counts = Counter(line.motion.status for line in every)
    late = sum(line.late for line in every)
    offered = [("", _("全部"), len(every)), (LATE, _("逾期"), late)]
    offered += [(one.value, _(str(one.label)), counts[one]) for one in MotionStatus]
    rest = {name: value for name, value in asked.items() if value and name != "status"}
    return [
        Choice(word, f"?{urlencode(rest | ({'status': code} if code else {}))}", asked["status"] == code, count)
        for code, word, count in offered
        if count or not code
    ]


def _chips(asked: Mapping[str, str]) -> list[Chip]:
    """The filters in force beside the stage, each a link without it."""
    words = {"lead": asked["lead"], "q": f"“{asked['q']}”" if asked["q"] else ""}
    words["kind"] = _(str(MotionKind(asked["kind"]).label)) if asked["kind"] in MotionKind.values else ""
    return [
        Chip(word, f"?{urlencode({key: value for key, value in asked.items() if value and key != name})}")
        for name, word in words.items()
        if word
    ]


def _adds(request: HttpRequest, organisation: Organisation) -> list[tuple[str, ActLink]]:
    """For each body, where what came on paper is noted."""
    found = ((body, act_link(request, record_motion, body)) for body in _bodies(organisation))
    return [(_(body.name), link) for body, link in found if link is not None]


def _bodies(organisation: Organisation) -> Sequence[Any]:
    """Bodies whose members hand something in: those that have a term."""
    return list(organisation.bodies.filter(terms__isnull=False).distinct().order_by("pk"))


def _rules(request: HttpRequest, organisation: Organisation) -> list[dict[str, Any]]:
    """What each body asks of each kind, with the way to change it."""
    return [
        {"body": _(body.name), "rule": rule_of(body, kind), "change": act_link(request, set_rule, body, kind=kind)}
        for body in _bodies(organisation)
        for kind in USUAL_SIGNERS
        if body.motions.filter(kind=kind).exists() or body.motion_rules.filter(kind=kind).exists()
    ]
