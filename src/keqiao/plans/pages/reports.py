"""报送: a unit's figures confirmed by its leader, sent upward, and who may see them. A report opens as frozen."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from keqiao.kernel.access.pages import ANYONE, actor_of, may, page
from keqiao.kernel.nouns.models import Stale
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.organisations.tree import today
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look import figures as look
from keqiao.plans.access import NEED, sees_live, sees_report
from keqiao.plans.engine.tree import Node
from keqiao.plans.figures import board
from keqiao.plans.models import Report, ReportState, Visibility
from keqiao.plans.packages.package import Package
from keqiao.plans.reports import verbs
from keqiao.plans.reports.contributed import Contribution, contributions
from keqiao.plans.reports.frozen import shown_frozen
from keqiao.plans.reports.given import Line, lines
from keqiao.plans.reports.verbs import frozen_figures
from keqiao.plans.shown import in_language, shown

from .asked import AsOf, organisation_id, organisation_of, plan_of
from .board import sections, tally, tree
from .parts import trail


@require_http_methods(["GET", "HEAD", "POST"])
@page(NEED, on=organisation_id, open_in_demo=True)
def reports(request: HttpRequest, plan: str, code: str) -> HttpResponseBase:
    """What would be reported now, what was, and the next step. Posting takes that step."""
    package, organisation = plan_of(plan), organisation_of(code)
    if request.method == "POST":
        _take(request, package, organisation)
        return redirect("reports", plan, code)
    actor = actor_of(request)
    live = sees_live(actor, organisation.pk)
    every = Report.objects.filter(plan=plan, organisation=organisation).select_related("confirmed_by", "organisation")
    listed = list(every) if live else [one for one in every if sees_report(actor, one)]
    sent = next((one for one in listed if one.status == ReportState.SENT), None)
    waiting = listed[0] if listed and listed[0].status == ReportState.CONFIRMED else None
    context = {
        "package": package,
        "organisation": organisation,
        "title": in_language(package.title),
        "trail": trail(package, organisation, _("报送")),
        "live": live,
        "tally": _tally_now(package, organisation) if live and package.state != "draft" else [],
        "given": _given_now(package, organisation) if live and package.state != "draft" else [],
        "reports": [(one, AsOf(one.as_of)) for one in listed],
        "sent": sent,
        "waiting": waiting,
        "waiting_day": AsOf(waiting.as_of) if waiting is not None else None,
        "may_confirm": may(request, "figures.confirm", organisation),
        "may_send": may(request, "figures.send", organisation),
        "may_publish": may(request, "figures.publish", organisation),
        "own_proposal": sent is not None and sent.proposed_by == actor.label,
        "visibilities": Visibility.choices,
        "key": uuid.uuid4(),
    }
    return render(request, "plans/reports.html", context)


def _tally_now(package: Package, organisation: Organisation) -> list[tuple[str, int]]:
    found = board([package], organisations=[organisation.pk]).figures
    return tally([shown(figure, package) for figure in found])


def _given_now(package: Package, organisation: Organisation) -> list[Line]:
    return lines(package, contributions(organisation.pk, package, today()), today())


# What is done


def _take(request: HttpRequest, package: Package, organisation: Organisation) -> None:
    """The step that was posted; what is refused is told, and nothing was written."""
    steps: Mapping[str, Callable[[Act, HttpRequest, Package, Organisation], str]] = {
        "confirm": _confirm,
        "send": _send,
        "propose": _propose,
        "approve": _approve,
    }
    step = steps.get(request.POST.get("action", ""))
    if step is None:
        messages.error(request, _("没有办理：页面已过期。请在本页重新选择要办理的事项。"))
        return
    try:
        messages.success(request, step(Act(actor_of(request)), request, package, organisation))
    except (VerbError, Stale) as error:
        messages.error(request, str(error))


def _confirm(act: Act, request: HttpRequest, package: Package, organisation: Organisation) -> str:
    made = verbs.confirm_report(act, organisation, {"plan": package.id} | _key(request))
    return _("已由%(name)s确认本单位指标，数值冻结。请核对后报送。") % {"name": made.confirmed_by.name}


def _send(act: Act, request: HttpRequest, package: Package, organisation: Organisation) -> str:
    sent = verbs.send_report(act, _posted(request, package, organisation), _seen(request))
    if sent.sent_to is None:
        return _("已报送。本单位没有上级科协，报送的指标按公开范围显示。")
    return _("已报送%(to)s。") % {"to": sent.sent_to.name}


def _propose(act: Act, request: HttpRequest, package: Package, organisation: Organisation) -> str:
    data = {"visibility": request.POST.get("visibility", "")} | _seen(request)
    made = verbs.propose_visibility(act, _posted(request, package, organisation), data)
    if made.proposed:
        return _("已提出公开范围，等待另一人批准。")
    return _("公开范围已改为“%(scope)s”。") % {"scope": _(made.get_visibility_display())}


def _approve(act: Act, request: HttpRequest, package: Package, organisation: Organisation) -> str:
    made = verbs.approve_visibility(act, _posted(request, package, organisation), _seen(request))
    return _("公开范围已改为“%(scope)s”。") % {"scope": _(made.get_visibility_display())}


def _key(request: HttpRequest) -> dict[str, Any]:
    return {"key": request.POST.get("key") or None}


def _seen(request: HttpRequest) -> dict[str, Any]:
    version = request.POST.get("seen_version", "")
    return _key(request) | ({"seen_version": int(version)} if version.isdecimal() else {})


def _posted(request: HttpRequest, package: Package, organisation: Organisation) -> Report:
    """The report that the form names, of this unit and plan. Raises VerbError."""
    every = Report.objects.filter(organisation=organisation, plan=package.id)
    found = next((one for one in every if str(one.public_id) == request.POST.get("report")), None)
    if found is None:
        raise VerbError(_("没有找到要办理的报告。请刷新页面后重新选择。"))
    return found


# What was reported


@require_safe
@page(ANYONE)
def report(request: HttpRequest, plan: str, code: str, report: uuid.UUID) -> HttpResponseBase:
    """A report as it was frozen: counts and states, no names. Public ones are for everybody."""
    package, organisation = plan_of(plan), organisation_of(code)
    related = Report.objects.select_related("confirmed_by", "sent_to", "organisation")
    found = get_object_or_404(related, public_id=report, plan=plan, organisation=organisation)
    actor = actor_of(request)
    if not sees_report(actor, found):
        if actor.user is None:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied(_("这份报告没有对您公开。请联系报送单位，或换有权限的账号登录。"))
    return _show(request, package, organisation, found)


def _show(request: HttpRequest, package: Package, organisation: Organisation, found: Report) -> HttpResponse:
    unit = Node(organisation.pk, organisation.code, organisation.name, organisation.kind, organisation.level)
    by_clause: dict[str, list[look.Figure]] = defaultdict(list)
    gone = []
    numbers = {clause.number for clause in package.all_clauses()}
    for row in frozen_figures(found):
        figure = shown_frozen(row, package, unit)
        if figure is None or row.clause not in numbers:
            gone.append(row)
        else:
            by_clause[row.clause].append(figure)
    given = lines(package, map(Contribution.of, found.counts.all()), found.as_of)
    if not by_clause and not gone and not given:
        raise Http404(_("这份报告里没有任务指标。"))
    listed = sections(package.clauses, by_clause, ())
    context = {
        "report": found,
        "as_of": AsOf(found.as_of),
        "package": package,
        "organisation": organisation,
        "title": in_language(package.title),
        "tally": tally([figure for figures in by_clause.values() for figure in figures]),
        "total": sum(len(figures) for figures in by_clause.values()),
        "sections": [one for one in listed if one.holds_more],
        "tree": tree(package.clauses, by_clause),
        "gone": gone,
        "given": given,
        "trail": trail(package, organisation, _("报送的指标")),
    }
    return render(request, "plans/report.html", context)
