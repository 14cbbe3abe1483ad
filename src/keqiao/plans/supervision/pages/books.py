"""督查检查, 问题清单, 试点和经验: the other books beside the ledger, each a list of cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.kernel.access.pages import page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.work.models import Case, CaseKind, CaseStatus
from keqiao.look.acts import act_link
from keqiao.plans.supervision.checks import GOOD_PRACTICE, begin_pilot, inspect, raise_problem
from keqiao.plans.supervision.ledger import Line, cases_of, lines

from .frame import NEED, books_of, frame, place


@require_safe
@page(NEED, on=place)
def inspections(request: HttpRequest, code: str) -> HttpResponse:
    """Inspections, each with what it found and how far that is set right."""
    organisation = books_of(request, code)
    every = lines(organisation, list(cases_of(organisation, [CaseKind.INSPECTION, CaseKind.FINDING])))
    findings: dict[int, list[Line]] = {}
    for line in every:
        if line.case.parent_id is not None:
            findings.setdefault(line.case.parent_id, []).append(line)
    checks = [line for line in every if line.case.kind == CaseKind.INSPECTION]
    listed = [(line, findings.get(line.case.pk, ())) for line in sorted(checks, key=lambda line: -line.case.pk)]
    context = {"listed": listed, "add": act_link(request, inspect, organisation)}
    return render(request, "supervision/inspections.html", context | frame(request, organisation, "inspections"))


@require_safe
@page(NEED, on=place)
def problems(request: HttpRequest, code: str) -> HttpResponse:
    """The problem log: what is open first, in the order in which it was noted."""
    organisation = books_of(request, code)
    context = {
        "lines": _open_first(organisation, CaseKind.PROBLEM),
        "add": act_link(request, raise_problem, organisation),
        "empty": _("还没有登记问题"),
        "empty_note": _("改革中遇到的问题登记在这里：谁来办、什么时候办完、怎样销号。"),
    }
    return render(request, "supervision/book.html", context | frame(request, organisation, "problems"))


@require_safe
@page(NEED, on=place)
def pilots(request: HttpRequest, code: str) -> HttpResponse:
    """Pilots, and those whose way of doing it others can copy."""
    organisation = books_of(request, code)
    context: dict[str, Any] = {
        "lines": _open_first(organisation, CaseKind.PILOT),
        "practice": Case.objects.filter(organisation=organisation, about=GOOD_PRACTICE).order_by("-closed"),
        "add": act_link(request, begin_pilot, organisation),
        "empty": _("还没有开展试点"),
        "empty_note": _("先行先试的做法登记在这里，总结之后可以标为可复制推广。"),
    }
    return render(request, "supervision/book.html", context | frame(request, organisation, "pilots"))


def _open_first(organisation: Organisation, kind: CaseKind) -> Sequence[Line]:
    found = lines(organisation, list(cases_of(organisation, [kind])))
    return sorted(found, key=lambda line: (line.case.status != CaseStatus.OPEN, line.case.pk))
