"""换届: the units whose term ends soon, has run out or is being changed, with filters, and as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from keqiao.blocks.assemblies.pages.frame import NEED, own, place, trail
from keqiao.blocks.assemblies.renewal.acts import renewal_url
from keqiao.blocks.assemblies.renewal.due import NEAR, OVERDUE, STATES, DueLine, due_lines, kinds, narrowed
from keqiao.blocks.assemblies.renewal.exported import take_list
from keqiao.blocks.assemblies.renewal.opening import open_renewal, set_timeline, watch_unit
from keqiao.blocks.assemblies.renewal.timeline import schedule_for
from keqiao.exchange.spreadsheets.writing import XLSX, Table
from keqiao.kernel.access.pages import actor_of, may, page
from keqiao.kernel.organisations.models import Organisation
from keqiao.kernel.verbs.contract import Act, VerbError
from keqiao.look.acts import act_link
from keqiao.look.downloads import to_keep
from keqiao.look.parts import Choice
from keqiao.registry.wording import day_word

EXPORT = "exports.take"


@require_safe
@page(NEED, on=place)
def renewals(request: HttpRequest, code: str) -> HttpResponse:
    """Every unit that the organisation answers for whose term is near its end, past it or being changed."""
    organisation = own(request, code)
    every = due_lines(organisation, actor_of(request))
    state, kind = _asked(request)
    found = narrowed(every, state, kind)
    context = {
        "organisation": organisation,
        "lines": [(line, link_of(request, organisation, line)) for line in found],
        "states": _states(every, state, kind),
        "kinds": _kinds(state, kind),
        "schedule": schedule_for(organisation),
        "set_timeline": act_link(request, set_timeline, organisation),
        "watch": act_link(request, watch_unit, organisation) if _has_below(every) else None,
        "sheet": f"{_sheet_query(state, kind)}" if may(request, EXPORT, organisation) and found else None,
        "names": may(request, "people.see", organisation),
        "trail": trail(organisation, (_("换届"), "")),
    }
    return render(request, "renewal/list.html", context)


@require_safe
@page(EXPORT, on=place)
def sheet(request: HttpRequest, code: str) -> HttpResponseBase:
    """The list as it is filtered, to be kept."""
    organisation = own(request, code)
    state, kind = _asked(request)
    found = narrowed(due_lines(organisation, actor_of(request)), state, kind)
    try:
        take_list(Act(actor_of(request)), organisation, {"rows": len(found)})
    except VerbError:
        return redirect("assemblies:renewals", code)
    name = _("%(unit)s换届情况.xlsx") % {"unit": organisation.name}
    return to_keep(spreadsheet(found), XLSX, name)


def spreadsheet(lines: Sequence[DueLine]) -> bytes:
    """The list as a file."""
    table = Table(_("换届情况"), (6, 32, 14, 28, 30, 30, 18, 14))
    table.keep_above(1)
    heads = (_("序号"), _("单位"), _("机构"), _("届满日期"), _("情况"), _("下一步"), _("最近督促"), _("登记来源"))
    table.add(heads, bold=True)
    for number, line in enumerate(lines, start=1):
        source = _("本级登记") if line.outside else _("单位记录")
        reminded = day_word(line.reminded) if line.reminded is not None else ""
        told = (line.unit.name, line.body_word, line.ends_word, line.word, line.next_word, reminded, source)
        table.add((number, *told))
    stream = io.BytesIO()
    table.save(stream)
    return stream.getvalue()


def link_of(request: HttpRequest, organisation: Organisation, line: DueLine) -> tuple[str, str] | None:
    """Where a line leads: to the case, or to beginning one. Label and address; None where neither is for the reader."""
    if line.progress is not None:
        return _("查看"), renewal_url(line.progress.renewal)
    if line.outside:
        known = {"unit": line.unit.code, "body_kind": line.body_kind, "term_ends": line.term_ends.isoformat()}
        act = act_link(request, watch_unit, organisation, **known)
    else:
        act = act_link(request, open_renewal, line.body) if line.body is not None else None
    return (_("督促换届") if line.outside else act.label, act.url) if act is not None else None


def _asked(request: HttpRequest) -> tuple[str, str]:
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    return state if state in STATES else "", kind if kind in dict(kinds()) else ""


def _states(every: Sequence[DueLine], state: str, kind: str) -> list[Choice]:
    here = narrowed(every, "", kind)
    choices = [Choice(_("全部（%(count)s）") % {"count": len(here)}, _address("", kind), current=not state)]
    for code, word in STATES.items():
        count = sum(line.state == code for line in here)
        told = {"state": word, "count": count}
        choices.append(Choice(_("%(state)s（%(count)s）") % told, _address(code, kind), current=state == code))
    return choices


def _kinds(state: str, kind: str) -> list[Choice]:
    every = [Choice(_("全部单位"), _address(state, ""), current=not kind)]
    return every + [Choice(word, _address(state, code), current=kind == code) for code, word in kinds()]


def _address(state: str, kind: str) -> str:
    return "?" + urlencode({name: value for name, value in (("state", state), ("kind", kind)) if value})


def _sheet_query(state: str, kind: str) -> str:
    return "sheet/" + _address(state, kind)


def _has_below(every: Sequence[DueLine]) -> bool:
    return any(line.outside for line in every)


def pressing(lines: Sequence[DueLine]) -> list[DueLine]:
    """Those that wait for somebody: past their end, near it, or with a stage that is late."""

    def waits(line: DueLine) -> bool:
        late: Any = line.progress is not None and line.progress.next is not None and line.progress.next.late
        return line.state in (OVERDUE, NEAR) or bool(late)

    return [line for line in lines if waits(line)]
